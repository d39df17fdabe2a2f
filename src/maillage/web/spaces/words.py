"""What a page of spaces says, in words: hours, rules, what is there, how something repeats."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.actors.enums import ActorKind
from maillage.bookings.models import Booking, Space
from maillage.places.enums import Access, Means
from maillage.places.models import in_language


def hour_words(local: datetime) -> str:
    """An hour as people say it: « 14 h », « 14 h 30 », « minuit »."""
    if (local.hour, local.minute) == (0, 0):
        return _("minuit")
    words = format_date(local, _("G \\h i") if local.minute else _("G \\h"))
    return words.replace(" ", "\u00a0")


def span_words(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """« 14 h – 15 h 30 », by the clocks of the territory."""
    return f"{hour_words(start.astimezone(zone))} – {hour_words(end.astimezone(zone))}"


def length_words(minutes: int) -> str:
    """« 45 minutes », « 2 h », « 1 h 30 », « 3 jours »."""
    days, rest = divmod(minutes, 1440)
    if days and not rest:
        return ngettext("%(n)s jour", "%(n)s jours", days) % {"n": days}
    hours, left = divmod(minutes, 60)
    if not hours:
        return ngettext("%(n)s minute", "%(n)s minutes", left) % {"n": left}
    if not left:
        return _("%(n)s h") % {"n": hours}
    return _("%(n)s h %(minutes)s") % {"n": hours, "minutes": f"{left:02}"}


def means_of(space: Space) -> list[str]:
    """What it puts in people's hands."""
    return [str(Means(code).label) if code in Means.values else str(code) for code in space.means]


def access_of(space: Space) -> list[str]:
    """How one comes in."""
    return [str(Access(code).label) if code in Access.values else str(code) for code in space.access]


def audience_words(space: Space) -> str:
    """Who may book it; for everybody, nothing."""
    kinds = [str(ActorKind(code).label) if code in ActorKind.values else str(code) for code in space.audience]
    return ", ".join(kinds)


def rules_of(space: Space) -> list[tuple[str, str]]:
    """The rules of a space in plain words, each with the question it answers."""
    told = [
        (_("Qui peut réserver"), audience_words(space) or _("toute personne qui donne son adresse")),
        (_("Combien de temps"), _("%(length)s au plus") % {"length": length_words(space.longest_minutes)}),
        (_("Quand s’y prendre"), _when(space)),
        (_("Validation"), _validation(space)),
    ]
    if space.reconfirm_hours:
        told.append(
            (
                _("La veille"),
                _(
                    "un e-mail demande si vous venez toujours ; sans réponse à temps, le créneau est "
                    "rendu aux autres"
                ),
            )
        )
    if space.release_minutes:
        told.append(
            (
                _("Si personne ne vient"),
                _("le créneau est rendu %(length)s après son début")
                % {"length": length_words(space.release_minutes)},
            )
        )
    territory = space.territory
    shares = [
        _("%(group)s, %(share)s %%") % {"share": round(share * 100), "group": territory.group_name(code)}
        for code, share in space.reserved_shares.items()
        if share
    ]
    if shares:
        words = _("%(shares)s ; une semaine avant, ce qui reste est à tout le monde")
        told.append((_("Heures gardées"), words % {"shares": " ; ".join(shares)}))
    if price := in_language(space.price_notes):
        told.append((_("Prix"), price))
    return told


def _when(space: Space) -> str:
    ahead = ngettext("%(n)s jour à l’avance au plus", "%(n)s jours à l’avance au plus", space.ahead_days) % {
        "n": space.ahead_days
    }
    if not space.notice_minutes:
        return ahead
    return _("%(ahead)s, %(notice)s au moins") % {
        "ahead": ahead,
        "notice": length_words(space.notice_minutes),
    }


def _validation(space: Space) -> str:
    if space.needs_approval:
        return _("l’animation du territoire valide chaque demande")
    return _("aucune : c’est réservé aussitôt")


def repeat_words(booking: Booking) -> str:
    """How a booking repeats, for those that this page can make; for others, that it does."""
    parts = dict(part.split("=", 1) for part in booking.rule.split(";") if "=" in part)
    if not parts:
        return ""
    every = {
        ("WEEKLY", "1"): _("chaque semaine"),
        ("WEEKLY", "2"): _("toutes les deux semaines"),
        ("MONTHLY", "1"): _("chaque mois"),
        ("DAILY", "1"): _("chaque jour"),
    }
    return every.get((parts.get("FREQ", ""), parts.get("INTERVAL", "1")), _("plusieurs fois"))

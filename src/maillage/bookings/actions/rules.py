"""What a space allows: when, how long, how far ahead, for whom; a refusal says which rule and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.models import Actor
from maillage.actors.queries import memberships_of
from maillage.bookings import bridge
from maillage.bookings.actions.common import local_words
from maillage.bookings.actions.shares import freed_on, kept_dates
from maillage.bookings.bridge import Date, RuleError, Series, SeriesError
from maillage.bookings.models import Space
from maillage.bookings.queries import blocked_spans
from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.people.models import Person


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody would book: a naive local start, so many minutes, and how it repeats (RRULE, or once)."""

    start: datetime
    minutes: int
    rule: str = ""
    excluded: tuple[datetime, ...] = ()
    purpose: str = ""
    people: int = 1


SERIES_WORDS = {
    "endless": gettext_lazy("Cette réservation se répéterait sans fin : donnez-lui une dernière date."),
    "missing_hour": gettext_lazy(
        "Cette heure n’existe pas : cette nuit-là, les horloges avancent et la sautent. "
        "Choisissez une autre heure."
    ),
    "overlap": gettext_lazy("Deux dates de cette série se chevaucheraient : raccourcissez-la ou espacez-la."),
    "too_many": gettext_lazy("Cette série compte plus de 400 dates : arrêtez-la plus tôt."),
    "out_of_step": gettext_lazy(
        "La première date n’est pas un jour de la répétition : commencez un jour où elle a lieu."
    ),
    "nothing": gettext_lazy("Cette série n’a aucune date : changez sa fin ou ses exceptions."),
}
UNREADABLE = gettext_lazy("Cette répétition ne se lit pas : choisissez-en une de la liste.")


def refuse_length(space: Space, minutes: int) -> None:
    """Neither backwards nor longer than the space allows."""
    if minutes <= 0:
        raise _refusal(
            "ends_before",
            _("Cette réservation finirait avant d’avoir commencé."),
            _("Corrigez l’une des deux heures."),
        )
    if minutes > space.longest_minutes:
        raise _refusal(
            "too_long",
            _("%(asked)s minutes : ici, une réservation dure au plus %(most)s minutes.")
            % {"asked": minutes, "most": space.longest_minutes},
            _("Raccourcissez-la, ou demandez à qui tient le lieu."),
        )


def series_or_refuse(space: Space, wish: Wish) -> tuple[Series, tuple[Date, ...]]:
    """What is asked for, and its dates; refuses what makes no sense in itself."""
    refuse_length(space, wish.minutes)
    try:
        series = bridge.series_said(space.territory, wish.start, wish.minutes, wish.rule, wish.excluded)
        if bridge.is_endless(series):
            raise SeriesError("endless")
        return series, bridge.dates_of(series).occurrences
    except (RuleError, SeriesError) as error:
        raise _refusal(error.code, str(SERIES_WORDS.get(error.code, UNREADABLE)), "") from None


def refuse_person(space: Space, person: Person, actor: Actor | None, people: int) -> None:
    """Who may book, for whom, for how many."""
    if actor is not None and not memberships_of(person).filter(actor=actor, until="").exists():
        raise _refusal(
            "not_a_member",
            _("Cette personne ne fait pas partie de « %(actor)s ».") % {"actor": actor.name},
            _("Réservez en son nom propre, ou ajoutez-la d’abord à l’équipe."),
        )
    if space.audience and (actor is None or actor.kind not in space.audience):
        raise _refusal(
            "audience",
            _("Cet espace n’est pas ouvert à tout le monde."),
            _("Réservez au nom d’un acteur auquel il est destiné, ou choisissez un autre espace."),
        )
    if not 1 <= people <= space.capacity:
        raise _refusal(
            "people",
            _("%(people)s personnes : cet espace en accueille de 1 à %(most)s.")
            % {"people": people, "most": space.capacity},
            _("Choisissez un espace plus grand, ou corrigez le nombre."),
        )


def refuse_moment(space: Space, dates: tuple[Date, ...]) -> None:
    """Not in the past, not too soon, not too far ahead."""
    now, first, last = clock.now(), dates[0], dates[-1]
    if first.start < now:
        raise _refusal("past", _("Cette heure est passée."), _("Choisissez une heure à venir."))
    if first.start < now + timedelta(minutes=space.notice_minutes):
        raise _refusal(
            "too_soon",
            _("Cet espace se réserve au moins %(minutes)s minutes à l’avance.")
            % {"minutes": space.notice_minutes},
            _("Choisissez une heure plus tardive."),
        )
    today = now.astimezone(space.territory.zone).date()
    if last.local.date() > today + timedelta(days=space.ahead_days):
        raise _refusal(
            "too_far",
            _("Cet espace se réserve au plus %(days)s jours à l’avance.") % {"days": space.ahead_days},
            _("Choisissez une date plus proche, ou arrêtez la série plus tôt."),
        )


def unfit(space: Space, dates: tuple[Date, ...], actor: Actor | None = None) -> dict[Date, str]:
    """The dates on which an actor cannot have the space, whoever else asks: closed, blocked or kept."""
    start, end = dates[0].start, dates[-1].end
    opened = bridge.openings([space], space.territory, start, end)[space.pk]
    blocked = blocked_spans([space], start, end)
    kept = kept_dates(space, dates, actor)
    found = {}
    for date in dates:
        if not opened.holds(date.start, date.end):
            found[date] = "closed"
        elif any(span.start < date.end and date.start < span.end for span in blocked):
            found[date] = "blocked"
        elif date in kept:
            found[date] = "kept"
    return found


def refuse_unfit(found: dict[Date, str]) -> None:
    """Says the first reason for which the space cannot be had, and on which dates."""
    if not found:
        return
    first, code = next(iter(found.items()))
    days = local_words(date.local for date, why in found.items() if why == code)
    what = {
        "closed": _("Le lieu n’est pas ouvert à ces heures : %(days)s."),
        "blocked": _("L’espace est indisponible à ces heures : %(days)s."),
        "kept": _("Une part des heures de cet espace est gardée pour d’autres : %(days)s."),
    }[code]
    todo = _("Choisissez une autre heure.")
    if code == "kept":
        freed = formats.date_format(freed_on(first.local), "j F Y")
        todo = _("Redemandez à partir du %(date)s : ce qui reste est alors à tout le monde.") % {
            "date": freed
        }
    raise _refusal(code, what % {"days": days}, todo)


def refuse_taken(locals_: list[datetime]) -> None:
    """Somebody else has it: says when, and offers the waiting list."""
    if locals_:
        raise Refusal(
            "taken",
            _("C’est déjà réservé : %(days)s.") % {"days": local_words(locals_)},
            why=_("Quelqu’un d’autre l’a réservé avant vous."),
            todo=_("Choisissez une autre heure, ou inscrivez-vous sur la liste d’attente."),
        )


def refuse_withdrawn(space: Space) -> None:
    """A space that was withdrawn is no longer booked."""
    if space.is_withdrawn or space.place.is_withdrawn:
        raise Refusal(
            "withdrawn",
            _("Cet espace a été retiré : il ne se réserve plus."),
            todo=_("Choisissez un autre espace."),
        )


def _refusal(code: str, what: str, todo: str) -> Refusal:
    return Refusal(code, what, todo=todo, status=422)

"""What is written to somebody about a booking: that she has it, whether she still comes, what was freed."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.bookings.models import Booking, Occurrence
from maillage.common.letters import Letter
from maillage.common.links import Purpose, absolute, sign
from maillage.people.letters import signature
from maillage.people.models import Person

DATES_TOLD = 8
"""How many dates of a series a letter names before it only counts them."""


def letter_url(occurrence: Occurrence, person: Person | None) -> str:
    """Her personal link to one date, in her language: she says there that she comes, or gives it back."""
    with translation.override(person.language if person else None):
        return absolute(reverse("spaces:letter", args=[sign(Purpose.BOOKING, occurrence.ref)]))


def when_words(occurrence: Occurrence) -> str:
    """« mardi 9 juin 2026, de 10:00 à 11:30 », by the current zone; over midnight, both days."""
    start, end = localtime(occurrence.starts_at), localtime(occurrence.ends_at)
    day = date_format(start, "l j F Y")
    hours = {"start": date_format(start, "H:i"), "end": date_format(end, "H:i")}
    if start.date() == end.date():
        return _("%(day)s, de %(start)s à %(end)s") % {"day": day, **hours}
    after = date_format(end, "l j F Y")
    return _("du %(day)s à %(start)s au %(after)s à %(end)s") % {"day": day, "after": after, **hours}


def booked(booking: Booking) -> Letter:
    """She has it, or it waits for a yes; with all its dates."""
    dates = _dates(booking)
    first = dates[0]
    asked = not any(row.state == "held" for row in dates)
    title = _("Votre demande est partie.") if asked else _("C’est réservé.")
    subject = _("Demande reçue\u00a0: %(what)s") if asked else _("Réservé\u00a0: %(what)s")
    after = [
        _(
            "Cet espace demande un accord\u00a0: nous vous écrivons dès qu’il est donné. D’ici là, personne "
            "d’autre ne peut le prendre."
        )
        if asked
        else _("Si vous ne venez pas, rendez le créneau\u00a0: quelqu’un l’attend peut-être."),
    ]
    return Letter(
        subject=subject % {"what": _what(first)},
        title=title,
        greeting=_greeting(booking),
        facts=_facts(booking, dates),
        action=(_("Voir ou rendre ce créneau"), letter_url(first, booking.person)),
        after=tuple(after),
        closing=signature(),
    )


def declined(booking: Booking, why: str) -> Letter:
    """The answer was no, and why."""
    dates = _dates(booking)
    return Letter(
        subject=_("Ce ne sera pas possible\u00a0: %(what)s") % {"what": _what(dates[0])},
        title=_("Nous ne pouvons pas vous donner cet espace."),
        greeting=_greeting(booking),
        paragraphs=(_("Voici pourquoi\u00a0:"),) if why else (),
        words=why,
        facts=_facts(booking, dates),
        action=(_("Chercher un autre espace"), absolute(_at("spaces:list", booking.person))),
        closing=signature(),
    )


def reconfirm(occurrence: Occurrence) -> Letter:
    """Does she still come? One click says so; without it, others get the time."""
    booking = occurrence.booking
    url = letter_url(occurrence, booking.person)
    return Letter(
        subject=_("Venez-vous toujours\u00a0? %(what)s") % {"what": _what(occurrence)},
        title=_("Venez-vous toujours\u00a0?"),
        preheader=_("Un clic pour garder le créneau."),
        greeting=_greeting(booking),
        facts=_facts(booking, [occurrence]),
        action=(_("Oui, je viens"), url),
        others=((_("Je rends ce créneau"), url),),
        after=(
            _(
                "Sans réponse avant le %(due)s, nous le proposons à quelqu’un d’autre, "
                "sans vous en tenir rigueur."
            )
            % {"due": _moment(occurrence.answer_due)},
        ),
        closing=signature(),
    )


def given_back(occurrence: Occurrence) -> Letter:
    """She did not say that she comes: the time was given back, and nobody holds it against her."""
    booking = occurrence.booking
    return Letter(
        subject=_("Créneau rendu\u00a0: %(what)s") % {"what": _what(occurrence)},
        title=_("Nous avons rendu votre créneau."),
        greeting=_greeting(booking),
        paragraphs=(
            _("Vous ne nous avez pas dit que vous veniez\u00a0: d’autres peuvent maintenant en profiter."),
        ),
        facts=_facts(booking, [occurrence]),
        action=(_("Réserver de nouveau, si c’est libre"), absolute(_space_url(booking))),
        after=(_("Personne ne vous le reproche, et cela ne compte pas pour la suite."),),
        closing=signature(),
    )


def served(occurrence: Occurrence) -> Letter:
    """What she waited for is hers."""
    booking = occurrence.booking
    asked = occurrence.state == "asked"
    return Letter(
        subject=_("C’est à vous\u00a0: %(what)s") % {"what": _what(occurrence)},
        title=_("Le créneau que vous attendiez s’est libéré."),
        greeting=_greeting(booking),
        paragraphs=(
            _("Il attend encore un accord\u00a0: nous vous écrivons dès qu’il est donné.")
            if asked
            else _("Il est à votre nom, vous n’avez rien à faire."),
        ),
        facts=_facts(booking, [occurrence]),
        action=(_("Voir ou rendre ce créneau"), letter_url(occurrence, booking.person)),
        closing=signature(),
    )


def cancelled(booking: Booking, dates: list[Occurrence], why: str) -> Letter:
    """Somebody else cancelled dates of hers: which, and why."""
    return Letter(
        subject=_("Annulé\u00a0: %(what)s") % {"what": _what(dates[0])},
        title=_("Nous avons dû annuler votre réservation."),
        greeting=_greeting(booking),
        paragraphs=(_("Voici pourquoi\u00a0:"),) if why else (),
        words=why,
        facts=_facts(booking, dates),
        action=(_("Chercher un autre espace"), absolute(_at("spaces:list", booking.person))),
        closing=signature(),
    )


def changed(booking: Booking) -> Letter:
    """Somebody else moved dates of hers: what they are now."""
    dates = [row for row in _dates(booking) if row.is_open]
    return Letter(
        subject=_("Déplacé\u00a0: %(what)s") % {"what": _what(dates[0])},
        title=_("Votre réservation a changé d’heure."),
        greeting=_greeting(booking),
        facts=_facts(booking, dates),
        action=(_("Voir ou rendre ce créneau"), letter_url(dates[0], booking.person)),
        closing=signature(),
    )


def _moment(instant: datetime | None) -> str:
    return date_format(localtime(instant), "j F, H:i") if instant else ""


def _dates(booking: Booking) -> list[Occurrence]:
    return list(booking.occurrences.select_related("space__place").order_by("starts_at"))


def _what(occurrence: Occurrence) -> str:
    return _("%(space)s, %(when)s") % {"space": occurrence.space.name, "when": when_words(occurrence)}


def _greeting(booking: Booking) -> str:
    return _("Bonjour %(name)s,") % {"name": booking.person.given_name if booking.person else ""}


def _facts(booking: Booking, dates: list[Occurrence]) -> tuple[tuple[str, str], ...]:
    """Where, when, and for how many, in words."""
    space = booking.space
    told = [(_("Où"), _("%(space)s, %(place)s") % {"space": space.name, "place": space.place.name})]
    told += [(_("Quand"), when_words(row)) for row in dates[:DATES_TOLD]]
    if (more := len(dates) - DATES_TOLD) > 0:
        told.append((_("Et encore"), ngettext("%(n)s autre date", "%(n)s autres dates", more) % {"n": more}))
    people = ngettext("%(n)s personne", "%(n)s personnes", booking.people) % {"n": booking.people}
    told.append((_("Pour"), people))
    return tuple(told)


def _at(route: str, person: Person | None, *args: str) -> str:
    with translation.override(person.language if person else None):
        return reverse(route, args=args)


def _space_url(booking: Booking) -> str:
    return _at("spaces:space", booking.person, booking.space.ref)

"""Where can I work or meet now? An ordered list, each line with its reason, and what opens next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from maillage.bookings.free_now import AHEAD, FreeSpace, free_at
from maillage.common import clock
from maillage.people.models import Person
from maillage.places.enums import Service
from maillage.places.queries.open_now import WISHED_SERVICES, OpenPlace, Wish, open_places, with_rooms
from maillage.territory.models import Territory
from maillage.web.quarter.ground import allow_tiles
from maillage.web.quarter.presence import with_present
from maillage.web.quarter.words import where
from maillage.web.screens import ScreenRequest
from maillage.web.spaces.agenda import book_url, bookable_from
from maillage.web.spaces.words import hour_words

LATE = time(22)
EVENING = time(19)
WHEN = [
    ("", gettext_lazy("maintenant")),
    ("soir", gettext_lazy("ce soir, à 19 h")),
    ("demain", gettext_lazy("demain, à 9 h")),
]
ROOMS = 3
"""Free rooms told of each place."""
SHOWN = 60
"""Lines on the page: beyond, nobody reads."""


class NowForm(forms.Form):
    """What one needs, in a few ticks; everything may be left empty."""

    quand = forms.ChoiceField(label=gettext_lazy("Quand ?"), choices=WHEN, required=False)
    pour = forms.IntegerField(label=gettext_lazy("À combien ?"), min_value=1, max_value=2000, required=False)
    avec = forms.MultipleChoiceField(
        label=gettext_lazy("Avec"),
        choices=[(str(code), code.label) for code in WISHED_SERVICES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    pied = forms.BooleanField(label=gettext_lazy("Sans marche à l’entrée"), required=False)
    salle = forms.BooleanField(label=gettext_lazy("Une salle à soi, libre à ce moment"), required=False)
    tard = forms.BooleanField(label=gettext_lazy("Encore ouvert après 22 h"), required=False)

    def moment(self, territory: Territory) -> datetime:
        """The moment that is meant, in the territory's zone."""
        now = clock.now().astimezone(territory.zone)
        asked = self.cleaned_data.get("quand", "") if self.is_valid() else ""
        if asked == "soir":
            return max(now, datetime.combine(now.date(), EVENING, tzinfo=territory.zone))
        if asked == "demain":
            return datetime.combine(now.date() + timedelta(days=1), time(9), tzinfo=territory.zone)
        return now

    def wish(self, moment: datetime) -> Wish:
        """What was ticked; nothing when a field cannot be read."""
        if not self.is_valid():
            return Wish()
        data = self.cleaned_data
        late = datetime.combine(moment.date(), LATE, tzinfo=moment.tzinfo) if data["tard"] else None
        return Wish(tuple(data["avec"]), data["pour"] or 0, data["pied"], late, data["salle"])


@dataclass(frozen=True, slots=True)
class Offer:
    """A free room: until when it is free, for how many, and where to book it."""

    name: str
    words: str
    url: str
    needs_approval: bool
    is_invented: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A place with what is said of it: when, why it suits, what it lacks."""

    number: int
    row: OpenPlace
    where: str
    when: str
    reasons: tuple[str, ...]
    lacks: tuple[str, ...]
    rooms: tuple[Offer, ...]


@require_safe
def now(request: ScreenRequest) -> HttpResponse:
    """What suits, best first; then what would suit but for a detail, each told."""
    form = NowForm(request.GET)
    moment = form.moment(request.territory)
    wish = form.wish(moment)
    free = free_at(request.territory, moment, people=wish.people, step_free=wish.step_free)
    rows = with_rooms(open_places(request.territory, moment, wish), free, wish)[:SHOWN]
    lines = [
        _line(number, row, wish, moment, _offers(free.get(row.place.pk, []), moment, wish, request.person))
        for number, row in enumerate(rows, 1)
    ]
    suiting = [line for line in lines if line.row.suits]
    context: dict[str, Any] = {
        "form": form,
        "moment": moment,
        "day": moment.date(),
        "suiting": suiting,
        "others": [line for line in lines if not line.row.suits],
        "claim": ngettext("%(n)s lieu convient", "%(n)s lieux conviennent", len(suiting))
        % {"n": len(suiting)},
    }
    status = 200 if form.is_valid() else 422
    if form["quand"].value():
        response = render(request, "web/quarter/now.html", context, status=status)
    else:
        response = with_present(request, "web/quarter/now.html", context, status=status)
    return allow_tiles(response, request.territory)


def _offers(free: list[FreeSpace], moment: datetime, wish: Wish, person: Person | None) -> tuple[Offer, ...]:
    """The free rooms of a place, in words."""
    offers = []
    for row in free[:ROOMS]:
        size = row.units if row.space.units > 1 else row.space.capacity
        people = (
            ngettext("%(n)s place libre", "%(n)s places libres", size)
            if row.space.units > 1
            else ngettext("%(n)s personne", "%(n)s personnes", size)
        ) % {"n": size}
        until = (
            _("%(people)s, libre jusqu’à %(hour)s")
            if row.until - moment < AHEAD - timedelta(minutes=1)
            else _("%(people)s, libre longtemps")
        )
        words = until % {"people": people, "hour": hour_words(row.until.astimezone(moment.tzinfo))}
        start = max(moment, bookable_from(row.space))
        url = book_url(row.space, start, min(60, row.minutes(start)), person=person, people=wish.people)
        space = row.space
        offers.append(Offer(space.name, words, url, space.needs_approval, space.is_invented))
    return tuple(offers)


def _line(number: int, row: OpenPlace, wish: Wish, moment: datetime, rooms: tuple[Offer, ...]) -> Line:
    return Line(
        number,
        row,
        where(row.phase),
        _when(row, moment),
        tuple(_reasons(row, wish)),
        tuple(_lack(code) for code in row.missing if code != "hours_unknown"),
        rooms,
    )


def _when(row: OpenPlace, moment: datetime) -> str:
    """« Ouvert jusqu’à 23 h », « Ouvre demain à 7 h 30 », « Horaires inconnus »."""
    if "hours_unknown" in row.missing:
        return _("Ses horaires ne sont pas connus")
    if row.is_open and row.until is None:
        return _("Ouvert jour et nuit")
    if row.is_open and row.until is not None:
        words = _("Ferme bientôt, à %(hour)s") if row.closes_soon else _("Ouvert jusqu’à %(hour)s")
        return words % {"hour": _hour(row.until, moment)}
    if row.opens is None:
        return _("Fermé")
    days = (row.opens.astimezone(moment.tzinfo).date() - moment.date()).days
    words = {0: _("Ouvre à %(hour)s"), 1: _("Ouvre demain à %(hour)s")}.get(
        days, _("Ouvre %(day)s à %(hour)s")
    )
    local = row.opens.astimezone(moment.tzinfo)
    return words % {"hour": _hour(row.opens, moment), "day": format_date(local, "l j F")}


def _hour(instant: datetime, moment: datetime) -> str:
    """An hour of the territory, as people say it."""
    return hour_words(instant.astimezone(moment.tzinfo))


def _reasons(row: OpenPlace, wish: Wish) -> list[str]:
    """What was asked for and is there, in words; without any wish, what one finds there."""
    if not wish.services and not wish.people and not wish.step_free:
        return [str(Service(code).label) for code in row.phase.services[:4]]
    told = [str(Service(code).label) for code in wish.services if code in row.phase.services]
    if wish.people and row.phase.capacity and row.phase.capacity >= wish.people:
        told.append(_("jusqu’à %(n)s personnes") % {"n": row.phase.capacity})
    if wish.step_free and "step_free" not in row.missing:
        told.append(_("sans marche à l’entrée"))
    return told


def _lack(code: str) -> str:
    words = {
        "people": _("trop petit"),
        "people_unknown": _("on ne sait pas combien de personnes y tiennent"),
        "step_free": _("rien ne dit que l’on entre sans marche"),
        "closes_before": _("ferme avant 22 h"),
        "room": _("aucune salle n’y est libre"),
    }
    return (
        words[code] if code in words else _("rien n’est dit sur : %(what)s") % {"what": Service(code).label}
    )

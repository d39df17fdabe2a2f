"""One place on a day: what it offers, who is there, how to come, what it was before and what is planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.bookings.models import Space
from maillage.common import clock
from maillage.common.partial_date import PartialDate
from maillage.places.models import Phase, Place
from maillage.places.opening import known_hours
from maillage.places.queries import facts_of, occupancies_of, occupancies_on, phases_of, place_with_ref
from maillage.web.quarter.days import DayForm
from maillage.web.quarter.ground import point_of
from maillage.web.quarter.presence import with_present
from maillage.web.quarter.words import fact_words, offered, where
from maillage.web.rights import COORDINATOR
from maillage.web.screens import ScreenRequest


@dataclass(frozen=True, slots=True)
class Stop:
    """A phase as a stop of the place's line: its date, its words, whether it is past, present or to come."""

    when: str
    title: str
    text: str
    state: str
    url: str = ""
    time: str = ""


@require_safe
def place(request: ScreenRequest, ref: str) -> HttpResponse:
    """The page of a place, as it is today or on another day (``?le=``)."""
    found = place_with_ref(ref)
    if found is None:
        raise Http404
    form = DayForm(request.GET)
    day, today = form.day, clock.today()
    phases = list(phases_of(found))
    phase = next((row for row in phases if row.valid_from <= day < row.valid_until), None)
    here = occupancies_on(day, found)
    shown = {row.thread for row in here}
    context = {
        "form": form,
        "place": found,
        "description": found.description,
        "phase": phase,
        "day": day,
        "today": today,
        "label": PartialDate.of(day).label,
        "here": here,
        "others": [row for row in occupancies_of(found) if row.thread not in shown],
        "stops": [_stop(row, day) for row in phases],
        "spaces": Space.objects.filter(place=found, is_withdrawn=False) if day == today else (),
        "facts": [(fact, fact_words(fact)) for fact in facts_of(found) if fact.stay is not None],
        "may_write": COORDINATOR in request.roles,
        **(_of_phase(phase, found, day) if phase else {}),
    }
    status = 200 if form.is_valid() else 422
    if day == today and phase is not None and phase.is_welcoming:
        return with_present(request, "web/quarter/place.html", context, place=found, status=status)
    return render(request, "web/quarter/place.html", context, status=status)


def _of_phase(phase: Phase, place: Place, day: date) -> dict[str, object]:
    point = point_of(phase) if phase.address and phase.address.lat is not None else None
    return {
        "where": where(phase),
        "geo": f"geo:{point[0]:.6f},{point[1]:.6f}" if point else "",
        **offered(phase),
        **_hours(phase, place, day),
    }


def _hours(phase: Phase, place: Place, day: date) -> dict[str, object]:
    """The usual hours in words, and those of the week of the day as a table."""
    if not phase.hours:
        return {}
    hours = known_hours(phase.hours, country=place.territory.country, zone=place.territory.zone)
    monday = day - timedelta(days=day.weekday())
    return {"usual": hours.summary(), "week": hours.week(monday)}


def _stop(phase: Phase, day: date) -> Stop:
    state = (
        "at"
        if phase.valid_from <= day < phase.valid_until
        else ("ahead" if phase.valid_from > day else "past")
    )
    title = phase.get_state_display().capitalize()
    if place := where(phase):
        title = f"{title}, {place}"
    return Stop(
        phase.since_label,
        title,
        phase.note,
        state,
        url=f"?le={max(phase.valid_from, date(1000, 1, 1)).isoformat()}",
    )

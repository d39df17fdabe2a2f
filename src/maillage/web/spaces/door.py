"""At the door, by its code and without an account: what is booked now, and « I am here ».

Opening the page changes nothing. It shows hours only, never who; whoever is signed in finds her own first.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from maillage.bookings.actions import check_in
from maillage.bookings.actions.door import EARLY
from maillage.bookings.door_codes import space_at
from maillage.bookings.enums import OccurrenceState
from maillage.bookings.models import Occurrence, Space
from maillage.bookings.queries import occurrences_of
from maillage.common import clock, journal
from maillage.web.screens import ScreenRequest

COMING = (OccurrenceState.HELD, OccurrenceState.USED)


@require_safe
def door(request: ScreenRequest, token: str) -> HttpResponse:
    """What is booked here now or within a quarter of an hour, and what comes next today."""
    space, now = space_at(token), clock.now()
    rows = _rest_of_day(space, now)
    here = [row for row in rows if row.starts_at <= now + EARLY]
    person = request.person.pk if request.person else None
    for row in here:
        row.is_hers = person is not None and row.booking.person_id == person  # type: ignore[attr-defined]
    here.sort(key=lambda row: (not row.is_hers, row.starts_at, row.unit))  # type: ignore[attr-defined]
    context = {"space": space, "token": token, "here": here, "next": [row for row in rows if row not in here]}
    return render(request, "web/spaces/door.html", context)


@require_POST
def come(request: ScreenRequest, token: str) -> HttpResponse:
    """Somebody is here; what is of another door or of another time is refused."""
    space = space_at(token)
    rows = Occurrence.objects.select_related("space", "booking__space")
    occurrence: Occurrence | None = rows.filter(ref=request.POST.get("date", "")).first()
    if occurrence is None:
        raise Http404
    who = request.person.ref if request.person else journal.VISITOR
    check_in(occurrence=occurrence, space=space, who=who)
    return render(request, "web/spaces/came.html", {"space": space, "occurrence": occurrence, "token": token})


def _rest_of_day(space: Space, now: datetime) -> list[Occurrence]:
    """What is booked from now to the end of the day, whatever runs past it."""
    zone = space.territory.zone
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    end = max(datetime.combine(tomorrow, time(), tzinfo=zone), now + EARLY)
    return list(occurrences_of(space, now, end).filter(state__in=COMING))

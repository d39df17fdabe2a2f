"""What somebody booked and waits for; one booking with its dates, and giving them back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.bookings.actions import leave_waiting
from maillage.bookings.enums import BLOCKING, OPEN_STATES, WaitingState
from maillage.bookings.forms.booking import CancelForm
from maillage.bookings.models import Booking, Occurrence, Waiting
from maillage.common import clock
from maillage.common.links import Purpose, sign
from maillage.people.models import Person
from maillage.web.rights import COORDINATOR
from maillage.web.screens import ScreenRequest, done, page_of, the_person, who
from maillage.web.spaces.rooms import is_bookable
from maillage.web.spaces.words import repeat_words, span_words

METHODS = ["GET", "HEAD", "POST"]
FOLDED = 20
"""Past dates shown at once."""


@dataclass(frozen=True, slots=True)
class Line:
    """A date as a list shows it; ``token`` answers whether she still comes, while that is asked."""

    row: Occurrence
    span: str
    state: str
    may_cancel: bool
    token: str = ""


@require_safe
def mine(request: ScreenRequest) -> HttpResponse:
    """What is to come, what one waits for, and what was, folded."""
    person, now = the_person(request), clock.now()
    rows = Occurrence.objects.filter(booking__person=person).select_related(
        "space__place", "space__territory", "booking__actor"
    )
    page = page_of(request, rows.filter(ends_at__gt=now, state__in=BLOCKING))
    gone = rows.exclude(ends_at__gt=now, state__in=BLOCKING).order_by("-starts_at", "-pk")
    waits = Waiting.objects.filter(person=person, state=WaitingState.WAITING)
    context = {
        "page": page,
        "lines": lines_of(page),
        "gone": lines_of(gone[:FOLDED]),
        "waits": [
            (row, span_words(row.starts_at, row.ends_at, row.space.territory.zone))
            for row in waits.select_related("space__place", "space__territory").order_by("starts_at", "pk")
        ],
    }
    return render(request, "web/spaces/mine.html", context)


@require_safe
def booking(request: ScreenRequest, ref: str) -> HttpResponse:
    """A booking with its dates, each with what can still be done."""
    found = her_booking(request, ref)
    lines = lines_of(found.occurrences.select_related("space__territory", "booking"))
    now = clock.now()
    context = {
        "booking": found,
        "is_own": found.person_id == the_person(request).pk,
        "repeats": repeat_words(found),
        "coming": [line for line in lines if line.row.ends_at > now],
        "gone": [line for line in lines if line.row.ends_at <= now],
        "is_bookable": is_bookable(found.space),
        "may_cancel": sum(line.may_cancel for line in lines),
    }
    return render(request, "web/spaces/booking.html", context)


@require_http_methods(METHODS)
def cancel_date(request: ScreenRequest, ref: str) -> HttpResponse:
    """One date: sure? Then it is given back, the others stay."""
    row = her_date(request, ref)
    form = CancelForm(request.POST)
    if request.method != "POST":
        return _sure(request, row.booking, "spaces:cancel_date", row)
    said = (
        _("C’est rendu : le créneau est libre pour les autres.")
        if form.cancel_date(row, who=who(request))
        else _("Ce créneau était déjà rendu.")
    )
    return done(request, said, "spaces:booking", row.booking.ref)


@require_http_methods(METHODS)
def cancel_following(request: ScreenRequest, ref: str) -> HttpResponse:
    """This date and those after it: sure? What comes before stays."""
    row = her_date(request, ref)
    if request.method != "POST":
        return _sure(request, row.booking, "spaces:cancel_following", row)
    count = CancelForm(request.POST).cancel_following(row, who=who(request))
    return _given_back(request, row.booking, count)


@require_http_methods(METHODS)
def cancel_all(request: ScreenRequest, ref: str) -> HttpResponse:
    """All that is to come: sure? What was stays."""
    found = her_booking(request, ref)
    if request.method != "POST":
        return _sure(request, found, "spaces:cancel_all")
    return _given_back(request, found, CancelForm(request.POST).cancel_all(found, who=who(request)))


@require_POST
def stop_waiting(request: ScreenRequest, ref: str) -> HttpResponse:
    """She waits no more."""
    person = the_person(request)
    waiting = get_object_or_404(Waiting.objects.select_related("space"), ref=ref)
    if waiting.person_id != person.pk and COORDINATOR not in request.roles:
        raise Http404
    said = (
        _("C’est noté : vous n’attendez plus « %(space)s ».")
        if leave_waiting(waiting=waiting, who=who(request))
        else _("Vous n’attendiez plus « %(space)s ».")
    )
    return done(request, said % {"space": waiting.space.name}, "spaces:mine")


def her_booking(request: ScreenRequest, ref: str) -> Booking:
    """A booking of the person who is signed in; the coordinator finds everybody's, others find nothing."""
    rows = Booking.objects.select_related("space__place", "space__territory", "person", "actor")
    found: Booking = get_object_or_404(rows, ref=ref)
    _refuse_others(the_person(request), found, request.roles)
    return found


def her_date(request: ScreenRequest, ref: str) -> Occurrence:
    """One date of such a booking."""
    rows = Occurrence.objects.select_related("space__territory", "booking__person", "booking__space__place")
    found: Occurrence = get_object_or_404(rows, ref=ref)
    _refuse_others(the_person(request), found.booking, request.roles)
    return found


def lines_of(rows: Iterable[Occurrence]) -> list[Line]:
    """Dates as lists show them."""
    return [_line(row) for row in rows]


def state_words(row: Occurrence) -> str:
    """What a date is now, with what is still asked of the person."""
    if row.state != "held":
        return str(row.get_state_display())
    if row.reconfirmed_at:
        return _("réservé, confirmé")
    return _("réservé, à confirmer") if row.reconfirm_asked_at else str(row.get_state_display())


def _refuse_others(person: Person, found: Booking, roles: frozenset[str]) -> None:
    if found.person_id != person.pk and COORDINATOR not in roles:
        raise Http404


def _line(row: Occurrence) -> Line:
    ahead = row.starts_at > clock.now()
    asked = ahead and row.state == "held" and row.reconfirm_asked_at and not row.reconfirmed_at
    span = span_words(row.starts_at, row.ends_at, row.space.territory.zone)
    token = sign(Purpose.BOOKING, row.ref) if asked else ""
    return Line(row, span, state_words(row), ahead and row.state in OPEN_STATES, token)


def _sure(request: ScreenRequest, found: Booking, route: str, row: Occurrence | None = None) -> HttpResponse:
    """What would be given back, and one button."""
    rows = found.occurrences.filter(starts_at__gt=clock.now(), state__in=OPEN_STATES)
    if route == "spaces:cancel_date" and row is not None:
        rows = rows.filter(pk=row.pk)
    elif row is not None:
        rows = rows.filter(starts_at__gte=row.starts_at)
    lines = lines_of(rows.select_related("space__territory", "booking"))
    if not lines:
        return redirect("spaces:booking", found.ref)
    address = reverse(route, args=[row.ref if row else found.ref])
    context = {"booking": found, "lines": lines, "form": CancelForm(), "address": address}
    return render(request, "web/spaces/cancel.html", context)


def _given_back(request: ScreenRequest, found: Booking, count: int) -> HttpResponse:
    said = (
        ngettext("C’est rendu : %(n)s date.", "C’est rendu : %(n)s dates.", count) % {"n": count}
        if count
        else _("Rien n’était à rendre.")
    )
    return done(request, said, "spaces:booking", found.ref)

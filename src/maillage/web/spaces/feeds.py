"""Calendars that programs read: of a space, of a place, of a person; and when a space is taken."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillage.bookings.actions import renew_feed, stop_feed
from maillage.bookings.feeds import (
    busy_feed,
    feed_of,
    feed_with_key,
    last_written,
    person_feed,
    place_feed,
    space_feed,
)
from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.common.links import absolute
from maillage.common.open_data import opened
from maillage.web.places.common import the_place
from maillage.web.screens import ScreenRequest, done, the_person, who
from maillage.web.spaces.sheet import the_space

FOUR_WEEKS = timedelta(days=28)
LONGEST = timedelta(days=366)
LAST_YEAR = 2900


@require_safe
def feed(request: ScreenRequest, ref: str) -> HttpResponseBase:
    """When a space is booked, for everybody: no name, no purpose."""
    return opened(_answer(request, space_feed(the_space(ref)), ref))


@require_safe
def of_place(request: ScreenRequest, ref: str) -> HttpResponseBase:
    """When the spaces of a place are booked, for everybody."""
    return opened(_answer(request, place_feed(the_place(ref)), ref))


@require_safe
def free_busy(request: ScreenRequest, ref: str) -> HttpResponseBase:
    """When no unit of a space is left: the four weeks to come, or the days that are asked for."""
    space = the_space(ref)
    first, last = _asked_days(request)
    start, end = (
        datetime.combine(day, time(), request.territory.zone).astimezone(UTC) for day in (first, last)
    )
    return opened(_answer(request, busy_feed(space, start, end), f"{ref}-occupation"))


@require_safe
def mine(request: ScreenRequest, key: str) -> HttpResponseBase:
    """What a person booked, in clear, for whoever holds its secret address."""
    found = feed_with_key(key)
    if found is None:
        raise Http404
    response = _answer(request, person_feed(found.person, request.territory), "mes-reservations")
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def subscribe(request: ScreenRequest) -> HttpResponse:
    """The secret address of one's own calendar, and how to read it."""
    found = feed_of(the_person(request))
    address = absolute(reverse("spaces:my_feed", args=[found.key])) if found else ""
    context = {"address": address, "webcal": f"webcal:{address.partition(':')[2]}" if address else ""}
    return render(request, "web/spaces/subscribe.html", context)


@require_POST
def renew(request: ScreenRequest) -> HttpResponse:
    """Another secret address, or the first one."""
    renew_feed(person=the_person(request), who=who(request))
    said = _("Votre adresse est prête. Une adresse d’avant ne mène plus nulle part.")
    return done(request, said, "spaces:subscribe")


@require_POST
def stop(request: ScreenRequest) -> HttpResponse:
    """No secret address any more."""
    stop_feed(person=the_person(request), who=who(request))
    return done(request, _("C’est arrêté : vos réservations ne se lisent plus qu’ici."), "spaces:subscribe")


def _answer(request: ScreenRequest, text: bytes, name: str) -> HttpResponseBase:
    """A calendar, or « not modified » for whoever has it already (RFC 9110, 13)."""
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    response["ETag"] = f'"{blake2b(text, digest_size=12).hexdigest()}"'
    written = last_written()
    modified = int(written.timestamp()) if written else None
    if modified is not None:
        response["Last-Modified"] = http_date(modified)
    found = get_conditional_response(
        request, etag=response["ETag"], last_modified=modified, response=response
    )
    return found or response


def _asked_days(request: ScreenRequest) -> tuple[date, date]:
    """The first day, and the day after the last; refuses what makes no sense."""
    try:
        first = _day(request.GET.get("du")) or clock.today()
        last = _day(request.GET.get("au"))
        until = last + timedelta(days=1) if last else first + FOUR_WEEKS
    except ValueError:
        raise _wrong(_("Une de ces dates ne se lit pas.")) from None
    if until <= first:
        raise _wrong(_("La dernière date est avant la première."))
    if until - first > LONGEST:
        raise _wrong(_("Un an au plus se demande à la fois."))
    return first, until


def _day(text: str | None) -> date | None:
    if not text:
        return None
    day = date.fromisoformat(text)
    if not 1900 <= day.year <= LAST_YEAR:
        raise ValueError(text)
    return day


def _wrong(what: str) -> Refusal:
    return Refusal("bad_dates", what, todo=_("Écrivez par exemple ?du=2026-06-08&au=2026-06-30."), status=422)

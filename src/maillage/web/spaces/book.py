"""Book a space, or wait for it when it is taken."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from maillage.bookings import bridge
from maillage.bookings.actions import Wish
from maillage.bookings.forms.booking import BookForm
from maillage.bookings.models import Booking, Space
from maillage.people.models import Person
from maillage.web.screens import ScreenRequest, done, the_person, who
from maillage.web.spaces import agenda
from maillage.web.spaces.rooms import the_space
from maillage.web.spaces.words import rules_of, span_words

METHODS = ["GET", "HEAD", "POST"]
NEAR = 5
"""Other free times that are proposed."""
DAYS = 7
"""How many days, from the wished one, they are looked for in."""
SKIPPABLE = {"taken", "closed", "blocked", "kept"}
"""What may strike some dates of a series and leave the others."""
USUAL, MOST = 60, 10_080
"""Minutes of a link that says none; the most it may say: a week."""


@require_http_methods(METHODS)
def book(request: ScreenRequest, ref: str) -> HttpResponse:
    """The form; once sent, the booking, or what stands in the way and what to do about it."""
    space, person = the_space(ref), the_person(request)
    if request.method != "POST":
        form = BookForm(initial=_asked(request.GET, space), space=space, person=person)
        return _page(request, space, form)
    form = BookForm(request.POST, space=space, person=person)
    if form.is_valid() and (booking := form.book(who=who(request))):
        undo = reverse("spaces:cancel_all", args=[booking.ref])
        return done(request, _booked(booking), "spaces:booking", booking.ref, undo=undo)
    return _page(request, space, form)


@require_POST
def wait(request: ScreenRequest, ref: str) -> HttpResponse:
    """A place on the waiting list, for the same words."""
    space = the_space(ref)
    form = BookForm(request.POST, space=space, person=the_person(request))
    if form.is_valid() and (waiting := form.wait(who=who(request))):
        undo = reverse("spaces:leave_waiting", args=[waiting.ref])
        said = _("Vous êtes sur la liste d’attente : si « %(space)s » se libère, vous l’aurez aussitôt.")
        return done(request, said % {"space": space.name}, "spaces:mine", undo=undo)
    return _page(request, space, form)


def _page(request: ScreenRequest, space: Space, form: BookForm) -> HttpResponse:
    taken, again = form.refused == "taken", bool(form["repeats"].value())
    wish: Wish | None = form.cleaned_data.get("wish") if form.is_bound and form.refused else None
    context = {
        "space": space,
        "form": form,
        "rules": rules_of(space),
        "sent": [(bound.html_name, bound.value()) for bound in form if bound.name != "skip_taken"],
        "may_wait": (taken and not again) or (not form.is_bound and "attendre" in request.GET),
        "may_skip": again and form.refused in SKIPPABLE and not form.cleaned_data["skip_taken"],
        "near": _near(space, wish, form.person) if wish else [],
    }
    status = 200 if not form.is_bound else 409 if taken else 422
    return render(request, "web/spaces/book.html", context, status=status)


def _booked(booking: Booking) -> str:
    """What was booked, in one sentence: how many dates, and how many were left to others."""
    count, left = booking.occurrences.count(), len(booking.excluded)
    if booking.space.needs_approval:
        said = _("Votre demande est notée : l’animation du territoire doit encore dire oui.")
    else:
        said = ngettext("C’est réservé.", "C’est réservé : %(n)s dates.", count) % {"n": count}
    if not left:
        return said
    other = ngettext(
        "%(n)s date, prise ou fermée, est laissée.", "%(n)s dates, prises ou fermées, sont laissées.", left
    )
    return f"{said} {other % {'n': left}}"


def _asked(query: QueryDict, space: Space) -> dict[str, Any]:
    """The hour that a link names, as the form shows it; nothing for nonsense."""
    try:
        local = datetime.fromisoformat(query.get("debut", ""))
        minutes = min(int(query.get("minutes", USUAL)), MOST)
        people = int(query.get("pour", 1))
    except ValueError:
        return {}
    if local.tzinfo is not None or not 2000 <= local.year <= 2999 or minutes < 1:
        return {}
    zone = space.territory.zone
    start = local.replace(tzinfo=zone).astimezone(UTC)
    end = (start + timedelta(minutes=minutes)).astimezone(zone)
    return {
        "day": local.date(),
        "start": local.time(),
        "end": end.time(),
        "overnight": end.date() > local.date() and (end.hour, end.minute) != (0, 0),
        "people": max(1, min(people, space.capacity)),
    }


def _near(space: Space, wish: Wish, person: Person) -> list[tuple[datetime, str, str]]:
    """Other times of that length: the same day before and after, then the days that follow at about that
    hour. Each with its hours, and where its link leads."""
    zone, length = space.territory.zone, timedelta(minutes=wish.minutes)
    days = [_instant(wish.start + timedelta(days=number), zone) for number in range(DAYS)]
    first = max(_instant(datetime.combine(wish.start, time()), zone), agenda.bookable_from(space))
    last = min(days[-1] + length, agenda.end_of(space))
    if first >= last:
        return []
    spans = bridge.free_spans([space], space.territory, first, last, least_minutes=wish.minutes)[space.pk]
    found: list[datetime] = []
    for wished in days:
        starts = {min(max(wished, span.start), span.end - length) for span in spans}
        same_day = [start for start in starts if _day(start, zone) == _day(wished, zone)]
        nearest = sorted((abs(start - wished), start) for start in same_day)
        found += [start for _far, start in nearest[: 2 if wished == days[0] else 1]]
    to = partial(agenda.book_url, space, minutes=wish.minutes, person=person)
    kept = sorted(found[:NEAR])
    return [(start, span_words(start, start + length, zone), to(start)) for start in kept]


def _instant(local: datetime, zone: ZoneInfo) -> datetime:
    return local.replace(tzinfo=zone).astimezone(UTC)


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()

"""What can be booked: all spaces, those free at a time first; and one space with its week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from maillage.bookings import bridge
from maillage.bookings.bridge import FreeSpan
from maillage.bookings.forms.finding import FindForm, Search
from maillage.bookings.models import Space
from maillage.common import clock
from maillage.places.enums import Means
from maillage.web.rights import COORDINATOR
from maillage.web.screens import PAGE_SIZE, ScreenRequest
from maillage.web.spaces import agenda
from maillage.web.spaces.words import (
    access_of,
    audience_words,
    hour_words,
    length_words,
    means_of,
    rules_of,
)

LOOKED = timedelta(hours=24)
"""How long after the wished moment the next free one is looked for."""


@dataclass(frozen=True, slots=True)
class Line:
    """A space for a search: what it is, why it suits, what speaks against it, where its link leads."""

    space: Space
    about: tuple[str, ...]
    reasons: tuple[str, ...]
    lacks: tuple[str, ...]
    book: str = ""
    wait: str = ""


@require_safe
def spaces(request: ScreenRequest) -> HttpResponse:
    """Every space: those that suit at the wished moment, and why; then the others, and why not."""
    form = FindForm(request.GET)
    search = form.search(request.territory)
    lines = sorted(_lines(request, search), key=lambda line: bool(line.lacks))
    suiting = sum(not line.lacks for line in lines)
    page = Paginator(lines, PAGE_SIZE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "form": form,
        "search": search,
        "length": length_words(search.minutes),
        "page": page,
        "suiting": [line for line in page if not line.lacks],
        "others": [line for line in page if line.lacks],
        "claim": ngettext("%(n)s espace libre", "%(n)s espaces libres", suiting) % {"n": suiting}
        if suiting
        else _("aucun espace libre"),
        "nothing": not lines,
    }
    return render(request, "web/spaces/list.html", context, status=200 if form.is_valid() else 422)


@require_safe
def space(request: ScreenRequest, ref: str) -> HttpResponse:
    """What a space is, its rules, and a week of it: what is free leads to the form."""
    found = the_space(ref)
    monday = agenda.week_asked(found, request.GET.get("semaine", ""))
    viewer = agenda.Viewer(request.person, COORDINATOR in request.roles)
    following = monday + timedelta(days=7)
    context = {
        "space": found,
        "means": means_of(found),
        "access": access_of(found),
        "rules": rules_of(found),
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "days": agenda.week(found, monday, viewer),
        "may_run": viewer.sees_who,
        "before": _before(monday),
        "after": following if following <= agenda.last_day(found) else None,
    }
    return render(request, "web/spaces/space.html", context)


def the_space(ref: str) -> Space:
    """A space of this territory that is still there."""
    rows = Space.objects.filter(is_withdrawn=False, place__is_withdrawn=False)
    found: Space = get_object_or_404(rows.select_related("place", "territory"), ref=ref)
    return found


def is_bookable(space: Space) -> bool:
    """True while a space has its page."""
    return not (space.is_withdrawn or space.place.is_withdrawn)


def _before(monday: date) -> date | None:
    this_week = agenda.week_start()
    return monday - timedelta(days=7) if monday > this_week else None


def _lines(request: ScreenRequest, search: Search) -> Iterable[Line]:
    """Each space with what is said of it; the queries are as many for one space as for five hundred."""
    territory = request.territory
    rows = list(
        Space.objects.filter(is_withdrawn=False, place__is_withdrawn=False).select_related(
            "place", "territory"
        )
    )
    start = search.start.astimezone(UTC)
    end = start + timedelta(minutes=search.minutes)
    free = bridge.free_spans(rows, territory, start, end + LOOKED, least_minutes=search.minutes)
    opened = bridge.openings(rows, territory, start, end)
    for row in rows:
        spans = free[row.pk]
        now = next((span for span in spans if span.start <= start and end <= span.end), None)
        is_open = opened[row.pk].holds(start, end)
        rules = tuple(_lacks(row, search))
        lacks = rules if now else (*rules, *_not_free(search, spans, is_open=is_open))
        is_taken = now is None and is_open and not rules
        to = partial(agenda.book_url, row, start, search.minutes, person=request.person, people=search.people)
        book, wait = ("" if lacks else to()), (to(waits=True) if is_taken else "")
        yield Line(row, tuple(_about(row)), tuple(_reasons(row, search, now)), lacks, book, wait)


def _about(space: Space) -> list[str]:
    told = []
    if space.units > 1:
        told.append(ngettext("%(n)s place", "%(n)s places", space.units) % {"n": space.units})
    if space.capacity > 1:
        told.append(_("jusqu’à %(n)s personnes") % {"n": space.capacity})
    if who := audience_words(space):
        told.append(_("réservé à : %(who)s") % {"who": who})
    return told


def _reasons(space: Space, search: Search, now: FreeSpan | None) -> list[str]:
    """Why it suits: until when it is free, and what was asked for that is there."""
    if now is None:
        return []
    told = [_until(search, now)]
    if space.units > 1:
        told.append(ngettext("%(n)s place libre", "%(n)s places libres", now.units) % {"n": now.units})
    return [*told, *(str(Means(code).label) for code in search.means if code in space.means)]


def _until(search: Search, now: FreeSpan) -> str:
    local = now.end.astimezone(search.start.tzinfo)
    if local.date() > search.start.date() and (local.hour, local.minute) != (0, 0):
        return _("libre jusqu’au lendemain")
    return _("libre jusqu’à %(hour)s") % {"hour": hour_words(local)}


def _lacks(space: Space, search: Search) -> Iterable[str]:
    """What speaks against it at any hour: too small, without what is needed, its rules."""
    start = search.start.astimezone(UTC)
    if search.people > space.capacity:
        yield _("trop petit : %(n)s personnes au plus") % {"n": space.capacity}
    for code in search.means:
        if code not in space.means:
            yield _("sans : %(what)s") % {"what": Means(code).label}
    if search.minutes > space.longest_minutes:
        yield _("%(length)s au plus") % {"length": length_words(space.longest_minutes)}
    if search.start.date() > agenda.last_day(space):
        yield _("se réserve %(n)s jours à l’avance au plus") % {"n": space.ahead_days}
    elif start < clock.now():
        yield _("cette heure est passée")
    elif start < clock.now() + timedelta(minutes=space.notice_minutes):
        yield _("se réserve %(length)s à l’avance au moins") % {"length": length_words(space.notice_minutes)}


def _not_free(search: Search, spans: list[FreeSpan], *, is_open: bool) -> Iterable[str]:
    """Closed or taken, and from when it is free."""
    yield _("déjà pris à cette heure") if is_open else _("fermé à cette heure")
    if later := next((span for span in spans if span.start > search.start), None):
        yield _next(search, later.start)


def _next(search: Search, moment: datetime) -> str:
    local = moment.astimezone(search.start.tzinfo)
    words = {
        True: _("libre à partir de %(hour)s"),
        False: _("libre le lendemain à partir de %(hour)s"),
    }[local.date() == search.start.date()]
    return words % {"hour": hour_words(local)}

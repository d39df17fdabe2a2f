"""The quarter on a day: what stood where, what had just changed; by address for any date."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.common import clock
from maillage.common.partial_date import PartialDate
from maillage.places.enums import PhaseState
from maillage.places.queries import Fact, PlaceThen, facts_of_the_quarter, neighbours, places_on, span_of_days
from maillage.web.quarter.days import DayForm, slider
from maillage.web.quarter.ground import allow_tiles
from maillage.web.quarter.words import RINGS, claim, fact_words, where
from maillage.web.rights import COORDINATOR
from maillage.web.screens import ScreenRequest

A_PAGE = 40
"""Places a page: as many numbers as the map can show without covering itself."""
TOLD = 8
"""Facts shown on each side of the day; the others have their own page."""


@dataclass(frozen=True, slots=True)
class Line:
    """A place as the list shows it: its number, how the number is ringed, where it was."""

    number: int
    row: PlaceThen
    ring: str
    where: str


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as a table shows it."""

    fact: Fact
    words: str


@require_safe
def home(request: ScreenRequest) -> HttpResponse:
    """The places of a day, the map beside them, and what changed around that day."""
    form = DayForm(request.GET)
    day, today = form.day, clock.today()
    rows, facts = places_on(day), facts_of_the_quarter()
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    before, after = neighbours(facts.keys, day)
    told = sum(key.day <= day for key in facts.keys)
    around = _told(facts[max(told - TOLD, 0) : told + TOLD])
    wrong = not form.is_valid()
    response = render(
        request,
        "web/quarter/home.html",
        {
            "form": form,
            "day": day,
            "label": PartialDate.of(day).label,
            "today": today,
            "claim": claim(key.state for key in rows.keys),
            "page": page,
            "lines": _lines(list(page.object_list), page.start_index()),
            "recent": [row for row in around if row.fact.day <= day][::-1],
            "coming": [row for row in around if row.fact.day > day],
            "before": before,
            "after": after,
            "slider": slider(*span_of_days(facts.keys), {key.day for key in facts.keys}, day),
            "may_write": COORDINATOR in request.roles,
        },
        status=422 if wrong else 200,
    )
    return allow_tiles(response, request.territory)


def _lines(rows: list[PlaceThen], first: int) -> list[Line]:
    return [
        Line(number, row, RINGS.get(PhaseState(row.phase.state), ""), where(row.phase))
        for number, row in enumerate(rows, first or 1)
    ]


def _told(facts: list[Fact]) -> list[Told]:
    return [Told(fact, fact_words(fact)) for fact in facts]

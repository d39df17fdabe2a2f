"""The directory of any day: what existed then, as known now or as it was known at another date."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.actors.models import Episode
from maillage.actors.queries import Moment, Narrowing, count_on, page_on
from maillage.common.partial_date import PartialDate
from maillage.web.directory.filters import PastForm
from maillage.web.screens import PAGE_SIZE, ScreenRequest


class OnADay:
    """The directory of a moment, for a paginator: counted once, and read one page at a time."""

    def __init__(self, moment: Moment, only: Narrowing) -> None:
        self.moment = moment
        self.only = only

    def count(self) -> int:
        """How many actors existed."""
        return count_on(self.moment, self.only)

    def __getitem__(self, lines: slice) -> list[Episode]:
        return page_on(self.moment, self.only, start=lines.start, size=lines.stop - lines.start)


@require_safe
def past(request: ScreenRequest) -> HttpResponse:
    """Who existed on a day, in alphabetical order; a date that cannot be read comes back as it was typed."""
    form = PastForm(request.GET)
    if not form.is_valid():
        return render(request, "web/directory/past.html", {"form": form}, status=422)
    moment = form.moment
    rows: Any = OnADay(moment, form.narrowing)  # it counts and slices, as a paginator asks
    return render(
        request,
        "web/directory/past.html",
        {
            "form": form,
            "moment": moment,
            "day": PartialDate.of(moment.day).label,
            "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        },
    )

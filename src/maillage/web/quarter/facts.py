"""Everything that changed in the quarter, in a table."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.common import clock
from maillage.places.queries import facts_of_the_quarter
from maillage.web.quarter.words import fact_words
from maillage.web.screens import PAGE_SIZE, ScreenRequest


@require_safe
def facts(request: ScreenRequest) -> HttpResponse:
    """All facts, the latest first, fifty a page; each leads to the quarter of its day."""
    page = Paginator(facts_of_the_quarter().backwards(), PAGE_SIZE).get_page(request.GET.get("page"))
    lines = [(fact, fact_words(fact)) for fact in page.object_list]
    context = {"page": page, "lines": lines, "today": clock.today()}
    return render(request, "web/quarter/facts.html", context)

"""The list: everybody of today, by name or by words, narrowed as one likes; and suggestions as one types."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.actors.exports.addresses import slug_of
from maillage.actors.models import Actor
from maillage.actors.queries.choice import (
    COLLECTION,
    Choice,
    Found,
    as_lines,
    chosen,
    found,
    in_order,
    page_by_name,
)
from maillage.search.queries import suggest as completions
from maillage.web.directory.filters import LONGEST_WORDS, ListForm
from maillage.web.directory.lines import corrections_in_words, lines_of
from maillage.web.screens import PAGE_SIZE, ScreenRequest

SUGGESTED = 8


class ByName:
    """What was chosen, for a paginator: counted once, and read one page at a time."""

    def __init__(self, choice: Choice) -> None:
        self.choice = choice

    def count(self) -> int:
        """How many actors were chosen."""
        return chosen(self.choice).count()

    def __getitem__(self, lines: slice) -> list[Actor]:
        return page_by_name(self.choice, size=lines.stop - lines.start, start=lines.start)


class ByRelevance:
    """What was found, for a paginator: references in order, of which one page is read."""

    def __init__(self, choice: Choice, answer: Found) -> None:
        self.choice = choice
        self.refs = answer.refs

    def count(self) -> int:
        """How many actors were found."""
        return len(self.refs)

    def __getitem__(self, lines: slice) -> list[Actor]:
        return in_order(as_lines(chosen(self.choice)), self.refs[lines])


@require_safe
def listing(request: ScreenRequest) -> HttpResponse:
    """The directory of today: searched, narrowed, fifty a page, with the reason of each place."""
    form = ListForm(request.GET)
    if not form.is_valid():
        return render(request, "web/directory/list.html", {"form": form}, status=422)
    choice = form.choice
    answer = found(choice) if choice.has_words else None
    page = _page(request, ByRelevance(choice, answer) if answer else ByName(choice))
    return render(
        request,
        "web/directory/list.html",
        {
            "form": form,
            "choice": choice,
            "page": page,
            "lines": lines_of(page.object_list, choice, answer),
            "answer": answer,
            "corrections": corrections_in_words(answer.corrected) if answer else [],
        },
    )


@require_safe
def suggest(request: ScreenRequest) -> HttpResponse:
    """Names that complete what is being typed, as a piece of a page (a comfort of the page's script)."""
    words = request.GET.get("q", "").replace("\x00", "")[:LONGEST_WORDS]
    refs = [hit.key for hit in completions(words, collection=COLLECTION, limit=SUGGESTED)]
    rows = chosen(Choice(ended=True)).select_related("commune", "address")
    lines = [(actor, slug_of(actor.name)) for actor in in_order(rows, refs)]
    return render(request, "web/directory/suggestions.html", {"lines": lines})


def _page(request: ScreenRequest, rows: Any) -> Page[Actor]:
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))

"""Records that may be one actor: a person decides, pair by pair, and can come back on it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from maillage.actors.actions import ask_doubles, merge_records, reopen_double, settle_as_distinct
from maillage.actors.enums import DoubleState
from maillage.actors.models import FOREVER, Actor, Double, RecordMerge
from maillage.actors.queries import decided_doubles, double_with_ref, open_doubles
from maillage.actors.reasons import double_reasons
from maillage.common.errors import Refusal
from maillage.web.registry.pairs import Fact, compared, loaded
from maillage.web.registry.words import Names
from maillage.web.screens import ScreenRequest, done, who

PAIRS = 20
"""Pairs on a page: what one decides in ten minutes."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A proposed double ready to be decided: the two records, why it was proposed, where the next one is."""

    double: Double
    facts: list[Fact]
    reasons: list[str]
    percent: int
    later: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A pair that was decided: by whom, and the address of its way back (empty when there is none)."""

    double: Double
    by: str
    undo: str


@require_safe
def doubles(request: ScreenRequest) -> HttpResponse:
    """Pairs to decide, the most likely first; with ``?vue=decides``, those that were decided."""
    decided = request.GET.get("vue") == "decides"
    page: Page[Double] = Paginator(decided_doubles() if decided else open_doubles(), PAIRS).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "decided": decided,
        "waiting": open_doubles().count() if decided else page.paginator.count,
        "rows": _decisions(list(page)) if decided else _pairs(page),
    }
    return render(request, "web/registry/doubles.html", context)


@require_POST
def double_same(request: ScreenRequest, ref: str) -> HttpResponse:
    """One actor: the record that was chosen stays, the other is read through it."""
    double, keep = _the_double(ref), request.POST.get("keep")
    if keep not in ("one", "two"):
        raise Refusal(
            "no_choice",
            _("Aucune des deux fiches n’est choisie."),
            todo=_("Dites laquelle des deux reste."),
            status=422,
        )
    kept, absorbed = (double.one, double.two) if keep == "one" else (double.two, double.one)
    merge = merge_records(
        kept=kept, absorbed=absorbed, who=who(request), why="; ".join(double_reasons(double))
    )
    said = _("Réunies : il reste « %(name)s », avec les deux histoires.") % {"name": kept.name}
    return _next(request, said, reverse("registry:unmerge", args=[merge.ref]))


@require_POST
def double_distinct(request: ScreenRequest, ref: str) -> HttpResponse:
    """Two actors: the pair is not proposed again."""
    double = settle_as_distinct(double=_the_double(ref), who=who(request))
    said = _("« %(one)s » et « %(two)s » : deux acteurs différents, c’est noté.")
    names = {"one": double.one.name, "two": double.two.name}
    return _next(request, said % names, reverse("registry:double_reopen", args=[double.ref]))


@require_POST
def double_reopen(request: ScreenRequest, ref: str) -> HttpResponse:
    """Ask the question again."""
    double = reopen_double(double=_the_double(ref), who=who(request))
    said = _("La question est de nouveau posée pour « %(one)s » et « %(two)s ».")
    return _next(request, said % {"one": double.one.name, "two": double.two.name}, "")


@require_POST
def double_search(request: ScreenRequest) -> HttpResponse:
    """Look for doubles in the whole directory now, or at the worker's next turn, rather than tonight."""
    count = ask_doubles(territory=request.territory, who=who(request))
    if count is None:
        said = _("L’annuaire est grand : les rapprochements seront là dans quelques minutes.")
        return _next(request, said, "")
    said = ngettext(
        "%(n)s nouveau rapprochement à décider.", "%(n)s nouveaux rapprochements à décider.", count
    )
    return _next(request, said % {"n": count} if count else _("Rien de nouveau à rapprocher."), "")


def _the_double(ref: str) -> Double:
    double = double_with_ref(ref)
    if double is None:
        raise Http404
    return double


def _next(request: ScreenRequest, said: str, undo: str) -> HttpResponseRedirect:
    """Back to the same page of the list, where the next pair has taken the place of the decided one."""
    number = request.POST.get("page", "")
    page = f"?page={number}" if number.isascii() and number.isdigit() and len(number) < 6 else ""
    return done(request, said, reverse("registry:doubles") + page, undo=undo)


def _pairs(page: Page[Double]) -> list[Pair]:
    rows = list(page)
    following = [f"#paire-{row.ref}" for row in rows[1:]]
    following += [f"?page={page.next_page_number()}" if page.has_next() else ""] if rows else []
    actors: dict[int, Actor] = loaded([actor for row in rows for actor in (row.one, row.two)])
    return [
        Pair(
            double=row,
            facts=compared(actors[row.one_id], actors[row.two_id]),
            reasons=double_reasons(row),
            percent=min(99, int(row.probability * 100)),
            later=later,
        )
        for row, later in zip(rows, following, strict=True)
    ]


def _decisions(rows: list[Double]) -> list[Decision]:
    names = Names(row.decided_by for row in rows)
    merges = RecordMerge.objects.filter(absorbed__in=[pk for row in rows for pk in (row.one_id, row.two_id)])
    together = {
        frozenset((merge.kept_id, merge.absorbed_id)): merge.ref
        for merge in merges.filter(undone_at=FOREVER).order_by("pk")
    }
    return [Decision(row, names.of(row.decided_by), _way_back(row, together)) for row in rows]


def _way_back(row: Double, together: dict[frozenset[int], str]) -> str:
    """Where a decision is undone: a pair that was put apart is asked again, one that was merged is split."""
    if row.state == DoubleState.DISTINCT:
        return reverse("registry:double_reopen", args=[row.ref])
    merge = together.get(frozenset((row.one_id, row.two_id)))
    return reverse("registry:unmerge", args=[merge]) if merge else ""

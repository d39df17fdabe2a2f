"""What changed between two dates: who was born, who ended, who changed, who is tied and who no longer is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from maillage.actors.models import Actor, Episode
from maillage.actors.queries.changes import SECTIONS, ChangeCode, Line, Section, lines_of
from maillage.actors.queries.time_machine import Findings
from maillage.common.partial_date import PartialDate
from maillage.web.directory.filters import DifferenceForm
from maillage.web.directory.life import readable
from maillage.web.screens import PAGE_SIZE, ScreenRequest

GLANCE = 10
"""Lines of each section on the page of them all; the whole section is one click away."""


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words: when, who, what it says; ``other`` is the second end of a tie."""

    when: str
    actor: Actor
    name: str
    said: list[str]
    other: Actor | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the page: its lines, how many there are in all, and its page when it is read alone."""

    code: Section
    title: str
    count: int
    lines: list[Told]
    page: Page[Any] | None = None


@require_safe
def difference(request: ScreenRequest) -> HttpResponse:
    """The five sections at a glance, or one of them (``voir``) fifty lines at a time."""
    form = DifferenceForm(request.GET)
    if not form.is_valid():
        return render(request, "web/directory/difference.html", {"form": form}, status=422)
    if not form.is_asked:
        return render(request, "web/directory/difference.html", {"form": form})
    asked = form.difference
    wanted = request.GET.get("voir", "")
    seen = asked.findings()
    parts = [
        _whole(request, seen, code) if code == wanted else _glance(seen, code)
        for code in SECTIONS
        if wanted in ("", code) or wanted not in SECTIONS
    ]
    return render(
        request,
        "web/directory/difference.html",
        {
            "form": form,
            "parts": parts,
            "alone": parts[0] if wanted in SECTIONS else None,
            "first": asked.first,
            "second": asked.second,
            "first_day": PartialDate.of(asked.first.day).label,
            "second_day": PartialDate.of(asked.second.day).label,
        },
    )


class OfSection:
    """The rows of a section, for a paginator."""

    def __init__(self, seen: Findings, code: Section) -> None:
        self.seen = seen
        self.code = code

    def count(self) -> int:
        """How many there are."""
        return self.seen.count(self.code)

    def __getitem__(self, lines: slice) -> list[Any]:
        return self.seen.rows(self.code, start=lines.start, size=lines.stop - lines.start)


def _glance(seen: Findings, code: Section) -> Part:
    rows = seen.rows(code, size=GLANCE)
    return Part(code, title_of(code), seen.count(code), _told(seen, code, rows))


def _whole(request: ScreenRequest, seen: Findings, code: Section) -> Part:
    rows: Any = OfSection(seen, code)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return Part(code, title_of(code), page.paginator.count, _told(seen, code, page.object_list), page)


def title_of(code: Section) -> str:
    """The heading of a section."""
    return {
        "appeared": _("Apparus"),
        "gone": _("Disparus"),
        "changed": _("Changés"),
        "tied": _("Liens noués"),
        "untied": _("Liens dénoués"),
    }[code]


def _told(seen: Findings, code: Section, rows: Any) -> list[Told]:
    return [in_words(line) for line in lines_of(seen.difference, code, list(rows))]


def in_words(line: Line) -> Told:
    """A change, ready to be read."""
    when = PartialDate.parse(line.when).label if line.when else ""
    if line.tie is not None:
        said = [line.tie.get_kind_display(), *(_word(code, line) for code in line.codes)]
        first, second = readable(line.tie.actor) or line.tie.actor, readable(line.tie.other)
        return Told(when, first, first.name, [word for word in said if word], second)
    episode = line.episode
    return Told(when, episode.actor, episode.name, [_word(code, line) for code in line.codes])


def _word(code: ChangeCode, line: Line) -> str:
    before, after = line.before, line.after
    if code == "renamed" and before and after:
        return _("« %(a)s » devient « %(b)s »") % {"a": before.name, "b": after.name}
    if code == "moved" and before and after:
        return _("déménage : de %(a)s à %(b)s") % {"a": _place(before), "b": _place(after)}
    if code == "changed_kind" and before and after:
        return _("change de nature : %(a)s, puis %(b)s") % {
            "a": before.get_kind_display(),
            "b": after.get_kind_display(),
        }
    return {
        "born": _("naît"),
        "seen": _("première trace connue"),
        "returned": _("revient"),
        "learned": _("existait déjà : nous l’avons appris depuis"),
        "ended": _("disparaît"),
        "unknown": _("n’est plus dit : retiré depuis, ou réuni à une autre fiche"),
        "asleep": _("s’endort"),
        "awake": _("se réveille"),
        "learned_tie": _("le lien existait déjà : nous l’avons appris depuis"),
        "unknown_tie": _("n’est plus dit : le lien a été retiré ou corrigé"),
    }.get(code, "")


def _place(episode: Episode) -> str:
    address = episode.address
    line = address.line if address else ""
    return line or (episode.commune.name if episode.commune else _("adresse inconnue"))

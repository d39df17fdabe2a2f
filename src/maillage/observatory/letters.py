"""The one summary a person gets in a day."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.common.letters import Letter
from maillage.common.links import absolute
from maillage.observatory.queries import Board, Line
from maillage.people.models import Person

SHOWN = 8


def coordinator_digest(person: Person, board: Board, stop: str) -> Letter:
    """What is late and what waits for the coordinator today."""
    late = board.totals["late"]
    title = (
        ngettext("%(n)s besoin est en retard.", "%(n)s besoins sont en retard.", late) % {"n": late}
        if late
        else _("Personne n’attend en retard.")
    )
    lists = (
        (_("En retard"), _lines(board.late)),
        (_("Attend votre oui"), _lines(board.yours)),
        (_("Sans réponse possible aujourd’hui"), _lines(board.unserved)),
        (_("Corrections proposées"), _corrections(board.yours)),
        (_("Fiches à confirmer"), _entries(board.entries)),
    )
    return Letter(
        subject=_("%(title)s %(yours)s attendent votre oui")
        % {"title": title, "yours": board.totals["yours"]},
        title=title,
        greeting=_("Bonjour %(name)s,") % {"name": person.given_name},
        lists=tuple((heading, lines) for heading, lines in lists if lines),
        action=(_("Ouvrir la page du lundi"), absolute(reverse("coordinator:monday"))),
        footnotes=((_("Ne plus recevoir ce résumé"), stop),),
    )


def _corrections(lines: list[Line]) -> tuple[tuple[str, str], ...]:
    rows = [line.suggestion for line in lines if line.suggestion is not None]
    desk = absolute(reverse("keeper:desk"))
    return tuple((row.actor.name, f"{desk}?liste=corrections#correction-{row.ref}") for row in rows[:SHOWN])


def _entries(lines: list[Line]) -> tuple[tuple[str, str], ...]:
    rows = [line.actor for line in lines[:SHOWN] if line.actor is not None]
    return tuple((row.name, absolute(reverse("keeper:entry", args=[row.ref]))) for row in rows)


def _lines(lines: list[Line]) -> tuple[tuple[str, str], ...]:
    shown = [
        (
            _("%(who)s : %(words)s") % {"who": line.need.who_asks, "words": line.need.headline},
            absolute(reverse("coordinator:need", args=[line.need.ref])),
        )
        for line in lines[:SHOWN]
        if line.need is not None
    ]
    return tuple(shown)

"""What the steps of an import share: its rows as plans, its place in the table of transitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from maillage.actors.naming import plain
from maillage.common import clock
from maillage.common.bulk import insert_rows
from maillage.common.errors import Refusal
from maillage.imports.bridge import Opened, open_run
from maillage.imports.drafts import Draft
from maillage.imports.enums import RUN_TRANSITIONS, RowOutcome, RunState
from maillage.imports.models import ImportRow, ImportRun
from maillage.imports.planning import Plan, Planner
from maillage.imports.reading import Reader
from maillage.skills.queries import active_skills

CHUNK = 500
SHOWN_AT = "shown_at"
"""The option of an import that says when what it created was shown."""
ROW = ("run", "number", "name", "outcome", "reasons", "actor", "before", "is_applied")


def refuse_move(run: ImportRun, state: RunState) -> None:
    """Refuse a step that the table of transitions does not hold."""
    if state not in RUN_TRANSITIONS[run.state]:
        raise Refusal(
            "import_state",
            _("Cet import est « %(state)s ».") % {"state": run.get_state_display()},
            why=_("On ne peut pas passer de là à « %(next)s ».") % {"next": state.label},
            todo=_("Rechargez la page pour voir où il en est."),
        )


def move(run: ImportRun, state: RunState, **fields: object) -> None:
    """Take an import to its next state; refused if somebody else moved it meanwhile."""
    refuse_move(run, state)
    here = ImportRun.objects.filter(pk=run.pk, state=run.state)
    if not here.update(state=state, **fields):
        run.refresh_from_db()
        refuse_move(run, state)
        raise Refusal(
            "import_taken",
            _("Quelqu’un d’autre vient d’agir sur cet import."),
            todo=_("Rechargez la page pour voir où il en est."),
        )
    run.refresh_from_db()


def plans_of(run: ImportRun, *, after: int = 0, opened: Opened | None = None) -> Iterator[list[Plan]]:
    """The plans of a file, some at a time; rows up to the number ``after`` are only remembered."""
    opened = opened or open_run(run)
    planner = Planner(run.source)
    for drafts in _chunks(drafts_of(run, opened)):
        done = [draft for draft in drafts if draft.number <= after]
        planner.remember(done)
        if len(done) < len(drafts):
            yield planner.plan(drafts[len(done) :])


def drafts_of(run: ImportRun, opened: Opened) -> Iterator[Draft]:
    """The rows of a file as records to be."""
    reader = reader_of(run, opened)
    for row in opened.rows():
        draft = reader.draft(row.number, row.values, row.point)
        told = draft.problems + row.problems
        yield Draft(draft.number, draft.key, draft.said, told) if row.problems else draft


def reader_of(run: ImportRun, opened: Opened) -> Reader:
    """How the rows of this import are read."""
    skills: dict[str, int] = {}
    for skill in active_skills():
        for text in (*skill.pref.values(), skill.code):
            skills[plain(str(text))] = skill.pk
    return Reader(
        country=run.territory.country,
        today=clock.today(),
        default_kind=str(run.options.get("kind") or "association"),
        skills=skills,
        counted_sizes=opened.counted_sizes,
    )


def row_of(
    run: ImportRun, plan: Plan, *, actor: int | None = None, applied: bool = False
) -> tuple[object, ...]:
    """What is kept of a plan, in the order of ``ROW``."""
    about = actor or (plan.actor.pk if plan.actor else None)
    reasons = [[code, name, text[:200]] for code, name, text in plan.reasons]
    name = plan.draft.name[:160]
    return (run.pk, plan.draft.number, name, plan.outcome.value, reasons, about, {}, applied)


def keep_rows(rows: Iterable[tuple[object, ...]]) -> None:
    """Write what becomes of rows."""
    insert_rows(ImportRow, ROW, rows)


def counted(counts: dict[str, int], plans: Sequence[Plan]) -> dict[str, int]:
    """The counts by outcome, with these plans."""
    for plan in plans:
        counts[plan.outcome] = counts.get(plan.outcome, 0) + 1
    return {outcome: counts.get(outcome, 0) for outcome in RowOutcome.values}


def _chunks(drafts: Iterator[Draft]) -> Iterator[list[Draft]]:
    some: list[Draft] = []
    for draft in drafts:
        some.append(draft)
        if len(some) == CHUNK:
            yield some
            some = []
    if some:
        yield some

"""What undoing an import would do, before it is done."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.actors.models import Actor
from maillage.imports.actions.undo import used_since
from maillage.imports.enums import RowOutcome
from maillage.imports.models import ImportRow, ImportRun
from maillage.imports.queries import created_keys

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Undoing:
    """How many records leave, go back to what they said, and stay; the first of the file that stay."""

    leaving: int
    restored: int
    staying: int
    kept: list[Actor]


def what_undo_does(run: ImportRun) -> Undoing:
    """Count what leaves, what goes back and what stays because it was used since."""
    made = created_keys(run)
    used = used_since(run, made)
    staying = [pk for pk in made if pk in used]
    completed = ImportRow.objects.filter(
        run=run, outcome=RowOutcome.UPDATE, is_applied=True, actor__isnull=False
    )
    return Undoing(
        leaving=len(made) - len(staying),
        restored=completed.count(),
        staying=len(staying),
        kept=list(Actor.objects.filter(pk__in=staying[:SHOWN]).order_by("sort_name", "pk")),
    )

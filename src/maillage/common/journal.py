"""The one way to write to the journal."""

from __future__ import annotations

from typing import Any

from maillage.common.models import JournalEntry
from maillage.common.scope import current_key

SYSTEM = "system"  # what the software does by itself at a deadline
ASKER = "asker"  # a person known only by the private link of her need
VISITOR = "visitor"  # anyone without an account: suggests a correction, answers for an entry's own address


def record(
    *, who: str, verb: str, kind: str, ref: str, data: dict[str, Any] | None = None, why: str = ""
) -> JournalEntry:
    """Append one fact about the object ``kind``/``ref``; call it inside the action's transaction."""
    return JournalEntry.objects.create(
        territory_key=current_key(),
        who=who,
        verb=verb,
        kind=kind,
        object_ref=ref,
        data=data or {},
        why=why[:300],
    )

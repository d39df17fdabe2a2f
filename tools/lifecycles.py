"""The life-cycles of the code as a page: docs/lifecycles.md is made from the tables of transitions.

python tools/lifecycles.py           # writes the page
python tools/lifecycles.py --check   # fails if the page is not what the tables say
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src")]
PAGE = ROOT / "docs" / "lifecycles.md"

HEAD = """# Life-cycles

<!-- Made by `python tools/lifecycles.py` from the tables of transitions: do not edit by hand. -->

Each life is a table in an `enums.py`. An action that would leave the table is refused with a sentence, never
obeyed. The word on an arrow is the function that makes the change; `tests/docs/test_lifecycles.py` fails when
this page and the tables disagree.
"""


@dataclass(frozen=True)
class Life:
    """One table of transitions, with the function behind each arrow."""

    title: str
    module: str
    states: str
    table: str
    says: str
    verbs: Mapping[tuple[str, str], str]


LIVES = (
    Life(
        "A need",
        "maillage.needs.enums",
        "NeedState",
        "NEED_TRANSITIONS",
        "From a person's words to an honest outcome. Nothing is searched before the address is confirmed; "
        "a closed need can be reopened for 30 days.",
        {
            ("submitted", "confirmed"): "confirm_address",
            ("submitted", "closed"): "withdraw_unconfirmed or close_need",
            ("confirmed", "qualified"): "qualify_need",
            ("confirmed", "closed"): "close_need",
            ("qualified", "confirmed"): "split_need",
            ("qualified", "answered"): "record_progress",
            ("qualified", "closed"): "close_need",
            ("answered", "confirmed"): "split_need",
            ("answered", "qualified"): "resume_search or record_progress",
            ("answered", "closed"): "close_need",
            ("closed", "confirmed"): "reopen_need",
            ("closed", "qualified"): "reopen_need",
            ("closed", "answered"): "record_progress",
        },
    ),
    Life(
        "A referral",
        "maillage.referrals.enums",
        "ReferralState",
        "REFERRAL_TRANSITIONS",
        "One need put to one helper. The pair is never proposed again once it ended, unless the coordinator "
        "undoes her own discard.",
        {
            ("proposed", "sent"): "send",
            ("proposed", "discarded"): "discard",
            ("proposed", "superseded"): "propose or cancel_for_need",
            ("proposed", "cancelled"): "cancel_for_need",
            ("sent", "accepted"): "accept",
            ("sent", "declined"): "decline",
            ("sent", "expired"): "expire_due",
            ("sent", "cancelled"): "cancel_for_need or pass_on",
            ("accepted", "met"): "record_meeting",
            ("accepted", "done"): "record_hours",
            ("accepted", "cancelled"): "cancel_for_need or pass_on",
            ("met", "done"): "record_hours",
            ("met", "cancelled"): "cancel_for_need or pass_on",
            ("discarded", "proposed"): "restore",
            ("discarded", "superseded"): "propose",
        },
    ),
    Life(
        "Hours kept for an ask",
        "maillage.pledges.enums",
        "HoldState",
        "HOLD_TRANSITIONS",
        "Hours are held when the ask leaves, under the pledge's own lock: when two asks want the last hour, "
        "exactly one gets it.",
        {
            ("held", "used"): "record_contribution",
            ("held", "released"): "release_hold",
        },
    ),
    Life(
        "A word for the vocabulary",
        "maillage.skills.enums",
        "WordState",
        "WORD_TRANSITIONS",
        "A word heard in a need leads to a skill only after a coordinator's yes; she can change her mind.",
        {
            ("proposed", "approved"): "decide_word",
            ("proposed", "refused"): "decide_word",
            ("approved", "proposed"): "decide_word",
            ("refused", "proposed"): "decide_word",
        },
    ),
    Life(
        "An entry of the directory",
        "maillage.actors.enums",
        "Listing",
        "LISTING_TRANSITIONS",
        "What shows of an actor's record. Whether the actor itself lives, sleeps or has ended is told by its "
        "life events; an entry is never dropped in silence.",
        {
            ("withheld", "listed"): "advance_run",
            ("withheld", "withdrawn"): "undo_run",
            ("listed", "unconfirmed"): "mark_unconfirmed",
            ("listed", "archived"): "archive_entry",
            ("listed", "absorbed"): "merge_records",
            ("listed", "withdrawn"): "undo_run",
            ("unconfirmed", "listed"): "confirm_entry or answer_still_true",
            ("unconfirmed", "archived"): "archive_old or archive_entry",
            ("unconfirmed", "absorbed"): "merge_records",
            ("unconfirmed", "withdrawn"): "undo_run",
            ("archived", "listed"): "restore_entry or answer_still_true",
            ("archived", "absorbed"): "merge_records",
            ("archived", "withdrawn"): "undo_run",
            ("absorbed", "listed"): "undo_merge",
            ("absorbed", "unconfirmed"): "undo_merge",
            ("absorbed", "archived"): "undo_merge",
            ("withdrawn", "withheld"): "advance_run",
        },
    ),
    Life(
        "An import",
        "maillage.imports.enums",
        "RunState",
        "RUN_TRANSITIONS",
        "Nothing it creates shows before everything is written; it can be stopped, resumed, taken back whole "
        "and done again.",
        {
            ("received", "checking"): "check_run",
            ("received", "refused"): "check_run",
            ("refused", "received"): "map_columns",
            ("checking", "checked"): "check_run",
            ("checking", "received"): "stop_run",
            ("checking", "refused"): "check_run",
            ("checked", "received"): "map_columns",
            ("checked", "checking"): "check_run",
            ("checked", "queued"): "queue_run",
            ("queued", "running"): "advance_run",
            ("queued", "stopped"): "stop_run",
            ("running", "done"): "advance_run",
            ("running", "stopped"): "stop_run",
            ("stopped", "queued"): "queue_run",
            ("stopped", "undone"): "undo_run",
            ("done", "undone"): "undo_run",
            ("undone", "received"): "redo_run",
        },
    ),
    Life(
        "A possible double",
        "maillage.actors.enums",
        "DoubleState",
        "DOUBLE_TRANSITIONS",
        "Two records that may be one actor. Nothing is merged by itself; both decisions can be undone.",
        {
            ("open", "merged"): "merge_records",
            ("open", "distinct"): "settle_as_distinct",
            ("merged", "distinct"): "undo_merge",
            ("distinct", "open"): "reopen_double",
            ("distinct", "merged"): "merge_records",
        },
    ),
    Life(
        "A suggested correction",
        "maillage.actors.enums",
        "SuggestionState",
        "SUGGESTION_TRANSITIONS",
        "Anyone may suggest; the keeper or the coordinator decides, and the person is told.",
        {
            ("open", "accepted"): "accept_suggestion",
            ("open", "declined"): "decline_suggestion",
        },
    ),
    Life(
        "An e-mail",
        "maillage.common.enums",
        "MessageState",
        "MESSAGE_TRANSITIONS",
        "Recorded with the fact it tells, sent by the worker, tried again with growing waits, and shown to "
        "the coordinator while it is in trouble.",
        {
            ("queued", "sending"): "claim_message",
            ("sending", "sent"): "mark_sent",
            ("sending", "queued"): "mark_failed",
            ("sending", "failed"): "mark_failed",
            ("failed", "queued"): "retry_messages",
        },
    ),
    Life(
        "A booked date",
        "maillage.bookings.enums",
        "OccurrenceState",
        "OCCURRENCE_TRANSITIONS",
        "While it is asked for, held or used, the database itself lets nobody else have the same unit; what "
        "is freed goes at once to who waits first.",
        {
            ("asked", "held"): "approve",
            ("asked", "declined"): "decline_booking",
            ("asked", "cancelled"): "cancel_occurrence or cancel_following or cancel_booking",
            ("held", "used"): "check_in",
            ("held", "released"): "release_unconfirmed",
            ("held", "missed"): "release_empty",
            ("held", "cancelled"): "cancel_occurrence or cancel_following or cancel_booking",
        },
    ),
)


def section(life: Life) -> str:
    """One life: its sentence, its diagram, its states in words."""
    from importlib import import_module

    from django.utils import translation

    module: Any = import_module(life.module)
    states, table = getattr(module, life.states), getattr(module, life.table)
    lines = [f"## {life.title}", "", life.says, "", f"Table: `{life.table}` of `{life.module}`.", ""]
    lines += ["```mermaid", "stateDiagram-v2", f"    [*] --> {states.values[0]}"]
    for start, ends in table.items():
        for end in ends:
            lines.append(f"    {start!s} --> {end!s}: {life.verbs[(str(start), str(end))]}")
        if not ends:
            lines.append(f"    {start!s} --> [*]")
    lines += ["```", "", "| State | On screen | Then |", "|---|---|---|"]
    with translation.override("fr"):
        for state in states:
            then = ", ".join(f"`{end!s}`" for end in table[state]) or "nothing: the end"
            lines.append(f"| `{state!s}` | {state.label} | {then} |")
    return "\n".join(lines) + "\n"


def document() -> str:
    """The whole page (Django must be set up)."""
    return "\n".join([HEAD, *(section(life) for life in LIVES)])


def main() -> int:
    """Write the page, or compare it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maillage.config.settings_test")
    import django

    django.setup()
    if "--check" in sys.argv:
        same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == document()
        print("docs/lifecycles.md agrees." if same else "Run: python tools/lifecycles.py")
        return 0 if same else 1
    PAGE.write_text(document(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

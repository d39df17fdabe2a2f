"""The journal is added to, never changed."""

from __future__ import annotations

import pytest
from django.db import transaction

from maillage.common import clock, journal
from maillage.common.models import AppendOnlyError, JournalEntry
from maillage.common.queries import journal_of
from maillage.common.scope import ScopeError
from maillage.territory.models import Territory


def an_entry() -> JournalEntry:
    """Inès qualifies a need."""
    return journal.record(
        who="ines23456789", verb="qualify", kind="need", ref="need23456789", data={"hours": 2}, why="relu"
    )


def test_fact_says_who_did_what_to_what_when_and_why(territory: Territory) -> None:
    entry = an_entry()
    assert (entry.who, entry.verb, entry.kind, entry.object_ref) == (
        "ines23456789",
        "qualify",
        "need",
        "need23456789",
    )
    assert (entry.at, entry.why, entry.data, entry.territory_key) == (
        clock.now(),
        "relu",
        {"hours": 2},
        territory.pk,
    )
    assert str(entry) == "2026-06-08 09:00 ines23456789 qualify need need23456789"


def test_fact_needs_a_territory() -> None:
    with pytest.raises(ScopeError):
        an_entry()


def test_long_reason_is_cut_rather_than_lost(territory: Territory) -> None:
    entry = journal.record(who="system", verb="close", kind="need", ref="x", why="é" * 900)
    assert entry.why == "é" * 300


def test_entry_cannot_be_changed(territory: Territory) -> None:
    entry = an_entry()
    entry.who = "somebody"
    with pytest.raises(AppendOnlyError, match="record a new one that corrects it"):
        entry.save()
    entry.refresh_from_db()
    assert entry.who == "ines23456789"


def test_entry_cannot_be_removed(territory: Territory) -> None:
    entry = an_entry()
    with pytest.raises(AppendOnlyError, match="cannot be removed"):
        entry.delete()
    assert list(journal_of("need", "need23456789")) == [entry]


@pytest.mark.parametrize("how", ["update", "delete", "bulk_update", "update_or_create"])
def test_entries_cannot_be_changed_all_together_either(territory: Territory, how: str) -> None:
    entry = an_entry()
    rows = JournalEntry.objects.filter(kind="need")
    with pytest.raises(AppendOnlyError), transaction.atomic():
        if how == "update":
            rows.update(who="somebody")
        elif how == "delete":
            rows.delete()
        elif how == "bulk_update":
            rows.bulk_update([entry], ["who"])
        else:
            rows.update_or_create(verb="qualify", defaults={"who": "somebody"})
    assert [e.who for e in JournalEntry.objects.all()] == ["ines23456789"]


def test_fact_of_a_transaction_that_failed_was_never_written(territory: Territory) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        an_entry()
        raise RuntimeError
    assert JournalEntry.objects.count() == 0


def test_facts_are_read_in_the_order_they_happened(territory: Territory) -> None:
    entries = [
        journal.record(who="system", verb=v, kind="need", ref="x") for v in ("submit", "close", "reopen")
    ]
    assert list(journal_of("need", "x")) == entries

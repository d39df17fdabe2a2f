"""Records as lines of a table."""

from __future__ import annotations

from typing import Any

from tests.directory_stage import Stage, fill

from maillage.actors.exports.actors import actor_records
from maillage.actors.exports.rows import (
    ACTOR_COLUMNS,
    DIFFERENCE_COLUMNS,
    EPISODE_COLUMNS,
    actor_row,
    difference_row,
    episode_row,
)


def test_an_actor_fills_its_columns_in_order(directory: Stage) -> None:
    fill(directory.bourrasque)
    row = actor_row(actor_records([directory.bourrasque.pk])[0])
    assert tuple(row) == ACTOR_COLUMNS
    told = ("siren", "email", "website", "phone", "freshness", "latitude", "description", "is_invented")
    assert [row[name] for name in told] == [
        "732829320",
        "bonjour@bourrasque.example",
        "https://www.bourrasque.example",
        "",
        100,
        45.78,
        "Des voiles de cerf-volant </script><b>&",
        False,
    ]


def test_several_values_are_joined_by_a_bar(directory: Stage) -> None:
    record = actor_records([directory.fil.pk])[0] | {
        "other_names": ["Un", "Deux"],
        "identifiers": [{"scheme": "other", "value": "x"}, {"scheme": "national", "value": "BE 1"}],
        "contacts": [
            {"kind": "email", "value": "a@example.org"},
            {"kind": "email", "value": "b@example.org"},
        ],
        "description": {"en": "Only English"},
    }
    row = actor_row(record)
    told = ("other_names", "other_id", "national_id", "email", "description")
    assert [row[name] for name in told] == [
        "Un | Deux",
        "x",
        "BE 1",
        "a@example.org | b@example.org",
        "Only English",
    ]


def test_columns_have_each_their_own_name() -> None:
    for columns in (ACTOR_COLUMNS, EPISODE_COLUMNS, DIFFERENCE_COLUMNS):
        assert len(set(columns)) == len(columns)


def a_state(**told: Any) -> dict[str, Any]:
    """A past state as a record."""
    plain = {"ref": "r", "url": "u", "name": "Après", "kind": "lab", "life": "active", "is_invented": True}
    return {**plain, "address": None, "valid_from": "2019-01-01", "valid_until": None, **told}


def test_a_past_state_fills_its_columns() -> None:
    row = episode_row(a_state(address={"street": "1 rue", "latitude": 1.5}))
    assert tuple(row) == EPISODE_COLUMNS
    assert [row[name] for name in ("street", "latitude", "city", "valid_until", "is_invented")] == [
        "1 rue",
        1.5,
        "",
        "",
        True,
    ]


def test_a_change_has_what_is_and_what_was() -> None:
    before = a_state(name="Avant", kind="project", address={"city": "Ici"})
    record = {"change": "renamed", "on": "2019", "before": before, "after": a_state()}
    row = difference_row(record)
    assert tuple(row) == DIFFERENCE_COLUMNS
    told = ("change", "on", "name", "kind", "city", "was_name", "was_kind", "was_city", "other_ref")
    assert [row[name] for name in told] == [
        "renamed", "2019", "Après", "lab", "", "Avant", "project", "Ici", "",
    ]  # fmt: skip


def test_what_ended_is_told_by_what_it_was() -> None:
    row = difference_row({"change": "ended", "on": "2019", "before": a_state(name="Fini"), "after": None})
    assert (row["name"], row["was_name"]) == ("Fini", "")


def test_a_tie_has_its_two_ends() -> None:
    ends = {"from": {"ref": "a", "name": "A", "url": "ua"}, "to": {"ref": "b", "name": "B", "url": "ub"}}
    row = difference_row({"change": "tied", "on": "", "tie": "hosts", **ends})
    told = ("ref", "name", "url", "tie", "other_ref", "other_name", "kind")
    assert [row[name] for name in told] == ["a", "A", "ua", "hosts", "b", "B", ""]

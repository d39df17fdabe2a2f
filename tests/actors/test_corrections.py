"""What somebody says should be written, kept as data and read again."""

from __future__ import annotations

import json

import pytest

from maillage.actors.corrections import Changes, NewAddress, NewContact, NewName

EVERYTHING = Changes(
    name=NewName("Fil", since="2020", was_wrong=False),
    address=NewAddress("3 rue du Port", "99000", "Volcanville", since="2024-03", was_wrong=True),
    contacts=(NewContact("email", "a@b.example", "c@b.example", "network"),),
    description="",
    language="en",
    hours="mardi",
    closed_on="2025",
)


@pytest.mark.parametrize(
    "changes",
    [
        EVERYTHING,
        Changes(),
        Changes(hours=""),
        Changes(name=NewName("Fil")),
        Changes(contacts=(NewContact("phone", "", "+33473000000"),)),
        Changes(closed_on="2025-01"),
    ],
)
def test_changes_are_the_same_once_kept_and_read_again(changes: Changes) -> None:
    assert Changes.of(json.loads(json.dumps(changes.as_data()))) == changes


def test_nothing_is_kept_as_nothing() -> None:
    assert (bool(Changes()), Changes().as_data()) == (False, {})


@pytest.mark.parametrize("changes", [EVERYTHING, Changes(description=""), Changes(hours="")])
def test_emptying_a_field_is_a_change(changes: Changes) -> None:
    assert bool(changes)


@pytest.mark.parametrize(
    ("address", "line"),
    [
        (NewAddress("3 rue du Port", "99000", "Volcanville"), "3 rue du Port, 99000 Volcanville"),
        (NewAddress(city="Volcanville"), "Volcanville"),
        (NewAddress("3 rue du Port"), "3 rue du Port"),
        (NewAddress(), ""),
    ],
)
def test_an_address_is_read_on_one_line(address: NewAddress, line: str) -> None:
    assert address.line == line

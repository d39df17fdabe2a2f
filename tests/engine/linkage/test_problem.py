"""What a record and a problem refuse, and what they say when they do."""

from __future__ import annotations

from typing import Any

import pytest
from tests.engine.linkage.builders import record

from maillage.engine.linkage import LinkageError, LinkageProblem, Record
from maillage.engine.linkage import problem as module


def refusal(**given: Any) -> str:
    with pytest.raises(LinkageError) as caught:
        Record(**({"key": "a", "names": ("Le Lavoir",)} | given))
    return str(caught.value)


def test_a_record_needs_a_key_and_a_name_only() -> None:
    made = Record("a", ("Le Lavoir",))
    assert (made.key, made.names, made.kind, made.lat, made.phones) == ("a", ("Le Lavoir",), "", None, ())


def test_a_record_keeps_text_as_it_was_written() -> None:
    made = record("a", "  L’ÉCHOPPE ", street="3, Rue  Haute")
    assert (made.names, made.street) == (("  L’ÉCHOPPE ",), "3, Rue  Haute")


def test_a_record_drops_blank_texts_of_a_list() -> None:
    assert Record("a", ["", "Le Lavoir", " "]).names == ("Le Lavoir",)  # type: ignore[arg-type]


def test_a_record_without_key_is_refused() -> None:
    assert refusal(key=" ") == (
        "A record has the key ' ', so no pair could name it. Give each record a unique, stable text."
    )


def test_a_record_without_name_is_refused() -> None:
    assert refusal(names=(" ",)) == (
        "Record 'a' has no name, and an organisation without one cannot be compared. "
        "Give at least one name that is not blank, or leave the record out."
    )


@pytest.mark.parametrize("field", ["names", "phones", "emails", "websites"])
def test_a_bare_text_where_a_list_is_meant_is_refused(field: str) -> None:
    assert refusal(**{field: "x"}) == (
        f"Record 'a': `{field}` is 'x', which is not a list of texts. "
        "Write ('x',) even when there is only one."
    )


@pytest.mark.parametrize("field", ["names", "phones"])
def test_a_list_of_something_else_is_refused(field: str) -> None:
    assert refusal(**{field: (1,)}).startswith(f"Record 'a': `{field}` holds something that is not a text")


@pytest.mark.parametrize("field", ["kind", "street", "postcode", "siret", "source"])
def test_a_field_that_is_no_text_is_refused(field: str) -> None:
    assert refusal(**{field: 99300}).startswith(f"Record 'a': `{field}` is int, not a text")


@pytest.mark.parametrize(
    "place", [(91, 0), (0, 181), (None, 6.1), (46.9, None), (float("nan"), 6), ("46.9", "6.1"), (True, 6)]
)
def test_a_place_off_the_earth_is_refused(place: tuple[Any, Any]) -> None:
    assert refusal(lat=place[0], lon=place[1]).endswith(
        "which is nowhere on Earth, and distances from it would be wrong. "
        "Give both latitude and longitude in degrees, or neither."
    )


def test_a_key_used_twice_is_refused() -> None:
    with pytest.raises(LinkageError) as caught:
        LinkageProblem((record("a"),), (record("a"),))
    assert str(caught.value) == (
        "The key 'a' is used by two records, so a pair could not tell which. "
        "Make keys unique, for instance by putting the source before them."
    )


def test_something_else_than_a_record_is_refused() -> None:
    with pytest.raises(LinkageError) as caught:
        LinkageProblem(({"key": "a"},))  # type: ignore[arg-type]
    assert str(caught.value).startswith("dict was given where a Record is needed")


def test_a_problem_takes_any_iterable() -> None:
    made = LinkageProblem([record("a")], iter([record("b")]))  # type: ignore[arg-type]
    assert ([one.key for one in made.records], [one.key for one in made.against]) == (["a"], ["b"])


def test_too_many_records_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_RECORDS", 1)
    with pytest.raises(LinkageError) as caught:
        LinkageProblem((record("a"), record("b")))
    assert str(caught.value) == (
        "2 records are more than one machine can hold (1). "
        "Work département by département, or run the same model on Spark."
    )

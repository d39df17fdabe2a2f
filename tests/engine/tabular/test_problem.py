"""What the engine is given: limits, readings, refusals."""

from __future__ import annotations

from dataclasses import fields

import pytest

from maillage.engine.tabular import FieldName, Guess, Limits, Reading, TableRefused


def test_fields_are_said_in_the_words_of_the_vocabulary() -> None:
    assert [str(field) for field in FieldName][:5] == ["id", "name", "legal_name", "other_names", "kind"]
    assert len(FieldName) == 36


@pytest.mark.parametrize("name", [item.name for item in fields(Limits)])
def test_a_limit_must_be_positive(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Limits(**{name: 0})


def test_a_refusal_carries_its_code_and_data() -> None:
    refused = TableRefused("too_large", size=3, limit=2)
    assert (refused.code, dict(refused.data)) == ("too_large", {"size": 3, "limit": 2})
    assert str(refused).startswith("The file is larger than what is accepted")
    assert "size=3" in str(refused)


def test_a_refusal_without_meaning_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        TableRefused("because")


def test_a_reading_imposed_is_certain() -> None:
    reading = Reading.of(separator=";", header_row=2)
    assert reading.separator == Guess(";", 1.0, "given")
    assert reading.header_row == Guess(2, 1.0, "given")
    assert reading.encoding == Guess(None, 0.0, "not_asked")


@pytest.mark.parametrize("items", [{"separator": 3}, {"header_row": "2"}, {"couleur": "bleu"}])
def test_a_reading_that_means_nothing_is_refused(items: dict[str, str | int]) -> None:
    with pytest.raises(ValueError, match="cannot be told"):
        Reading.of(**items)


def test_a_guess_never_replaces_what_a_person_said() -> None:
    reading = Reading.of(separator=";").guessing(separator=Guess(",", 0.5, "names"), encoding=Guess("utf-8"))
    assert (reading.separator.value, reading.encoding.value) == (";", "utf-8")

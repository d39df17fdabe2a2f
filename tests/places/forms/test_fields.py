"""A date that may be to come, and a yes that only a warning asks for."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from tests import factories
from tests.actors.actions.refusals import plain

from maillage.places.forms.fields import AnyDateField, SureForm


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("mai 2017", "2017-05"),
        (" 12/05/2017 ", "2017-05-12"),
        ("2030", "2030"),
        ("1er septembre 2031", "2031-09-01"),
        ("2017-05", "2017-05"),
    ],
)
def test_a_date_past_or_to_come_is_kept_in_its_one_form(city: factories.City, typed: str, kept: str) -> None:
    assert AnyDateField().clean(typed) == kept


@pytest.mark.parametrize("typed", ["31/02/2017", "bientôt", "12/05/17", "2017\x00", "x" * 61, "0900"])
def test_what_is_no_date_is_refused_on_its_field(city: factories.City, typed: str) -> None:
    with pytest.raises(ValidationError):
        AnyDateField().clean(typed)


def test_a_refused_date_says_what_to_type(city: factories.City) -> None:
    with pytest.raises(ValidationError) as refused:
        AnyDateField().clean("bientôt")
    assert refused.value.code == "bad_date"
    assert plain(refused.value.message).startswith("« bientôt » ne se lit pas comme une date.")


@pytest.mark.parametrize("typed", ["", "   ", None])
def test_no_date_is_empty_where_none_is_needed_and_refused_elsewhere(
    city: factories.City, typed: str | None
) -> None:
    assert AnyDateField(required=False).clean(typed) == ""
    with pytest.raises(ValidationError) as refused:
        AnyDateField().clean(typed)
    assert refused.value.code == "required"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("2030-05", "mai 2030"), ("2017", "2017"), ("bientôt", "bientôt"), ("", ""), (None, None)],
)
def test_a_kept_date_is_shown_in_words_and_a_typed_one_as_typed(
    city: factories.City, value: Any, shown: Any
) -> None:
    assert AnyDateField().prepare_value(value) == shown


def test_what_a_date_shows_can_be_read_back(city: factories.City) -> None:
    field = AnyDateField()
    kept = ["2017", "2030", *(f"2031-{month:02d}-0{month % 9 + 1}" for month in range(1, 13))]
    assert [field.clean(field.prepare_value(value)) for value in kept] == kept


def test_a_browser_does_not_fill_a_date_from_memory() -> None:
    assert AnyDateField().widget.attrs["autocomplete"] == "off"


def test_a_yes_is_asked_for_only_once_the_action_has_warned() -> None:
    assert not SureForm().warns
    form = SureForm({})
    assert not form.warns
    form.add_error(None, ValidationError("Non.", code="twice"))
    assert not form.warns
    for code in ("not_open_then", "same_name"):
        form = SureForm({})
        form.add_error(None, ValidationError("Vraiment ?", code=code))
        assert form.warns


def test_a_yes_that_was_ticked_stays_in_sight() -> None:
    assert SureForm({"is_sure": "on"}).warns

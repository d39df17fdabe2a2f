"""The pieces that several forms share."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from tests import factories

from maillage.actors.actions import Provenance, Whereabouts
from maillage.actors.enums import SourceKind
from maillage.actors.record_forms.fields import (
    LinkField,
    PastDateField,
    ReasonForm,
    SourceForm,
    attempt,
    provenance_of,
    where_fields,
    where_of,
)
from maillage.common.errors import Refusal
from maillage.territory.models import Commune


@pytest.mark.parametrize(
    ("typed", "kept"), [("mai 2017", "2017-05"), (" 12/05/2017", "2017-05-12"), ("", "")]
)
def test_a_date_is_kept_in_its_one_form(city: factories.City, typed: str, kept: str) -> None:
    assert PastDateField(required=False).clean(typed) == kept


@pytest.mark.parametrize("typed", ["31/02/2017", "hier", "juillet 2026", "2017\x00", "x" * 61])
def test_a_date_that_is_none_or_is_to_come_is_refused_on_its_field(city: factories.City, typed: str) -> None:
    with pytest.raises(ValidationError):
        PastDateField().clean(typed)


def test_a_date_of_this_month_has_begun(city: factories.City) -> None:
    assert PastDateField().clean("juin 2026") == "2026-06"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("2017-05", "mai 2017"), ("2017", "2017"), ("31/02/2017", "31/02/2017"), (None, None)],
)
def test_a_kept_date_is_shown_in_words_and_a_typed_one_as_typed(
    city: factories.City, value: Any, shown: Any
) -> None:
    assert PastDateField().prepare_value(value) == shown


def test_what_a_date_shows_can_be_read_back(city: factories.City) -> None:
    field = PastDateField()
    kept = [f"2017-{month:02d}-0{month % 9 + 1}" for month in range(1, 13)]
    assert [field.clean(field.prepare_value(value)) for value in kept] == kept


def test_a_link_is_put_in_its_one_form_and_only_the_web_is_taken() -> None:
    assert LinkField(required=False).clean("Exemple.example") == "https://exemple.example"
    assert LinkField(required=False).clean("") == ""
    with pytest.raises(ValidationError):
        LinkField().clean("javascript:alert(1)")


def test_a_source_has_a_kind_a_name_and_an_address() -> None:
    form = SourceForm({"source": "article", "source_name": "Le Journal", "source_url": "journal.example"})
    assert form.is_valid()
    assert form.provenance() == Provenance(SourceKind.ARTICLE, "Le Journal", "https://journal.example")


def test_nobody_can_say_that_an_import_told_her() -> None:
    assert list(SourceForm({"source": "import"}).errors) == ["source"]


def test_the_source_of_a_fact_is_found_again(city: factories.City) -> None:
    assert provenance_of(city.forge.events.get()) == Provenance(SourceKind.COORDINATOR)


def test_a_place_is_what_was_told_of_it(city: factories.City) -> None:
    commune = Commune.objects.get()
    form = type("Form", (forms.Form,), where_fields("was_"))(
        {"was_street": "1 rue Haute", "was_commune": str(commune.pk), "was_city": ""}
    )
    assert form.is_valid()
    assert where_of(form.cleaned_data, "was_") == Whereabouts(street="1 rue Haute", commune=commune)
    assert where_of(form.cleaned_data) is None


def test_a_refusal_is_told_on_the_form_that_asked() -> None:
    def refuse() -> None:
        raise Refusal("code", "Non.", why="Parce que.", todo="Autrement.")

    form = ReasonForm({"why": ""})
    assert form.is_valid()
    assert attempt(form, refuse) is None
    assert form.non_field_errors() == ["Non. Parce que. Autrement."]
    assert attempt(form, lambda: 3) == 3


def test_a_reason_is_given_whole_or_refused() -> None:
    assert ReasonForm({"why": "Erreur de saisie"}).reason() == "Erreur de saisie"
    assert ReasonForm({}).reason() == ""
    with pytest.raises(Refusal) as refused:
        ReasonForm({"why": "x" * 301}).reason()
    assert refused.value.code == "reason_long"

"""Forms of upkeep: each calls one action, and gives back what it refuses."""

from __future__ import annotations

import pytest
from tests import factories, visits
from tests.actors.upkeep_stage import asked_address, asked_keeper, with_email
from tests.web.keeper.things import open_suggestion

from maillage.actors.enums import LifeState, SuggestionState, Visibility
from maillage.actors.forms import ClaimForm, CodeForm, DeclineForm, NameKeeperForm, StoppedForm
from maillage.actors.models import Actor, KeeperCode, Suggestion
from maillage.actors.queries import keepers_of

NORA = {"given_name": "Nora", "family_name": "Saidi", "email": "nora@exemple.example"}


def test_a_claim_offers_public_addresses_masked_the_first_chosen(city: factories.City) -> None:
    with_email(city.forge, "un@forge.example", "deux@forge.example")
    form = ClaimForm(actor=city.forge)
    assert form.fields["contact"].choices == [("0", "u…@f….example"), ("1", "d…@f….example")]  # type: ignore[attr-defined]
    assert form["contact"].value() == "0"


@pytest.mark.parametrize(
    ("chosen", "to"), [("0", "un@forge.example"), ("1", "deux@forge.example"), ("", "un@forge.example")]
)
def test_a_claim_sends_a_code_to_the_chosen_address(city: factories.City, chosen: str, to: str) -> None:
    with_email(city.forge, "un@forge.example", "deux@forge.example")
    form = ClaimForm({**NORA, "contact": chosen}, actor=city.forge)
    assert form.is_valid()
    asked = form.ask(language="en")
    assert (asked.given_name, asked.email, asked.language) == ("Nora", "nora@exemple.example", "en")
    assert len(visits.letters_to(to, kind="keeper_code")) == 1


def test_addresses_that_look_alike_once_masked_are_numbered(city: factories.City) -> None:
    with_email(city.forge, "un@forge.example", "une@forge.example")
    labels = [label for _value, label in ClaimForm(actor=city.forge).fields["contact"].choices]  # type: ignore[attr-defined]
    assert labels == ["u…@f….example", "u…@f….example (2)"]


def test_an_unpublished_address_is_not_offered(city: factories.City) -> None:
    with_email(city.forge, "secret@forge.example", visibility=Visibility.COORDINATION)
    assert ClaimForm(actor=city.forge).addresses == []


@pytest.mark.parametrize("name", ["a/b", "x@y", "www.spam.example", "WWW.x", "<b>"])
def test_a_name_carries_no_link(city: factories.City, name: str) -> None:
    form = NameKeeperForm({**NORA, "family_name": name})
    assert [error.code for error in form.errors.as_data()["family_name"]] == ["address_in_name"]


@pytest.mark.parametrize("name", ["Jean-Noël", "O’Brien", "Nguyễn", "李"])
def test_names_of_people_are_names(name: str) -> None:
    assert NameKeeperForm({**NORA, "given_name": name}).is_valid()


def test_a_wrong_code_is_said_at_the_form(city: factories.City) -> None:
    form = ClaimForm(NORA, actor=city.forge)
    assert form.is_valid()
    form.ask(language="fr")
    tried = CodeForm({"code": "1"})
    assert tried.is_valid()
    assert tried.use(asked=KeeperCode.objects.get()) is None
    assert [error.code for error in tried.non_field_errors().as_data()] == ["bad_code"]


def test_a_keeper_is_named_by_the_coordinator(city: factories.City) -> None:
    form = NameKeeperForm(NORA)
    assert form.is_valid()
    keeper = form.name(actor=city.forge, who=city.ines.ref)
    assert (list(keepers_of(city.forge)), keeper.person.full_name) == ([keeper], "Nora Saidi")


@pytest.mark.parametrize(
    ("typed", "kept"), [("2025", "2025"), ("mai 2025", "2025-05"), ("12/05/2025", "2025-05-12")]
)
def test_an_end_has_the_precision_that_is_known(city: factories.City, typed: str, kept: str) -> None:
    form = StoppedForm({"closed_on": typed})
    assert form.is_valid()
    assert form.cleaned_data["closed_on"] == kept


@pytest.mark.parametrize("typed", ["", "demain", "2030", "31/02/2025"])
def test_an_end_that_cannot_be_is_refused(typed: str) -> None:
    assert set(StoppedForm({"closed_on": typed}).errors) == {"closed_on"}


def test_an_end_is_written_for_a_keeper_and_suggested_by_the_address(city: factories.City) -> None:
    form = StoppedForm({"closed_on": "08/06/2026"})
    assert form.is_valid()
    assert form.answer(ask=asked_keeper(city)) is True
    assert Actor.objects.get(pk=city.fil_a_fil.pk).life == LifeState.ENDED
    with_email(city.forge, "accueil@forge.example")
    assert form.save(actor=city.forge, who=city.marc.ref) is not None
    assert form.save(actor=city.forge, who=city.marc.ref) is None
    assert [error.code for error in form.non_field_errors().as_data()] == ["ended_twice"]


def test_an_address_suggests_its_end(city: factories.City) -> None:
    form = StoppedForm({"closed_on": "2026"})
    assert form.is_valid()
    assert form.answer(ask=asked_address(city)) is True
    assert Suggestion.objects.get().changes["closed_on"] == "2026"


def test_a_correction_is_declined_with_its_reason(city: factories.City) -> None:
    assert set(DeclineForm({"reply": ""}).errors) == {"reply"}
    form = DeclineForm({"reply": "Il répond."})
    assert form.is_valid()
    declined = form.decline(suggestion=open_suggestion(city.forge), who=city.ines.ref)
    assert (declined.state, declined.reply) == (SuggestionState.DECLINED, "Il répond.")

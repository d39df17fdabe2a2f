"""Choosing by typing a name: what is ticked, what is exact, what is left to choose."""

from __future__ import annotations

import pytest
from tests import factories

from maillage.actors.actions import register_actor
from maillage.actors.enums import ActorKind
from maillage.actors.models import Actor
from maillage.actors.record_forms.picker import ActorPicker, PersonPicker


@pytest.fixture
def fils(city: factories.City) -> list[Actor]:
    """Two actors whose names hold « fil »."""
    second = register_actor(territory=city.territory, name="Fil de Soie", kind=ActorKind.COMPANY)
    return [city.fil_a_fil, second]


def sent(**data: str) -> ActorPicker:
    """A form that came back, cleaned."""
    form = ActorPicker(data)
    form.full_clean()
    return form


def test_several_answers_are_listed_and_none_is_guessed(fils: list[Actor]) -> None:
    form = sent(words="fil")
    assert form.picked(needed=True) is None
    assert list(form.errors) == ["chosen"]
    assert form.errors["chosen"] == ["2 réponses à ces mots\u00a0: cochez la bonne et envoyez."]
    assert {row.ref for row in form.found} == {row.ref for row in fils}


def test_the_answer_that_was_ticked_is_meant(fils: list[Actor]) -> None:
    assert sent(words="fil", asked="fil", chosen=fils[1].ref).picked(needed=True) == fils[1]


def test_the_only_one_of_exactly_this_name_is_meant(fils: list[Actor]) -> None:
    assert sent(words="FIL A FIL").picked(needed=True) == fils[0]


def test_one_answer_that_is_not_exact_is_asked_about(fils: list[Actor]) -> None:
    form = sent(words="soie")
    assert form.picked(needed=True) is None
    assert form.errors["chosen"] == ["Une réponse à ces mots\u00a0: si c’est la bonne, cochez-la et envoyez."]


def test_an_old_choice_does_not_count_once_the_words_have_changed(fils: list[Actor]) -> None:
    form = sent(words="bourrasque", asked="fil", chosen=fils[1].ref)
    assert form.picked(needed=True) == Actor.objects.get(name="Bourrasque")


def test_a_choice_that_the_list_did_not_hold_is_taken_when_it_exists(fils: list[Actor]) -> None:
    assert sent(words="", asked="", chosen=fils[0].ref).picked(needed=True) == fils[0]
    assert sent(words="", asked="", chosen="nowhere23456").picked(needed=True) is None


def test_no_answer_says_what_to_try(fils: list[Actor]) -> None:
    form = sent(words="introuvable")
    assert (form.picked(needed=False), list(form.errors)) == (None, ["words"])


@pytest.mark.parametrize(("needed", "errors"), [(True, ["words"]), (False, [])])
def test_nobody_named_is_an_error_only_when_somebody_is_needed(
    fils: list[Actor], needed: bool, errors: list[str]
) -> None:
    form = sent(words="")
    assert (form.picked(needed=needed), list(form.errors)) == (None, errors)


def test_the_open_record_is_never_an_answer(fils: list[Actor]) -> None:
    form = ActorPicker({"words": "fil", "asked": "fil", "chosen": fils[0].ref}, actor=fils[0])
    form.full_clean()
    assert [row.ref for row in form.found] == [fils[1].ref]
    assert form.picked(needed=True) is None


def test_a_form_that_is_first_shown_lists_who_it_was_opened_for(fils: list[Actor]) -> None:
    form = ActorPicker(initial={"words": fils[0].name, "chosen": fils[0].ref})
    assert form.found == [fils[0]]
    assert form["chosen"].subwidgets[0].data["label"] == "Fil à Fil · association"


def test_people_are_found_by_name_and_by_address(city: factories.City) -> None:
    for words in ("ines morel", "INÈS", "ines.morel@"):
        form = PersonPicker({"words": words})
        assert [row.ref for row in form.found] == [city.ines.ref]
    form = PersonPicker({"words": "inès morel"})
    form.full_clean()
    assert form.picked(needed=True) == city.ines
    assert form.described(city.ines) == "Inès Morel · ines.morel@volcanville.example"


def test_a_nul_in_what_is_sent_finds_nobody(city: factories.City) -> None:
    form = ActorPicker({"words": "fil\x00", "chosen": "\x00"})
    assert not form.is_valid()

"""Finding the records and the people that words name, and the records that look like a new one."""

from __future__ import annotations

import pytest
from tests import factories

from maillage.actors.actions import Profile, describe_actor, merge_records, register_actor
from maillage.actors.enums import ActorKind
from maillage.actors.record_forms.searching import MOST, actors_like, look_alikes, people_like

SIREN, SIRET, SISTER = "732829320", "73282932000074", "73282932000009"


@pytest.mark.parametrize("words", ["bourrasque", "BOURR", " rasque ", "Bourrasqué"])
def test_a_record_is_found_by_a_part_of_its_name_whatever_its_accents(
    city: factories.City, words: str
) -> None:
    assert list(actors_like(words)) == [city.bourrasque]


@pytest.mark.parametrize("words", ["", "   ", "bourrasque forge", "%"])
def test_words_that_no_name_holds_together_find_nothing(city: factories.City, words: str) -> None:
    assert list(actors_like(words)) == []


def test_a_record_is_found_by_its_other_names_and_only_once(city: factories.City) -> None:
    profile = Profile(legal_name="Ateliers du Vent SAS", short_name="Vent")
    describe_actor(actor=city.bourrasque, profile=profile, who="system")
    assert list(actors_like("vent")) == [city.bourrasque]


def test_a_record_that_was_merged_away_is_not_found(city: factories.City) -> None:
    merge_records(kept=city.forge, absorbed=city.studio_lave, who="system")
    assert list(actors_like("studio lave")) == [city.forge]  # by the name it brought with it


def test_a_long_list_of_answers_is_cut(city: factories.City) -> None:
    for number in range(MOST + 3):
        register_actor(territory=city.territory, name=f"Atelier {number}", kind=ActorKind.COMPANY)
    assert len(actors_like("atelier")) == MOST


def test_people_are_found_by_all_the_words(city: factories.City) -> None:
    assert people_like("lea perrin") == [city.lea]
    assert people_like("lea morel") == []
    assert people_like("  ") == []
    assert {person.ref for person in people_like("volcanville.example")} == {
        person.ref
        for person in (city.ines, city.fatou, city.karim, city.lea, city.marc, city.sophie, city.helene)
    }


def test_the_same_name_looks_alike_without_case_accents_or_article(city: factories.City) -> None:
    assert look_alikes("  le FIL A FIL", None) == [city.fil_a_fil]
    assert look_alikes("Fil", None) == []


def test_the_same_legal_name_looks_alike(city: factories.City) -> None:
    describe_actor(actor=city.forge, profile=Profile(legal_name="FORGE SAS"), who="system")
    assert look_alikes("forge sas", None) == [city.forge]


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        (("siret", SIRET), ("siret", SIRET)),
        (("siret", SIRET), ("siren", SIREN)),
        (("siren", SIREN), ("siret", SIRET)),
        (("siret", SISTER), ("siret", SIRET)),
        (("vat", f"FR44{SIREN}"), ("siret", SIRET)),
    ],
)
def test_the_same_company_looks_alike_by_any_of_its_numbers(
    city: factories.City, known: tuple[str, str], asked: tuple[str, str]
) -> None:
    describe_actor(actor=city.forge, profile=Profile(identifiers=(known,)), who="system")
    assert look_alikes("Autre nom", asked) == [city.forge]


def test_another_number_does_not_look_alike(city: factories.City) -> None:
    describe_actor(actor=city.forge, profile=Profile(identifiers=(("siret", SIRET),)), who="system")
    assert look_alikes("Autre nom", ("siren", "552100554")) == []

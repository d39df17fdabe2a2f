"""A name taken apart: kinds, town, legal form, and its own words."""

from __future__ import annotations

import pytest

from maillage.engine.linkage.names import analyse, kinds_in

VALMORIN = frozenset(("valmorin",))


@pytest.mark.parametrize(
    "name",
    ["France services Valmorin", "MSAP de Valmorin", "Maison de services au public (Valmorin)",
     "VALMORIN - Maison des Services au Public", "Espace France Services Valmorin"],
)  # fmt: skip
def test_one_kind_has_many_names(name: str) -> None:
    assert (analyse(name, VALMORIN).key, analyse(name, VALMORIN).own) == ("#france_services valmorin", ())


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Médiathèque du Port", "library"),
        ("Mairie de Brumel", "town_hall"),
        ("Centre communal d’action sociale", "ccas"),
        ("Maison des Jeunes et de la Culture", "mjc"),
        ("EPN Les Tilleuls", "digital_space"),
        ("Communauté de communes du Val", "intercommunality"),
        ("CdC du Val", "intercommunality"),
        ("Régie de quartiers Sud", "neighbourhood_company"),
        ("Pôle emploi Brumel", "job_centre"),
        ("Centre socio-culturel Brumel", "social_centre"),
        ("Point Information Jeunesse", "youth_point"),
        ("Tiers-lieu Cordal", "coworking"),
    ],
)
def test_a_name_says_its_kind(name: str, kind: str) -> None:
    assert kinds_in(name)[0] == frozenset((kind,))


def test_a_name_may_say_two_kinds() -> None:
    assert analyse("MSAP-CCAS de Valmorin").kinds == {"france_services", "ccas"}


@pytest.mark.parametrize(
    "name", ["Association Brumel", "BRUMEL SAS", "SCOP Brumel", "Brumel (association loi 1901)"]
)
def test_legal_forms_are_taken_off(name: str) -> None:
    assert analyse(name).own == ("brumel",)


def test_the_records_own_town_is_not_its_own_word() -> None:
    one = analyse("Les Ateliers de Valmorin", VALMORIN)
    assert (one.own, one.has_town, one.key) == (("atelier",), True, "atelier valmorin")
    assert analyse("Les Ateliers de Valmorin").own == ("atelier", "valmorin")


def test_the_order_of_words_does_not_matter() -> None:
    assert analyse("Eysel France services").key == analyse("FRANCE SERVICES D’EYSEL").key


def test_a_name_of_a_legal_form_only_has_no_word_of_its_own() -> None:
    assert (analyse("Association").key, analyse("Association").own) == ("association", ())


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Ateliers de la citoyenneté", {"adlc"}),
        ("Chemins vers l’emploi", {"cve", "cvle"}),
        ("Association Tremplin Travail Solidarité", {"tts"}),
        ("Les Petits Ponts Verts", {"lppv", "ppv"}),
        ("Petits Ponts", set()),
    ],
)
def test_initials_are_made_with_and_without_small_words(name: str, initials: set[str]) -> None:
    assert analyse(name).initials == initials


def test_spaces_and_hyphens_meet_in_the_compact_form() -> None:
    assert analyse("Audo Brico").compact == analyse("AudoBrico").compact == "audobrico"

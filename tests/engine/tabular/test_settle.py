"""Fields in several columns, and fields that every directory has."""

from __future__ import annotations

import pytest
from tests.engine.tabular.inventory import as_csv, rows

from maillage.engine.tabular import ColumnGuess, FieldName, guess_columns, open_table


def guessed(**columns: str) -> ColumnGuess:
    names = [name.replace("_", " ") for name in columns]
    return guess_columns(open_table(as_csv(names, rows(list(columns.values())))))


def test_a_street_in_pieces_is_put_in_order() -> None:
    made = guessed(
        Nom="name", Libellé_voie="way_name", Type_voie="way", Indice_répétition="suffix", Numéro_voie="number"
    )
    assert made.names(FieldName.STREET) == ("Numéro voie", "Indice répétition", "Type voie", "Libellé voie")
    assert [reason.code for reason in made.columns[4].reasons][-1] == "part"


def test_a_whole_street_needs_no_piece() -> None:
    made = guessed(Nom="name", Numéro="number", Adresse="street", Code_postal="postcode")
    assert made.names(FieldName.STREET) == ("Adresse",)
    assert made.columns[1].field in (None, FieldName.ID)


def test_a_number_without_a_way_is_no_street() -> None:
    assert guessed(Nom="name", Numéro_voie="number", Ville="city").names(FieldName.STREET) == ()


def test_a_way_alone_is_a_street() -> None:
    assert guessed(Nom="name", Nom_de_voie="way_whole", Ville="city").names(FieldName.STREET) == (
        "Nom de voie",
    )


@pytest.mark.parametrize("title", ["Raison sociale", "Dénomination sociale", "Sigle"])
def test_the_only_name_is_the_name(title: str) -> None:
    made = guessed(**{title.replace(" ", "_"): "name", "Ville": "city"})
    assert made.names(FieldName.NAME) == (title,)


def test_a_legal_name_beside_a_name_stays_legal() -> None:
    made = guessed(Raison_sociale="upper", Nom="name")
    assert (made.names(FieldName.NAME), made.names(FieldName.LEGAL_NAME)) == (("Nom",), ("Raison sociale",))


def test_a_text_without_title_may_be_the_name() -> None:
    made = guessed(zz="name", Code_postal="postcode", Mail="email")
    assert made.names(FieldName.NAME) == ("zz",)
    assert "promoted" in [reason.code for reason in made.columns[0].reasons]


def test_a_flag_is_never_the_name() -> None:
    assert guessed(zz="yes", Code_postal="postcode", Mail="email").names(FieldName.NAME) == ()


def test_the_city_goes_with_its_postal_code() -> None:
    made = guessed(Nom="name", Code_postal="postcode", zz="upper_city", yy="theme")
    assert made.names(FieldName.CITY) == ("zz",)
    assert guessed(Nom="name", Code_postal="postcode", yy="theme").names(FieldName.CITY) == ()


def test_tags_are_all_taken() -> None:
    made = guessed(Nom="name", Tag_1="theme", Tag_2="theme", Services="skills")
    assert made.names(FieldName.SKILLS) == ("Tag 1", "Tag 2", "Services")


def test_two_telephones_and_two_networks_are_taken() -> None:
    made = guessed(
        Nom="name", Téléphone="phone", Portable="some_phone", Facebook="facebook", Instagram="facebook"
    )
    assert made.names(FieldName.PHONE) == ("Téléphone", "Portable")
    assert made.names(FieldName.SOCIAL) == ("Facebook", "Instagram")


def test_hours_day_by_day_are_taken() -> None:
    made = guessed(Nom="name", Lundi="hours", Mardi="hours", Mercredi="hours")
    assert made.names(FieldName.HOURS) == ("Lundi", "Mardi", "Mercredi")
    assert guessed(Nom="name", Horaires="hours", Ouverture="hours").names(FieldName.HOURS) == ("Horaires",)


def test_the_longest_list_is_the_presentation_when_there_is_no_other() -> None:
    made = guessed(Nom="name", Activités_proposées="text", Ville="city")
    assert made.names(FieldName.DESCRIPTION) == ("Activités proposées",)
    made = guessed(Nom="name", Activités_proposées="text", Description="text")
    assert made.names(FieldName.DESCRIPTION)[0] == "Description" or "Description" in made.names(
        FieldName.DESCRIPTION
    )


def test_a_short_one_is_a_summary() -> None:
    made = guessed(Nom="name", Services_proposés="short", Ville="city")
    assert made.names(FieldName.SUMMARY) == ("Services proposés",)


def test_numbers_are_postal_codes_when_cities_go_with_them() -> None:
    assert guessed(c1="name", c2="postcode", c3="city", c4="phone").names(FieldName.POSTCODE) == ("c2",)
    assert guessed(c1="name", c2="euro", c3="theme", c4="phone").names(FieldName.POSTCODE) == ()

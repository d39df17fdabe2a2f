"""From a column's name to fields, by words alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.engine.tabular.headers import cut, dull_words, known, plain, read_name, stem, words


def best(name: str) -> str:
    strengths = read_name(name).strengths
    return max(strengths, key=lambda field: strengths[field][0], default="")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("codePostalEtablissement", ["code", "postal", "etablissement"]),
        ("N° de téléphone", ["n", "de", "telephone"]),
        ("ADR_CODEPOSTAL", ["adr", "codepostal"]),
        ("geo_point_2d", ["geo", "point", "2", "d"]),
        ("addr:street", ["addr", "street"]),
        ("Œuvre sociale", ["oeuvre", "sociale"]),
        ("coordX", ["coord", "x"]),
    ],
)
def test_a_name_is_cut_into_words(name: str, found: list[str]) -> None:
    assert cut(name) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Nomdelastructure", ("nom", "structure")),
        ("Adressenumeronomdelavoie", ("adresse", "numero", "nom", "voie")),
        ("Leshorairesdemastructure", ("horaire", "structure")),
        ("codepostal", ("code", "postal")),
        ("Numéros de téléphone", ("numero", "telephone")),
        ("Réseaux sociaux", ("reseau", "sociaux")),
        ("zzzqqqxxxyyy", ("zzzqqqxxxyyy",)),
        ("de la", ("de", "la")),
    ],
)
def test_words_are_plain_singular_and_unglued(name: str, found: tuple[str, ...]) -> None:
    assert words(name) == found


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Nom de la structure", "name"),
        ("Nom de la commune", "city"),
        ("Adresse e-mail", "email"),
        ("Adresse du site internet", "website"),
        ("Code commune", "commune_code"),
        ("Type de structure", "kind"),
        ("Date de dernière mise à jour", "updated_at"),
        ("Organisme gestionnaire", "parent"),
        ("Raison sociale de l'organisme", "legal_name"),
        ("tranche_effectifs", "size"),
        ("Type (association, entreprise, service public)", "kind"),
        ("fields.nom_du_lieu", "name"),
        ("contact:phone", "phone"),
        ("Bidule", ""),
    ],
)
def test_a_name_means_a_field(name: str, field: str) -> None:
    assert best(name) == field


def test_other_words_weaken_a_name() -> None:
    strength = {
        name: read_name(name).strengths["name"][0] for name in ("Nom", "Nom du lieu", "Nom du canton")
    }
    assert strength["Nom"] == strength["Nom du lieu"] == 1.0
    assert strength["Nom du canton"] < 0.2


def test_the_words_that_counted_are_told() -> None:
    assert read_name("Code postal du lieu").strengths["postcode"] == (
        pytest.approx(0.9, abs=0.01),
        ("code", "postal"),
    )


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Prénom", True),
        ("Nom du responsable de la structure", True),
        ("Nom du contact", True),
        ("Email du référent", True),
        ("Structure - Nom du directeur", True),
        ("Président(e)", True),
        ("Structure responsable", False),
        ("Organisme du coordinateur", False),
        ("Présence d'un médiateur", False),
        ("Nombre de bénévoles", False),
        ("Contact", False),
        ("Nom", False),
    ],
)
def test_names_about_persons_are_seen(name: str, person: bool) -> None:
    assert read_name(name).person is person


def test_columns_of_geocoders_are_seen_and_weigh_less() -> None:
    found = read_name("result_city")
    assert (found.geocoded, found.strengths["city"][0]) == (True, 0.75)
    assert "name" not in read_name("result_name").strengths
    assert read_name("result").geocoded is False


def test_days_and_other_subjects_are_seen() -> None:
    assert read_name("Ouverture matin lundi").day is True
    assert read_name("Horaires").day is False
    assert read_name("Montant de la subvention").elsewhere is True


def test_words_of_most_names_are_dull() -> None:
    names = ["org_id", "org_nom", "org_ville", "org_tel", "note"]
    assert dull_words(names) == frozenset({"org"})
    assert (
        read_name("org_nom", frozenset({"org"})).strengths["name"][0]
        > read_name("org_nom").strengths["name"][0]
    )
    assert dull_words(["nom", "nom"]) == frozenset()


def test_rows_of_names_are_told_from_rows_of_data() -> None:
    assert known(["Nom", "Adresse", "Ville", ""]) == 1.0
    assert known(["Atelier du lac", "12 rue Blatin", "63000"]) < 0.3
    assert known([]) == 0.0


def test_plain_words() -> None:
    assert plain("ÉLÈVE Œuvre æ ß") == "eleve oeuvre ae ss"
    assert [stem(word) for word in ("horaires", "reseaux", "lieux", "access", "bus", "tags")] == [
        "horaire",
        "reseau",
        "lieu",
        "access",
        "bus",
        "tag",
    ]


@given(st.text(max_size=120))
def test_any_name_is_read(name: str) -> None:
    for strength, seen in read_name(name).strengths.values():
        assert 0 < strength <= 1
        assert seen

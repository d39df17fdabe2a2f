"""One spelling for many: what each function makes of text as people write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.linkage.builders import SIREN, siret

from maillage.engine.linkage import normalise
from maillage.engine.linkage.normalise import fold, likeness, phone, stem, street, town, words_of


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("L’Échoppe des Cœurs", "l echoppe des coeurs"),
        ("C.C.A.S. de St-Éloi", "ccas de st eloi"),
        ("Pain & Levain", "pain et levain"),
        ("La Rur@linette", "la ruralinette"),
        ("Sté des Eaux", "societe des eaux"),
        ("  (n° 12) ", "n 12"),
        ("!!!", ""),
    ],
)
def test_fold_gives_one_spelling(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(max_size=60))
def test_fold_is_stable_and_plain(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert all(character.isascii() for character in once)


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        ("services", "service"),
        ("reseaux", "reseau"),
        ("bus", "bus"),
        ("presse", "presse"),
        ("access", "access"),
    ],
)
def test_stem_takes_the_plural_off(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


@pytest.mark.parametrize(
    ("one", "other"), [("barrenne", "barene"), ("phare", "fare"), ("henry", "henri"), ("abeillet", "abeille")]
)
def test_likeness_brings_usual_slips_together(one: str, other: str) -> None:
    assert likeness(one) == likeness(other)


def test_likeness_keeps_different_words_apart() -> None:
    assert likeness("martin") != likeness("morin")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Asso. St-Éloi", ("association", "saint", "eloi")),
        ("Ctre Soc. des 3 Ponts", ("centre", "social", "des", "3", "pont")),
        ("Cté de communes", ("communaute", "de", "commune")),
        ("Dév. num.", ("developpement", "numerique")),
    ],
)
def test_words_are_written_out(written: str, words: tuple[str, ...]) -> None:
    assert words_of(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("LES AIX-D’ORMEVAL Cedex", ("aix", "ormeval")),
        ("Ste Brume s/ Loue", ("sainte", "brume", "loue")),
        ("Grandville 12e Arrondissement", ("grandville",)),
        ("99300 Valmorin", ()),
        ("", ()),
    ],
)
def test_a_town_keeps_its_significant_words(written: str, words: tuple[str, ...]) -> None:
    assert town(written) == words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2, rue de la fonderie", (("2",), "rue", "fonderi")),
        ("19/21 place du Martroi", (("19", "21"), "place", "martroi")),
        ("19-21, pl. du Martroi", (("19", "21"), "place", "martroi")),
        ("1 bis r. Basse", (("1",), "rue", "base")),
        ("213Bis Cours de la Marne", (("213",), "cours", "marn")),
        ("11avenue Salvador", (("11",), "avenue", "salvador")),
        ("Maison des Clubs, 4 Place de l'Hôtel de Ville", (("4",), "place", "vile")),
        ("221, avenue de Thouars 99300 Valmorin", (("221",), "avenue", "thouar")),
        ("18 Grande Rue", (("18",), "rue", "grand")),
        ("6, av. du 8 mai 1945..", (("6",), "avenue", "1945")),
        ("5 bd du Gal Leclerc BP 12", (("5",), "boulevard", "leclerc")),
        ("Parc Maurice Fuselier", ((), "parc", "fuselier")),
        ("Le Bourg", ((), "", "")),
        ("", ((), "", "")),
    ],
)
def test_a_street_is_its_numbers_its_way_and_its_last_word(
    written: str, read: tuple[tuple[str, ...], str, str]
) -> None:
    assert street(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("01 99 00 11 22", "+33199001122"),
        ("+33 (0)1 99 00 11 22", "+33199001122"),
        ("0033199001122", "+33199001122"),
        ("33199001122", "+33199001122"),
        ("199001122", "+33199001122"),
        ("01.99.00.11.22 / 06 39 98 00 00", "+33199001122"),
        ("0262 97 27 2", ""),
        ("0262972723", "+262262972723"),
        ("+262262972723", "+262262972723"),
        ("0690 12 34 56", "+590690123456"),
        ("3939", ""),
        ("non communiqué", ""),
        ("", ""),
    ],
)
def test_a_phone_has_one_form(written: str, read: str) -> None:
    assert phone(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://www.lavoir.example.org/accueil?x=1", "lavoir.example.org"),
        ("lavoir.example.org", "lavoir.example.org"),
        ("HTTP://Lavoir.Example.org:8080", "lavoir.example.org"),
        ("https://fr-fr.facebook.com/lavoir", ""),
        ("lavoir.wixsite.com", ""),
        ("voir la page", ""),
        ("", ""),
    ],
)
def test_a_host_is_the_organisations_own(written: str, read: str) -> None:
    assert normalise.host(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [(" Contact@Lavoir.example.org", "contact@lavoir.example.org"), ("mailto:a@b.org", "a@b.org"),
     ("a@b", ""), ("rien", "")],
)  # fmt: skip
def test_an_email_has_one_form(written: str, read: str) -> None:
    assert normalise.email(written) == read


def test_a_domain_anybody_can_have_is_none() -> None:
    assert normalise.email_domain("lavoir@orange.fr") == ""
    assert normalise.email_domain("contact@lavoir.example.org") == "lavoir.example.org"


def test_official_numbers_are_checked() -> None:
    good = siret()
    assert normalise.siret(f"{good[:3]} {good[3:9]} {good[9:]}") == good
    assert normalise.siret(good[:-1] + str((int(good[-1]) + 1) % 10)) == ""
    assert normalise.siret("") == ""
    assert normalise.siren(SIREN) == SIREN
    assert normalise.siren("000000000") == ""
    assert normalise.siren(SIREN[:-1]) == ""


def test_the_post_office_has_its_own_rule() -> None:
    assert normalise.siret("35600000000048") == "35600000000048"
    assert normalise.siret("35600000000001") == "35600000000001"
    assert normalise.siret("35600000000011") == ""


def test_the_register_of_associations_has_two_forms() -> None:
    assert normalise.rna("w99 1234567") == "W991234567"
    assert normalise.rna("W9A1234567") == "W9A1234567"
    assert normalise.rna("991234567") == ""


@given(st.text(max_size=80))
def test_nothing_is_raised_on_odd_text(text: str) -> None:
    for read in (fold, words_of, town, street, phone, normalise.host, normalise.email, normalise.siret,
                 normalise.siren, normalise.rna):  # fmt: skip
        assert read(text) == read(text)

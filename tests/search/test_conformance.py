"""What the search promises, whatever the database: words, inflections, slips, beginnings, order.

These tests run on the database that the suite runs on: SQLite, then PostgreSQL.
"""

from __future__ import annotations

import pytest
from tests.search.builders import a_document, keys, page, put, why

from maillage.search.queries import suggest
from maillage.territory.models import Territory

pytestmark = pytest.mark.usefixtures("territory")


@pytest.fixture
def city(territory: Territory) -> None:
    """Seven actors of Volcanville."""
    del territory
    put(
        a_document("velo", "Les Amis du Vélo", "AMV", text="Réparation de bicyclettes", freshness=90,
                   kind="association", place="63113", tags=("repair", "bike"), words=("Association",)),
        a_document("atelier", "L’Atelier du Vélo d’Or", text="Nous réparons tout, même les montres.",
                   kind="company", place="63014", freshness=40),
        a_document("couture", "Couture & Cie", text="Couturières et couturiers du quartier", freshness=10,
                   kind="cooperative", place="63113", tags=("sewing",), words=("Retouche et ourlets",)),
        a_document("maison", "Maison des associations", text="Salles, conseils, vélo-école", freshness=60,
                   kind="public_body", place="63113"),
        a_document("oreal", "S.A.R.L. O’Brien-Étienne", "L’Oréal du coin", text="E-commerce", kind="company"),
        a_document("son", "Studio 63", text="Prise de son, 3D et R&D", kind="artist", freshness=90),
        a_document("cache", "Vélo secret", text="Ce que personne ne doit lire", visible=False),
    )  # fmt: skip


@pytest.mark.parametrize("typed", ["vélo ", "velo ", "VÉLO ", "Velo ", "ve\u0301lo ", "«vélo» "])
def test_accents_case_and_signs_do_not_matter(city: None, typed: str) -> None:
    assert keys(typed) == ["velo", "atelier", "maison"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("association ", ["maison", "velo"]),
        ("associations ", ["maison", "velo"]),
        ("couturière ", ["couture"]),
        ("couturier ", ["couture"]),
        ("COUTURIERES ", ["couture"]),
        ("bicyclette ", ["velo"]),
        ("vélos ", ["velo", "atelier", "maison"]),
        ("conseil ", ["maison"]),
        ("coutures ", ["couture"]),
    ],
)
def test_inflections_are_found(city: None, typed: str, found: list[str]) -> None:
    assert keys(typed) == found


@pytest.mark.parametrize(
    "family",
    [
        "vélo vélos VELOS", "jeu jeux", "local locaux locale", "atelier ateliers", "métier métiers metiers",
        "boulanger boulangère boulangers boulangères BOULANGERES", "développeur développeuses développeur·se",
        "créateur créatrice créateur(rice)s", "salarié salariée salariés salariées", "œuvre oeuvres",
        "numérique numériques", "société sociétés societe", "associations associative",
    ],
)  # fmt: skip
def test_a_word_is_found_by_each_of_its_inflections(family: str) -> None:
    for written in family.split():
        put(a_document("it", "Zèbre", text=f"un {written} ici"))
        assert [keys(f"{typed} ") for typed in family.split()] == [["it"]] * len(family.split())


def test_words_that_only_look_alike_are_kept_apart() -> None:
    put(a_document("1", "Un", text="salaire"), a_document("2", "Deux", text="salarié"))
    assert (keys("salaires "), keys("salariée ")) == (["1"], ["2"])


def test_the_form_as_typed_comes_before_its_inflections() -> None:
    put(
        a_document("many", "Ventes de fleurs"),
        a_document("one", "Vente de fleurs"),
        a_document("wind", "Vent"),
    )
    assert keys("vente fleurs ") == ["one", "many"]
    assert keys("vent ")[0] == "wind"


def test_an_english_text_has_english_inflections() -> None:
    put(a_document("en", "Atelier", text="We train young engineers", language="en"))
    put(a_document("fr", "Garage", text="Nous réparons les engins"))
    assert keys("engineering ") == ["en"]
    assert keys("engin ") == ["fr"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("loreal ", ["oreal"]),
        ("l'oréal ", ["oreal"]),
        ("oréal ", ["oreal"]),
        ("obrien ", ["oreal"]),
        ("brien etienne ", ["oreal"]),
        ("o’brien-étienne ", ["oreal"]),
        ("SARL ", ["oreal"]),
        ("s.a.r.l. ", ["oreal"]),
        ("ecommerce ", ["oreal"]),
        ("e-commerce ", ["oreal"]),
        ("vélo-école ", ["maison"]),
        ("véloécole ", ["maison"]),
        ("r&d ", ["son"]),
        ("rd ", ["son"]),
        ("3d ", ["son"]),
        ("63 ", ["son"]),
        ("d’or ", ["atelier"]),
        ("son ", ["son"]),
    ],
)
def test_elisions_compounds_acronyms_and_digits_are_read(city: None, typed: str, found: list[str]) -> None:
    assert keys(typed) == found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bicylettes ", "bicyclettes"),
        ("bicylettess ", "bicyclettes"),  # two slips of a long word, one of them in its first letters
        ("bicyclettess ", "bicyclettes"),
        ("bicyclebtes ", "bicyclettes"),
        ("bicycletets ", "bicyclettes"),
        ("bcyclettes ", "bicyclettes"),
        ("coutrue ", "couture"),
        ("cuoture ", "couture"),
        ("xouture ", "couture"),
        ("outure ", "couture"),
        ("mntres ", "montres"),
    ],
)
def test_one_slip_is_read_as_the_word_meant(city: None, typed: str, meant: str) -> None:
    found = page(typed)
    assert found.corrected == ((typed.strip(), meant),)
    assert [hit.key for hit in found.hits] == keys(f"{meant} ")


def test_a_slip_is_said_in_the_reasons(city: None) -> None:
    assert why("veloo ", "velo")["typo_corrected"] == ("veloo", "velo")
    assert why("veloo ", "velo")["name_word"] == ("veloo", "velo")


def test_a_word_that_exists_is_not_corrected(city: None) -> None:
    put(a_document("belo", "Bélo"))
    assert (keys("bélo "), page("bélo ").corrected) == (["belo"], ())


def test_a_word_that_exists_is_read_otherwise_only_when_all_the_words_meet_nowhere() -> None:
    put(a_document("a", "Martin boulanger"), a_document("b", "Marin pêcheur"))
    assert keys("marin ") == ["b"]
    assert (keys("marin boulanger "), page("marin boulanger ").corrected) == (["a"], (("marin", "martin"),))


def test_a_slip_meets_words_of_names_before_words_of_texts() -> None:
    put(a_document("text", "Alpha", text="carotte carotte"), a_document("name", "Carolle"))
    assert page("carotle ").corrected == (("carotle", "carolle"), ("carotle", "carotte"))
    assert keys("carotle ") == ["name", "text"]


def test_short_words_are_not_corrected(city: None) -> None:
    assert keys("amw ") == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("v", []),
        ("a", ["velo"]),
        ("am", ["velo"]),
        ("ami", ["velo"]),
        ("ve", ["velo", "atelier"]),
        ("vel", ["velo", "atelier"]),
        ("amis du v", ["velo"]),
        ("amis du vé", ["velo"]),
        ("bicy", ["velo"]),
        ("bic", []),
        ("répara", ["velo"]),
        ("couturi", ["couture"]),
        ("stud", ["son"]),
    ],
)
def test_the_last_word_is_a_beginning(city: None, typed: str, found: list[str]) -> None:
    """One letter begins names, two begin words of names, four begin words of texts."""
    assert keys(typed) == found


def test_a_space_ends_the_last_word(city: None) -> None:
    assert (keys("bicycl"), keys("bicycl ")) == (["velo"], [])
    assert (keys("stu"), keys("stu ")) == (["son"], [])


def test_all_the_words_count(city: None) -> None:
    assert keys("vélo réparation ") == ["velo"]
    assert keys("vélo montres ") == ["atelier"]
    assert keys("couture quartier ") == ["couture"]


def test_grammar_words_do_not_filter_but_help_names(city: None) -> None:
    assert keys("la couture dans le quartier ") == ["couture"]
    put(a_document("lieu", "Le Lieu"), a_document("lieux", "Lieu"))
    assert keys("le lieu ") == ["lieu", "lieux"]
    assert keys("le ") == ["lieu"]


def test_when_nothing_has_all_the_words_fewer_are_asked_for(city: None) -> None:
    found = page("couture vélo montres ")
    assert [hit.key for hit in found.hits] == ["atelier"]
    assert (found.is_relaxed, page("vélo ").is_relaxed) == (True, False)


def test_two_words_that_never_meet_give_what_has_one_of_them(city: None) -> None:
    found = page("couture studio ")
    assert (sorted(hit.key for hit in found.hits), found.total, found.is_relaxed) == (
        ["couture", "son"],
        2,
        True,
    )


def test_a_word_nobody_wrote_is_left_out_and_said(city: None) -> None:
    found = page("vélo zzzzyx ")
    assert [hit.key for hit in found.hits] == ["velo", "atelier", "maison"]
    assert (found.is_relaxed, page("zzzzyx ").total) == (True, 0)


def test_suggestions_begin_names_then_words_of_names(city: None) -> None:
    assert [hit.key for hit in suggest("a", collection="directory")] == ["velo"]
    assert [hit.key for hit in suggest("co", collection="directory")] == ["couture", "oreal"]
    assert [hit.key for hit in suggest("atelier du v", collection="directory")] == ["atelier"]
    put(a_document("v1", "Vélocité", freshness=1), a_document("v2", "Veloutine", freshness=99))
    assert [hit.key for hit in suggest("vélo", collection="directory")] == ["v1", "v2", "velo", "atelier"]
    assert [hit.key for hit in suggest("vélo", collection="directory", limit=2)] == ["v1", "v2"]
    assert suggest("secret", collection="directory") == ()

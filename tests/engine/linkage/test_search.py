"""Names alone: what people say, and what is registered."""

from __future__ import annotations

import pytest

from maillage.engine.linkage import LinkageError, Ranked, best_names
from maillage.engine.linkage.search import BEGUN, likeness

REGISTERED = [
    "ASSOC TREMPLIN TRAVAIL SOLIDARITE", "ATELIERS DE LA CITOYENNETE", "SARL BRUMEL INTERIM",
    "ASS INTERM DIGNITE EMPLOI", "AUDO-BRICO (TRAVAIL RECUPERATION)", "REGIE DE QUARTIER DU CLOS", "CORDAL",
    "LES RESTAURANTS DU LAVOIR", "ASSOC EMPLOI BRUMELIN", "FALONE SERVICES",
]  # fmt: skip


def first(query: str, candidates: list[str] = REGISTERED) -> str:
    return best_names([query], candidates)[0][0].name


@pytest.mark.parametrize(
    ("said", "registered"),
    [
        ("TTS", "ASSOC TREMPLIN TRAVAIL SOLIDARITE"),
        ("ADLC", "ATELIERS DE LA CITOYENNETE"),
        ("Brumel Intérim", "SARL BRUMEL INTERIM"),
        ("Association intermédiaire Dignité", "ASS INTERM DIGNITE EMPLOI"),
        ("AudoBrico", "AUDO-BRICO (TRAVAIL RECUPERATION)"),
        ("Régie de quartiers du Clos", "REGIE DE QUARTIER DU CLOS"),
        ("L’Association Cordal", "CORDAL"),
        ("Restaurant Le Lavoir", "LES RESTAURANTS DU LAVOIR"),
        ("Emploi Brumellin", "ASSOC EMPLOI BRUMELIN"),
        ("Falonne Serv.", "FALONE SERVICES"),
    ],
)
def test_what_people_say_is_found(said: str, registered: str) -> None:
    assert first(said) == registered


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    assert (
        first("Solidarité Brumel", ["Solidarité Cordal", "Solidarité Falone", "Atelier Brumel"])
        == "Atelier Brumel"
    )


def test_every_query_has_its_best_first() -> None:
    found = best_names(["TTS", "Cordal"], REGISTERED, top=3)
    assert [len(ranked) for ranked in found] == [3, 3]
    assert [ranked[0].place for ranked in found] == [0, 6]
    for ranked in found:
        assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)


def test_the_same_name_scores_one_at_most() -> None:
    assert 0 < best_names(["Cordal"], ["Cordal"])[0][0].score <= 1


def test_equals_keep_their_order() -> None:
    assert [one.place for one in best_names(["Cordal"], ["Brumel", "Cordal", "Cordal"])[0][:2]] == [1, 2]


def test_nothing_among_nothing_is_nothing() -> None:
    assert best_names([], REGISTERED) == ()
    assert best_names(["Cordal"], []) == ((),)


@pytest.mark.parametrize("odd", ["", "!!!", "Le", "Association"])
def test_names_that_say_nothing_are_ranked_all_the_same(odd: str) -> None:
    assert len(best_names([odd], REGISTERED)[0]) == 5
    assert len(best_names(["Cordal"], [odd])[0]) == 1


def test_a_bare_text_is_refused() -> None:
    with pytest.raises(LinkageError) as caught:
        best_names("Cordal", REGISTERED)
    assert str(caught.value) == (
        "`queries` is one text, which would be read letter by letter. Write ['Cordal']."
    )


def test_asking_for_none_is_refused() -> None:
    with pytest.raises(LinkageError) as caught:
        best_names(["Cordal"], REGISTERED, top=0)
    assert str(caught.value) == "0 candidates were asked, which shows nothing. Ask at least one."


def test_words_stand_for_one_another_in_degrees() -> None:
    assert likeness("brumel", "brumel") == 1
    assert likeness("brume", "brumel") == BEGUN
    assert 0 < likeness("brumel", "brulem") < 1
    assert likeness("brumel", "cordal") == 0
    assert likeness("#library", "library") == 0


def test_a_ranked_name_is_plain_data() -> None:
    assert best_names(["Cordal"], ["Cordal"], top=1) == (
        (Ranked(0, "Cordal", best_names(["Cordal"], ["Cordal"])[0][0].score),),
    )

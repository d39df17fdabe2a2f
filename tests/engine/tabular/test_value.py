"""What stands for nothing."""

from __future__ import annotations

import pytest

from maillage.engine.tabular import Value, is_blank

NOTHING = """
|-|--|…|#N/D|#N/A|NC|n.c.|N/A|n/a|null|NULL|néant|Néant|nan|non renseigné|Non communiquée|aucun|sans objet
|#REF!|#VALEUR!|inconnu|tbd|(vide)| """


@pytest.mark.parametrize("text", [word.rstrip("\n") for word in NOTHING.split("|")])
def test_words_that_stand_for_nothing(text: str) -> None:
    assert is_blank(text) is True


@pytest.mark.parametrize(
    "text", ["0", "non", "Nantes", "Nancy", "x", "A", "ND de Paris", "Aucuns travaux", "12"]
)
def test_words_that_say_something(text: str) -> None:
    assert is_blank(text) is False


def test_a_long_text_is_never_blank() -> None:
    assert is_blank("-" * 40) is False


def test_a_value_without_problem_is_plain() -> None:
    assert Value("a") == Value("a", None)

"""What stands for nothing."""

from __future__ import annotations

import pytest

import maillage.engine.tabular as engine
from maillage.engine.tabular import Reading, Value, guess_columns, is_blank, open_table, read_email
from maillage.engine.tabular.positions import read_angle, read_point
from maillage.engine.tabular.value import LONGEST, clip

BARS = Reading.of(separator="|", header_row=0)
READERS = [
    *(getattr(engine, name) for name in engine.__all__ if name.startswith(("read_", "split_", "is_"))),
    read_angle,
    read_point,
]

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


@pytest.mark.parametrize(
    "piece",
    ["a", "1 ", "(", "12 bis, ", "@.", "a@a", "+33 ", '["', "https://", " ", "0", "a.", "1°", "63000 ", "a-"],
)
def test_hostile_cells_cost_little(piece: str) -> None:
    cell = piece * (90_000 // len(piece)) + "x"
    for read in READERS:
        read(cell)
    table = open_table(f"Nom|Mail|Lat|Lon\n{cell}|{cell}|{cell}|{cell}\na|b|45.1|3.1\n".encode(), hints=BARS)
    assert len(guess_columns(table).columns) == 4


def test_readers_look_at_the_beginning_of_a_cell() -> None:
    assert read_email(" " * 2000 + "a@example.org").problem == "not_an_email"
    assert clip("a" * 2000) == "a" * LONGEST

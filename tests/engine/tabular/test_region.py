"""Where the place of a row should be."""

from __future__ import annotations

import math

import pytest

from maillage.engine.tabular import Box, ColumnGuess, FieldName
from maillage.engine.tabular.departments import boxes
from maillage.engine.tabular.region import Region, expectation

COLUMNS = ("cp", "ville", "insee", "adresse")
GUESS = ColumnGuess.imposing(
    COLUMNS,
    {
        FieldName.POSTCODE: ("cp",),
        FieldName.CITY: ("ville",),
        FieldName.COMMUNE_CODE: ("insee",),
        FieldName.STREET: ("adresse",),
    },
)
RIOM = (45.8936, 3.1124)


def test_a_postal_code_tells_the_department() -> None:
    wanted = expectation(("63200", "Riom", "", ""), GUESS, Region(), french=True)
    assert (wanted.reason, wanted.department) == ("department", boxes()["63"])
    assert wanted(*RIOM) is None
    assert wanted(48.85, 2.35) == "far_from_department"


def test_a_commune_code_is_believed_before_a_postal_code() -> None:
    assert expectation(("63200", "", "15014", ""), GUESS, Region(), french=True).department == boxes()["15"]


def test_an_address_in_one_piece_tells_too() -> None:
    assert (
        expectation(("", "", "", "1 rue X 15000 Aurillac"), GUESS, Region(), french=True).department
        == boxes()["15"]
    )


def test_the_caller_may_place_communes() -> None:
    asked = []

    def place(*told: str) -> tuple[float, float] | None:
        asked.append(told)
        return RIOM

    wanted = expectation(("63200", "Riom", "63300", ""), GUESS, Region(None, place), french=True)
    assert asked == [("63200", "Riom", "63300")]
    assert wanted.reason == "place"
    assert wanted(45.90, 3.20) is None
    assert wanted(45.40, 3.20) == "far_from_place"


def test_a_commune_that_the_caller_does_not_know_is_in_its_department() -> None:
    wanted = expectation(("63200", "", "", ""), GUESS, Region(None, lambda *_: None), french=True)
    assert wanted.reason == "department"


def test_the_box_comes_first() -> None:
    wanted = expectation(("63200", "", "", ""), GUESS, Region(Box(45.0, 2.0, 45.5, 4.0), None), french=True)
    assert wanted(45.3, 3.0) is None
    assert wanted(*RIOM) == "outside_box"


@pytest.mark.parametrize(
    ("french", "reason", "sure", "berlin"),
    [(True, "france", True, "nowhere_known"), (False, "range", False, None)],
)
def test_without_anything_there_is_france_or_the_world(
    french: bool, reason: str, sure: bool, berlin: str | None
) -> None:
    wanted = expectation((), GUESS, Region(), french=french)
    assert (wanted.reason, wanted.sure, wanted(52.5, 13.4)) == (reason, sure, berlin)


@pytest.mark.parametrize("place", [(91.0, 0.0), (0.0, 181.0), (math.nan, 0.0), (math.inf, math.inf)])
def test_no_place_on_earth_is_impossible(place: tuple[float, float]) -> None:
    assert expectation((), GUESS, Region(), french=False)(*place) == "impossible"

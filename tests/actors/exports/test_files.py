"""Tables and JSON in pieces, and cells that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import PARIS

from maillage.actors.exports.files import (
    CHUNK,
    DANGEROUS,
    Origin,
    csv_file,
    csv_text,
    heading,
    in_chunks,
    json_file,
    licence_of,
    neutral,
    times_of,
)
from maillage.actors.exports.rows import Cell
from maillage.actors.queries import Moment
from maillage.common.scope import current_key
from maillage.territory.models import Territory


@pytest.mark.parametrize("sign", DANGEROUS)
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe(sign: str) -> None:
    assert neutral(f"{sign}cmd|'/C calc'!A0") == f"'{sign}cmd|'/C calc'!A0"


@pytest.mark.parametrize("cell", ["", "a=1", "1+1", "’", -1.5, -3, True, None])
def test_any_other_cell_is_left_alone(cell: Cell) -> None:
    assert neutral(cell) is cell


@given(st.lists(st.one_of(st.text(), st.integers(), st.booleans(), st.none()), min_size=1, max_size=4))
def test_no_cell_of_any_table_begins_like_a_formula(cells: list[Cell]) -> None:
    text = csv_text([{str(n): cell for n, cell in enumerate(cells)}])
    (read,) = csv.reader(io.StringIO(text, newline=""))
    texts = [told for told, cell in zip(read, cells, strict=True) if isinstance(cell, str)]
    assert [told for told in texts if told.startswith(DANGEROUS)] == []
    assert [told.removeprefix("'") for told in texts] == [
        cell.removeprefix("'") for cell in cells if isinstance(cell, str)
    ]


def test_a_table_is_csv_with_its_mark_and_its_heading() -> None:
    text = "".join(csv_file(["a", "b"], [[{"a": 'x "y"', "b": True}], [], [{"a": None, "b": 1.5}]]))
    assert text == '\ufeffa,b\r\n"x ""y""",true\r\n,1.5\r\n'


def test_json_in_pieces_is_json() -> None:
    text = "".join(json_file({"count": 3}, "rows", [[{"a": "é"}], [], [{"a": 2}, {"a": 3}]]))
    assert (json.loads(text), "é" in text) == ({"count": 3, "rows": [{"a": "é"}, {"a": 2}, {"a": 3}]}, True)
    assert json.loads("".join(json_file({"count": 0}, "rows", []))) == {"count": 0, "rows": []}


def test_pieces_are_read_inside_the_territory_after_the_request_has_left_it(
    unscoped_territory: Territory,
) -> None:
    with translation.override("en"):
        chunks = in_chunks(
            unscoped_territory,
            range(CHUNK + 1),
            lambda keys: [(key, current_key(), translation.get_language()) for key in keys],
        )
    with translation.override("fr"):
        read = list(chunks)
    assert [len(chunk) for chunk in read] == [CHUNK, 1]
    assert read[1] == [(CHUNK, unscoped_territory.pk, "en")]


def test_a_file_says_whose_it_is(territory: Territory, monday: datetime) -> None:
    town_hall = Origin("Mairie", "Licence Ouverte 2.0", "")
    assert heading(territory, "https://here.example", 3, [town_hall], as_of="2019-01-01") == {
        "territory": "volcanville",
        "territory_name": "Volcanville",
        "licence": "etalab-2.0",
        "licence_url": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
        "sources": [{"name": "Mairie", "licence": "Licence Ouverte 2.0", "url": ""}],
        "source": "https://here.example",
        "made_at": "2026-06-08T09:00:00+02:00",
        "count": 3,
        "as_of": "2019-01-01",
    }


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("ODbL 1.0", "odbl-1.0"),
        ("Open Database License", "odbl-1.0"),
        ("", "etalab-2.0"),
        ("CC0", "etalab-2.0"),
    ],
)
def test_share_alike_spreads_to_the_file(said: str, name: str) -> None:
    assert licence_of([Origin("Mairie", "", ""), Origin("Carte", said, "")]).name == name


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (Moment(date(2019, 1, 1)), None),
        (Moment(date(2019, 1, 1), datetime(2020, 1, 1, tzinfo=PARIS)), "2020-01-01T00:00:00+01:00"),
    ],
)
def test_the_two_times_of_a_question_are_said(moment: Moment, told: str | None) -> None:
    assert times_of(moment) == {"as_of": "2019-01-01", "known_at": told}

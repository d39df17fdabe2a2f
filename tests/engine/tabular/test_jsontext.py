"""JSON read piece by piece."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.engine.tabular import DEFAULT, Limits, TableRefused
from maillage.engine.tabular.jsontext import elements, encoding_of
from maillage.engine.tabular.source import PIECE, Source


def read(text: str | bytes, limits: Limits = DEFAULT) -> list[tuple[tuple[str, ...], object]]:
    source = Source(text if isinstance(text, bytes) else text.encode(), limits)
    return list(elements(source, encoding_of(source)))


def refusal(text: str | bytes, limits: Limits = DEFAULT) -> str:
    with pytest.raises(TableRefused) as refused:
        read(text, limits)
    return refused.value.code


def test_elements_come_with_the_path_of_their_list() -> None:
    text = '{"meta": {"total": 2}, "data": {"rows": [{"a": 1}, {"a": 2}]}, "others": [3]}'
    assert read(text) == [
        (("meta", "total", "="), "2"),
        (("data", "rows"), {"a": "1"}),
        (("data", "rows"), {"a": "2"}),
        (("others",), "3"),
    ]


def test_numbers_stay_as_they_are_written() -> None:
    assert read('[{"a": 46.10, "b": 35600000063516, "c": 1e5, "d": NaN}]') == [
        ((), {"a": "46.10", "b": "35600000063516", "c": "1e5", "d": None})
    ]


def test_a_number_cut_between_two_pieces_is_whole() -> None:
    text = "[" + " " * (PIECE - 3) + "12345]"
    assert read(text) == [((), "12345")]


def test_many_records_pass_through_small_pieces() -> None:
    records = [{"nom": f"Atelier {rank}", "texte": "é" * 50} for rank in range(9000)]
    found = read(json.dumps(records, ensure_ascii=False))
    assert [element for _, element in found] == records


@pytest.mark.parametrize("text", ["[]", "{}", '{"a": []}', " \n[ ] "])
def test_empty_lists_have_no_element(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text", ["[{", '[{"a": 1}', '[{"a": 1} {"a": 2}]', "[1,]", '{"a"}', '{"a": [1]} x', "{a: 1}", '["', "[1}"]
)
def test_damaged_json_is_refused(text: str) -> None:
    assert refusal(text) == "json_broken"


def test_deep_json_is_refused() -> None:
    assert refusal("[" * 200_000) == "json_too_deep"
    assert refusal('[{"a":' * 50_000) == "json_too_deep"


def test_a_record_that_never_ends_is_refused() -> None:
    assert refusal('[{"a": "' + "x" * 900_000, Limits(max_line=300_000)) == "line_too_long"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]
)
def test_any_encoding_is_read(encoding: str) -> None:
    assert read('[{"ville": "Orléans"}]'.encode(encoding)) == [((), {"ville": "Orléans"})]


Leaf = st.none() | st.booleans() | st.text(max_size=10)


@given(
    st.lists(st.dictionaries(st.text(max_size=5), Leaf, max_size=4), max_size=5), st.sampled_from([None, 1])
)
def test_what_is_written_is_read_back(records: list[dict[str, object]], indent: int | None) -> None:
    found = read(json.dumps({"records": records}, indent=indent))
    assert [element for path, element in found if path == ("records",)] == records

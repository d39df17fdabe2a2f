"""A question from its first request to its last page, and what is stored and read of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.imports.connectors.companies.answers import COMPANY, company, page, second
from tests.imports.connectors.server import Asked, Said, in_turn, service

from maillage.imports.connectors import CONNECTORS
from maillage.imports.connectors.base import Connector, NotUnderstoodError
from maillage.imports.connectors.gather import Gathered, gather, told
from maillage.imports.connectors.http import ServiceError, Visit

COMPANIES = CONNECTORS["companies"]
SEARCH = {"words": "fil"}
DAMAGED = b'{"service": "companies", "pages": [{"results": [{}]}], "cut": false}'


def visit(url: str, **more: Any) -> Visit:
    """A visit that never waits."""
    return Visit("Maillage/test", trusted=url, sleep=lambda _seconds: None, **more)


def asked_of(*answers: Said, connector: Connector = COMPANIES, **more: Any) -> tuple[Gathered, list[Asked]]:
    """What is gathered from a service that gives these answers, and what it was asked."""
    with service(in_turn(*answers)) as found:
        return gather(connector, found.url, "name", SEARCH, visit(found.url, **more)), found.asked


def with_bounds(**bounds: int) -> Connector:
    """The company search with other bounds."""
    values = {name: getattr(COMPANIES, name) for name in COMPANIES.__slots__}
    return Connector(**{**values, **bounds})


def test_every_page_is_asked_for_once() -> None:
    found, asked = asked_of(Said(page(COMPANY, pages=2)), Said(page(second(), number=2, pages=2)))
    assert [one.query["page"] for one in asked] == ["1", "2"]
    assert (len(found.pages), found.records, found.total, found.is_cut) == (2, 2, 2, False)


def test_each_number_is_asked_for_and_their_counts_are_added() -> None:
    with service(in_turn(Said(page(COMPANY)), Said(page(second())))) as there:
        asked = {"numbers": "900000019\n900000027"}
        found = gather(COMPANIES, there.url, "number", asked, visit(there.url))
    assert ([one.query["q"] for one in there.asked], found.total) == (["900000019", "900000027"], 2)


@pytest.mark.parametrize("bounds", [{"most_pages": 1}, {"most_records": 1}])
def test_bounds_cut_an_answer_and_it_is_said(bounds: dict[str, int]) -> None:
    found, asked = asked_of(Said(page(COMPANY, pages=9)), connector=with_bounds(**bounds))
    assert (len(asked), found.is_cut, found.total) == (1, True, 9)
    remarks = told(COMPANIES, found.file(COMPANIES, "name", SEARCH)).remarks
    assert remarks == (("answer_cut", {"kept": 1, "total": 9}),)


def test_time_cuts_an_answer_after_its_first_page() -> None:
    found, asked = asked_of(Said(page(COMPANY, pages=9)), go_on=lambda: False)
    assert (len(asked), found.records, found.is_cut) == (1, 1, True)


def test_a_failure_on_the_way_keeps_nothing() -> None:
    with pytest.raises(ServiceError) as raised:
        asked_of(Said(page(COMPANY, pages=2)), Said(status=500))
    assert raised.value.code == "refused"


@pytest.mark.parametrize("answer", [{"error": "no"}, page(company(complements=[1])), None])
def test_an_answer_of_another_shape_is_not_understood(answer: Any) -> None:
    with pytest.raises(ServiceError) as raised:
        asked_of(Said(answer))
    assert raised.value.code == "not_understood"


@pytest.mark.parametrize("pages", ["many", [3]])
def test_a_count_of_pages_that_is_no_number_is_not_understood(pages: Any) -> None:
    with pytest.raises(ServiceError) as raised:
        asked_of(Said(page(COMPANY) | {"total_pages": pages}))
    assert raised.value.code == "not_understood"


def test_the_same_answer_is_stored_the_same() -> None:
    first, _asked = asked_of(Said(page(COMPANY)))
    again, _asked = asked_of(Said(page(COMPANY)))
    assert first.file(COMPANIES, "name", SEARCH) == again.file(COMPANIES, "name", SEARCH)


def test_an_entry_given_twice_is_taken_once() -> None:
    found, _asked = asked_of(Said(page(COMPANY, second(), pages=2)), Said(page(COMPANY, number=2, pages=2)))
    read = told(COMPANIES, found.file(COMPANIES, "name", SEARCH))
    assert [row["siret"] for row in json.loads(read.table)] == ["90000001900019", "90000002700012"]
    assert read.remarks == (("left_repeated", {"count": 1}),)


def test_every_row_of_a_table_has_every_column() -> None:
    found, _asked = asked_of(Said(page(second(), COMPANY)))
    read = told(COMPANIES, found.file(COMPANIES, "name", SEARCH))
    assert [tuple(row) for row in json.loads(read.table)] == [read.columns, read.columns]
    assert [row["rna"] for row in json.loads(read.table)] == ["", "W632000019"]


def test_a_file_that_the_service_gives_away_is_read_too() -> None:
    read = told(CONNECTORS["data_inclusion"], b'[{"id": "7", "source": "dora", "nom": "Le Four"}]')
    assert json.loads(read.table) == [{"id": "dora--7", "name": "Le Four"}]


@pytest.mark.parametrize(
    "stored", [b"{", b"3", b'{"service": "overpass", "pages": []}', b"[" * 100_000, DAMAGED]
)
def test_what_is_stored_and_is_no_answer_is_not_understood(stored: bytes) -> None:
    with pytest.raises(NotUnderstoodError):
        told(COMPANIES, stored)

"""The requests of the company search."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from maillage.imports.connectors.base import Call
from maillage.imports.connectors.companies import ask

BASE = "https://companies.example"
PAGING = {"page": "1", "per_page": "25", "limite_matching_etablissements": "100"}


def parts(call: Call) -> tuple[str, dict[str, str]]:
    """The path of a request and what it asks."""
    url = urlsplit(call.url)
    assert f"{url.scheme}://{url.netloc}" == BASE
    return url.path, {name: values[0] for name, values in parse_qs(url.query).items()}


def test_a_search_is_for_the_living() -> None:
    asked = {"words": "fil & co", "commune": "63113", "associations": "1"}
    assert [parts(call) for call in ask.first(BASE + "/", "name", asked)] == [
        (
            "/search",
            {
                "q": "fil & co",
                "code_commune": "63113",
                "est_association": "true",
                "etat_administratif": "A",
                **PAGING,
            },
        )
    ]


def test_each_number_is_a_request_once() -> None:
    text = "900 000 019\n90000001900027; 900000027"
    assert [parts(call)[1]["q"] for call in ask.first(BASE, "number", {"numbers": text})] == [
        "900000019",
        "900000027",
    ]


def test_no_more_numbers_than_a_question_takes() -> None:
    text = "\n".join(str(n) for n in range(100_000_000, 100_000_080))
    assert len(ask.first(BASE, "number", {"numbers": text})) == ask.MOST_NUMBERS


def test_a_circle_is_a_point_and_kilometres() -> None:
    asked = {"latitude": "45.77", "longitude": "3.08", "radius": "5.0"}
    assert [parts(call) for call in ask.first(BASE, "near", asked)] == [
        ("/near_point", {"lat": "45.77", "long": "3.08", "radius": "5.0", **PAGING})
    ]


def test_pages_follow_one_another_until_the_last() -> None:
    call = ask.first(BASE, "name", {"words": "page=1"})[0]
    after = ask.following(call, {"total_pages": 2})
    assert after is not None
    assert (parts(after)[1]["page"], parts(after)[1]["q"], after.page) == ("2", "page=1", 2)
    assert ask.following(after, {"total_pages": 2}) is None
    assert ask.following(call, {}) is None


@pytest.mark.parametrize("name", ["words", "commune", "department"])
def test_a_search_needs_a_name_or_a_place(name: str) -> None:
    assert ask.problem({name: "63"}) == ""
    assert str(ask.problem({"associations": "1"})).startswith("Donnez un nom")

"""What changed between two moments, as data."""

from __future__ import annotations

import pytest
from tests.api.reading import read, refused
from tests.directory_stage import Stage

from maillage.actors.actions import Bond, register_actor, tie_actors
from maillage.actors.enums import ActorKind, TieKind
from maillage.territory.models import Territory

ADDRESS = "/api/v1/difference"


def test_the_five_sections_have_their_counts_and_changes(directory: Stage) -> None:
    found = read(ADDRESS, **{"from": "2016-06", "to": "2022"})
    sections = ("appeared", "gone", "changed", "tied", "untied")
    assert {
        code: (found[code]["count"], [one["change"] for one in found[code]["changes"]]) for code in sections
    } == {
        "appeared": (0, []),
        "gone": (0, []),
        "changed": (1, ["renamed", "moved"]),
        "tied": (1, ["tied"]),
        "untied": (1, ["untied"]),
    }
    renamed = found["changed"]["changes"][0]
    assert (renamed["before"]["name"], renamed["after"]["name"], renamed["on"]) == (
        "Coup de Vent",
        "Bourrasque",
        "2020-05-02",
    )
    assert (found["from"], found["to"]["as_of"], found["count"]) == (
        {"as_of": "2016-06-30", "known_at": None},
        "2022-12-31",
        3,
    )


def test_what_was_learned_is_a_difference_too(directory: Stage) -> None:
    query = {"from": "2022", "to": "2022", "known_from": "2026-03-01", "known_to": "2026-03-02"}
    found = read(ADDRESS, **query)
    assert [one["change"] for one in found["appeared"]["changes"]] == ["learned"] * 3
    assert [one["change"] for one in found["tied"]["changes"]] == ["learned_tie"]


def all_of(section: str, **query: str) -> list[str]:
    """Every page of a section: what changed, or the tie."""
    seen, page = [], read(ADDRESS, section=section, **query)
    while True:
        part = page[section]
        seen += [one["after"]["name"] if "after" in one else one["to"]["name"] for one in part["changes"]]
        if part["next"] is None:
            return seen
        page = read(part["next"].removeprefix("http://localhost:8000"))


def test_a_section_is_read_page_after_page(territory: Territory) -> None:
    first = register_actor(territory=territory, name="Premier", kind=ActorKind.LAB, founded="1990")
    for n in range(7):
        other = register_actor(territory=territory, name=f"N{n}", kind=ActorKind.LAB, founded="2020-05")
        tie_actors(actor=first, other=other, bond=Bond(TieKind.PARTNER, "2020-05"), who="system")
    query = {"from": "2019", "to": "2021", "limit": "3"}
    names = [f"N{n}" for n in range(7)]
    assert (all_of("appeared", **query), all_of("tied", **query)) == (names, names)
    assert sorted(set(read(ADDRESS, section="gone", **query)) & {"appeared", "gone"}) == ["gone"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({}, "no_first_date"),
        ({"to": "2020"}, "no_first_date"),
        ({"from": "31/02/2017"}, "bad_date"),
        ({"from": "2020", "to": "2019"}, "dates_swapped"),
        ({"from": "2019", "to": "2031"}, "future_date"),
        ({"from": "2019", "section": "licornes"}, "bad_section"),
        ({"from": "2014", "section": "appeared", "after": "bm93aGVyZQ"}, "bad_after"),
        ({"from": "2014", "section": "tied", "after": "bm93aGVyZQ"}, "bad_after"),
        ({"from": "2014", "limit": "x"}, "bad_limit"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(
    directory: Stage, query: dict[str, str], code: str
) -> None:
    assert refused(ADDRESS, **query) == (422, code)

"""Actors as open data."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from tests.api.reading import asked, read, refused, whole
from tests.conftest import PARIS
from tests.directory_stage import Stage, fill

from maillage.actors.actions import Happening, merge_records, record_event, register_actor, take_back_event
from maillage.actors.enums import ActorKind, LifeEventKind, Listing
from maillage.actors.models import Actor, LifeEvent
from maillage.common import clock
from maillage.territory.models import Territory

LIST = "/api/v1/actors"


def names(**query: Any) -> list[str]:
    """The names that a question gives."""
    return [actor["name"] for actor in read(LIST, **query)["actors"]]


def test_the_list_says_whose_it_is_and_under_which_licence(directory: Stage) -> None:
    found = read(LIST, kind="startup")
    told = ("territory", "licence", "count", "source", "next")
    assert {name: found[name] for name in told} == {
        "territory": "volcanville",
        "licence": "etalab-2.0",
        "count": 1,
        "source": "http://localhost:8000/api/v1/actors?kind=startup",
        "next": None,
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Bourrasque", "Fil à Fil", "La Forge"]),
        ({"kind": "startup,association"}, ["Bourrasque", "Fil à Fil"]),
        ({"kind": ["startup", "third_place"]}, ["Bourrasque", "La Forge"]),
        ({"commune": "99001"}, ["Bourrasque"]),
        ({"skill": "num-outils"}, ["Bourrasque"]),
        ({"freshness": "fresh"}, ["Bourrasque", "Fil à Fil", "La Forge"]),
        ({"ended": "1"}, ["Bourrasque", "Fil à Fil", "La Forge", "Volcan Bleu"]),
        ({"q": "coup de vent"}, ["Bourrasque"]),
        ({"q": "bourasque", "kind": "startup"}, ["Bourrasque"]),
        ({"q": "\x00"}, ["Bourrasque", "Fil à Fil", "La Forge"]),
    ],
)
def test_filters_narrow_the_list(directory: Stage, query: dict[str, Any], found: list[str]) -> None:
    fill(directory.bourrasque)
    assert names(**query) == found


def test_words_say_how_they_were_read(directory: Stage) -> None:
    found = read(LIST, q="bourasque")
    assert (found["read_as"], found["has_all_words"], found["is_capped"]) == (
        [{"typed": "bourasque", "used": "bourrasque"}],
        True,
        False,
    )


@pytest.mark.parametrize(
    "query", [{}, {"q": "atelier"}, {"as_of": "2025"}, {"as_of": "2025", "known_at": "2026"}]
)
def test_pages_follow_one_another_without_a_gap_nor_a_double(
    territory: Territory, query: dict[str, str]
) -> None:
    for n in range(8):
        same = f"Atelier {n // 2}"  # two of each name
        register_actor(territory=territory, name=same, kind=ActorKind.COMPANY, founded="2020")
    rows = whole(LIST, limit=3, **query)
    assert len({row["ref"] for row in rows}) == len(rows) == 8
    if "q" not in query:
        assert [row["name"] for row in rows] == [f"Atelier {n // 2}" for n in range(8)]


def test_an_actor_renamed_between_two_pages_hides_nobody_else(territory: Territory) -> None:
    for letter in "ABCD":
        register_actor(territory=territory, name=letter, kind=ActorKind.COMPANY)
    page = read(LIST, limit=2)
    renamed = Happening(LifeEventKind.RENAMED, "2026-06-08", name="Z")
    record_event(actor=Actor.objects.get(name="B"), what=renamed, who="system")
    rest = whole(page["next"].removeprefix("http://localhost:8000"))
    assert [row["name"] for row in rest] == ["C", "D", "Z"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"kind": "licorne"}, "bad_kind"),
        ({"commune": "00000"}, "bad_commune"),
        ({"skill": "voler"}, "bad_skill"),
        ({"freshness": "tiède"}, "bad_freshness"),
        ({"limit": "0"}, "bad_limit"),
        ({"limit": "201"}, "bad_limit"),
        ({"limit": "-1"}, "bad_limit"),
        ({"limit": "²"}, "bad_limit"),
        ({"after": "éé"}, "bad_after"),
        ({"after": "/w"}, "bad_after"),
        ({"as_of": "31/02/2017"}, "bad_date"),
        ({"as_of": "2017-02-31"}, "bad_date"),
        ({"as_of": "2031"}, "future_date"),
        ({"known_at": "hier"}, "bad_date"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(directory: Stage, query: dict[str, str], code: str) -> None:
    assert refused(LIST, **query) == (422, code)


def test_one_actor_comes_with_its_life_and_its_ties(directory: Stage) -> None:
    fill(directory.bourrasque)
    found = read(f"{LIST}/{directory.bourrasque.ref}")
    assert (found["name"], found["founded"], found["address"]["latitude"]) == ("Bourrasque", "2015", 45.78)
    assert [(event["kind"], event["happened"]) for event in found["events"]] == [
        ("founded", "2015"),
        ("renamed", "2019-03"),
        ("moved", "2020-05-02"),
    ]
    assert found["events"][0]["source"] == {
        "kind": "register",
        "name": "Sirene",
        "url": "https://register.example.org/1",
    }
    assert [(tie["kind"], tie["from"]["name"], tie["to"]["name"], tie["until"]) for tie in found["ties"]] == [
        ("hosts", "La Forge", "Bourrasque", "2020-05-02"),
        ("member_of", "Bourrasque", "Fil à Fil", ""),
    ]
    assert found["contacts"] == [
        {"kind": "email", "value": "bonjour@bourrasque.example"},
        {"kind": "website", "value": "https://www.bourrasque.example"},
    ]


def test_nobody_is_named_and_nothing_reserved_is_sent(directory: Stage) -> None:
    fill(directory.bourrasque)
    text = asked(f"{LIST}/{directory.bourrasque.ref}").content.decode()
    assert [word in text for word in ("system", "prive@", "+33473000000", '"who"')] == [False] * 4


def test_an_actor_of_a_day_is_as_it_was(directory: Stage) -> None:
    found = read(f"{LIST}/{directory.bourrasque.ref}", as_of="2018")
    assert (found["as_of"], found["state"]["name"], found["state"]["valid_until"]) == (
        "2018-12-31",
        "Coup de Vent",
        "2019-03-01",
    )
    assert ([event["kind"] for event in found["events"]], len(found["ties"])) == (["founded"], 2)
    assert read(f"{LIST}/{directory.bourrasque.ref}", as_of="2001")["state"] is None


def test_what_was_known_then_can_be_asked(directory: Stage) -> None:
    with clock.at(datetime(2026, 5, 1, 9, tzinfo=PARIS)):
        take_back_event(event=LifeEvent.objects.get(kind=LifeEventKind.RENAMED), who="system")
    address = f"{LIST}/{directory.bourrasque.ref}"
    then = [
        read(address, as_of="2022", known_at=day)["state"]["name"] for day in ("2026-04-30", "2026-05-01")
    ]
    assert then == ["Bourrasque", "Coup de Vent"]
    assert [names(as_of="2022", known_at=day)[0] for day in ("2026-04-30", "2026-05-01")] == then
    assert names(as_of="2022", known_at="2026-03-01") == []


@pytest.mark.parametrize(
    ("listing", "answer"), [("withheld", (404, "unknown_actor")), ("withdrawn", (410, "withdrawn"))]
)
def test_what_does_not_show_is_refused(directory: Stage, listing: str, answer: tuple[int, str]) -> None:
    Actor.objects.filter(pk=directory.fil.pk).update(listing=listing)
    for query in ({}, {"as_of": "2018"}):
        assert refused(f"{LIST}/{directory.fil.ref}", **query) == answer
    ties = read(f"{LIST}/{directory.bourrasque.ref}")["ties"]
    assert [tie["kind"] for tie in ties] == ["hosts"]


def test_an_unknown_reference_is_nobody(directory: Stage) -> None:
    assert refused(f"{LIST}/nowhere23456") == (404, "unknown_actor")


def test_a_record_put_with_another_leads_there(directory: Stage) -> None:
    merge_records(kept=directory.bourrasque, absorbed=directory.fil, who="system")
    answer = asked(f"{LIST}/{directory.fil.ref}", as_of="2018")
    kept = f"http://localhost:8000{LIST}/{directory.bourrasque.ref}?as_of=2018"
    assert (answer.status_code, answer["Location"], answer["Access-Control-Allow-Origin"]) == (301, kept, "*")


def test_who_has_a_page_already_is_told_so(directory: Stage) -> None:
    tag = asked(LIST)["ETag"]
    with clock.at(clock.now()):
        again = Client().get(LIST, headers={"if-none-match": tag})
    assert again.status_code == 304
    Actor.objects.filter(pk=directory.fil.pk).update(listing=Listing.ARCHIVED)
    assert Client().get(LIST, headers={"if-none-match": tag}).status_code == 200


def test_archived_entries_come_when_they_are_asked_for(directory: Stage) -> None:
    Actor.objects.filter(pk=directory.fil.pk).update(listing=Listing.ARCHIVED)
    assert (names(), names(archived="yes")) == (
        ["Bourrasque", "La Forge"],
        ["Bourrasque", "Fil à Fil", "La Forge"],
    )

"""Any list as a file: what it holds, what it never holds, and what no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client
from tests.directory_stage import Stage, fill

from maillage.actors.actions import register_actor
from maillage.actors.enums import ActorKind
from maillage.actors.exports.rows import ACTOR_COLUMNS, DIFFERENCE_COLUMNS, EPISODE_COLUMNS
from maillage.territory.models import Territory


def table(client: Client, path: str, **asked: str) -> tuple[list[str], list[dict[str, str]]]:
    """The columns and the lines of a CSV file."""
    answer = client.get(f"/annuaire/{path}", asked)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
    reader = csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig")))
    return list(reader.fieldnames or []), list(reader)


def data(client: Client, path: str, **asked: str) -> dict[str, Any]:
    """What a JSON file says."""
    answer = client.get(f"/annuaire/{path}", asked)
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.getvalue())
    return found


def test_a_list_is_a_table_with_its_own_columns(directory: Stage, anyone: Client) -> None:
    fill(directory.bourrasque)
    columns, lines = table(anyone, "annuaire.csv")
    assert (columns, [line["name"] for line in lines]) == (
        list(ACTOR_COLUMNS),
        ["Bourrasque", "Fil à Fil", "La Forge"],
    )
    first = lines[0]
    assert {
        name: first[name] for name in ("kind", "founded", "postcode", "latitude", "longitude", "siren")
    } == {
        "kind": "startup",
        "founded": "2015",
        "postcode": "63999",
        "latitude": "45.78",
        "longitude": "-3.08",
        "siren": "732829320",
    }
    assert (first["url"], first["freshness"], first["confirmed_on"], first["is_invented"]) == (
        f"http://localhost:8000/annuaire/{directory.bourrasque.ref}/bourrasque/",
        "100",
        "2026-03-02",
        "false",
    )
    assert (first["skills_offered"], first["skills_sought"], first["legal_name"]) == (
        "num-outils",
        "compta",
        "BOURRASQUE SAS",
    )


@pytest.mark.parametrize("reader", ["anyone", "ines"])
@pytest.mark.parametrize("path", ["annuaire.csv", "annuaire.json"])
def test_a_file_holds_public_contacts_only_whoever_asks(
    directory: Stage, request: pytest.FixtureRequest, reader: str, path: str
) -> None:
    fill(directory.bourrasque)
    client: Client = request.getfixturevalue(reader)
    answer = client.get(f"/annuaire/{path}")
    text = answer.getvalue().decode()
    assert [word in text for word in ("bonjour@bourrasque", "+33473", "prive@bourrasque")] == [
        True,
        False,
        False,
    ]
    assert (answer["Access-Control-Allow-Origin"], answer["Cache-Control"]) == ("*", "public, max-age=300")


def test_a_file_answers_the_question_of_the_list(directory: Stage, anyone: Client) -> None:
    fill(directory.bourrasque)
    for asked in ({"sorte": "startup"}, {"q": "bourasque"}, {"savoir": "num-outils"}, {"commune": "99001"}):
        assert [line["name"] for line in table(anyone, "annuaire.csv", **asked)[1]] == ["Bourrasque"]
    assert len(table(anyone, "annuaire.csv", disparus="on")[1]) == 4


def test_a_json_file_says_what_it_is(directory: Stage, anyone: Client) -> None:
    found = data(anyone, "annuaire.json", sorte="startup")
    assert {name: found[name] for name in ("territory", "territory_name", "licence", "count", "source")} == {
        "territory": "volcanville",
        "territory_name": "Volcanville",
        "licence": "etalab-2.0",
        "count": 1,
        "source": "http://localhost:8000/annuaire/annuaire.json?sorte=startup",
    }
    (actor,) = found["actors"]
    assert (actor["name"], actor["address"]["commune_code"], actor["description"]["en"]) == (
        "Bourrasque",
        "99001",
        "Kite sails",
    )


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r="])
def test_a_name_that_begins_like_a_formula_is_not_run(
    territory: Territory, anyone: Client, sign: str
) -> None:
    register_actor(
        territory=territory, name="Calcul", kind=ActorKind.LAB, descriptions={"fr": f'{sign}HYPERLINK("x")'}
    )
    ((line,)) = table(anyone, "annuaire.csv")[1]
    assert line["description"] == f'\'{sign}HYPERLINK("x")'


def test_many_actors_are_sent_in_pieces_and_none_twice(territory: Territory, anyone: Client) -> None:
    for n in range(503):
        register_actor(territory=territory, name=f"Atelier {n:03}", kind=ActorKind.COMPANY)
    names = [line["name"] for line in table(anyone, "annuaire.csv")[1]]
    assert names == [f"Atelier {n:03}" for n in range(503)]
    found = data(anyone, "annuaire.json")
    assert (found["count"], [actor["name"] for actor in found["actors"]]) == (503, names)
    assert [line["name"] for line in table(anyone, "annuaire.csv", q="atelier")[1]] == names


def test_the_past_is_a_file_too(directory: Stage, anyone: Client) -> None:
    columns, lines = table(anyone, "le/annuaire.csv", le="2018", sorte="startup")
    assert (columns, [(line["name"], line["life"], line["street"]) for line in lines]) == (
        list(EPISODE_COLUMNS),
        [("Coup de Vent", "active", "1 rue du Puits")],
    )
    found = data(anyone, "le/annuaire.json", le="2018", su="2026-04-01")
    assert (found["as_of"], found["known_at"][:19], found["count"]) == (
        "2018-12-31",
        "2026-04-01T23:59:59",
        4,
    )


def test_a_difference_is_a_file_too(directory: Stage, anyone: Client) -> None:
    columns, lines = table(anyone, "difference/difference.csv", de="2016-06", a="2022")
    assert (columns, [(line["change"], line["on"], line["name"]) for line in lines]) == (
        list(DIFFERENCE_COLUMNS),
        [
            ("renamed", "2020-05-02", "Bourrasque"),
            ("moved", "2020-05-02", "Bourrasque"),
            ("tied", "2018", "Bourrasque"),
            ("untied", "2020-05-02", "La Forge"),
        ],
    )
    assert (lines[0]["was_name"], lines[2]["tie"], lines[2]["other_name"]) == (
        "Coup de Vent",
        "member_of",
        "Fil à Fil",
    )
    found = data(anyone, "difference/difference.json", de="2014", a="2018")
    assert [
        (one["change"], one["on"], one["after"]["name"]) for one in found["changes"] if "after" in one
    ] == [
        ("born", "2015", "Coup de Vent"),
        ("born", "2017", "Volcan Bleu"),
    ]
    assert (found["from"]["as_of"], found["to"]["as_of"]) == ("2014-12-31", "2018-12-31")


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("annuaire.csv", {"sorte": "licorne"}),
        ("le/annuaire.csv", {"le": "31/02/2017"}),
        ("difference/difference.json", {"de": "31/02/2017"}),
        ("difference/difference.csv", {}),
    ],
)
def test_a_question_that_cannot_be_read_is_refused_in_words(
    directory: Stage, anyone: Client, path: str, asked: dict[str, str]
) -> None:
    answer = anyone.get(f"/annuaire/{path}", asked)
    assert (answer.status_code, "téléchargez de nouveau" in answer.content.decode()) == (422, True)


def test_a_file_asked_in_english_has_the_same_addresses(directory: Stage, anyone: Client) -> None:
    french = anyone.get("/annuaire/annuaire.csv").getvalue()
    assert anyone.get("/en/annuaire/annuaire.csv").getvalue() == french

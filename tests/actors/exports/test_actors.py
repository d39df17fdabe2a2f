"""Actors as records."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.directory_stage import Stage, fill

from maillage.actors.exports.actors import actor_records


def test_a_record_has_all_that_is_public(directory: Stage) -> None:
    fill(directory.bourrasque)
    ((record),) = actor_records([directory.bourrasque.pk])
    ref = directory.bourrasque.ref
    assert record == {
        "ref": ref,
        "url": f"http://localhost:8000/annuaire/{ref}/bourrasque/",
        "api_url": f"http://localhost:8000/api/v1/actors/{ref}",
        "name": "Bourrasque",
        "kind": "startup",
        "life": "active",
        "founded": "2015",
        "ended": "",
        "listing": "listed",
        "activity": "62.01Z",
        "activity_2025": "",
        "legal_form": "5710",
        "size": "02",
        "hours": "Mo-Fr 09:00-18:00",
        "is_invented": False,
        "description": {"fr": "Des voiles de cerf-volant </script><b>&", "en": "Kite sails"},
        "address": {
            "street": "9 place de l’Aire",
            "complement": "",
            "postcode": "63999",
            "city": "Volcanville",
            "commune_code": "99001",
            "country": "",
            "latitude": 45.78,
            "longitude": -3.08,
        },
        "freshness": {"score": 100, "level": "fresh", "confirmed_on": "2026-03-02"},
        "legal_name": "BOURRASQUE SAS",
        "short_name": "",
        "other_names": [],
        "skills_offered": ["num-outils"],
        "skills_sought": ["compta"],
        "identifiers": [{"scheme": "siren", "value": "732829320"}],
        "contacts": [
            {"kind": "email", "value": "bonjour@bourrasque.example"},
            {"kind": "website", "value": "https://www.bourrasque.example"},
        ],
    }


def test_what_is_not_known_is_empty(directory: Stage) -> None:
    (record,) = actor_records([directory.forge.pk])
    told = ("address", "identifiers", "contacts", "skills_offered", "legal_name", "description")
    assert [record[name] for name in told] == [None, [], [], [], "", {}]


@pytest.mark.parametrize("count", [1, 4])
def test_any_number_of_actors_costs_five_queries(directory: Stage, count: int) -> None:
    keys = [actor.pk for actor in (directory.fil, directory.volcan, directory.forge, directory.bourrasque)]
    with CaptureQueriesContext(connection) as queries:
        records = actor_records(keys[:count])
    assert (len(queries), [record["name"] for record in records]) == (
        5,
        ["Bourrasque", "Fil à Fil", "La Forge", "Volcan Bleu"] if count == 4 else ["Fil à Fil"],
    )

"""Actors as search engines read them."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from tests.directory_stage import Stage, fill

from maillage.actors.actions import tie_actors
from maillage.actors.actions.ties import Bond
from maillage.actors.enums import ActorKind, TieKind
from maillage.actors.models import Actor
from maillage.web.directory.jsonld import TYPES, as_script

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def data_of(client: Client, actor: Actor) -> dict[str, Any]:
    """The JSON-LD of an actor's page."""
    page = client.get(f"/annuaire/{actor.ref}/", follow=True).content.decode()
    (block,) = BLOCK.findall(page)
    found: dict[str, Any] = json.loads(block)
    return found


def test_an_actor_is_told_with_the_words_of_schema_org(directory: Stage, anyone: Client) -> None:
    fill(directory.bourrasque)
    address = f"http://localhost:8000/annuaire/{directory.bourrasque.ref}/bourrasque/"
    member_of = {
        "@type": "OrganizationRole",
        "memberOf": {
            "@type": "NGO",
            "@id": f"http://localhost:8000/annuaire/{directory.fil.ref}/fil-a-fil/",
            "name": "Fil à Fil",
        },
        "startDate": "2018",
    }
    assert data_of(anyone, directory.bourrasque) == {
        "@context": "https://schema.org",
        "@type": "Corporation",
        "@id": address,
        "mainEntityOfPage": address,
        "name": "Bourrasque",
        "legalName": "BOURRASQUE SAS",
        "alternateName": ["Coup de Vent"],
        "description": "Des voiles de cerf-volant </script><b>&",
        "foundingDate": "2015",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "9 place de l’Aire",
            "postalCode": "63999",
            "addressLocality": "Volcanville",
        },
        "location": [
            {"@type": "Place", "geo": {"@type": "GeoCoordinates", "latitude": 45.78, "longitude": -3.08}}
        ],
        "identifier": [{"@type": "PropertyValue", "propertyID": "SIREN", "value": "732829320"}],
        "iso6523Code": ["0002:732829320"],
        "url": "https://www.bourrasque.example",
        "email": ["bonjour@bourrasque.example"],
        "memberOf": [member_of],
    }


def test_an_end_is_told(directory: Stage, anyone: Client) -> None:
    found = data_of(anyone, directory.volcan)
    assert (found["@type"], found["foundingDate"], found["dissolutionDate"]) == (
        "Organization",
        "2017",
        "2021",
    )


def test_a_local_business_is_a_place_itself(directory: Stage, anyone: Client) -> None:
    directory.forge.address = directory.bourrasque.address
    directory.forge.save(update_fields=["address"])
    found = data_of(anyone, directory.forge)
    assert (found["@type"], found["geo"]["latitude"], "location" in found) == ("LocalBusiness", 45.78, False)


@pytest.mark.parametrize("kind", ActorKind.values)
def test_every_kind_has_its_type(kind: str) -> None:
    assert re.fullmatch(r"[A-Z]\w+", TYPES[kind])


@pytest.mark.parametrize(
    ("kind", "here", "there"),
    [
        ("member_of", "memberOf", "member"),
        ("funds", None, "funder"),
        ("supports", None, "sponsor"),
        ("partner", None, None),
    ],
)
def test_a_tie_is_a_dated_role_where_schema_org_has_a_word(
    directory: Stage, anyone: Client, kind: str, here: str | None, there: str | None
) -> None:
    bond = Bond(TieKind(kind), "2019", "2020-05")
    tie_actors(actor=directory.fil, other=directory.volcan, bond=bond, who="system")
    roles = ("memberOf", "member", "funder", "sponsor")
    for actor, name in ((directory.fil, here), (directory.volcan, there)):
        found = data_of(anyone, actor)
        told = {role: found[role] for role in roles if role in found and found[role][0].get("endDate")}
        assert {role: (one[0]["startDate"], one[0]["endDate"]) for role, one in told.items()} == (
            {name: ("2019", "2020-05")} if name else {}
        )


def test_nothing_in_a_block_ends_it() -> None:
    told = as_script({"a": "</script><!--&"})
    assert (str(told), json.loads(str(told))) == (
        '{"a": "\\u003C/script\\u003E\\u003C!--\\u0026"}',
        {"a": "</script><!--&"},
    )

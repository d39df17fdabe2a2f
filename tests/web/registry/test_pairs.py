"""Two records side by side."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories

from maillage.actors.actions import Happening, Profile, describe_actor, record_event
from maillage.actors.enums import LifeEventKind
from maillage.web.registry.pairs import LONGEST, Fact, side_by_side


@pytest.mark.parametrize(
    ("left", "right", "agrees"),
    [
        (("Fil à Fil",), ("FIL A FIL",), True),
        (("a", "b"), ("b", "a"), True),
        (("a",), ("a", "b"), False),
        ((), (), False),
        (("a",), (), False),
    ],
)
def test_a_line_agrees_when_both_say_the_same(
    left: tuple[str, ...], right: tuple[str, ...], agrees: bool
) -> None:
    assert Fact("Où", left, right).agrees is agrees


def test_every_line_that_one_of_them_says_is_shown(city: factories.City) -> None:
    profile = Profile(
        descriptions={"fr": "F" * 300},
        legal_form="5710",
        activity="62.01Z",
        size="12",
        legal_name="FORGE SAS",
        identifiers=(("siren", "732829320"),),
        contacts=(("phone", "0473000000", "coordination"), ("website", "forge.example", "public")),
        skills_offered=(factories.skill("compta"),),
        skills_sought=(factories.skill("com-graph"),),
    )
    describe_actor(actor=city.forge, profile=profile, who="system")
    record_event(
        actor=city.forge, what=Happening(kind=LifeEventKind.FOUNDED, happened="1998-05"), who="system"
    )
    record_event(actor=city.forge, what=Happening(kind=LifeEventKind.CLOSED, happened="2020"), who="system")
    facts = {fact.label: (fact.left, fact.right) for fact in side_by_side(city.forge, city.fil_a_fil)}
    assert facts == {
        "Nature": (("grande entreprise",), ("association",)),
        "Numéros": (("SIREN 732829320",), ()),
        "Joindre": (("04 73 00 00 00", "https://forge.example"), ()),
        "Autres noms": (("FORGE SAS (nom légal)",), ()),
        "Vie": (("depuis mai 1998", "jusqu’à 2020", "disparu"), ("en activité",)),
        "Forme juridique": (("SAS, société par actions simplifiée",), ()),
        "Activité": (("Programmation informatique",), ()),
        "Taille": (("20 à 49 salariés",), ()),
        "Propose": (("Comptabilité",), ()),
        "Cherche": (("Graphisme et identité visuelle",), ()),
        "Ce qu’il fait": (("F" * (LONGEST - 1) + "…",), ()),
        "Relue le": (("8 juin 2026",), ("8 juin 2026",)),
    }


def test_two_records_cost_five_queries(city: factories.City) -> None:
    with CaptureQueriesContext(connection) as queries:
        side_by_side(city.forge, city.fil_a_fil)
    assert len(queries) == 5

"""A small directory with lives and ties, for the tests that read it.

Bourrasque (start-up, founded in 2015 as Coup de Vent) is renamed in March 2019, moves on 2 May 2020, is in
Fil à Fil since 2018, and was hosted by the Forge until 2020. The Volcan Bleu closes in 2021.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from maillage.actors.actions import (
    Bond,
    Happening,
    Profile,
    Provenance,
    Whereabouts,
    describe_actor,
    record_event,
    register_actor,
    tie_actors,
)
from maillage.actors.enums import ActorKind, LifeEventKind, SourceKind, TieEnd, TieKind
from maillage.actors.models import Actor
from maillage.common import clock
from maillage.territory.models import Commune, Territory
from tests import factories
from tests.conftest import PARIS

LEARNED = datetime(2026, 3, 2, 10, 0, tzinfo=PARIS)
"""When everything here was recorded; today is Monday 8 June 2026."""

REGISTER = Provenance(SourceKind.REGISTER, "Sirene", "https://register.example.org/1")


@dataclass(frozen=True)
class Stage:
    """The actors of this directory."""

    bourrasque: Actor
    fil: Actor
    forge: Actor
    volcan: Actor


def plain(text: str) -> str:
    """A text with its no-break spaces made ordinary, for comparisons."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def at_volcanville(street: str) -> Whereabouts:
    """An address of the one commune, with its coordinates."""
    commune = Commune.objects.get()
    return Whereabouts(street=street, postcode="63999", commune=commune, lat=45.78, lon=-3.08)


def a_directory(territory: Territory) -> Stage:
    """Four actors with their lives, as they were recorded on 2 March 2026."""
    with clock.at(LEARNED):
        bourrasque = register_actor(
            territory=territory,
            name="Coup de Vent",
            kind=ActorKind.STARTUP,
            where=at_volcanville("1 rue du Puits"),
            founded="2015",
            descriptions={"fr": "Des voiles de cerf-volant </script><b>&", "en": "Kite sails"},
            source=REGISTER,
        )
        fil = register_actor(
            territory=territory, name="Fil à Fil", kind=ActorKind.ASSOCIATION, founded="2010-09-03"
        )
        forge = register_actor(
            territory=territory, name="La Forge", kind=ActorKind.THIRD_PLACE, founded="2001"
        )
        volcan = register_actor(
            territory=territory,
            name="Volcan Bleu",
            kind=ActorKind.COLLECTIVE,
            founded="2017",
            is_invented=True,
        )
        live(bourrasque, fil, forge, volcan)
    for actor in (bourrasque, fil, forge, volcan):
        actor.refresh_from_db()
    return Stage(bourrasque, fil, forge, volcan)


def live(bourrasque: Actor, fil: Actor, forge: Actor, volcan: Actor) -> None:
    """What happened to them."""
    renamed = Happening(LifeEventKind.RENAMED, "2019-03", name="Bourrasque", was_name="Coup de Vent")
    record_event(actor=bourrasque, what=renamed, who="system")
    moved = Happening(LifeEventKind.MOVED, "2020-05-02", where=at_volcanville("9 place de l’Aire"))
    record_event(actor=bourrasque, what=moved, who="system")
    record_event(actor=volcan, what=Happening(LifeEventKind.CLOSED, "2021"), who="system")
    tie_actors(actor=bourrasque, other=fil, bond=Bond(TieKind.MEMBER_OF, "2018"), who="system")
    hosted = Bond(TieKind.HOSTS, "2016-01", "2020-05-02", TieEnd.MOVED)
    tie_actors(actor=forge, other=bourrasque, bond=hosted, who="system")


def fill(actor: Actor) -> None:
    """Give an actor everything that a page may show."""
    profile = Profile(
        legal_name="BOURRASQUE SAS",
        legal_form="5710",
        activity="62.01Z",
        size="02",
        hours="Mo-Fr 09:00-18:00",
        identifiers=(("siren", "732829320"),),
        contacts=(
            ("email", "bonjour@bourrasque.example", "public"),
            ("phone", "04 73 00 00 00", "network"),
            ("email", "prive@bourrasque.example", "coordination"),
            ("website", "https://www.bourrasque.example/", "public"),
        ),
        skills_offered=(factories.skill("num-outils"),),
        skills_sought=(factories.skill("compta"),),
    )
    describe_actor(actor=actor, profile=profile, who="system")

"""Episodes and records follow the facts; what still holds is left alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests import factories
from tests.conftest import MONDAY

from maillage.actors.actions import Happening, Whereabouts, record_event, register_actor
from maillage.actors.actions.retelling import episodes_of, forget_episodes, retell
from maillage.actors.bridge import spells_of
from maillage.actors.enums import ActorKind, LifeEventKind
from maillage.actors.models import FOREVER, Actor, Address, Episode, LifeEvent
from maillage.actors.queries import known_events
from maillage.common import clock
from maillage.territory.models import Commune, Territory

LATER = MONDAY + timedelta(days=1)


@pytest.fixture
def fil(territory: Territory) -> Actor:
    """Fil à Fil, founded in 2010, renamed in 2014."""
    where = Whereabouts(street="3 rue du Puits", commune=Commune.objects.get())
    actor = register_actor(
        territory=territory, name="Fil", kind=ActorKind.ASSOCIATION, founded="2010", where=where
    )
    what = Happening(LifeEventKind.RENAMED, "2014", name="Fil à Fil")
    record_event(actor=actor, what=what, who="ines")
    return actor


def rows(actor: Actor) -> list[tuple[str, str, bool]]:
    """From when, the name, and whether it is still known, of each episode in the order they were told."""
    found = Episode.objects.filter(actor=actor).order_by("pk")
    return [(str(row.valid_from), row.name, row.known_until == FOREVER) for row in found]


def test_retelling_an_unchanged_life_writes_nothing(fil: Actor) -> None:
    before = list(Episode.objects.order_by("pk").values())
    with clock.at(LATER):
        retell(fil)
    assert list(Episode.objects.order_by("pk").values()) == before


def test_only_the_episodes_that_changed_are_told_again(fil: Actor) -> None:
    with clock.at(LATER):
        what = Happening(LifeEventKind.RENAMED, "2020", name="Le Fil")
        record_event(actor=fil, what=what, who="ines")
    assert rows(fil) == [
        ("2010-01-01", "Fil", False),  # it had no end before the first rename was told
        ("2010-01-01", "Fil", True),
        ("2014-01-01", "Fil à Fil", False),
        ("2014-01-01", "Fil à Fil", True),
        ("2020-01-01", "Le Fil", True),
    ]
    known = Episode.objects.filter(actor=fil, known_from=MONDAY, known_until=FOREVER)
    assert [row.name for row in known] == ["Fil"]


def test_episodes_say_what_the_spells_say(fil: Actor) -> None:
    events = list(known_events(fil))
    spells = spells_of(events, root=fil.pk)
    address = Address.objects.get()
    first, second = episodes_of(fil, spells, {address.pk: address.commune_id})
    assert (first.valid_from, first.valid_until) == (date(2010, 1, 1), date(2014, 1, 1))
    assert (first.name, first.sort_name, first.kind, first.state) == ("Fil", "fil", "association", "active")
    assert (second.address_id, second.commune_id) == (address.pk, address.commune_id)
    assert [(row.opens, row.closes, row.known_from) for row in (first, second)] == [
        (True, False, MONDAY),
        (False, False, MONDAY),
    ]


def test_episode_of_an_unknown_place_is_in_no_commune(territory: Territory) -> None:
    actor = register_actor(territory=territory, name="Zénith", kind=ActorKind.ARTIST)
    (episode,) = episodes_of(actor, spells_of(known_events(actor), root=actor.pk), {})
    assert (episode.address_id, episode.commune_id) == (None, None)


def test_forgotten_episodes_are_still_known_then(fil: Actor, city: factories.City) -> None:
    with clock.at(LATER):
        forget_episodes(fil)
    assert [known for *_, known in rows(fil)] == [False, False, False]
    assert Episode.objects.filter(actor=fil, known_until=LATER).count() == 2
    assert [known for *_, known in rows(city.forge)] == [True]


def test_record_says_what_is_so_today(fil: Actor) -> None:
    Actor.objects.filter(pk=fil.pk).update(
        name="Faux", sort_name="faux", kind="startup", life="ended", ended="1"
    )
    Actor.objects.filter(pk=fil.pk).update(address=None, commune=None, founded="")
    actor = retell(Actor.objects.get(pk=fil.pk))
    actor.refresh_from_db()
    assert (actor.name, actor.sort_name, actor.kind) == ("Fil à Fil", "fil a fil", "association")
    assert (actor.life, actor.founded, actor.ended) == ("active", "2010", "")
    assert (actor.address, actor.commune) == (Address.objects.get(), Commune.objects.get())


def test_record_of_what_ended_says_what_it_last_was(fil: Actor) -> None:
    record_event(actor=fil, what=Happening(LifeEventKind.CLOSED, "2020-02"), who="ines")
    assert (fil.name, fil.life, fil.ended) == ("Fil à Fil", "ended", "2020-02")


def test_record_of_what_ended_twice_says_its_last_end(fil: Actor) -> None:
    for kind, when in (("closed", "2016"), ("revived", "2018"), ("closed", "2020")):
        record_event(actor=fil, what=Happening(LifeEventKind(kind), when), who="ines")
    assert fil.ended == "2020"


def test_life_that_lasted_no_day_leaves_the_record_its_name(territory: Territory) -> None:
    actor = register_actor(territory=territory, name="Éclair", kind=ActorKind.PROJECT, founded="2020-05-12")
    record_event(actor=actor, what=Happening(LifeEventKind.CLOSED, "2020-05-12"), who="ines")
    assert (actor.name, actor.life, actor.founded, actor.ended) == (
        "Éclair",
        "ended",
        "2020-05-12",
        "2020-05-12",
    )
    assert rows(actor) == [("2020-05-12", "Éclair", False)]


def test_events_of_other_actors_are_not_told(fil: Actor, city: factories.City) -> None:
    LifeEvent.objects.filter(actor=city.forge).update(happened="2000", counts_from=date(2000, 1, 1))
    retell(fil)
    assert [row.name for row in Episode.objects.filter(actor=fil, known_until=FOREVER)] == [
        "Fil",
        "Fil à Fil",
    ]

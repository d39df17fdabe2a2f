"""Making an actor known: with or without legal existence, from its founding or from the first trace of it."""

from __future__ import annotations

from datetime import date

import pytest
from tests import factories
from tests.actors.actions.refusals import plain, refused

from maillage.actors.actions import Provenance, Whereabouts, register_actor
from maillage.actors.actions.register import date_or_refuse, hold, keep_address, refuse_absorbed
from maillage.actors.enums import ActorKind, Listing, SourceKind
from maillage.actors.models import Actor, Address, Episode, LifeEvent
from maillage.common.partial_date import NO_END
from maillage.common.queries import journal_of
from maillage.territory.models import Commune, Territory


def test_actor_needs_neither_number_nor_commune(territory: Territory) -> None:
    actor = register_actor(territory=territory, name="  Une idée  ", kind=ActorKind.PROJECT)
    assert (actor.name, actor.kind, actor.commune, actor.founded) == ("Une idée", "project", None, "")
    (entry,) = journal_of("actor", actor.ref)
    assert (entry.verb, entry.data) == ("register", {"actor_kind": "project"})


def test_life_begins_with_the_founding(territory: Territory) -> None:
    actor = register_actor(
        territory=territory, name="L’Épicerie", kind=ActorKind.COOPERATIVE, founded="2014-05", seen="2020"
    )
    (event,) = LifeEvent.objects.filter(actor=actor)
    assert (event.kind, event.happened, event.counts_from) == ("founded", "2014-05", date(2014, 5, 1))
    assert (event.name, event.actor_kind, event.who) == ("L’Épicerie", "cooperative", "system")
    assert (actor.founded, actor.sort_name, actor.life) == ("2014-05", "epicerie", "active")


def test_life_of_unknown_founding_begins_with_the_first_trace(territory: Territory) -> None:
    actor = register_actor(territory=territory, name="Fil à Fil", kind=ActorKind.ASSOCIATION, seen="2019")
    (event,) = LifeEvent.objects.filter(actor=actor)
    assert (event.kind, event.happened, actor.founded) == ("seen", "2019", "")


def test_life_of_which_nothing_is_known_begins_today(territory: Territory) -> None:
    actor = register_actor(territory=territory, name="Fil à Fil", kind=ActorKind.ASSOCIATION)
    (episode,) = Episode.objects.filter(actor=actor)
    assert (episode.valid_from, episode.valid_until) == (date(2026, 6, 8), NO_END)
    assert (episode.name, episode.sort_name, episode.kind) == ("Fil à Fil", "fil a fil", "association")
    assert (episode.state, episode.opens, episode.closes) == ("active", True, False)


def test_first_fact_says_where_and_who_says_so(territory: Territory) -> None:
    commune = Commune.objects.get()
    actor = register_actor(
        territory=territory,
        name="Fil à Fil",
        kind=ActorKind.ASSOCIATION,
        where=Whereabouts(street=" 3 rue du Puits ", postcode="99001", commune=commune),
        source=Provenance(SourceKind.ARTICLE, "La Gazette" * 20, "https://gazette.example/fil"),
        who="ines",
    )
    event = LifeEvent.objects.get(actor=actor)
    assert event.address == actor.address
    assert str(actor.address) == "3 rue du Puits, 99001 Volcanville"
    assert (event.source, event.source_url, event.who) == ("article", "https://gazette.example/fil", "ines")
    assert event.source_name == ("La Gazette" * 20)[:160]


def test_commune_alone_is_an_address(territory: Territory) -> None:
    commune = Commune.objects.get()
    actor = register_actor(territory=territory, name="Fil", kind=ActorKind.ARTIST, commune=commune)
    assert actor.address is not None
    assert (actor.commune, actor.address.commune, actor.address.city) == (commune, commune, "Volcanville")


def test_commune_completes_an_address_that_names_none(territory: Territory) -> None:
    commune = Commune.objects.get()
    where = Whereabouts(street="3 rue du Puits")
    actor = register_actor(
        territory=territory, name="Fil", kind=ActorKind.ARTIST, commune=commune, where=where
    )
    assert actor.address is not None
    assert (actor.commune, actor.address.street) == (commune, "3 rue du Puits")


@pytest.mark.parametrize("name", ["", "   ", "\n"])
def test_record_without_a_name_is_refused(territory: Territory, name: str) -> None:
    with refused("no_name"):
        register_actor(territory=territory, name=name, kind=ActorKind.PROJECT)
    assert Actor.objects.count() == 0


@pytest.mark.parametrize("when", ["2017-02-31", "31/02/2017", "hier", "2017-00"])
def test_date_that_does_not_exist_is_refused(territory: Territory, when: str) -> None:
    with refused("bad_date") as refusal:
        register_actor(territory=territory, name="Fil", kind=ActorKind.PROJECT, founded=when)
    assert plain(refusal.value.todo) == "Corrigez la date ; l’année seule suffit."
    assert (Actor.objects.count(), LifeEvent.objects.count()) == (0, 0)


@pytest.mark.parametrize("when", ["2026-06-09", "2026-07", "2027"])
def test_date_to_come_is_refused(territory: Territory, when: str) -> None:
    with refused("future_date"):
        date_or_refuse(when)


@pytest.mark.parametrize("when", ["2026-06-08", "2026-06", "2026", "1254"])
def test_date_that_may_have_come_is_taken(territory: Territory, when: str) -> None:
    assert str(date_or_refuse(when)) == when


def test_refused_date_is_said_in_words(territory: Territory) -> None:
    with refused("future_date") as refusal:
        date_or_refuse("2027-05")
    assert plain(str(refusal.value)) == (
        "« mai 2027 » n’est pas encore arrivé. L’annuaire raconte ce qui a eu lieu. "
        "Notez cet évènement le jour venu, ou corrigez la date."
    )


def test_nothing_known_of_a_place_is_no_address(territory: Territory) -> None:
    assert keep_address(territory, None) is None
    assert keep_address(territory, Whereabouts(country="FR")) is None
    assert Address.objects.count() == 0


@pytest.mark.parametrize(
    "where",
    [Whereabouts(city="Volcanville"), Whereabouts(postcode="99001"), Whereabouts(lat=0.0, lon=3.1)],
)
def test_anything_known_of_a_place_is_an_address(territory: Territory, where: Whereabouts) -> None:
    kept = keep_address(territory, where)
    assert kept is not None
    assert (kept.city, kept.postcode, kept.lat) == (where.city, where.postcode, where.lat)


def test_address_that_says_the_same_is_not_written_twice(territory: Territory) -> None:
    first = keep_address(territory, Whereabouts(street="3 rue du Puits", lat=45.0, lon=3.0))
    same = Whereabouts(street=" 3 rue du Puits", lat=45.0, lon=3.0)
    assert keep_address(territory, same, known=[first]) == first
    other = keep_address(territory, Whereabouts(street="3 rue du Puits"), known=[first])
    assert other is not None
    assert (Address.objects.count(), other.pk == getattr(first, "pk", None)) == (2, False)


def test_record_that_shows_can_be_written_on(city: factories.City) -> None:
    for listing in (Listing.LISTED, Listing.UNCONFIRMED, Listing.ARCHIVED):
        Actor.objects.filter(pk=city.forge.pk).update(listing=listing)
        hold(city.forge, city.fil_a_fil)
        assert city.forge.listing == listing


def test_record_taken_back_with_its_import_cannot_be_written_on(city: factories.City) -> None:
    Actor.objects.filter(pk=city.forge.pk).update(listing=Listing.WITHDRAWN)
    with refused("withdrawn", 409):
        hold(city.fil_a_fil, city.forge)


def test_record_merged_away_says_where_to_write(city: factories.City) -> None:
    city.forge.listing, city.forge.merged_into = Listing.ABSORBED, city.fil_a_fil
    with refused("absorbed", 409) as refusal:
        refuse_absorbed(city.forge)
    assert plain(refusal.value.what) == "Cette fiche a été réunie à « Fil à Fil »."

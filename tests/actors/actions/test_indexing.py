"""The search is told, night after night, of entries that grow older."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import factories
from tests.conftest import MONDAY

from maillage.actors.actions import refresh_freshness
from maillage.actors.actions.indexing import COLLECTION, NOTCHES, reindex
from maillage.actors.freshness import FRESH_DAYS, LAST_DAYS, STALE_DAYS, score_after
from maillage.actors.models import Actor
from maillage.common import clock
from maillage.duty.rounds import tell_freshness
from maillage.search.models import SearchEntry

MIDNIGHT = MONDAY.replace(hour=1)


def told(actor: Actor) -> int:
    """The freshness that the search knows."""
    return SearchEntry.objects.get(space__collection=COLLECTION, key=actor.ref).freshness


@pytest.fixture
def actor(city: factories.City) -> Actor:
    """An entry confirmed on that Monday night; the others were never."""
    Actor.objects.exclude(pk=city.forge.pk).delete()
    Actor.objects.update(confirmed_at=MIDNIGHT)
    found = Actor.objects.get()
    with clock.at(MIDNIGHT):
        reindex([found])
    return found


def test_notches_are_those_that_a_list_can_see() -> None:
    assert {FRESH_DAYS, STALE_DAYS} <= set(NOTCHES)
    assert all(score_after(days) < score_after(days - 1) for days in NOTCHES)
    assert (len(NOTCHES), max(NOTCHES) <= LAST_DAYS) == (21, True)


def test_an_entry_is_told_again_when_it_goes_down_a_notch(city: factories.City, actor: Actor) -> None:
    said = []
    for days in (1, FRESH_DAYS - 1, FRESH_DAYS, FRESH_DAYS + 1, STALE_DAYS, LAST_DAYS):
        with clock.at(MIDNIGHT + timedelta(days=days)):
            refresh_freshness(territory=city.territory)
        said.append(told(actor))
    assert said == [100, 100, 99, 99, 50, 0]


def test_nights_without_a_worker_are_made_up_for(city: factories.City, actor: Actor) -> None:
    with clock.at(MIDNIGHT + timedelta(days=1)):
        refresh_freshness(territory=city.territory)
    with clock.at(MIDNIGHT + timedelta(days=400)):
        assert refresh_freshness(territory=city.territory) == 1
    assert told(actor) == score_after(400)


def test_it_is_done_once_a_night_and_at_night_only(city: factories.City, actor: Actor) -> None:
    later = MIDNIGHT + timedelta(days=FRESH_DAYS)
    with clock.at(later.replace(hour=9)):
        assert tell_freshness(city.territory) == 0
    with clock.at(later + timedelta(days=1)):
        assert [tell_freshness(city.territory) for _ in range(2)] == [1, 0]

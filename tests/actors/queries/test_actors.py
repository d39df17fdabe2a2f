"""Reads of actors."""

from __future__ import annotations

from tests import factories

from maillage.actors.models import Membership
from maillage.actors.queries import actor_named, actors_by_name, memberships_of
from maillage.common import clock


def test_actors_are_in_alphabetical_order(city: factories.City) -> None:
    assert [a.name for a in actors_by_name()] == ["Bourrasque", "Fil à Fil", "Forge & Cie", "Studio Lave"]


def test_actor_is_found_by_its_exact_name_whatever_the_case(city: factories.City) -> None:
    assert actor_named(" forge & cie ") == city.forge
    assert actor_named("forge") is None


def test_memberships_are_those_of_today(city: factories.City) -> None:
    assert [m.actor for m in memberships_of(city.fatou)] == [city.fil_a_fil]
    Membership.objects.filter(person=city.fatou).update(until=clock.today())
    assert list(memberships_of(city.fatou)) == []

"""Who is there now, and who may know."""

from __future__ import annotations

from datetime import timedelta

from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.conftest import MONDAY
from tests.places.stage import a_place, an_open_place, is_there, open_phase

from maillage.actors.actions import join_actor, leave_actor
from maillage.actors.enums import ActorKind, Listing
from maillage.actors.models import Actor
from maillage.common import clock
from maillage.people.actions import end_role
from maillage.people.enums import RoleKind
from maillage.places.actions import withdraw_place
from maillage.places.enums import PhaseState
from maillage.places.models import Place
from maillage.places.queries.presences import is_member, presence_of, present_now, welcoming_places


def named(place: Place | None = None) -> list[tuple[str, str, str | None]]:
    """Who, where, of which actor."""
    return [(row.person.given_name, row.place.name, row.actor_name) for row in present_now(place)]


def test_who_leaves_first_comes_first_with_her_actor_in_one_query(
    city: factories.City, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    totem, cafe = (an_open_place(city.territory, name) for name in ("Totem", "Café"))
    is_there(city.ines, totem, "2026-06-08T18:00")
    is_there(city.karim, totem, "2026-06-08T11:00")
    is_there(city.lea, cafe, "2026-06-08T12:00")
    with django_assert_num_queries(1):
        assert [(name, place) for name, place, _actor in named()] == [
            ("Karim", "Totem"),
            ("Léa", "Café"),
            ("Inès", "Totem"),
        ]
    assert [name for name, *_rest in named(totem)] == ["Karim", "Inès"]
    first = city.karim.memberships.order_by("pk").first()
    assert first is not None
    assert named(totem)[0][2] == first.actor.name


def test_it_is_gone_at_its_end_before_any_duty(city: factories.City) -> None:
    totem = an_open_place(city.territory, "Totem")
    is_there(city.marc, totem, "2026-06-08T10:00")
    shown = []
    for minutes in (0, 59, 60):
        with clock.at(MONDAY + timedelta(minutes=minutes)):
            shown.append((len(named()), presence_of(city.marc) is not None))
    assert shown == [(1, True), (1, True), (0, False)]


def test_a_withdrawn_place_shows_nobody(city: factories.City) -> None:
    totem = an_open_place(city.territory, "Totem")
    is_there(city.marc, totem, "2026-06-08T10:00")
    withdraw_place(place=totem, who="ines")
    assert (named(), presence_of(city.marc)) == ([], None)


def test_an_actor_that_does_not_show_or_that_she_left_is_not_named(city: factories.City) -> None:
    person = factories.a_person(city.territory, "Nora Nulle", RoleKind.HELPER)
    left, hidden, shown = (
        factories.an_actor(city.territory, name, ActorKind.COMPANY, person)
        for name in ("Quittée", "Cachée", "Montrée")
    )
    leave_actor(membership=person.memberships.get(actor=left), until="2026-06", who="ines")
    Actor.objects.filter(pk=hidden.pk).update(listing=Listing.WITHDRAWN)
    is_there(person, an_open_place(city.territory, "Totem"), "2026-06-08T10:00")
    assert named() == [("Nora", "Totem", shown.name)]


def test_a_member_has_a_role_or_an_open_function_in_an_actor_that_shows(city: factories.City) -> None:
    person = factories.a_person(city.territory, "Nora Nulle")
    told = [is_member(person)]
    actor = factories.an_actor(city.territory, "Équipe", ActorKind.COMPANY)
    membership = join_actor(actor=actor, person=person, titles={"fr": "membre"})
    told.append(is_member(person))
    Actor.objects.filter(pk=actor.pk).update(listing=Listing.WITHDRAWN)
    told.append(is_member(person))
    Actor.objects.filter(pk=actor.pk).update(listing=Listing.LISTED)
    leave_actor(membership=membership, until="2026-06", who="ines")
    told.append(is_member(person))
    assert told == [False, True, False, False]
    roles = [is_member(city.ines)]
    end_role(person=city.ines, kind=RoleKind.COORDINATOR, who="system")
    roles.append(is_member(city.ines))
    assert roles == [True, False]


def test_only_places_that_welcome_today_are_offered(city: factories.City) -> None:
    for name, since, state in (
        ("Ouvert", "2020", PhaseState.OPEN),
        ("Passage", "2020", PhaseState.TRANSITIONAL),
        ("Travaux", "2020", PhaseState.WORKS),
        ("Demain", "2026-06-09", PhaseState.OPEN),
    ):
        open_phase(a_place(city.territory, name), since, state=state)
    assert [place.name for place in welcoming_places()] == ["Ouvert", "Passage"]

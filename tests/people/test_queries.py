"""Reads of people."""

from __future__ import annotations

from datetime import datetime

from tests import factories

from maillage.common import clock
from maillage.people.actions import end_role, give_role, make_character, register_person
from maillage.people.enums import RoleKind
from maillage.people.queries import (
    characters,
    coordinators,
    names_of,
    person_of_user,
    person_with_email,
    person_with_ref,
    roles_of,
)
from maillage.territory.models import Territory


def test_person_is_found_by_address_reference_or_login(city: factories.City) -> None:
    assert person_with_email(" INES.morel@volcanville.example ") == city.ines
    assert person_with_ref(city.ines.ref) == city.ines
    assert city.ines.user is not None
    assert person_of_user(city.ines.user) == city.ines


def test_nobody_is_found_where_there_is_nobody(territory: Territory) -> None:
    assert (person_with_email("x@y.example"), person_with_ref("x"), names_of({"x", ""})) == (None, None, {})


def test_role_that_ends_later_is_still_held(territory: Territory, monday: datetime) -> None:
    ines = factories.a_person(territory, "Inès Morel", RoleKind.COORDINATOR)
    with clock.at(factories.after(monday, days=3)):
        end_role(person=ines, kind=RoleKind.COORDINATOR, who="system")
    assert roles_of(ines) == {"coordinator"}
    with clock.at(factories.after(monday, days=4)):
        assert roles_of(ines) == frozenset()


def test_coordinators_are_read_once_each_in_the_order_they_arrived(
    territory: Territory, monday: datetime
) -> None:
    ines = factories.a_person(territory, "Inès Morel", RoleKind.COORDINATOR, RoleKind.HELPER)
    with clock.at(factories.after(monday, days=1)):
        paul = factories.a_person(territory, "Paul Aubert", RoleKind.COORDINATOR)
        gone = factories.a_person(territory, "Anne Gay", RoleKind.COORDINATOR)
        end_role(person=gone, kind=RoleKind.COORDINATOR, who="system")
        give_role(person=gone, kind=RoleKind.HELPER, who="system")
        factories.a_person(territory, "Marc Vasseur", RoleKind.HELPER)
    with clock.at(factories.after(monday, days=2)):
        assert list(coordinators()) == [ines, paul]


def test_names_are_given_names_by_reference(city: factories.City) -> None:
    assert names_of({city.ines.ref, city.marc.ref, "system"}) == {
        city.ines.ref: "Inès",
        city.marc.ref: "Marc",
    }


def test_characters_are_the_invented_people_one_may_enter_as(territory: Territory) -> None:
    invented = register_person(territory=territory, given_name="Léa", is_invented=True)
    register_person(territory=territory, given_name="Marc", is_invented=True)
    make_character(person=invented)
    assert list(characters()) == [invented]

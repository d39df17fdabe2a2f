"""People, logins and roles as rows."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests import factories

from maillage.people.enums import RoleKind
from maillage.people.models import Person, Role, User
from maillage.territory.models import Territory


def test_full_name_is_read_without_a_hole(territory: Territory) -> None:
    assert str(factories.a_person(territory, "Fatou Diallo")) == "Fatou Diallo"
    assert Person(given_name="Karim").full_name == "Karim"


def test_address_is_once_in_a_territory_whatever_its_case(territory: Territory) -> None:
    fatou = factories.a_person(territory, "Fatou Diallo")
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(territory=territory, given_name="X", email=fatou.email.upper())


def test_login_is_an_address_in_lower_case(territory: Territory) -> None:
    user = User.objects.create_user("Marc@Volcanville.Example")
    assert str(user) == "marc@volcanville.example"


def test_role_says_whose_it_is(territory: Territory) -> None:
    factories.a_person(territory, "Inès Morel", RoleKind.COORDINATOR)
    assert str(Role.objects.get()) == "Inès Morel: coordinator"

"""Actors and memberships speak the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from tests import factories

from maillage.actors.actions import register_actor
from maillage.actors.enums import ActorKind
from maillage.actors.models import Actor, ActorName, ActorSkill, Address, Contact, Identifier, Membership
from maillage.people.models import Person
from maillage.territory.models import Commune, Territory


def test_description_follows_the_reader_and_falls_back_on_french(territory: Territory) -> None:
    actor = register_actor(
        territory=territory,
        name="Fil à Fil",
        kind=ActorKind.ASSOCIATION,
        commune=Commune.objects.get(),
        descriptions={"fr": "Couture solidaire.", "en": "Sewing together."},
    )
    assert (str(actor), actor.description, actor.commune) == (
        "Fil à Fil",
        "Couture solidaire.",
        Commune.objects.get(),
    )
    with translation.override("en"):
        assert actor.description == "Sewing together."
        actor.descriptions = {"fr": "Couture solidaire."}
        assert actor.description == "Couture solidaire."
    actor.descriptions = {}
    assert actor.description == ""


def test_membership_says_who_is_where_and_as_what(city: factories.City) -> None:
    membership = Membership.objects.get(person=city.fatou)
    assert (str(membership), membership.title) == ("Fatou Diallo · Fil à Fil", "membre")
    with translation.override("en"):
        assert membership.title == "member"


def test_address_is_read_on_one_line() -> None:
    commune = Commune(name="Volcanville")
    lines = [
        Address(street="3 rue du Puits", complement="bâtiment B", postcode="99001", city="Royat"),
        Address(postcode="99001", commune=commune),
        Address(street="3 rue du Puits"),
        Address(),
    ]
    assert [str(row) for row in lines] == [
        "3 rue du Puits, bâtiment B, 99001 Royat",
        "99001 Volcanville",
        "3 rue du Puits",
        "",
    ]


def test_birth_and_end_are_said_with_their_precision(city: factories.City) -> None:
    city.forge.founded, city.forge.ended = "2014-05", "2020"
    assert (city.forge.founded_label, city.forge.ended_label) == ("mai 2014", "2020")
    assert (city.fil_a_fil.founded_label, city.fil_a_fil.ended_label) == ("", "")


def test_parts_of_a_record_read_as_what_they_say(city: factories.City) -> None:
    skill = factories.skill("compta")
    assert str(ActorName(text="FORGE SAS")) == "FORGE SAS"
    assert str(Identifier(scheme="siren", value="732829320")) == "SIREN 732829320"
    assert str(Contact(value="+33473000000")) == "+33473000000"
    assert str(ActorSkill(actor=city.forge, skill=skill)) == f"Forge & Cie · {skill}"


@pytest.mark.parametrize(
    "rows",
    [
        lambda actor, _: [ActorName(actor=actor, kind="other", text="Forge")] * 2,
        lambda actor, _: [Identifier(actor=actor, scheme="siren", value="732829320")] * 2,
        lambda actor, _: [Contact(actor=actor, kind="phone", value="12", visibility=v) for v in ("a", "b")],
        lambda actor, person: [Membership(actor=actor, person=person)] * 2,
    ],
)
def test_nothing_is_said_twice_of_an_actor(
    city: factories.City, rows: Callable[[Actor, Person], list[Any]]
) -> None:
    first, second = rows(city.forge, city.karim)
    first.save()
    second.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save(force_insert=True)

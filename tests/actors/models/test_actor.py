"""Actors and memberships speak the reader's language."""

from __future__ import annotations

from django.utils import translation
from tests import factories

from maillage.actors.actions import register_actor
from maillage.actors.enums import ActorKind
from maillage.actors.models import Membership
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

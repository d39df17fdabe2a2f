"""Reads of actors."""

from __future__ import annotations

from django.db.models import QuerySet

from maillage.actors.models import Actor, Membership
from maillage.people.models import Person


def actors_by_name() -> QuerySet[Actor]:
    """All actors, in alphabetical order."""
    return Actor.objects.order_by("name")


def actor_named(name: str) -> Actor | None:
    """The actor with exactly this name, whatever its case."""
    found: Actor | None = Actor.objects.filter(name__iexact=name.strip()).first()
    return found


def memberships_of(person: Person) -> QuerySet[Membership]:
    """The actors a person belongs to."""
    return Membership.objects.filter(person=person, until=None).select_related("actor")

"""Writes on actors: making one known, saying who is in it."""

from __future__ import annotations

from django.db import transaction

from maillage.actors.enums import ActorKind
from maillage.actors.models import Actor, Membership
from maillage.common import journal
from maillage.people.models import Person
from maillage.territory.models import Commune, Territory


def register_actor(
    *,
    territory: Territory,
    name: str,
    kind: ActorKind,
    commune: Commune | None = None,
    founded: str = "",
    descriptions: dict[str, str] | None = None,
    is_invented: bool = False,
    who: str = journal.SYSTEM,
) -> Actor:
    """Make an actor known, with or without legal existence."""
    with transaction.atomic():
        actor: Actor = Actor.objects.create(
            territory=territory,
            name=name.strip()[:160],
            kind=kind,
            commune=commune,
            founded=founded,
            descriptions=descriptions or {},
            is_invented=is_invented,
        )
        journal.record(who=who, verb="register", kind="actor", ref=actor.ref, data={"actor_kind": kind})
    return actor


def join_actor(
    *, actor: Actor, person: Person, titles: dict[str, str], who: str = journal.SYSTEM
) -> Membership:
    """Say that a person is in an actor, and as what."""
    with transaction.atomic():
        membership, created = Membership.objects.get_or_create(
            actor=actor, person=person, defaults={"titles": titles}
        )
        if created:
            journal.record(who=who, verb="join", kind="actor", ref=actor.ref, data={"person": person.ref})
    return membership

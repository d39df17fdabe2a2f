"""Making an actor known, saying who is in it."""

from __future__ import annotations

from tests import factories

from maillage.actors.actions import join_actor, register_actor
from maillage.actors.enums import ActorKind
from maillage.actors.models import Membership
from maillage.common.queries import journal_of
from maillage.territory.models import Territory


def test_actor_needs_neither_number_nor_commune(territory: Territory) -> None:
    actor = register_actor(territory=territory, name="  Une idée  ", kind=ActorKind.PROJECT)
    assert (actor.name, actor.kind, actor.commune, actor.founded) == ("Une idée", "project", None, "")
    (entry,) = journal_of("actor", actor.ref)
    assert (entry.verb, entry.data) == ("register", {"actor_kind": "project"})


def test_person_joins_an_actor_once(territory: Territory) -> None:
    fatou = factories.a_person(territory, "Fatou Diallo")
    actor = factories.an_actor(territory, "Fil à Fil", ActorKind.ASSOCIATION, fatou)
    again = join_actor(actor=actor, person=fatou, titles={"fr": "présidente"})
    assert (Membership.objects.get(), again.titles["fr"]) == (again, "membre")
    assert [entry.verb for entry in journal_of("actor", actor.ref)] == ["register", "join"]

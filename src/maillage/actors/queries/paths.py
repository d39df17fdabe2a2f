"""The path of a person: her functions one after the other, and the worlds they go through."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from maillage.actors.enums import ActorKind, world_of
from maillage.actors.models import FOREVER, Actor, Episode, Membership
from maillage.common.partial_date import PartialDate
from maillage.people.enums import PathKind
from maillage.people.models import Person


@dataclass(frozen=True, slots=True)
class Step:
    """One function: in which actor, with the name and kind it had when the function began; its world."""

    membership: Membership
    actor: Actor
    name: str
    kind: ActorKind
    world: PathKind

    @property
    def since(self) -> str:
        """Its beginning in words; empty when unknown."""
        return _label(self.membership.since)

    @property
    def until(self) -> str:
        """Its end in words; empty while it lasts."""
        return _label(self.membership.until)


def path_of(person: Person) -> list[Step]:
    """The functions of a person, oldest first, those of unknown beginning before; in two queries.

    An actor is told as it was when the function began: a collective may have become a company since.
    """
    rows = Membership.objects.filter(person=person).select_related("actor__merged_into")
    functions = sorted(rows, key=lambda row: (row.since, row.pk))
    owners = {row.pk: row.actor.merged_into or row.actor for row in functions}
    known = Episode.objects.filter(actor__in=owners.values(), known_until=FOREVER).order_by("valid_from")
    lives: dict[int, list[Episode]] = {}
    for episode in known:
        lives.setdefault(episode.actor_id, []).append(episode)
    return [_step(row, owners[row.pk], lives.get(owners[row.pk].pk, [])) for row in functions]


def worlds_of(steps: list[Step]) -> list[PathKind]:
    """The worlds that a path goes through, in order, each passage once."""
    return [world for world, _steps in groupby(step.world for step in steps)]


def _step(row: Membership, actor: Actor, life: list[Episode]) -> Step:
    then = _then(row.since, life)
    name, kind = (then.name, then.kind) if then else (actor.name, actor.kind)
    return Step(row, actor, name, ActorKind(kind), world_of(kind))


def _then(since: str, life: list[Episode]) -> Episode | None:
    """What the actor was when the function began: its first state if it began before, its last if unknown."""
    if not since:
        return life[-1] if life else None
    begun = PartialDate.parse(since).first
    return next((one for one in reversed(life) if one.valid_from <= begun), life[0] if life else None)


def _label(text: str) -> str:
    return PartialDate.parse(text).label if text else ""

"""A person's path, for the coordinator's page and for her own."""

from __future__ import annotations

from typing import Any

from maillage.actors.queries import path_of, worlds_of
from maillage.people.enums import PathKind
from maillage.people.models import Person


def steps_of(person: Person) -> dict[str, Any]:
    """A path as the part of a page shows it, with the worlds she told of besides those of her steps."""
    steps = path_of(person)
    seen = [str(world.label) for world in worlds_of(steps)]
    told = [str(PathKind(world).label) for world in person.paths if world in PathKind.values]
    return {"steps": steps, "worlds": seen, "told_worlds": [world for world in told if world not in seen]}

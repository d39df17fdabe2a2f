"""Which of many spaces are free, when. A pure engine on whole seconds.

``SpaceTime`` (units, opening, what is taken) → ``free`` → ``Free`` (the longest stretches one unit stays
free). ``first_free``, ``unit_for`` and ``conflicts`` place one thing or many. ``check`` is an independent
referee that asks each moment. See ``docs/engines/availability.md``.
"""

from maillage.engine.availability.check import check, is_free
from maillage.engine.availability.free import first_free, free
from maillage.engine.availability.place import conflicts, unit_for
from maillage.engine.availability.problem import Free, Place, SpaceTime, Spell

__all__ = [
    "Free",
    "Place",
    "SpaceTime",
    "Spell",
    "check",
    "conflicts",
    "first_free",
    "free",
    "is_free",
    "unit_for",
]

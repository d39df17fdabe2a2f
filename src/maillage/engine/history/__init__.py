"""What was so, and when: events of a life → periods in which nothing changed. A pure engine.

``Event`` (a dated fact about one thing) → ``fold`` → ``Spell`` (from … to …: name, kind, place, state).
``broken_rules`` says which facts cannot be true together. ``check`` is an independent referee that asks the
events again for each day. See ``docs/engines/history.md``.
"""

from maillage.engine.history.check import check, state_on
from maillage.engine.history.fold import fold
from maillage.engine.history.problem import FOREVER, Change, Event, Spell, State, Values
from maillage.engine.history.rules import Broken, broken_rules

__all__ = [
    "FOREVER",
    "Broken",
    "Change",
    "Event",
    "Spell",
    "State",
    "Values",
    "broken_rules",
    "check",
    "fold",
    "state_on",
]

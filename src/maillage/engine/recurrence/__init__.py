"""What repeats, in a territory's local time (RFC 5545): a rule → the dates of a booking. A pure engine.

``Rule`` (how often) and ``Series`` (from when, how long, where, except when) → ``expand`` → ``Occurrence``.
``split`` cuts a series at « this one and the following ». ``check`` is an independent referee that walks
day by day. See ``docs/engines/recurrence.md``.
"""

from maillage.engine.recurrence.check import check, named_days
from maillage.engine.recurrence.errors import RULE_REFUSALS, SERIES_REFUSALS, RuleError, SeriesError
from maillage.engine.recurrence.expand import aligned, expand, portable
from maillage.engine.recurrence.problem import Expansion, Occurrence, Series
from maillage.engine.recurrence.rule import Frequency, Rule
from maillage.engine.recurrence.split import split

__all__ = [
    "RULE_REFUSALS",
    "SERIES_REFUSALS",
    "Expansion",
    "Frequency",
    "Occurrence",
    "Rule",
    "RuleError",
    "Series",
    "SeriesError",
    "aligned",
    "check",
    "expand",
    "named_days",
    "portable",
    "split",
]

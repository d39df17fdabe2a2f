"""How each need of the demonstration is meant to end, as a table of what people decide.

A fate is an intention: people's answers are chosen by it, whom they are asked by is the engine's
decision. What became of each is compared with the intention in ``report.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from maillage.needs.enums import Outcome


class Fate(StrEnum):
    """What the demonstration wants of a need."""

    HELPED = "helped"
    HELPED_SECOND = "helped_second"
    HELPED_AFTER_SILENCE = "helped_after_silence"
    ANSWERED_BY_AID = "answered_by_aid"
    NO_HELP = "no_help"
    UNREACHABLE = "unreachable"
    WITHDRAWN = "withdrawn"
    PARTLY = "partly"
    ASKED = "asked"
    ASKED_LATE = "asked_late"
    PROPOSED = "proposed"
    TO_QUALIFY = "to_qualify"
    TO_QUALIFY_LATE = "to_qualify_late"
    UNSERVED = "unserved"
    TAKEN = "taken"
    UNCONFIRMED = "unconfirmed"


class Answer(StrEnum):
    """What a helper does with an ask."""

    YES = "yes"
    NO = "no"
    SILENCE = "silence"


class Reading(StrEnum):
    """When the coordinator reads a need."""

    SOON = "soon"
    LAST = "last"  # on the last working afternoon of the scenario
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Plan:
    """What people decide about a need.

    ``answers`` are given in order, the last one again and again. ``sent_within``: the coordinator
    says her yes no earlier than this many working days before the end. ``closes_after``: days from
    the confirmed address to an outcome decided without any meeting.
    """

    confirms: bool = True
    reads: Reading = Reading.SOON
    sends: bool = True
    sent_within: int | None = None
    answers: tuple[Answer, ...] = (Answer.YES,)
    meets: bool = True
    logs: bool = True
    closes: Outcome | None = None
    closes_after: int = 0


PLANS: dict[Fate, Plan] = {
    Fate.HELPED: Plan(),
    Fate.HELPED_SECOND: Plan(answers=(Answer.NO, Answer.YES)),
    Fate.HELPED_AFTER_SILENCE: Plan(answers=(Answer.SILENCE, Answer.YES)),
    Fate.ANSWERED_BY_AID: Plan(sends=False, closes=Outcome.ANSWERED_BY_AID, closes_after=2),
    Fate.NO_HELP: Plan(sends=False, closes=Outcome.NO_HELP_AVAILABLE, closes_after=4),
    Fate.UNREACHABLE: Plan(meets=False, closes=Outcome.UNREACHABLE, closes_after=12),
    Fate.WITHDRAWN: Plan(answers=(Answer.SILENCE,), closes=Outcome.WITHDRAWN, closes_after=2),
    Fate.PARTLY: Plan(logs=False),
    Fate.ASKED: Plan(answers=(Answer.SILENCE,), sent_within=2),
    Fate.ASKED_LATE: Plan(answers=(Answer.SILENCE,), sent_within=4),
    Fate.PROPOSED: Plan(reads=Reading.LAST, sends=False),
    Fate.TO_QUALIFY: Plan(reads=Reading.NEVER),
    Fate.TO_QUALIFY_LATE: Plan(reads=Reading.NEVER),
    Fate.UNSERVED: Plan(sends=False),
    Fate.TAKEN: Plan(sends=False),
    Fate.UNCONFIRMED: Plan(confirms=False),
}

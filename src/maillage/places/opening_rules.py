"""The rules of an opening_hours text, and what contradicts itself in them.

A text is a sequence of rules: « Mo-Fr 09:00-18:00; We off; PH off ». After « ; » a rule replaces the earlier
ones on the days it names; after « , » it adds to them; after « || » it fills what they leave open.
Source: the specification of the key opening_hours of OpenStreetMap. The reading itself is done by the library
opening-hours-py; this module looks at its canonical writing, where « , » between two rules is followed by a
space and « , » between two spans is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any

import opening_hours
from opening_hours import OpeningHours, State

from maillage.places.opening_hint import osm_for

Wall = tuple[datetime, datetime]
"""A span of wall-clock time, without zone."""

HORIZON = timedelta(days=400)
"""How far a rule may wait before it applies: a year, and a month for what moves with Easter."""
MAX_LENGTH = 255
"""Signs of a text: the limit of a value in OpenStreetMap."""
NOT_READ: type[Exception] = opening_hours.ParserError  # type: ignore[attr-defined]  # missing in its stub
NO_CALENDAR: type[Exception] = opening_hours.UnknownCountryError  # type: ignore[attr-defined]  # the same
MARK = '"§"'
BETWEEN_RULES = re.compile(r'(; |, | \|\| )(?=(?:[^"]*"[^"]*")*[^"]*$)')
ONE_RULE = re.compile(r'(?P<body>.*?)(?: (?P<state>open|closed|unknown))?(?: (?P<comment>"[^"]*"))?')
TIMES = re.compile(r"[\d(].*:.*|\(?(?:sunrise|sunset|dawn|dusk).*")
COMMENT = re.compile(r'"[^"]*"')
PLACE_OF_FAULT = re.compile(r"--> (\d+):(\d+)")
LOST_PLUS = re.compile(r"\b(PH|SH) (\d+ days)")
"""« PH +1 day » is written « PH 1 days » by the library, which cannot read it again."""
SCHOOL = re.compile(r"\bSH\b")
PUBLIC = re.compile(r"\bPH\b")


class HoursError(ValueError):
    """A text is not usable hours; ``code`` says why and ``data`` holds what a sentence needs.

    Codes: too_long (length, limit), unreadable (text, position, near, hint), no_calendar (country),
    school_holidays (text), fallback (text), contradiction (rule, hidden_by), overlap (rule, spans),
    never_open (text).
    """

    def __init__(self, code: str, data: dict[str, Any]) -> None:
        super().__init__(f"{code}: {data}")
        self.code = code
        self.data = data


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as the library writes it, and what stands before it ("" for the first)."""

    before: str
    selectors: str
    times: str
    state: str
    comment: str

    def __str__(self) -> str:
        return " ".join(filter(None, (self.selectors, self.times, self.state, self.comment)))

    @property
    def told(self) -> str:
        """The rule for people: « off » is the word they write, « closed » the library's."""
        return str(replace(self, state="off")) if self.state == "closed" else str(self)

    @property
    def spans(self) -> list[str]:
        """The spans of a day: ["09:00-12:00", "14:00-18:00"]."""
        return self.times.split(",") if self.times else []


@lru_cache(maxsize=4096)
def parsed(text: str, country: str | None) -> OpeningHours:
    """The text read by the library, without its own zones; raises HoursError where it cannot be read.

    Words in quotes alone mean « unknown » in the specification, and « always open » in the library: they are
    given back their meaning, so that « "by appointment" » opens nothing.
    """
    clear = COMMENT.sub(lambda m: _with_its_state(m.string, m.start(), m.group()), text)
    try:
        return OpeningHours(clear, country=country, auto_country=False, auto_timezone=False)
    except NOT_READ as fault:
        raise _unreadable(text, str(fault)) from None
    except NO_CALENDAR:
        if PUBLIC.search(COMMENT.sub("", text)):
            raise HoursError("no_calendar", {"country": country}) from None
        return parsed(text, None)


def _unreadable(text: str, fault: str) -> HoursError:
    """The place of the fault is the library's: a sign counted from 1."""
    found = PLACE_OF_FAULT.search(fault)
    position = int(found[2]) if found else 1
    near = text[position - 1 :][:20].strip()
    return HoursError("unreadable", {"text": text, "position": position, "near": near, "hint": osm_for(text)})


def _with_its_state(text: str, start: int, comment: str) -> str:
    alone = text[:start].rstrip()[-1:] in {"", ";", ",", "|"}
    return f"unknown {comment}" if alone else comment


@lru_cache(maxsize=4096)
def rules_of(text: str) -> tuple[Rule, ...]:
    """The rules of a readable text, in order."""
    canonical = LOST_PLUS.sub(r"\1 +\2", str(parsed(text, None)))
    pieces = ["", *BETWEEN_RULES.split(canonical)]
    return tuple(
        _rule(before, piece) for before, piece in zip(pieces[::2], pieces[1::2], strict=True) if piece
    )


def _rule(before: str, text: str) -> Rule:
    found = ONE_RULE.fullmatch(text)
    body, state, comment = found.group("body", "state", "comment") if found else (text, None, None)
    head, _, last = body.rpartition(" ")
    selectors, times = (head, last) if TIMES.fullmatch(last) else (body, "")
    return Rule(before, selectors, times, state or "", comment or "")


def joined(rules: list[Rule]) -> str:
    """The text of these rules; what stands before the first is left out."""
    return "".join(str(rule) if i == 0 else f"{rule.before}{rule}" for i, rule in enumerate(rules))


def stretches(
    text: str, country: str | None, start: datetime, end: datetime
) -> list[tuple[Wall, State, str]]:
    """What the library says from ``start`` to ``end`` (wall clock): spans, their state, their comment."""
    rows = parsed(text, country).intervals(start, end)
    return [((first, last), state, comment) for first, last, state, comment in rows]


def refuse_nonsense(text: str, country: str | None, today: date) -> None:
    """Raise HoursError when spans overlap, when a rule is hidden by later ones, or when nothing ever opens.

    Looked at over the 400 days from ``today``. A rule that later rules hide in part is fine: a text that
    closes on public holidays is made of that.
    """
    start = datetime.combine(today, time.min)
    rules = list(rules_of(text))
    for rule in rules:
        _refuse_overlap(rule, country, start)
    for place in range(len(rules) - 1):
        _refuse_hidden(rules[place:], country, start)
    explicit = all(rule.state == "closed" for rule in rules)
    states = {state for _, state, _ in stretches(text, country, start, start + HORIZON)}
    if states == {State.CLOSED} and not explicit:
        raise HoursError("never_open", {"text": text})


def _refuse_overlap(rule: Rule, country: str | None, start: datetime) -> None:
    if len(rule.spans) < 2:
        return
    held: list[tuple[Wall, str]] = []
    for span in rule.spans:
        alone = str(replace(rule, times=span, state="open", comment=""))
        rows = stretches(alone, country, start, start + HORIZON)
        held += [(wall, span) for wall, state, _ in rows if state == State.OPEN]
    held.sort()
    for (earlier, one), (later, other) in pairwise(held):
        if later[0] < earlier[1]:
            raise HoursError("overlap", {"rule": rule.told, "spans": (one, other)})


def _refuse_hidden(rules: list[Rule], country: str | None, start: datetime) -> None:
    marked = replace(rules[0], state="open", comment=MARK)

    def shows(later: list[Rule]) -> bool:
        rows = stretches(joined([marked, *later]), country, start, start + HORIZON)
        return any("§" in comment for _, _, comment in rows)

    if not shows([]) or shows(rules[1:]):
        return
    culprit = next(i for i in range(1, len(rules)) if not shows(rules[1 : i + 1]))
    raise HoursError("contradiction", {"rule": rules[0].told, "hidden_by": rules[culprit].told})

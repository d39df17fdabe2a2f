"""Wall-clock spans of an opening_hours text, where a night belongs to the day it began.

The library cuts nights at midnight before it applies exceptions: with « Mo-Su 18:00-02:00; Tu off » it closes
the end of Monday's night and opens Wednesday from 0 to 2 h, the end of a night that never began. Here such a
text is read twice, until midnight and after it, and the second half is moved to the next day.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from opening_hours import State

from maillage.places.opening_rules import Rule, Wall, joined, rules_of, stretches

PLAIN_SPAN = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")
MIDNIGHT = 24 * 60
DAY = timedelta(days=1)

Spans = tuple[tuple[time, time], ...]
"""The hours of one day."""


def wall_spans(text: str, country: str | None, start: datetime, end: datetime) -> list[Wall]:
    """When the text says open, between two wall-clock moments: sorted, and merged where they touch."""
    until_midnight, after_midnight = _halves(text)
    spans = _open(until_midnight, country, start, end)
    if after_midnight:
        tails = _open(after_midnight, country, start - DAY, end - DAY)
        spans += [(first + DAY, last + DAY) for first, last in tails]
    return merged(spans)


def merged(spans: list[Wall]) -> list[Wall]:
    """The same moments with no two spans that touch, sorted (all naive, or all aware in UTC)."""
    whole: list[Wall] = []
    for first, last in sorted(spans):
        if whole and first <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(last, whole[-1][1]))
        elif first < last:
            whole.append((first, last))
    return whole


def _open(text: str, country: str | None, start: datetime, end: datetime) -> list[Wall]:
    return [wall for wall, state, _ in stretches(text, country, start, end) if state == State.OPEN]


@lru_cache(maxsize=4096)
def _halves(text: str) -> tuple[str, str]:
    """The text until midnight and the text after it; the second is empty when the library needs no help."""
    rules = rules_of(text)
    nights = any(_tail(span) for rule in rules for span in rule.spans)
    if len(rules) < 2 or not nights or any("||" in rule.before for rule in rules):
        return text, ""
    evenings = [replace(rule, times=",".join(map(_evening, rule.spans))) for rule in rules]
    ends = [end for rule in rules if (end := _after_midnight(rule)) is not None]
    return joined(evenings), joined(ends)


def _minutes(span: str) -> tuple[int, int] | None:
    found = PLAIN_SPAN.fullmatch(span)
    if found is None:
        return None
    h1, m1, h2, m2 = map(int, found.groups())
    start, end = h1 * 60 + m1, h2 * 60 + m2
    return start, end if end > start else end + MIDNIGHT


def _tail(span: str) -> str:
    """What a span holds after midnight, told as hours of a day: "18:00-02:00" gives "00:00-02:00"."""
    minutes = _minutes(span)
    if minutes is None or minutes[1] <= MIDNIGHT:
        return ""
    over = minutes[1] - MIDNIGHT
    return f"00:00-{over // 60:02d}:{over % 60:02d}"


def _evening(span: str) -> str:
    return f"{span[:5]}-24:00" if _tail(span) else span


def _after_midnight(rule: Rule) -> Rule | None:
    """The rule for the hours after midnight; None when it says nothing about them.

    A day that is closed, or that has other hours, has no night: it replaces the earlier rules.
    """
    if tails := [tail for span in rule.spans if (tail := _tail(span))]:
        return replace(rule, times=",".join(tails))
    replaces = rule.before != ", " and rule.state != "closed"
    if replaces or not rule.times:
        return replace(rule, selectors=rule.selectors or "24/7", times="", state="closed", comment="")
    return None


def days_of(spans: list[Wall], first_day: date) -> tuple[tuple[date, Spans], ...]:
    """Seven days of a table: each span on the day it begins; (00:00, 00:00) is a whole day."""
    pieces = [piece for span in spans for piece in _pieces(span)]
    days = [first_day + DAY * i for i in range(7)]
    return tuple((d, tuple((a.time(), b.time()) for a, b in pieces if a.date() == d)) for d in days)


def _pieces(span: Wall) -> list[Wall]:
    """A span as the days tell it: whole when it is one evening and its night, else cut at each midnight."""
    first, last = span
    midnight = datetime.combine(first.date() + DAY, time.min)
    if last <= midnight or last - first < DAY:
        return [span]
    return [(first, midnight), *_pieces((midnight, last))]

"""The VTIMEZONE of a time zone: when its clocks change, from the system's own tables.

``icalendar`` writes the beginning of summer time by the clock after the change; RFC 5545 3.6.5 wants the one
before it (TZOFFSETFROM), and programs that follow it would be an hour off for an hour. Hence this.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import icalendar

FIRST_YEAR, LAST_YEAR = 2010, 2040
"""The years that are told; a rule that holds up to the last one is told without end."""
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """Clocks change: the local time before at which they do, and the offsets before and after."""

    onset: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


@cache
def timezone_of(zone: ZoneInfo) -> icalendar.Timezone:
    """The VTIMEZONE of a zone, named as the zone is."""
    told = icalendar.Timezone()
    told.add("tzid", zone.key)
    begins = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC).astimezone(zone)
    turns = list(_turns(zone))
    standing = _turn(begins - SECOND, begins, onset=begins.replace(tzinfo=None))
    told.add_component(_observance([Turn(standing.onset, standing.after, standing.after, *_name(begins))]))
    for group in _groups(turns):
        told.add_component(_observance(group))
    return told


def _turns(zone: ZoneInfo) -> Iterator[Turn]:
    """Every change of offset, found day by day, then to the second."""
    moment, end = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(LAST_YEAR, 12, 31, tzinfo=UTC)
    while moment < end:
        after = moment + timedelta(days=1)
        if moment.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
            low, high = moment, after
            while high - low > SECOND:
                middle = low + (high - low) // 2 // SECOND * SECOND
                same = middle.astimezone(zone).utcoffset() == low.astimezone(zone).utcoffset()
                low, high = (middle, high) if same else (low, middle)
            yield _turn(low.astimezone(zone), high.astimezone(zone))
        moment = after


def _turn(before: datetime, after: datetime, onset: datetime | None = None) -> Turn:
    was, now = before.utcoffset() or timedelta(), after.utcoffset() or timedelta()
    local = onset or (after.astimezone(UTC) + was).replace(tzinfo=None)
    return Turn(local, was, now, *_name(after))


def _name(moment: datetime) -> tuple[str, bool]:
    return moment.tzname() or "", bool(moment.dst())


def _groups(turns: Sequence[Turn]) -> list[list[Turn]]:
    """The changes that one rule tells: one a year, of the same kind, on the same rank of the same weekday."""
    groups: list[list[Turn]] = []
    for turn in turns:
        for group in groups:
            if _goes_on(group, turn):
                group.append(turn)
                break
        else:
            groups.append([turn])
    return groups


def _goes_on(group: list[Turn], turn: Turn) -> bool:
    first = group[0]
    kind = (turn.before, turn.after, turn.name, turn.is_summer, turn.onset.time(), turn.onset.month)
    same = kind == (
        first.before, first.after, first.name, first.is_summer, first.onset.time(), first.onset.month
    )  # fmt: skip
    return same and turn.onset.year == group[-1].onset.year + 1 and bool(_rank([*group, turn]))


def _rank(group: Sequence[Turn]) -> str:
    """« -1SU »: the rank and weekday on which all of them lie; empty when they share none."""
    if len({turn.onset.weekday() for turn in group}) > 1:
        return ""
    day = DAYS[group[0].onset.weekday()]
    ranks = {(turn.onset.day - 1) // 7 + 1 for turn in group}
    if all((turn.onset + timedelta(days=7)).month != turn.onset.month for turn in group):
        return f"-1{day}"
    return f"{ranks.pop()}{day}" if len(ranks) == 1 else ""


def _observance(group: Sequence[Turn]) -> icalendar.TimezoneStandard | icalendar.TimezoneDaylight:
    """One STANDARD or DAYLIGHT; the rule of a group ends unless it reaches the last year."""
    first, last = group[0], group[-1]
    row = icalendar.TimezoneDaylight() if first.is_summer else icalendar.TimezoneStandard()
    row.add("dtstart", first.onset)
    row.add("tzname", first.name)
    row.add("tzoffsetfrom", first.before)
    row.add("tzoffsetto", first.after)
    if len(group) > 1:
        rule = {"freq": "yearly", "bymonth": first.onset.month, "byday": _rank(group)}
        if last.onset.year < LAST_YEAR:
            # A day later, because some programs read UNTIL by the local clock: the last change still counts
            rule["until"] = (last.onset - last.before).replace(tzinfo=UTC) + timedelta(days=1)
        row.add("rrule", rule)
    return row

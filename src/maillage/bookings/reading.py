"""What another calendar comes to for a space: the periods it takes within a window, and what is left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from itertools import accumulate
from typing import Final, NamedTuple

from maillage.bookings.bridge import RuleError, SeriesError, dates_of_rule
from maillage.bookings.connectors import Calendar, CalendarError, Happening, Remark, read
from maillage.bookings.connectors.moments import Moment
from maillage.bookings.models import Occurrence, Space
from maillage.bookings.queries import occurrences_of
from maillage.common import clock

MOST_DAYS: Final = 731
MOST_PERIODS: Final = 100_000
MOST_SERIES, MOST_DATES = 2_000, 500_000
"""How many repetitions, and dates of them, are walked through: some twenty seconds of work."""
LONGEST_UID = 255
NOON = timedelta(hours=12)


class Period(NamedTuple):
    """A time that the calendar takes, in UTC, whole seconds; of which event, and what it is called."""

    start: datetime
    end: datetime
    uid: str
    summary: str


@dataclass(slots=True)
class Taken:
    """What was understood of a calendar, between two instants; counts are of events."""

    start: datetime
    end: datetime
    events: int = 0
    periods: list[Period] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    free: int = 0
    past: int = 0
    later: int = 0
    endless: int = 0
    walked: int = 0
    series: int = 0


def understood(space: Space, rows: Iterable[bytes], ahead_days: int) -> Taken:
    """Read a calendar given as lines, for a space, from now on and for so many days (two years at most).

    Raises:
        CalendarError: it is refused as a whole; the code says why.
    """
    zone = space.territory.zone
    start = clock.now().astimezone(UTC).replace(microsecond=0)
    taken = Taken(start, start + timedelta(days=min(ahead_days, MOST_DAYS)))
    calendar = read(rows, zone)
    taken.events, taken.remarks = calendar.events, calendar.remarks
    for event, replaced in _with_replaced(calendar):
        if event.is_free:
            taken.free += 1
        else:
            _take(event, replaced, taken)
        if len(taken.periods) > MOST_PERIODS:
            raise CalendarError("too_many_periods")
    taken.remarks.sort()
    taken.periods.sort()
    return taken


def conflicts(space: Space, taken: Taken) -> list[Occurrence]:
    """The dates already booked in the space that the calendar takes too, in order of time."""
    starts = [period.start for period in taken.periods]
    reach = list(accumulate((period.end for period in taken.periods), max))
    found = []
    for row in occurrences_of(space, taken.start, taken.end):
        before = bisect_left(starts, row.ends_at)
        if before and reach[before - 1] > row.starts_at:
            found.append(row)
    return found


def _with_replaced(calendar: Calendar) -> Iterator[tuple[Happening, list[Moment]]]:
    """Each event with the dates of it that other events replace."""
    replaced: dict[str, list[Moment]] = {}
    for event in calendar.happenings:
        if event.instead_of is not None:
            replaced.setdefault(event.uid, []).append(event.instead_of)
    for event in calendar.happenings:
        yield event, [] if event.instead_of is not None else replaced.get(event.uid, [])


def _take(event: Happening, replaced: list[Moment], taken: Taken) -> None:
    """Add the periods of an event that reach into the window, cut at its end."""
    is_endless = bool(event.rule) and not {"COUNT", "UNTIL"} & _parts(event.rule)
    seen, told = len(taken.periods), len(taken.remarks)
    begins_later = event.start.instant >= taken.end
    for local in [] if begins_later else _locals(event, replaced, taken):
        start = _instant(local, event)
        end = min(_end(local, event), taken.end)
        if start < taken.end and end > taken.start:
            taken.periods.append(Period(start, end, _uid(event), event.summary[:200]))
    if len(taken.periods) > seen:
        taken.endless += is_endless
    elif begins_later:
        taken.later += 1
    elif len(taken.remarks) == told:
        taken.past += 1


def _locals(event: Happening, replaced: list[Moment], taken: Taken) -> list[datetime]:
    """The local starts of an event up to the end of the window, exceptions taken away."""
    if not (event.rule or event.also_at):
        return [event.start.local]
    starts = {event.start.local}
    if event.rule:
        starts = set(_by_rule(event, taken))
    starts |= {_by_clock(moment, event) for moment in event.also_at}
    return sorted(starts - {_by_clock(moment, event) for moment in (*event.except_at, *replaced)})


def _by_rule(event: Happening, taken: Taken) -> list[datetime]:
    """What the rule names; days are walked at noon, an hour that no clock ever skips."""
    taken.series += 1
    noon = NOON if event.start.is_day else timedelta()
    horizon = taken.end.astimezone(event.start.zone).replace(tzinfo=None, fold=0)
    try:
        found = dates_of_rule(
            event.rule, event.start.local + noon, event.start.zone, horizon=horizon + noon, most=MOST_DATES
        )
    except RuleError:
        taken.remarks.append(Remark(event.line, "bad_rule", event.rule[:80]))
        return []
    except SeriesError as error:
        if error.code == "too_many":
            raise CalendarError("too_many_series") from None
        if error.code != "nothing":
            taken.remarks.append(Remark(event.line, "bad_series", event.rule[:80]))
        return []
    taken.walked += len(found.occurrences)
    if taken.series > MOST_SERIES or taken.walked > MOST_DATES:
        raise CalendarError("too_many_series")
    now = taken.start.astimezone(event.start.zone).replace(tzinfo=None, fold=0)
    for local in found.skipped:
        if local > now:
            taken.remarks.append(Remark(event.line, "missing_hour", local.isoformat(" ", "minutes")))
    return [date.local - noon for date in found.occurrences]


def _by_clock(moment: Moment, event: Happening) -> datetime:
    """A date of a series by the clock of its beginning; a bare day means the hour of the series."""
    if moment.is_day and not event.start.is_day:
        return datetime.combine(moment.local, event.start.local.time())
    local = moment.by(event.start.zone)
    return datetime.combine(local, time()) if event.start.is_day else local


def _instant(local: datetime, event: Happening) -> datetime:
    return local.replace(tzinfo=event.start.zone, fold=0).astimezone(UTC)


def _end(local: datetime, event: Happening) -> datetime:
    """Days end at a midnight, hours after the time they last."""
    if event.start.is_day:
        return _instant(local + event.length, event)
    return _instant(local, event) + event.length


def _parts(rule: str) -> set[str]:
    return {part.partition("=")[0].strip().upper() for part in rule.split(";")}


def _uid(event: Happening) -> str:
    return event.uid if len(event.uid) <= LONGEST_UID else sha256(event.uid.encode()).hexdigest()

"""The text of an RRULE value (RFC 5545 3.3.10) → the values of a rule. Says what it cannot read, and why."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from maillage.engine.recurrence.errors import RuleError
from maillage.engine.recurrence.zones import last_local

LONGEST_TEXT = 1000
"""Characters of a rule; the longest sensible one has some 300."""

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LATER = frozenset({"BYSECOND", "BYMINUTE", "BYHOUR", "BYYEARDAY", "BYWEEKNO"})
"""Parts of RFC 5545 that bookings refuse."""

MOST = {"INTERVAL": 1000, "COUNT": 10_000, "BYMONTHDAY": 31, "BYMONTH": 12, "BYSETPOS": 366}
"""The largest number of each part; BYMONTHDAY and BYSETPOS also count from the end."""

FROM_THE_END = frozenset({"BYMONTHDAY", "BYSETPOS"})
NUMBER = re.compile(r"[+-]?\d{1,6}", re.ASCII)
DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
UNTIL = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?", re.ASCII)


def read(text: str, zone: ZoneInfo | None) -> dict[str, Any]:
    """The values of a rule, by the name of their field, as they are written."""
    parts = _parts(text)
    if "FREQ" not in parts:
        raise RuleError("no_frequency")
    return {FIELDS[name][0]: FIELDS[name][1](name, value, zone) for name, value in parts.items()}


def _parts(text: str) -> dict[str, str]:
    written = text.strip().upper()
    if not written:
        raise RuleError("empty")
    if len(written) > LONGEST_TEXT:
        raise RuleError("too_long", length=len(written), most=LONGEST_TEXT)
    parts: dict[str, str] = {}
    for part in written.removesuffix(";").split(";"):
        name, sign, value = part.partition("=")
        if not (name and sign and value):
            raise RuleError("bad_part", part=part)
        if name not in FIELDS:
            raise RuleError("unsupported_part" if name in LATER else "unknown_part", part=name)
        if name in parts:
            raise RuleError("repeated_part", part=name)
        parts[name] = value
    return parts


def bounds(part: str) -> dict[str, object]:
    """What a part may hold, as data of a refusal."""
    return {"least": -MOST[part] if part in FROM_THE_END else 1, "most": MOST[part]}


def _number(part: str, value: str, _zone: ZoneInfo | None) -> int:
    if not NUMBER.fullmatch(value):
        raise RuleError("bad_number", part=part, value=value, **bounds(part))
    return int(value)


def _numbers(part: str, value: str, zone: ZoneInfo | None) -> tuple[int, ...]:
    return tuple(_number(part, number, zone) for number in value.split(","))


def _frequency(_part: str, value: str, _zone: ZoneInfo | None) -> str:
    return value


def _days(_part: str, value: str, _zone: ZoneInfo | None) -> tuple[tuple[int, int], ...]:
    return tuple(_day(day) for day in value.split(","))


def _day(value: str) -> tuple[int, int]:
    found = DAY.fullmatch(value)
    if found is None or (found[1] is not None and int(found[1]) == 0):
        raise RuleError("bad_day", value=value)
    return int(found[1] or 0), DAYS.index(found[2])


def _week_start(_part: str, value: str, _zone: ZoneInfo | None) -> int:
    if value not in DAYS:
        raise RuleError("bad_day", value=value)
    return DAYS.index(value)


def _until(_part: str, value: str, zone: ZoneInfo | None) -> datetime:
    """A local time; a bare date is the whole of that day, and what a Z marks is brought to local time."""
    found = UNTIL.fullmatch(value)
    if found is None:
        raise RuleError("bad_until", value=value)
    day, clock, utc = found.groups()
    try:
        written = datetime.strptime(day + (clock or "000000"), "%Y%m%d%H%M%S")  # noqa: DTZ007 - local by design
    except ValueError:
        raise RuleError("bad_until", value=value) from None
    if not utc:
        return written if clock else datetime.combine(written, time(23, 59, 59))
    if zone is None:
        raise RuleError("until_needs_zone", value=value)
    try:
        return last_local(written.replace(tzinfo=UTC), zone)
    except OverflowError:
        raise RuleError("bad_until", value=value) from None


FIELDS = {
    "FREQ": ("freq", _frequency),
    "INTERVAL": ("interval", _number),
    "COUNT": ("count", _number),
    "UNTIL": ("until", _until),
    "BYMONTH": ("by_month", _numbers),
    "BYMONTHDAY": ("by_month_day", _numbers),
    "BYDAY": ("by_day", _days),
    "BYSETPOS": ("by_set_pos", _numbers),
    "WKST": ("week_start", _week_start),
}
"""Each part of a rule: the field it fills, and how it is read. Also the order in which parts are written."""

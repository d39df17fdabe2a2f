"""Dates, times and durations as calendars write them (RFC 5545 3.3.4 to 3.3.6), and the zones they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar.timezone import windows_to_olson

SHAPE = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII)
DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,5})W|(?=.)(?:(\d{1,6})D)?(?:T(?=.)(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time by the clock of a zone (naive), or a whole day at its midnight."""

    local: datetime
    zone: ZoneInfo
    is_day: bool = False

    @property
    def instant(self) -> datetime:
        """The same, in UTC; of an hour that comes twice, the first."""
        return self.local.replace(tzinfo=self.zone).astimezone(UTC)

    def by(self, zone: ZoneInfo) -> datetime:
        """The local time that the clocks of a zone show then; of a day, its midnight anywhere."""
        if self.is_day or self.zone == zone:
            return self.local
        return self.instant.astimezone(zone).replace(tzinfo=None)


GREENWICH = ZoneInfo("UTC")


def moment(value: str, zone: ZoneInfo) -> Moment | None:
    """A written date or time, by the clock of this zone unless it says Z; None for what is none."""
    found = SHAPE.fullmatch(value.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second, is_utc = found.groups()
    try:
        if hour is None:
            local = datetime(int(year), int(month), int(day))  # noqa: DTZ001 - a day, wherever one is
            return Moment(local, zone, is_day=True) if _is_near(local) else None
        local = datetime(  # noqa: DTZ001 - a local time, by the clock of its zone
            int(year), int(month), int(day), int(hour), int(minute), min(int(second), 59)
        )
    except ValueError:
        return None
    return Moment(local, GREENWICH if is_utc else zone) if _is_near(local) else None


def _is_near(local: datetime) -> bool:
    """Years that every zone can count in, far ends (31 December 9998) included."""
    return 1900 <= local.year <= 9998


def length(value: str) -> timedelta | None:
    """A written duration, negative ones too; None for what is none."""
    found = DURATION.fullmatch(value.strip())
    if found is None:
        return None
    sign, *numbers = found.groups()
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in numbers)
    told = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -told if sign == "-" else told


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo | None:
    """The zone a TZID names: by its own name, by that of Windows, or at the end of a longer one."""
    parts = name.strip().strip("/").split("/")
    for asked in (
        name.strip(),
        windows_to_olson.WINDOWS_TO_OLSON.get(name.strip(), ""),
        "/".join(parts[-2:]),
    ):
        try:
            if asked:
                return ZoneInfo(asked)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return None

"""The service charter: every delay of the service is a public setting of the territory.

Working days leave out week-ends and the public holidays of the territory's country.
"""

from __future__ import annotations

from dataclasses import Field, dataclass, fields
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import holidays

SATURDAY = 5
KINDS: dict[str, tuple[tuple[type, ...], str]] = {
    "int": ((int,), "a whole number"),
    "float": ((int, float), "a number"),
    "bool": ((bool,), "true or false"),
}
AT_LEAST_ONE = (
    "qualify_within",
    "good_answer",
    "promised_answer",
    "helper_answer_within",
    "confirm_address_within_days",
    "default_hours",
    "min_cell",
    "confirm_every_months",
    "confirm_reminder_days",
    "unconfirmed_after_days",
    "archive_after_months",
)
AT_LEAST_ZERO = (
    "helper_reminder_after",
    "meeting_news_after",
    "pledge_notice_days",
    "message_body_days",
    "closed_need_months",
    "past_booking_months",
)


class CharterError(ValueError):
    """A setting of the charter is missing, unknown or out of range."""


@dataclass(frozen=True, slots=True)
class ServiceCharter:
    """Public delays and rules. Delays are working days unless their name says otherwise."""

    country: str
    zone: ZoneInfo
    qualify_within: int = 1
    good_answer: int = 3
    promised_answer: int = 5
    helper_reminder_after: int = 1
    helper_answer_within: int = 2
    answer_hour: int = 18
    meeting_news_after: int = 7
    confirm_address_within_days: int = 7
    pledge_notice_days: int = 30
    automatic_sending: bool = False
    group_floor: float = 0.98
    default_hours: int = 2
    message_body_days: int = 30
    closed_need_months: int = 24
    past_booking_months: int = 12
    min_cell: int = 5
    confirm_every_months: int = 12
    confirm_reminder_days: int = 14
    unconfirmed_after_days: int = 30
    archive_after_months: int = 24

    @classmethod
    def of(cls, data: dict[str, Any], *, country: str, zone: ZoneInfo) -> ServiceCharter:
        """Read the settings; an unknown or impossible one is refused by name."""
        known = {f.name for f in fields(cls)} - {"country", "zone"}
        if unknown := sorted(set(data) - known):
            raise CharterError(
                f"The charter has unknown settings: {', '.join(unknown)}. "
                f"Known ones: {', '.join(sorted(known))}."
            )
        return cls(country=country, zone=zone, **data)

    def __post_init__(self) -> None:
        for field in fields(self):
            self._refuse_kind(field)
        for name in AT_LEAST_ONE:
            if getattr(self, name) < 1:
                raise CharterError(f"The charter's {name} is {getattr(self, name)}: it must be 1 or more.")
        for name in AT_LEAST_ZERO:
            if getattr(self, name) < 0:
                raise CharterError(f"The charter's {name} is {getattr(self, name)}: it must be 0 or more.")
        if not 0 <= self.group_floor <= 1:
            raise CharterError(
                f"The charter's group_floor is {self.group_floor}: it must be between 0 and 1."
            )
        if not 0 <= self.answer_hour <= 23:
            raise CharterError(
                f"The charter's answer_hour is {self.answer_hour}: it must be between 0 and 23."
            )
        self._refuse_order()

    def _refuse_order(self) -> None:
        """What comes first must come first."""
        if self.good_answer > self.promised_answer:
            raise CharterError(
                f"The charter's good_answer ({self.good_answer}) is longer than promised_answer "
                f"({self.promised_answer}): lower it."
            )
        if self.helper_reminder_after >= self.helper_answer_within:
            raise CharterError(
                "The charter reminds a helper after her deadline: lower helper_reminder_after."
            )
        if self.confirm_reminder_days >= self.unconfirmed_after_days:
            raise CharterError(
                "The charter reminds a keeper when her entry shows as unconfirmed already: "
                "lower confirm_reminder_days."
            )
        if self.confirm_every_months >= self.archive_after_months:
            raise CharterError(
                "The charter archives an entry before anybody was asked to confirm it: "
                "lower confirm_every_months."
            )

    def _refuse_kind(self, field: Field[Any]) -> None:
        """A text where a number is meant would only be noticed at the first deadline."""
        types, said = KINDS.get(str(field.type), ((), ""))
        value = getattr(self, field.name)
        if said and type(value) not in types:
            raise CharterError(f"The charter's {field.name} is {value!r}: write {said}.")

    def is_working(self, day: date) -> bool:
        """True on a day that counts: neither week-end nor public holiday."""
        return day.weekday() < SATURDAY and day not in _holidays(self.country, day.year)

    def add_working_days(self, day: date, count: int) -> date:
        """The date ``count`` working days after ``day`` (the day itself never counts)."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_working(day)
        return day

    def working_days_between(self, start: datetime, end: datetime) -> int:
        """Working days elapsed from ``start`` to ``end``, counted on local dates; 0 on the same day."""
        first, last = start.astimezone(self.zone).date(), end.astimezone(self.zone).date()
        return sum(self.is_working(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))

    def deadline(self, start: datetime, count: int) -> datetime:
        """The moment (aware) ``count`` working days after ``start``, at the charter's hour of the day."""
        day = self.add_working_days(start.astimezone(self.zone).date(), count)
        return datetime.combine(day, time(self.answer_hour), tzinfo=self.zone)


@lru_cache(maxsize=64)
def _holidays(country: str, year: int) -> frozenset[date]:
    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()

"""One clock for all rules, so that a scenario or a test can play months in seconds.

Every dated decision asks :func:`now`; nothing else in the project reads the machine's time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

_frozen: ContextVar[datetime | None] = ContextVar("frozen_moment", default=None)


def now() -> datetime:
    """The current moment (aware, UTC): frozen by :func:`at`, shifted in a demonstration, else real."""
    if (moment := _frozen.get()) is not None:
        return moment
    return timezone.now() + timedelta(seconds=settings.CLOCK_OFFSET_SECONDS)


def today() -> date:
    """The current date in the active time zone (the territory's)."""
    return timezone.localtime(now()).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Hold the clock at ``moment`` (aware) for the block."""
    if timezone.is_naive(moment):
        raise ValueError(f"The clock was given {moment} without a time zone: make it aware first.")
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)

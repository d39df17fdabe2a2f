"""One clock for all rules: held by a test, shifted in a demonstration, real otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from pytest_django import Settings

from maillage.common import clock

NIGHT = datetime(2026, 6, 8, 23, 30, tzinfo=UTC)


def test_now_is_the_real_moment_when_nothing_holds_it() -> None:
    before = timezone.now()
    assert before <= clock.now() <= timezone.now()


def test_now_is_shifted_in_a_demonstration(settings: Settings) -> None:
    settings.CLOCK_OFFSET_SECONDS = 86_400.0
    ahead = clock.now() - timezone.now()
    assert timedelta(hours=23, minutes=59) < ahead <= timedelta(days=1)


def test_at_holds_the_clock_for_the_block_and_gives_it_back() -> None:
    with clock.at(NIGHT):
        assert clock.now() == NIGHT
        with clock.at(NIGHT + timedelta(days=1)):
            assert clock.now() == NIGHT + timedelta(days=1)
        assert clock.now() == NIGHT
    assert clock.now() != NIGHT


def test_at_gives_the_clock_back_after_an_accident() -> None:
    with pytest.raises(KeyError), clock.at(NIGHT):
        raise KeyError
    assert clock.now() != NIGHT


def test_at_refuses_a_moment_without_a_time_zone() -> None:
    with (
        pytest.raises(ValueError, match="without a time zone: make it aware first"),
        clock.at(
            datetime(2026, 6, 8, 9)  # noqa: DTZ001  the mistake under test
        ),
    ):
        pass


def test_today_is_the_date_of_the_territory_not_of_greenwich() -> None:
    with clock.at(NIGHT):
        assert clock.today() == date(2026, 6, 8)
        with timezone.override(ZoneInfo("Europe/Paris")):
            assert clock.today() == date(2026, 6, 9)

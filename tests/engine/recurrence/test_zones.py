"""Missing hours and hours that come twice, also where clocks change by half an hour."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.engine.recurrence.generated import CHANGES, local

from maillage.engine.recurrence.zones import instant, is_missing, last_instant, last_local

PARIS, LORD_HOWE = ZoneInfo("Europe/Paris"), ZoneInfo("Australia/Lord_Howe")


@pytest.mark.parametrize(
    ("zone", "written", "missing"),
    [
        (PARIS, "2026-03-29 01:59:59", False),
        (PARIS, "2026-03-29 02:00", True),
        (PARIS, "2026-03-29 02:59:59", True),
        (PARIS, "2026-03-29 03:00", False),
        (PARIS, "2026-10-25 02:30", False),
        (LORD_HOWE, "2026-10-04 02:15", True),
        (LORD_HOWE, "2026-10-04 02:30", False),
    ],
)
def test_is_missing_is_what_clocks_jump_over(zone: ZoneInfo, written: str, missing: bool) -> None:
    assert is_missing(local(written), zone) is missing


def test_instant_is_the_first_passage() -> None:
    assert instant(local("2026-10-25 02:30"), PARIS) == local("2026-10-25 00:30+00:00")
    assert instant(local("2026-07-01 12:00"), PARIS) == local("2026-07-01 10:00+00:00")


def test_last_instant_in_a_missing_hour_is_the_second_before_it() -> None:
    for written in ("2026-03-29 02:00", "2026-03-29 02:30", "2026-03-29 02:59:59"):
        assert last_instant(local(written), PARIS) == local("2026-03-29 00:59:59+00:00")


def test_last_local_of_a_second_passage_is_the_end_of_the_first() -> None:
    for written in ("2026-10-25 01:00+00:00", "2026-10-25 01:59:59+00:00"):
        assert last_local(local(written), PARIS) == local("2026-10-25 02:59:59")
    assert last_local(local("2026-10-25 02:00+00:00"), PARIS) == local("2026-10-25 03:00")


@pytest.mark.parametrize("key", CHANGES)
def test_a_limit_lets_the_same_starts_pass_on_the_wall_and_in_utc(key: str) -> None:
    zone, ahead = ZoneInfo(key), timedelta(minutes=10)
    for day in CHANGES[key]:
        times = [local(day) + step * ahead for step in range(36)]
        starts = [time for time in times if not is_missing(time, zone)]
        for limit in times:
            passing = [start for start in starts if instant(start, zone) <= last_instant(limit, zone)]
            assert passing == [start for start in starts if start <= limit]
        for moment in [instant(local(day), zone) + step * ahead for step in range(36)]:
            passing = [start for start in starts if start <= last_local(moment, zone)]
            assert passing == [start for start in starts if instant(start, zone) <= moment]

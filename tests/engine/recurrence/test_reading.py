"""Text to values: as written, unsorted and unjudged; a rule judges them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from tests.engine.recurrence.generated import local

from maillage.engine.recurrence import RuleError
from maillage.engine.recurrence.reading import bounds, read


def test_read_gives_the_values_by_field() -> None:
    values = read("FREQ=MONTHLY;BYDAY=+2TU,-1FR;BYSETPOS=-1,1", None)
    assert values == {"freq": "MONTHLY", "by_day": ((2, 1), (-1, 4)), "by_set_pos": (-1, 1)}


def test_read_brings_an_end_in_utc_to_the_clock_of_the_zone() -> None:
    values = read("FREQ=DAILY;UNTIL=20260701T160000Z", ZoneInfo("America/New_York"))
    assert values["until"] == local("2026-07-01 12:00")


@pytest.mark.parametrize("value", ["1,,2", "1,", "٣", "1 2", "x"])
def test_read_refuses_what_is_no_list_of_numbers(value: str) -> None:
    with pytest.raises(RuleError) as refusal:
        read(f"FREQ=MONTHLY;BYMONTHDAY={value}", None)
    assert refusal.value.code == "bad_number"


def test_bounds_go_below_zero_for_what_counts_from_the_end() -> None:
    assert bounds("BYSETPOS") == {"least": -366, "most": 366}
    assert bounds("BYMONTH") == {"least": 1, "most": 12}

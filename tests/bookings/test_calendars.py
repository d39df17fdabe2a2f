"""Taking over the calendar a space had: what is blocked, what stays, what is refused."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests import factories
from tests.actors.actions.refusals import refused
from tests.bookings.stage import a_space, booked, local, only, paris
from tests.web.spaces.calendar_things import ics, taken_over

from maillage.bookings import storage
from maillage.bookings.actions import (
    Wish,
    block_period,
    cancel_booking,
    drop_calendar,
    import_calendar,
    wait_for,
)
from maillage.bookings.connectors import CalendarError
from maillage.bookings.models import BlockedPeriod, Space, Waiting
from maillage.bookings.reading import Taken, conflicts, understood
from maillage.common import clock
from maillage.common.models import JournalEntry

WEEKLY = "UID:w\nDTSTART;TZID=Europe/Paris:20200106T100000\nDURATION:PT2H\nRRULE:FREQ=WEEKLY"


@pytest.fixture
def space(city: factories.City) -> Space:
    """A room for eight."""
    return a_space(city.territory)


def read(space: Space, *events: str, days: int = 30) -> Taken:
    """What a calendar comes to for a space."""
    return understood(space, ics(*events).splitlines(keepends=True), days)


def starts(taken: Taken) -> list[str]:
    """The local starts of what is taken."""
    zone = local("2026-06-08T00:00") and paris("2026-06-08T00:00").tzinfo
    return [period.start.astimezone(zone).strftime("%m-%dT%H:%M") for period in taken.periods]


def blocked(space: Space) -> list[tuple[str, str]]:
    """What blocks a space: its event and why."""
    return list(BlockedPeriod.objects.filter(space=space).values_list("uid", "why"))


def test_a_rule_is_followed_to_the_end_of_the_window(space: Space) -> None:
    taken = read(space, WEEKLY)
    assert starts(taken) == ["06-08T10:00", "06-15T10:00", "06-22T10:00", "06-29T10:00", "07-06T10:00"]
    assert (taken.endless, taken.remarks) == (1, [])


def test_exceptions_added_dates_and_moved_ones(space: Space) -> None:
    taken = read(
        space,
        f"{WEEKLY}\nEXDATE;TZID=Europe/Paris:20260615T100000\nEXDATE;VALUE=DATE:20260622\nRDATE:20260624T080000Z",
        "UID:w\nRECURRENCE-ID:20260629T080000Z\nDTSTART:20260630T150000\nDURATION:PT1H",
        "UID:w\nRECURRENCE-ID:20260706T080000Z\nDTSTART:20260706T100000\nDURATION:PT2H\nSTATUS:CANCELLED",
    )
    assert starts(taken) == ["06-08T10:00", "06-24T10:00", "06-30T15:00"]
    assert taken.free == 1


def test_days_begin_at_the_midnights_of_the_space_also_when_clocks_change(space: Space) -> None:
    with clock.at(paris("2026-10-20T09:00")):
        taken = read(
            space, "UID:d\nDTSTART;VALUE=DATE:20261024\nDTEND;VALUE=DATE:20261026\nRRULE:FREQ=WEEKLY;COUNT=2"
        )
    assert starts(taken) == ["10-24T00:00", "10-31T00:00"]
    assert [period.end - period.start for period in taken.periods] == [
        timedelta(hours=49),
        timedelta(hours=48),
    ]


def test_the_window_cuts_and_counts(space: Space) -> None:
    taken = read(
        space,
        "UID:long\nDTSTART;VALUE=DATE:20200101\nDTEND;VALUE=DATE:99981231",
        "UID:past\nDTSTART:20260608T060000\nDURATION:PT3H",
        "UID:later\nDTSTART:20260708T090000\nDURATION:PT1H",
        "UID:over\nDTSTART:20200101T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3",
        "UID:free\nDTSTART;VALUE=DATE:20260610\nTRANSP:TRANSPARENT",
    )
    assert [(period.uid, period.end) for period in taken.periods] == [("long", taken.end)]
    assert (taken.events, taken.past, taken.later, taken.free) == (5, 2, 1, 1)


def test_two_years_at_most_are_read(space: Space) -> None:
    assert read(space, WEEKLY, days=9999).end == paris("2026-06-08T09:00") + timedelta(days=731)


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ("DTSTART:20260610T100000\nDURATION:PT1H\nRRULE:FREQ=HOURLY", "bad_rule"),
        ("DTSTART:20260610T100000\nDURATION:PT1H\nRRULE:n’importe quoi", "bad_rule"),
        ("DTSTART:20260610T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;BYDAY=MO", "bad_series"),
        ("DTSTART:18990610T100000\nDURATION:PT1H", "bad_start"),
    ],
)
def test_what_cannot_be_read_is_told_and_not_counted_as_past(space: Space, event: str, code: str) -> None:
    taken = read(space, event)
    assert ([row.code for row in taken.remarks], taken.periods, taken.past) == ([code], [], 0)


def test_a_date_in_the_missing_hour_is_told(space: Space) -> None:
    with clock.at(paris("2027-03-20T09:00")):
        taken = read(space, "DTSTART:20260610T023000\nDURATION:PT1H\nRRULE:FREQ=DAILY")
    assert [(row.code, row.written) for row in taken.remarks] == [("missing_hour", "2027-03-28 02:30")]


def test_too_many_repetitions_dates_and_periods_are_refused(
    space: Space, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = {
        "MOST_SERIES": "too_many_series",
        "MOST_DATES": "too_many_series",
        "MOST_PERIODS": "too_many_periods",
    }
    for name, code in limits.items():
        with monkeypatch.context() as patch:
            patch.setattr(f"maillage.bookings.reading.{name}", 1)
            with pytest.raises(CalendarError, match=code):
                read(space, WEEKLY, WEEKLY)


def test_a_calendar_blocks_the_space_without_the_names_of_its_events(space: Space) -> None:
    event = "UID:a\nDTSTART:20260610T100000\nDURATION:PT1H\nSUMMARY:Chez le médecin"
    assert taken_over(space, event) == 1
    assert blocked(space) == [("a", "")]
    assert taken_over(space, event, keep_summaries=True) == 1
    assert blocked(space) == [("a", "Chez le médecin")]
    told = JournalEntry.objects.filter(verb="import_calendar").latest("pk")
    assert (told.data, told.why) == ({"events": 1, "periods": 1, "remarks": 0}, "")


def test_importing_again_replaces_what_was_imported_and_nothing_else(space: Space) -> None:
    block_period(
        space=space,
        starts_at=paris("2026-07-01T08:00"),
        ends_at=paris("2026-07-01T09:00"),
        who="i",
        why="Fête",
    )
    taken_over(space, "UID:a\nDTSTART:20260608T100000\nDURATION:PT1H", "UID:b\nDTSTART;VALUE=DATE:20260612")
    with clock.at(paris("2026-06-09T09:00")):
        taken_over(space, "UID:c\nDTSTART;VALUE=DATE:20260613")
    assert sorted(blocked(space)) == [("", "Fête"), ("a", ""), ("c", "")]
    assert drop_calendar(space=space, who="i") == 2
    assert (blocked(space), drop_calendar(space=space, who="i")) == ([("", "Fête")], 0)
    assert JournalEntry.objects.filter(verb="drop_calendar").count() == 1


def test_what_is_booked_stays_and_is_named(space: Space, city: factories.City) -> None:
    kept = [only(booked(space, city.fatou, f"2026-06-10T{hour}:00")) for hour in ("09", "12", "14")]
    taken = read(
        space,
        "UID:a\nDTSTART:20260610T093000\nDURATION:PT30M",
        "UID:b\nDTSTART:20260610T130000\nDURATION:PT1H",
        "UID:c\nDTSTART:20260610T140000\nDURATION:PT1H",
    )
    assert conflicts(space, taken) == [kept[0], kept[2]]
    taken_over(space, "UID:a\nDTSTART;VALUE=DATE:20260610")
    assert [row.state for row in space.occurrences.all()] == ["held"] * 3
    with refused("blocked", 422):
        booked(space, city.karim, "2026-06-10T16:00")


def test_who_waits_is_served_when_the_calendar_goes(space: Space, city: factories.City) -> None:
    booking = booked(space, city.fatou, "2026-06-10T10:00")
    wait_for(space=space, person=city.karim, wish=Wish(local("2026-06-10T10:00"), 60), who="k")
    taken_over(space, "UID:a\nDTSTART;VALUE=DATE:20260610")
    cancel_booking(booking=booking, who="f")
    assert Waiting.objects.get().state == "waiting"
    taken_over(space, "UID:a\nDTSTART;VALUE=DATE:20260611")
    assert (Waiting.objects.get().state, blocked(space)) == ("served", [("a", "")])


def test_a_long_name_and_the_same_event_twice(space: Space) -> None:
    event = f"UID:{'x' * 400}\nDTSTART;VALUE=DATE:20260610"
    taken_over(space, event, event)
    ((uid, _why),) = blocked(space)
    assert len(uid) == 64


def test_a_file_that_is_no_calendar_changes_nothing(space: Space) -> None:
    taken_over(space, "UID:a\nDTSTART;VALUE=DATE:20260610")
    with refused("not_a_calendar", 422):
        import_calendar(space=space, rows=[b"<html>"], ahead_days=366, keep_summaries=False, who="i")
    assert blocked(space) == [("a", "")]


def test_one_file_waits_for_a_space_and_a_day_at_most(settings: Any, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path
    first, second = storage.keep("a", [b"1", b"2"]), storage.keep("a", [b"3"])
    assert (storage.digest_of("a"), first == second, storage.digest_of("b")) == (second, False, "")
    storage.keep("b", [b"4"])
    age = storage.path_of("a").stat().st_mtime
    with clock.at(clock.now() + timedelta(seconds=age - clock.now().timestamp() + storage.KEPT_SECONDS + 9)):
        storage.keep("c", [b"5"])
    assert sorted(path.name for path in (tmp_path / "calendars").iterdir()) == ["c"]
    storage.forget("c")
    storage.forget("c")
    assert storage.digest_of("c") == ""


def test_a_file_that_is_too_large_is_not_kept(settings: Any, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path
    with pytest.raises(CalendarError, match="too_large"):
        storage.keep("a", [b"x" * 10_000_000] * 3)
    assert not storage.path_of("a").exists()

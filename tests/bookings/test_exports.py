"""Calendars as text: correct, the same twice, understood alike by other programs, without any loss."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import vobject
from dateutil.tz import tzical
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import factories
from tests.bookings.ical_check import faults
from tests.bookings.stage import a_space, bare, booked, local, paris
from tests.places.stage import an_open_place

from maillage.bookings.actions import (
    SpaceSheet,
    Wish,
    block_period,
    book,
    cancel_booking,
    cancel_following,
    cancel_occurrence,
    describe_space,
)
from maillage.bookings.enums import BLOCKING, OccurrenceState, SpaceKind
from maillage.bookings.exports import Busy, BusyKind, Event, calendar_text, taken_whole
from maillage.bookings.exports.zones import timezone_of
from maillage.bookings.feeds import busy_feed, person_feed, place_feed, space_feed
from maillage.bookings.models import Booking, Occurrence, Space
from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.territory.models import Territory

PARIS = ZoneInfo("Europe/Paris")
ZONES = (
    "Europe/Paris",
    "America/New_York",
    "America/Sao_Paulo",
    "Africa/Casablanca",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
)
Span = tuple[datetime, datetime]


def spans_of(text: bytes) -> list[Span]:
    """Every date that a library finds in a calendar, in UTC."""
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(
        date(2020, 1, 1), date(2040, 1, 1)
    )
    return sorted((e.start.astimezone(UTC), e.end.astimezone(UTC)) for e in found)


def spans_held(**which: Any) -> list[Span]:
    """Every date that counts, in the database."""
    rows = Occurrence.objects.filter(state__in=BLOCKING, **which)
    return sorted((row.starts_at.astimezone(UTC), row.ends_at.astimezone(UTC)) for row in rows)


def properties(component: Any) -> Counter[tuple[str, ...]]:
    """What a component says: each property with its parameters and its value, in whatever order."""
    found: Counter[tuple[str, ...]] = Counter()
    for name, value in component.property_items(sorted=False):
        parameters = sorted(
            f"{key}={one}" for key, one in getattr(value, "params", {}).items() if key != "VALUE"
        )
        written = value.to_ical() if hasattr(value, "to_ical") else value
        text = written.decode() if isinstance(written, bytes) else str(written)
        if name in ("RRULE",):
            text = ";".join(sorted(text.split(";")))
        found[(name, *parameters, text)] += 1
    return found


def check_all(text: bytes) -> None:
    """A calendar breaks no promise, and two libraries write back all that it says."""
    assert faults(text) == []
    said = properties(icalendar.Calendar.from_ical(text))
    assert properties(icalendar.Calendar.from_ical(icalendar.Calendar.from_ical(text).to_ical())) == said
    other = vobject.readOne(text.decode()).serialize()
    assert properties(icalendar.Calendar.from_ical(other)) == said


def a_night_space(territory: Territory, **said: Any) -> Space:
    """A room that is open day and night, and may be booked two years ahead."""
    place = an_open_place(territory, "Lieu de nuit", hours="Mo-Su 00:00-24:00")
    return a_space(territory, "Salle de nuit", place, **{"ahead_days": 730, "longest_minutes": 1440, **said})


def test_a_booking_is_one_event_that_says_no_name(city: factories.City) -> None:
    booking = booked(a_space(city.territory), city.fatou, "2026-06-10T10:00", actor=city.fil_a_fil)
    text = space_feed(booking.space)
    check_all(text)
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert {name: event.decoded(name) for name in ("uid", "summary", "sequence", "status", "location")} == {
        "uid": booking.uid,
        "summary": "Réservé",
        "sequence": 0,
        "status": "CONFIRMED",
        "location": "Salle Lave, Lieu de Salle Lave",
    }
    assert event.decoded("dtstart") == paris("2026-06-10T10:00")
    assert [
        word
        for word in (city.fatou.full_name, city.fatou.email, city.fil_a_fil.name)
        if word in text.decode()
    ] == []


def test_her_own_calendar_says_what_for(city: factories.City) -> None:
    space = a_space(city.territory)
    wish = Wish(
        local("2026-06-10T10:00"), 60, purpose="Atelier; couture, \\ un\x07 et deux\r\ntrois", people=3
    )
    book(space=space, person=city.fatou, actor=city.fil_a_fil, wish=wish, who="f")
    booked(space, city.karim, "2026-06-11T10:00")
    text = person_feed(city.fatou, city.territory)
    check_all(text)
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert (
        str(event["summary"]).replace("\u00a0", " ") == "Salle Lave : Atelier; couture, \\ un et deux\ntrois"
    )
    assert str(event["description"]) == f"3 personnes\n{city.fil_a_fil.name}"


def test_a_place_names_each_of_its_spaces(city: factories.City) -> None:
    room = a_space(city.territory)
    desk = a_space(city.territory, "Poste", room.place, kind=SpaceKind.DESK, units=3)
    booked(room, city.fatou, "2026-06-10T10:00")
    booked(desk, city.fatou, "2026-06-10T10:00")
    block_period(
        space=desk,
        starts_at=paris("2026-07-01T08:00"),
        ends_at=paris("2026-07-02T08:00"),
        who="i",
        why="Secret",
    )
    text = place_feed(room.place)
    check_all(text)
    said = sorted(str(event["summary"]) for event in icalendar.Calendar.from_ical(text).walk("VEVENT"))
    assert [words.replace("\u00a0", " ") for words in said] == [
        "Poste : indisponible",
        "Poste : réservé",
        "Salle Lave : réservé",
    ]
    assert b"Secret" not in text


def test_blocked_periods_that_touch_are_one_and_the_soonest_are_told(
    city: factories.City, monkeypatch: pytest.MonkeyPatch
) -> None:
    space = a_space(city.territory)
    for first, last in (("01", "02"), ("02", "04"), ("03", "03T12:00"), ("06", "07"), ("08", "09")):
        start, end = paris(f"2026-07-{first}"), paris(f"2026-07-{last}")
        block_period(space=space, starts_at=start, ends_at=end, who="i")
    monkeypatch.setattr("maillage.bookings.feeds.MOST_SHUT", 2)
    text = space_feed(space)
    check_all(text)
    days = [("2026-07-01", "2026-07-04"), ("2026-07-06", "2026-07-07")]
    assert spans_of(text) == [(paris(first), paris(last)) for first, last in days]


def test_an_empty_calendar_is_still_one(city: factories.City) -> None:
    text = space_feed(a_space(city.territory))
    check_all(text)
    assert spans_of(text) == []


def test_the_same_data_gives_the_same_bytes_at_another_hour(city: factories.City) -> None:
    space = a_space(city.territory)
    booking = booked(space, city.fatou, "2026-06-10T10:00", rule="FREQ=WEEKLY;COUNT=4")
    first = space_feed(space)
    with clock.at(paris("2026-06-08T23:00")):
        assert space_feed(space) == first
    cancel_occurrence(occurrence=booking.occurrences.all()[1], who="f")
    event = icalendar.Calendar.from_ical(space_feed(space)).walk("VEVENT")[0]
    assert (str(event["uid"]), event["sequence"], "exdate" in event) == (booking.uid, 1, True)


def test_what_ended_ninety_days_ago_is_left_out(city: factories.City) -> None:
    space = a_space(city.territory)
    booking = booked(space, city.fatou, "2026-06-10T10:00")
    found = {}
    for day in ("2026-09-08T23:59", "2026-09-09T00:00"):
        with clock.at(paris(day)):
            found[day[5:10]] = len(spans_of(space_feed(booking.space)))
    assert found == {"09-08": 1, "09-09": 0}


def test_a_series_is_one_event_with_its_exceptions(city: factories.City) -> None:
    space = a_space(city.territory)
    booking = booked(space, city.fatou, "2026-06-09T10:00", rule="FREQ=DAILY;COUNT=10")
    rows = list(booking.occurrences.order_by("starts_at"))
    cancel_occurrence(occurrence=rows[2], who="f")
    Occurrence.objects.filter(pk=rows[4].pk).update(state=OccurrenceState.RELEASED)
    cancel_following(occurrence=rows[8], who="f")
    text = space_feed(space)
    check_all(text)
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert [at.dt.replace(tzinfo=None) for at in event["exdate"].dts] == [
        local(rows[n].local) for n in (2, 4)
    ]
    assert spans_of(text) == spans_held()
    cancel_booking(booking=booking, who="f")
    assert spans_of(space_feed(space)) == []


def test_what_is_asked_is_tentative_also_for_one_date(city: factories.City) -> None:
    space = a_space(city.territory, needs_approval=True)
    booking = booked(space, city.fatou, "2026-06-09T10:00", rule="FREQ=DAILY;COUNT=3")
    events = icalendar.Calendar.from_ical(space_feed(space)).walk("VEVENT")
    assert [str(event["status"]) for event in events] == ["TENTATIVE"]
    first = booking.occurrences.order_by("starts_at")[0]
    Occurrence.objects.filter(pk=first.pk).update(state=OccurrenceState.HELD)
    text = space_feed(space)
    check_all(text)
    statuses = [
        (("recurrence-id" in e), str(e["status"])) for e in icalendar.Calendar.from_ical(text).walk("VEVENT")
    ]
    assert statuses == [(False, "CONFIRMED"), (True, "TENTATIVE"), (True, "TENTATIVE")]
    assert spans_of(text) == spans_held()


def test_dates_that_no_rule_gives_are_listed(city: factories.City) -> None:
    space = a_space(city.territory)
    booking = booked(space, city.fatou, "2026-06-09T10:00", rule="FREQ=DAILY;COUNT=2")
    bare(booking, "2026-06-20T16:30:00", 60).save()
    bare(booking, "2026-06-22T09:00:00", 90).save()
    text = space_feed(space)
    check_all(text)
    assert b"RRULE:FREQ=DAILY" not in text
    assert spans_of(text) == spans_held()


@pytest.mark.parametrize(
    ("start", "minutes", "rule"),
    [
        ("2027-03-26T02:30", 60, "FREQ=DAILY;COUNT=5"),  # falls once in the missing hour
        ("2027-03-26T01:30", 180, "FREQ=DAILY;COUNT=5"),  # lasts over it
        (
            "2026-10-23T02:30",
            60,
            "FREQ=DAILY;COUNT=5",
        ),  # falls in the hour that comes twice, ends in the second
        ("2026-10-23T01:30", 180, "FREQ=DAILY;COUNT=5"),
        ("2026-10-25T01:30", 120, "FREQ=WEEKLY;COUNT=3"),  # the first of all
        ("2026-10-25T01:30", 90, ""),
        ("2027-03-28T01:30", 90, ""),
        ("2026-10-24T23:00", 180, ""),  # ends as the clocks change
        ("2027-03-27T02:30", 30, "FREQ=WEEKLY;BYDAY=SA,SU;UNTIL=20270412T000000Z"),
    ],
)
def test_nights_on_which_clocks_change_are_told_exactly(
    city: factories.City, start: str, minutes: int, rule: str
) -> None:
    booked(a_night_space(city.territory), city.fatou, start, minutes, rule=rule)
    text = space_feed(Space.objects.get())
    check_all(text)
    assert (spans_of(text), bool(spans_held())) == (spans_held(), True)


WEEKS = ["WEEKLY", "WEEKLY;BYDAY=MO", "WEEKLY;BYDAY=SA,SU", "WEEKLY;BYDAY=MO,WE,FR"]
RULES = st.builds(
    "FREQ={};INTERVAL={};COUNT={}".format,
    st.sampled_from(["DAILY", "MONTHLY", "MONTHLY;BYDAY=-1SU", *WEEKS]),
    st.integers(1, 4),
    st.integers(1, 14),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rule=RULES,
    begins=st.datetimes(local("2026-09-01T00:00"), local("2027-04-01T00:00")),
    minutes=st.sampled_from([30, 60, 150, 1440]),
    gone=st.sets(st.integers(0, 13), max_size=5),
)
def test_any_series_with_any_exceptions_expands_to_what_is_booked(
    city: factories.City, rule: str, begins: datetime, minutes: int, gone: set[int]
) -> None:
    Booking.objects.all().delete()
    space = Space.objects.first() or a_night_space(city.territory, units=2)
    try:
        booking = booked(space, city.fatou, f"{begins:%Y-%m-%dT%H:30:00}", minutes, rule=rule)
    except Refusal:  # begins beside its rule, or in the missing hour: nothing is booked
        return
    for number, row in enumerate(booking.occurrences.order_by("starts_at")):
        if number in gone:
            cancel_occurrence(occurrence=row, who="f")
    text = space_feed(space)
    check_all(text)
    assert spans_of(text) == spans_held()


@pytest.mark.parametrize("name", ZONES)
def test_a_zone_is_told_as_the_system_knows_it(name: str) -> None:
    zone = ZoneInfo(name)
    stamp = datetime(2026, 1, 1, tzinfo=UTC)
    event = Event("a", stamp, "a", datetime(2026, 6, 1, 10), timedelta(hours=1), zone)  # noqa: DTZ001 - local
    assert faults(calendar_text("a", zone, [event])) == []
    told = tzical(StringIO(timezone_of(zone).to_ical().decode())).get(name)
    moments = [datetime(2010, 1, 2, tzinfo=UTC) + timedelta(hours=7 * n) for n in range(37_000)]
    wrong = [m for m in moments if m.astimezone(told).utcoffset() != m.astimezone(zone).utcoffset()]
    assert wrong == []


def test_free_busy_counts_only_when_no_unit_is_left(city: factories.City) -> None:
    space = a_space(city.territory, units=2)
    for start, minutes in (("2026-06-10T10:00", 120), ("2026-06-10T11:00", 120)):
        booked(space, city.fatou, start, minutes)
    block_period(space=space, starts_at=paris("2026-06-10T14:00"), ends_at=paris("2026-06-10T15:00"), who="i")
    describe_space(
        space=space, sheet=SpaceSheet("Salle Lave", SpaceKind.ROOM, units=2, needs_approval=True), who="i"
    )
    space.refresh_from_db()
    for _ in range(2):
        booked(space, city.karim, "2026-06-10T16:00")
    text = busy_feed(space, paris("2026-06-10T00:00"), paris("2026-06-11T00:00"))
    check_all(text)
    rows = [row for row in text.decode().replace("\r\n ", "").split("\r\n") if row.startswith("FREEBUSY")]
    assert [row.replace(";VALUE=PERIOD", "") for row in rows] == [
        "FREEBUSY;FBTYPE=BUSY:20260610T090000Z/20260610T100000Z",
        "FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20260610T120000Z/20260610T130000Z",
        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260610T140000Z/20260610T150000Z",
    ]


def test_times_that_touch_are_one_and_what_is_outside_is_cut() -> None:
    start = datetime(2026, 6, 8, tzinfo=UTC)
    hours = [start + timedelta(hours=n) for n in range(8)]
    rows = [
        Busy(hours[0] - timedelta(hours=3), hours[1], BusyKind.BUSY),
        Busy(hours[1], hours[2], BusyKind.BUSY),
        Busy(hours[2], hours[4], BusyKind.TENTATIVE),
        Busy(hours[3], hours[7], BusyKind.UNAVAILABLE),
    ]
    assert taken_whole(rows, 1, hours[0], hours[6]) == [
        Busy(hours[0], hours[2], BusyKind.BUSY),
        Busy(hours[2], hours[3], BusyKind.TENTATIVE),
        Busy(hours[3], hours[6], BusyKind.UNAVAILABLE),
    ]


def test_invented_spaces_are_marked(city: factories.City) -> None:
    space = a_space(city.territory)
    Space.objects.update(is_invented=True)
    space.refresh_from_db()
    calendar = icalendar.Calendar.from_ical(space_feed(space))
    assert str(calendar["x-wr-calname"]) == "Salle Lave (données de démonstration)"

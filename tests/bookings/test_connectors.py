"""Reading another calendar: what it holds, and a word for each thing that it does not."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.web.spaces.calendar_things import ics

from maillage.bookings.connectors import REMARKS, Calendar, CalendarError, read
from maillage.bookings.connectors.lines import parsed, plain, unfolded
from maillage.bookings.connectors.moments import length, moment, zone_named
from maillage.bookings.connectors.remarks import REFUSALS

PARIS = ZoneInfo("Europe/Paris")


def understood(*events: str) -> Calendar:
    """What is read of a calendar with these events."""
    return read(ics(*events).splitlines(keepends=True), PARIS)


def times(*events: str) -> list[tuple[str, str, timedelta]]:
    """Start and zone and length of each event."""
    return [(e.start.local.isoformat(), e.start.zone.key, e.length) for e in understood(*events).happenings]


def remarks(*events: str) -> list[tuple[int, str]]:
    """Line and code of each remark."""
    return [(remark.line, remark.code) for remark in understood(*events).remarks]


HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("DTSTART:20260610T100000\nDTEND:20260610T110000", ("2026-06-10T10:00:00", "Europe/Paris", HOUR)),
        ("DTSTART:20260610T100000Z\nDURATION:PT1H", ("2026-06-10T10:00:00", "UTC", HOUR)),
        (
            "DTSTART;TZID=Asia/Tokyo:20260610T100000\nDTEND:20260610T020000Z",
            ("2026-06-10T10:00:00", "Asia/Tokyo", HOUR),
        ),
        (
            'DTSTART;TZID="W. Europe Standard Time":20260610T100000\nDURATION:PT1H',
            ("2026-06-10T10:00:00", "Europe/Berlin", HOUR),
        ),
        (
            "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Paris:20260610T100000\nDURATION:P1W",
            ("2026-06-10T10:00:00", "Europe/Paris", 7 * DAY),
        ),
        ("DTSTART;VALUE=DATE:20260610", ("2026-06-10T00:00:00", "Europe/Paris", DAY)),
        (
            "DTSTART;VALUE=DATE:20260610\nDTEND;VALUE=DATE:20260610",
            ("2026-06-10T00:00:00", "Europe/Paris", DAY),
        ),
        (
            "DTSTART;VALUE=DATE:20260610\nDTEND;VALUE=DATE:20260613",
            ("2026-06-10T00:00:00", "Europe/Paris", 3 * DAY),
        ),
        ("DTSTART:20261025T013000\nDTEND:20261025T033000", ("2026-10-25T01:30:00", "Europe/Paris", 3 * HOUR)),
    ],
)  # fmt: skip
def test_when_an_event_is(event: str, expected: tuple[str, str, timedelta]) -> None:
    assert times(event) == [expected]


@pytest.mark.parametrize(
    ("event", "remark", "kept"),
    [
        ("UID:1", (4, "no_start"), 0),
        ("DTSTART:demain", (5, "bad_start"), 0),
        ("DTSTART:20260230T100000\nDURATION:PT1H", (5, "bad_start"), 0),
        ("DTSTART:99990610T100000\nDURATION:PT1H", (5, "bad_start"), 0),
        ("DTSTART:20260610T100000\nDTEND:20260610T090000", (6, "ends_before"), 0),
        ("DTSTART:20260610T100000\nDURATION:-PT1H", (6, "ends_before"), 0),
        ("DTSTART:20260610T100000\nDURATION:1H", (6, "bad_end"), 0),
        ("DTSTART:20260610T100000\nDURATION:P999999D", (6, "bad_end"), 0),
        ("DTSTART:20260610T100000\nDTEND:soon", (6, "bad_end"), 0),
        ("DTSTART:20260610T100000", (5, "no_length"), 0),
        ("DTSTART:20260610T100000\nDTEND:20260610T100000", (6, "no_length"), 0),
        ("DTSTART;TZID=Nulle/Part:20260610T100000\nDURATION:PT1H", (5, "unknown_zone"), 1),
        ("DTSTART;VALUE=DATE:20260610\nEXDATE:x", (6, "bad_exception"), 1),
        ("DTSTART;VALUE=DATE:20260610\nRDATE:x", (6, "bad_date"), 1),
        ("DTSTART;VALUE=DATE:20260610\nRECURRENCE-ID:x", (6, "bad_exception"), 1),
        ("DTSTART;VALUE=DATE:20260610\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260610", (6, "and_following"), 1),
        ("DTSTART;VALUE=DATE:20260610\nRRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY", (7, "bad_rule"), 0),
        ("DTSTART;VALUE=DATE:20260610\nSUMMARY;LANGUAGE", (6, "bad_line"), 1),
    ],
)
def test_nothing_is_passed_over_in_silence(event: str, remark: tuple[int, str], kept: int) -> None:
    found = understood(event)
    assert ([(row.line, row.code) for row in found.remarks], len(found.happenings)) == ([remark], kept)
    assert found.remarks[0].words == REMARKS[remark[1]]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "not_a_calendar"),
        (b"\r\n\r\n", "not_a_calendar"),
        (b"PK\x03\x04 a zip", "not_a_calendar"),
        (b"<html><body>Not found</body></html>", "not_a_calendar"),
        (b"BEGIN:VCARD\r\nEND:VCARD\r\n", "not_a_calendar"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "cut"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:2026", "cut"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n", "cut"),
        (ics("DTSTART:20260610T100000Z\nDURATION:PT1H")[:-20], "cut"),
        (ics() + b"not more", "not_a_calendar"),
    ],
)
def test_what_is_no_whole_calendar_is_refused(text: bytes, code: str) -> None:
    with pytest.raises(CalendarError, match=code):
        read(text.splitlines(keepends=True), PARIS)
    assert code in REFUSALS


def test_more_events_than_are_taken_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maillage.bookings.connectors.events.MOST_EVENTS", 2)
    event = "DTSTART;VALUE=DATE:20260610"
    assert understood(event, event).events == 2
    with pytest.raises(CalendarError, match="too_many"):
        understood(event, event, event)


def test_what_takes_no_time_of_others_is_marked() -> None:
    day = "DTSTART;VALUE=DATE:20260610"
    found = understood(f"{day}\nTRANSP:TRANSPARENT", f"{day}\nSTATUS:CANCELLED", f"{day}\nSTATUS:TENTATIVE")
    assert [event.is_free for event in found.happenings] == [True, True, False]


def test_a_series_keeps_its_rule_and_exceptions() -> None:
    found = understood(
        "UID:a\nDTSTART:20260610T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY\nEXDATE:20260611T100000,20260612T100000"
        "\nRDATE;VALUE=PERIOD:20260713T100000/PT1H",
        "DTSTART:20260614T120000\nDURATION:PT1H\nRECURRENCE-ID:20260614T100000\nUID:a",
    ).happenings
    told = [(event.uid, event.rule, len(event.except_at), len(event.also_at)) for event in found]
    assert told == [("a", "FREQ=DAILY", 2, 1), ("a", "", 0, 0)]
    assert [event.instead_of and event.instead_of.local.day for event in found] == [None, 14]


def test_alarms_inside_an_event_are_passed_over() -> None:
    alarm = "BEGIN:VALARM\nDURATION:PT15M\nSUMMARY:bip\nEND:VALARM"
    (event,) = understood(
        f"UID:1\n{alarm}\nDTSTART:20260610T100000\nDURATION:PT1H\nSUMMARY:Réunion"
    ).happenings
    assert (event.length, event.summary) == (HOUR, "Réunion")


def test_an_event_without_name_is_known_by_its_line() -> None:
    assert [event.uid for event in understood("DTSTART;VALUE=DATE:20260610").happenings] == ["line-4"]


def test_folded_lines_are_put_together_even_inside_a_letter() -> None:
    rows = [b"SUMMARY:R\xc3\r\n", b" \xa9union\r\n", b"\t de bureau\r\n", b"\r\n", b"UID:1\n"]
    assert list(unfolded(rows)) == [(1, "SUMMARY:Réunion de bureau".encode()), (5, b"UID:1")]


def test_a_line_without_end_is_bounded() -> None:
    rows = [b"X:", *[b" " + b"x" * 100_000 for _ in range(50)], b"UID:1"]
    sizes = [len(row) for _number, row in unfolded(rows)]
    assert (sizes[0] <= 1_000_000, sizes[1]) == (True, 5)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (b"UID:1:2", ("UID", {}, "1:2")),
        (b'DTSTART;TZID="a:b;c";VALUE=DATE:2026', ("DTSTART", {"TZID": "a:b;c", "VALUE": "DATE"}, "2026")),
        (b"summary;language=fr:x", ("SUMMARY", {"LANGUAGE": "fr"}, "x")),
        (b"SUMMARY:caf\xe9", ("SUMMARY", {}, "café")),
        (b"SUMMARY", None),
        (b"SUMMARY;X:1", None),
        (b'SUMMARY;X="1:2', None),
        (b":1", None),
    ],
)
def test_a_content_line_is_read(row: bytes, expected: tuple[str, dict[str, str], str] | None) -> None:
    line = parsed(7, row)
    assert (line and (line.name, line.parameters, line.value)) == expected


def test_texts_lose_their_escapes_and_controls() -> None:
    assert plain(r" a\, b\; c\\n d\nE ") == r"a, b; c\n d E"
    assert plain("a\x00b") == "a b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PT90M", timedelta(minutes=90)),
        ("-P1D", -DAY),
        ("P1DT2H", timedelta(hours=26)),
        ("P", None),
        ("PT", None),
    ],
)
def test_a_duration_is_read(text: str, expected: timedelta | None) -> None:
    assert length(text) == expected


def test_a_leap_second_and_far_years() -> None:
    found = moment("20261231T235960Z", PARIS)
    assert found is not None
    assert found.by(PARIS) == datetime.fromisoformat("2027-01-01T00:59:59")
    assert [moment(text, PARIS) for text in ("00010101", "99991231", "20260610T240000", "٢0260610")] == [
        None
    ] * 4


def test_zones_are_known_by_several_names() -> None:
    names = ("Europe/Paris", "Romance Standard Time", "/x.org/2026/America/New_York", "../../etc/passwd", "")
    assert [zone and zone.key for zone in map(zone_named, names)] == [
        "Europe/Paris", "Europe/Paris", "America/New_York", None, None,
    ]  # fmt: skip

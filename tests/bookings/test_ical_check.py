"""The referee of calendars sees each broken promise."""

from __future__ import annotations

import pytest
from tests.bookings.ical_check import faults

GOOD = """BEGIN:VCALENDAR
PRODID:-//Essai//FR
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:STANDARD
DTSTART:20200101T000000
TZOFFSETFROM:+0100
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1
DTSTAMP:20260601T000000Z
DTSTART;TZID=Europe/Paris:20260608T100000
DURATION:PT1H
RRULE:FREQ=DAILY;UNTIL=20260612T080000Z
EXDATE;TZID=Europe/Paris:20260609T100000
SEQUENCE:1
SUMMARY:Un\\, deux
END:VEVENT
BEGIN:VEVENT
UID:1
RECURRENCE-ID;TZID=Europe/Paris:20260610T100000
DTSTAMP:20260601T000000Z
DTSTART:20260610T120000Z
DTEND:20260610T130000Z
SEQUENCE:1
END:VEVENT
BEGIN:VFREEBUSY
UID:2
DTSTAMP:20260601T000000Z
DTSTART:20260608T000000Z
DTEND:20260609T000000Z
FREEBUSY;FBTYPE=BUSY:20260608T080000Z/20260608T090000Z,20260608T100000Z/20260608T110000Z
END:VFREEBUSY
END:VCALENDAR
"""


def checked(text: str) -> list[str]:
    """What is wrong with a calendar, its lines folded as they must be."""
    rows = []
    for row in text.splitlines():
        rows += [row[:70], *[" " + row[n : n + 70] for n in range(70, len(row), 70)]]
    return faults("".join(f"{row}\r\n" for row in rows).encode())


def test_a_correct_calendar_has_no_fault() -> None:
    assert checked(GOOD) == []


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("PRODID:-//Essai//FR\n", ""),
        ("VERSION:2.0", "VERSION:1.0"),
        ("VERSION:2.0\n", "VERSION:2.0\nVERSION:2.0\n"),
        ("UID:1\nDTSTAMP", "DTSTAMP"),
        ("DTSTAMP:20260601T000000Z\nDTSTART;", "DTSTART;"),
        ("DTSTAMP:20260601T000000Z\nDTSTART;", "DTSTAMP:20260601T000000\nDTSTART;"),
        ("20260608T100000", "20260631T100000"),
        ("TZID:Europe/Paris", "TZID:Europe/Rome"),
        ("TZOFFSETTO:+0100", "TZOFFSETTO:1"),
        ("TZOFFSETTO:+0100\n", ""),
        ("DURATION:PT1H", "DURATION:-PT1H"),
        ("DURATION:PT1H", "DURATION:PT"),
        ("DURATION:PT1H\n", ""),
        ("DURATION:PT1H\n", "DURATION:PT1H\nDTEND;TZID=Europe/Paris:20260608T110000\n"),
        ("DTEND:20260610T130000Z", "DTEND:20260610T120000Z"),
        ("FREQ=DAILY", "FREQ=DAYLY"),
        ("FREQ=DAILY", "FREQ=DAILY;FREQ=DAILY"),
        ("UNTIL=20260612T080000Z", "UNTIL=20260612T100000"),
        ("UNTIL=20260612T080000Z", "COUNT=3;UNTIL=20260612T080000Z"),
        ("EXDATE;TZID=Europe/Paris:20260609T100000", "EXDATE;TZID=Europe/Paris:20260609T110000"),
        ("20260610T100000\nDTSTAMP", "20260620T100000\nDTSTAMP"),
        ("20260610T100000\nDTSTAMP", "20260610T100000\nEXDATE:20260610T100000Z\nDTSTAMP"),
        ("RECURRENCE-ID;TZID=Europe/Paris:20260610T100000\n", ""),
        ("SEQUENCE:1\nSUMMARY", "SEQUENCE:1.5\nSUMMARY"),
        ("SEQUENCE:1\nSUMMARY", "SEQUENCE:2\nSUMMARY"),
        ("Un\\, deux", "Un, deux"),
        ("Un\\, deux", "Un\\x deux"),
        ("SUMMARY:", "RESUME:"),
        ("SUMMARY:", "SUMMARY "),
        ("FBTYPE=BUSY", "FBTYPE=PRIS"),
        ("20260608T080000Z/20260608T090000Z", "20260608T080000/20260608T090000"),
        ("20260608T080000Z/20260608T090000Z", "20260608T080000Z/20260608T103000Z"),
        ("20260608T080000Z/20260608T090000Z", "20260608T090000Z/20260608T080000Z"),
        ("20260608T100000Z/20260608T110000Z", "20260608T100000Z/20260609T110000Z"),
        ("END:VFREEBUSY\n", ""),
        ("END:VCALENDAR\n", ""),
        ("BEGIN:VCALENDAR\n", ""),
    ],
)
def test_each_broken_promise_is_seen(written: str, instead: str) -> None:
    assert GOOD.count(written) >= 1
    assert checked(GOOD.replace(written, instead, 1)) != []


def test_lines_are_folded_at_75_octets_and_end_with_crlf() -> None:
    data = GOOD.replace("\n", "\r\n").encode()
    assert faults(data) == ["line 35 has 88 octets"]
    assert faults(GOOD.encode())[:2] == [
        "the last line does not end with CRLF",
        "a line does not end with CRLF",
    ]
    cut = "SUMMARY:é".encode()
    folded = data.replace(b"SUMMARY:Un\\, deux", cut[:-1] + b"\r\n " + cut[-1:])
    assert [row for row in faults(folded) if "inside a letter" in row][:1] == [
        "line 20 is folded inside a letter"
    ]
    assert faults(b"\xff\r\n")[-1] == "it is not UTF-8"


def test_a_calendar_holds_something() -> None:
    assert checked("BEGIN:VCALENDAR\nPRODID:a\nVERSION:2.0\nEND:VCALENDAR\n") == [
        "a calendar holds at least one component"
    ]

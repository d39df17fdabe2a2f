"""Hours of a place: what is read, what is refused, and the nights the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from maillage.common import clock
from maillage.places.opening import Hours, HoursError, known_hours, read_hours

PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2026, 6, 8, 9, 0, tzinfo=PARIS)
WEEKS = timedelta(weeks=4)


def hours(text: str, country: str = "FR", zone: ZoneInfo = PARIS) -> Hours:
    return known_hours(text, country=country, zone=zone)


def here(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=PARIS)  # type: ignore[arg-type,misc]  # year, month, day, hour, minute


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]  # the same


def refusal(text: str, country: str = "FR", moment: datetime = MONDAY) -> tuple[str, dict[str, object]]:
    with clock.at(moment), pytest.raises(HoursError) as caught:
        read_hours(text, country=country, zone=PARIS)
    return caught.value.code, caught.value.data


@pytest.mark.parametrize(
    "text",
    [
        "Mo-Fr 09:00-18:00; We off; PH off",
        "24/7",
        "24/7; Mo off",
        "off",
        "closed",
        "Fr-Sa 18:00-02:00",
        "Fr 22:00-02:00,01:00-03:00",
        "Mo-Fr 09:00-12:00,12:00-14:00",
        "Jul-Aug Mo-Fr 10:00-12:00; Sep-Jun Mo-Fr 09:00-18:00",
        '"sur rendez-vous"',
        "Mo-Th 09:00-18:00, We 18:00-20:00; PH off",
        "PH +1 day off; Mo 09:00-18:00",
    ],
)
def test_read_hours_accepts(text: str, monday: datetime) -> None:
    assert read_hours(f" {text} ", country="fr", zone=PARIS) == Hours(text, "FR", PARIS)


@pytest.mark.parametrize(
    ("text", "rule", "hidden_by"),
    [
        ("Mo 09:00-18:00; Mo off", "Mo 09:00-18:00", "Mo off"),
        ("Mo-Fr 09:00-18:00; Mo-Fr 10:00-12:00", "Mo-Fr 09:00-18:00", "Mo-Fr 10:00-12:00"),
        ("PH off; Mo-Su 09:00-18:00", "PH off", "Mo-Su 09:00-18:00"),
        ("Mo 09:00-12:00; Tu 10:00-12:00; Mo off", "Mo 09:00-12:00", "Mo off"),
        ("Mo-Tu 09:00-12:00; Mo off; Tu off; We 10:00-11:00", "Mo-Tu 09:00-12:00", "Tu off"),
    ],
)
def test_read_hours_refuses_a_rule_that_later_rules_hide(text: str, rule: str, hidden_by: str) -> None:
    assert refusal(text) == ("contradiction", {"rule": rule, "hidden_by": hidden_by})


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("09:00-12:00,11:00-14:00", "09:00-12:00", "11:00-14:00"),
        ("Mo-Fr 14:00-18:00,09:00-15:00", "09:00-15:00", "14:00-18:00"),
        ("22:00-02:00,01:00-03:00", "22:00-02:00", "01:00-03:00"),
    ],
)
def test_read_hours_refuses_spans_that_overlap(text: str, one: str, other: str) -> None:
    assert refusal(text) == ("overlap", {"rule": text, "spans": (one, other)})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2020 Mo 09:00-12:00", "never_open"),
        ("SH off", "school_holidays"),
        ("Mo 09:00-18:00 || Tu 09:00-10:00", "fallback"),
        ("Mo 09:00-18:00;" * 20, "too_long"),
        ("", "unreadable"),
    ],
)
def test_read_hours_refuses_with_a_code(text: str, code: str) -> None:
    assert refusal(text)[0] == code


def test_read_hours_says_where_it_stopped_and_proposes() -> None:
    assert refusal("Mo-Fr 9h-18h") == (
        "unreadable",
        {"text": "Mo-Fr 9h-18h", "position": 7, "near": "9h-18h", "hint": "Mo-Fr 09:00-18:00"},
    )


def test_read_hours_refuses_holidays_of_a_country_it_does_not_know() -> None:
    assert refusal("Mo 09:00-18:00; PH off", country="ZZ") == ("no_calendar", {"country": "ZZ"})
    with clock.at(MONDAY):
        plain = read_hours("Mo 09:00-18:00", country="ZZ", zone=PARIS)
    assert plain.is_open(MONDAY) is True


def test_known_hours_keep_what_time_has_outrun() -> None:
    text = "2026 Mo-Fr 09:00-18:00"
    with clock.at(MONDAY):
        accepted = read_hours(text, country="FR", zone=PARIS)
    assert refusal(text, moment=here(2028, 1, 3)) == ("never_open", {"text": text})
    assert hours(text) == accepted


def test_hours_are_one_object_by_text_country_and_zone() -> None:
    assert hours("24/7") is hours("24/7")
    assert len({hours("24/7"), hours("24/7"), hours("24/7", country="DE")}) == 2


def test_hours_refuse_a_moment_without_zone() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        hours("24/7").is_open(datetime(2026, 6, 8, 9))  # noqa: DTZ001  # the mistake itself


def test_is_open_closes_at_the_minute_of_closing() -> None:
    office = hours("Mo 09:00-18:00")
    moments = [here(2026, 6, 8, 8, 59), here(2026, 6, 8, 9), here(2026, 6, 8, 17, 59), here(2026, 6, 8, 18)]
    assert [office.is_open(moment) for moment in moments] == [False, True, True, False]


def test_is_open_knows_the_public_holidays_of_the_country() -> None:
    noon = here(2026, 7, 14, 12)
    text = "Mo-Fr 09:00-18:00; PH off"
    assert hours(text).is_open(noon) is False
    assert hours(text, country="DE").is_open(noon) is True


def test_words_alone_open_nothing() -> None:
    assert hours('"sur rendez-vous"').open_spans(MONDAY, MONDAY + WEEKS) == ()
    assert hours('Mo 09:00-18:00 "sonnez"').is_open(MONDAY) is True


def test_open_spans_are_cut_to_the_window() -> None:
    office = hours("Mo-Fr 09:00-12:00,14:00-18:00")
    assert office.open_spans(here(2026, 6, 8, 10), here(2026, 6, 8, 15)) == (
        (utc(2026, 6, 8, 8), utc(2026, 6, 8, 10)),
        (utc(2026, 6, 8, 12), utc(2026, 6, 8, 13)),
    )
    assert office.open_spans(here(2026, 6, 8, 15), here(2026, 6, 8, 10)) == ()


def test_open_spans_merge_across_midnight() -> None:
    split = hours("Fr 18:00-24:00; Sa 00:00-02:00")
    assert split.open_spans(here(2026, 6, 12), here(2026, 6, 14)) == (
        (utc(2026, 6, 12, 16), utc(2026, 6, 13, 0)),
    )


SPRING = (here(2026, 3, 28, 12), here(2026, 3, 29, 12))
AUTUMN = (here(2026, 10, 24, 12), here(2026, 10, 25, 12))


@pytest.mark.parametrize(
    ("text", "window", "start", "end"),
    [
        ("01:00-04:00", SPRING, utc(2026, 3, 29, 0), utc(2026, 3, 29, 2)),
        ("01:00-04:00", AUTUMN, utc(2026, 10, 24, 23), utc(2026, 10, 25, 3)),
        ("24/7", SPRING, utc(2026, 3, 28, 11), utc(2026, 3, 29, 10)),
        ("24/7", AUTUMN, utc(2026, 10, 24, 10), utc(2026, 10, 25, 11)),
        ("Fr-Sa 18:00-02:00", SPRING, utc(2026, 3, 28, 17), utc(2026, 3, 29, 1)),
        ("Fr-Sa 18:00-02:00", AUTUMN, utc(2026, 10, 24, 16), utc(2026, 10, 25, 0)),
        ("Fr-Sa 18:00-02:30", SPRING, utc(2026, 3, 28, 17), utc(2026, 3, 29, 1)),
        ("Fr-Sa 18:00-02:30", AUTUMN, utc(2026, 10, 24, 16), utc(2026, 10, 25, 0, 30)),
        ("02:30-05:00", SPRING, utc(2026, 3, 29, 1), utc(2026, 3, 29, 3)),
        ("02:30-05:00", AUTUMN, utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 4)),
    ],
)
def test_open_spans_on_the_nights_the_clocks_change(
    text: str, window: tuple[datetime, datetime], start: datetime, end: datetime
) -> None:
    assert hours(text).open_spans(*window) == ((start, end),)


def test_a_span_inside_the_hour_that_is_skipped_does_not_exist() -> None:
    assert hours("02:15-02:45").open_spans(*SPRING) == ()
    assert hours("02:15-02:45").is_open(utc(2026, 3, 29, 1, 20)) is False


@given(minutes=st.integers(0, 48 * 60), text=st.sampled_from(["Fr-Sa 18:00-02:30", "02:30-05:00", "24/7"]))
def test_is_open_agrees_with_open_spans_around_the_changes(minutes: int, text: str) -> None:
    for start in (here(2026, 3, 28), here(2026, 10, 24)):
        moment = start + timedelta(minutes=minutes)
        spans = hours(text).open_spans(start - WEEKS, start + WEEKS)
        assert hours(text).is_open(moment) == any(a <= moment < b for a, b in spans)


def test_until_is_the_end_of_the_present_span() -> None:
    office = hours("Mo-Fr 09:00-18:00")
    assert office.until(MONDAY) == utc(2026, 6, 8, 16)
    assert office.until(here(2026, 6, 8, 19)) is None
    assert hours("24/7").until(MONDAY) is None
    assert hours("Jan 1-Dec 30").until(MONDAY) == utc(2026, 12, 30, 23)


def test_next_opening_is_after_the_moment() -> None:
    office = hours("Mo 09:00-18:00")
    assert office.next_opening(here(2026, 6, 8, 8)) == utc(2026, 6, 8, 7)
    assert office.next_opening(MONDAY) == utc(2026, 6, 15, 7)
    assert hours("24/7").next_opening(MONDAY) is None
    assert hours("off").next_opening(MONDAY) is None
    assert hours("Dec 24 10:00-12:00").next_opening(MONDAY) == utc(2026, 12, 24, 9)


def test_week_tells_a_night_on_the_day_it_begins() -> None:
    night = ((time(18), time(2)),)
    week = hours("Th-Su 18:00-02:00; Sa off").week(date(2026, 6, 8))
    assert week == tuple((date(2026, 6, 8 + i), night if i in {3, 4, 6} else ()) for i in range(7))


def test_week_shows_public_holidays_and_whole_days() -> None:
    whole = ((time(0), time(0)),)
    week = hours("24/7; PH off").week(date(2026, 7, 13))
    assert [spans for _, spans in week] == [whole, (), whole, whole, whole, whole, whole]


def test_summary_is_the_ordinary_week() -> None:
    with translation.override("fr"):
        assert hours("Mo-Fr 09:00-18:00").summary() == [
            "du lundi au vendredi, 9 h – 18 h",
            "fermé le samedi et le dimanche",
        ]
    assert hours("Mo-Fr 09:00-18:00").is_weekly is True


def test_summary_of_what_no_week_can_say_is_the_text() -> None:
    seasonal = hours("Jul-Aug Mo-Fr 09:00-12:00")
    assert (seasonal.summary(), seasonal.is_weekly) == (["Jul-Aug Mo-Fr 09:00-12:00"], False)

"""Rules: what they hold, how they are read and written, and what is refused."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from tests.engine.recurrence.generated import generated, local

from maillage.engine.recurrence import RULE_REFUSALS, Frequency, Rule, RuleError
from maillage.engine.recurrence.zones import is_missing

PARIS = ZoneInfo("Europe/Paris")


def refused(text: str) -> tuple[str, dict[str, object]]:
    """Why a text is no rule."""
    with pytest.raises(RuleError) as refusal:
        Rule.parse(text, PARIS)
    return refusal.value.code, refusal.value.data


def test_parse_reads_days_and_an_end_in_utc() -> None:
    rule = Rule.parse("FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270101T000000Z", PARIS)
    assert rule == Rule(Frequency.WEEKLY, until=local("2027-01-01 01:00"), by_day=((0, 0), (0, 2)))


def test_parse_reads_every_part() -> None:
    text = (
        "FREQ=YEARLY;INTERVAL=2;COUNT=9;BYMONTH=3,1;BYMONTHDAY=-1,13;BYDAY=-1FR,2TU,MO;BYSETPOS=-1,1;WKST=SU"
    )
    assert Rule.parse(text) == Rule(
        Frequency.YEARLY,
        interval=2,
        count=9,
        by_day=((0, 0), (2, 1), (-1, 4)),
        by_month_day=(13, -1),
        by_month=(1, 3),
        by_set_pos=(1, -1),
        week_start=6,
    )


def test_parse_does_not_mind_small_letters_blanks_or_a_last_semicolon() -> None:
    assert Rule.parse(" freq=daily;interval=1; ") == Rule(Frequency.DAILY)


def test_an_end_that_is_a_day_includes_all_of_it() -> None:
    assert Rule.parse("FREQ=DAILY;UNTIL=20270101").until == local("2027-01-01 23:59:59")


def test_an_end_without_z_is_local() -> None:
    assert Rule.parse("FREQ=DAILY;UNTIL=20270101T120000", PARIS).until == local("2027-01-01 12:00")


def test_text_is_canonical() -> None:
    rule = Rule.parse("WKST=MO;BYDAY=WE,MO,MO;INTERVAL=1;UNTIL=20270701T220000Z;FREQ=WEEKLY", PARIS)
    assert rule.text(PARIS) == "FREQ=WEEKLY;UNTIL=20270701T220000Z;BYDAY=MO,WE"
    assert rule.text() == "FREQ=WEEKLY;UNTIL=20270702T000000;BYDAY=MO,WE"


@pytest.mark.parametrize("zone", [PARIS, ZoneInfo("America/New_York"), None])
def test_text_read_again_is_the_same_rule(zone: ZoneInfo | None) -> None:
    drawn = [series.rule for series, _horizon in generated(1500) if series.rule]
    rules = [rule for rule in drawn if not (zone and rule.until and is_missing(rule.until, zone))]
    assert len(rules) > 1450
    assert [Rule.parse(rule.text(zone), zone) for rule in rules] == rules


def test_an_end_in_a_missing_hour_is_written_as_the_second_before_it() -> None:
    rule = Rule(Frequency.DAILY, until=local("2026-03-29 02:30"))
    assert rule.text(PARIS) == "FREQ=DAILY;UNTIL=20260329T005959Z"


def test_an_end_in_the_hour_that_comes_again_ends_its_first_passage() -> None:
    rule = Rule.parse("FREQ=DAILY;UNTIL=20261025T011500Z", PARIS)
    assert (rule.until, rule.text(PARIS)) == (
        local("2026-10-25 02:59:59"),
        "FREQ=DAILY;UNTIL=20261025T005959Z",
    )


@pytest.mark.parametrize(
    ("text", "code", "data"),
    [
        ("", "empty", {}),
        ("FREQ=DAILY" + ";" * 1000, "too_long", {"length": 1010, "most": 1000}),
        ("FREQ=DAILY;COUNT", "bad_part", {"part": "COUNT"}),
        ("FREQ=DAILY;COUNTS=2", "unknown_part", {"part": "COUNTS"}),
        ("FREQ=YEARLY;BYWEEKNO=2", "unsupported_part", {"part": "BYWEEKNO"}),
        ("FREQ=DAILY;COUNT=2;COUNT=3", "repeated_part", {"part": "COUNT"}),
        ("COUNT=2", "no_frequency", {}),
        ("FREQ=OFTEN", "unknown_frequency", {"value": "OFTEN"}),
        ("FREQ=SECONDLY", "unsupported_frequency", {"value": "SECONDLY"}),
        ("FREQ=DAILY;COUNT=2.5", "bad_number", {"part": "COUNT", "value": "2.5", "least": 1, "most": 10_000}),
        ("FREQ=DAILY;INTERVAL=0", "bad_number", {"part": "INTERVAL", "value": 0, "least": 1, "most": 1000}),
        ("FREQ=DAILY;BYMONTH=-1", "bad_number", {"part": "BYMONTH", "value": -1, "least": 1, "most": 12}),
        (
            "FREQ=DAILY;BYMONTHDAY=-32",
            "bad_number",
            {"part": "BYMONTHDAY", "value": -32, "least": -31, "most": 31},
        ),
        ("FREQ=MONTHLY;BYDAY=6MO", "bad_number", {"part": "BYDAY", "value": 6, "least": -5, "most": 5}),
        ("FREQ=YEARLY;BYDAY=54MO", "bad_number", {"part": "BYDAY", "value": 54, "least": -53, "most": 53}),
        ("FREQ=WEEKLY;BYDAY=LU", "bad_day", {"value": "LU"}),
        ("FREQ=MONTHLY;BYDAY=0MO", "bad_day", {"value": "0MO"}),
        ("FREQ=WEEKLY;WKST=1MO", "bad_day", {"value": "1MO"}),
        ("FREQ=DAILY;UNTIL=20270230", "bad_until", {"value": "20270230"}),
        ("FREQ=DAILY;UNTIL=2027", "bad_until", {"value": "2027"}),
        ("FREQ=DAILY;UNTIL=20270101T000000;COUNT=2", "count_and_until", {}),
        ("FREQ=WEEKLY;BYDAY=2MO", "rank_needs_month", {"value": "2MO", "frequency": "WEEKLY"}),
        ("FREQ=WEEKLY;BYMONTHDAY=2", "month_day_in_week", {}),
        ("FREQ=MONTHLY;BYSETPOS=1", "position_alone", {}),
    ],
)
def test_parse_refuses(text: str, code: str, data: dict[str, object]) -> None:
    assert refused(text) == (code, data)


def test_an_end_in_utc_needs_a_zone() -> None:
    with pytest.raises(RuleError) as refusal:
        Rule.parse("FREQ=DAILY;UNTIL=20270101T000000Z")
    assert (refusal.value.code, refusal.value.data) == ("until_needs_zone", {"value": "20270101T000000Z"})


@pytest.mark.parametrize("until", ["2027-01-01 00:00+01:00", "2027-01-01 00:00:00.5", "9999-01-01"])
def test_an_end_is_a_naive_whole_second_of_a_possible_year(until: str) -> None:
    with pytest.raises(RuleError) as refusal:
        Rule(Frequency.DAILY, until=local(until))
    assert refusal.value.code == "bad_until"


@pytest.mark.parametrize("text", ["99991231T235959Z", "99981231T235959Z", "00010101T000000Z"])
def test_an_end_at_the_edge_of_the_calendar_is_refused_in_plain_words(text: str) -> None:
    assert refused(f"FREQ=DAILY;UNTIL={text}")[0] == "bad_until"


def test_a_weekday_is_between_0_and_6() -> None:
    with pytest.raises(RuleError) as refusal:
        Rule(Frequency.WEEKLY, by_day=((0, 7),))
    assert (refusal.value.code, refusal.value.data) == ("bad_day", {"value": 7})


def test_a_refusal_says_what_why_and_what_to_do() -> None:
    said = "COUNT and UNTIL both say where the rule ends, which RFC 5545 forbids: keep one."
    assert str(RuleError("count_and_until")) == said
    assert [sentence[-1] for sentence in RULE_REFUSALS.values()] == ["."] * len(RULE_REFUSALS)

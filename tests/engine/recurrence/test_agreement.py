"""Ten thousand rules: our referee and two libraries written by others say the same."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events
from tests.engine.recurrence.generated import at_night, generated

from maillage.engine.recurrence import Expansion, Frequency, Rule, Series, check, expand, portable

ROOT = Path(__file__).parents[3]
ICAL_JS = ROOT / "frontend/node_modules/ical.js/dist/ical.js"
POOL, ASKED = 14_800, 10_000


def misread_by_ical_js(rule: Rule, start: datetime) -> bool:
    """Shapes that ical.js 2.2 reads otherwise than RFC 5545, with the shortest rule that shows it.

    - BYSETPOS is passed over, but in a month of plain weekdays: FREQ=WEEKLY;BYDAY=TU,SA,SU;BYSETPOS=2,3.
    - A BYMONTHDAY from the end is passed over or miscounted, but in a month: FREQ=DAILY;BYMONTHDAY=21,-27.
    - A month with BYMONTH goes back in time or loses step: FREQ=MONTHLY;INTERVAL=5;BYMONTH=8,10;BYDAY=TU.
    - A year with BYMONTHDAY keeps to its first month: FREQ=YEARLY;BYMONTHDAY=21; with BYDAY it may never end.
    - A year in which a month has no such day takes 1 May for 31 April: FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=4,31.
    - Where BYMONTHDAY meets BYDAY a month may be refused or lose step: FREQ=MONTHLY;BYMONTHDAY=-30;BYDAY=1MO.
    """
    month, year = rule.freq is Frequency.MONTHLY, rule.freq is Frequency.YEARLY
    plain = rule.by_day and not any(rank for rank, _weekday in rule.by_day) and not rule.by_month_day
    both = bool(rule.by_month_day and rule.by_day)
    late = not rule.by_day and max(rule.by_month_day or (start.day,)) > 28
    return bool(
        (rule.by_set_pos and not (month and plain))
        or (not month and any(day < 0 for day in rule.by_month_day))
        or (month and (rule.by_month or both))
        or (year and (late or both or (rule.by_month_day and not rule.by_month)))
    )


@cache
def expanded() -> list[tuple[Series, Expansion]]:
    """All generated rules, expanded once."""
    return [(series, expand(series, most=2000, horizon=horizon)) for series, horizon in generated(POOL)]


@pytest.mark.slow
def test_all_generated_rules_pass_the_referee() -> None:
    assert [broken for pair in expanded() for broken in check(*pair)] == []


@pytest.mark.slow
def test_ten_thousand_rules_agree_with_ical_js() -> None:
    node = shutil.which("node")
    if node is None or not ICAL_JS.exists():
        pytest.skip("node or frontend/node_modules/ical.js is missing: run npm ci in frontend")
    asked = [pair for pair in expanded() if not misread_by_ical_js(_rule(pair[0]), pair[0].start)][:ASKED]
    told = _ical_js(node, [(series, expansion.horizon or series.start) for series, expansion in asked])
    ours = [[one.local.isoformat() for one in expansion.occurrences] for _series, expansion in asked]
    differ = [
        (series, mine, theirs)
        for (series, _), mine, theirs in zip(asked, ours, told, strict=True)
        if mine != theirs
    ]
    assert (len(asked), differ) == (ASKED, [])


def test_nights_on_which_clocks_change_pass_the_referee() -> None:
    expanded = [(series, expand(series, most=200)) for series in at_night(300)]
    assert [check(series, expansion) for series, expansion in expanded] == [[]] * 300
    assert sum(bool(expansion.skipped) for _series, expansion in expanded) >= 20


def test_nights_on_which_clocks_change_agree_with_recurring_ical_events() -> None:
    """It adds a length to the wall clock, RFC 5545 3.8.5.3 lets it elapse: ends agree on all other nights."""
    differ = []
    for series in at_night(300):
        expansion = expand(series, most=200)
        ours = [(one.start, one.end) for one in expansion.occurrences]
        told = _told(portable(series, expansion))
        if [_quiet(series, *times) for times in told] != [_quiet(series, *times) for times in ours]:
            differ.append((series, told))
    assert differ == []


def _quiet(series: Series, start: datetime, end: datetime) -> tuple[datetime, datetime | None]:
    """Both ends; the start alone when clocks change near by."""
    clocks = [
        time.astimezone(series.zone).utcoffset() for time in (start - series.length, end + series.length)
    ]
    return start, end if clocks[0] == clocks[1] else None


def _rule(series: Series) -> Rule:
    assert series.rule is not None
    return series.rule


def _ical_js(node: str, asked: list[tuple[Series, datetime]]) -> list[list[str]]:
    """The local starts that ical.js names, in one process."""
    lines = [
        {"rule": _rule(s).text(), "start": s.start.isoformat(), "horizon": h.isoformat()} for s, h in asked
    ]
    script = Path(__file__).with_name("expand.mjs")
    command = [node, str(script), str(ICAL_JS)]
    answer = subprocess.run(
        command, input=json.dumps(lines), capture_output=True, text=True, check=True, timeout=120
    )
    told: list[list[str]] = json.loads(answer.stdout)
    return told


def _told(series: Series) -> list[tuple[datetime, datetime]]:
    """Both ends, in UTC, of what recurring-ical-events reads in the series written as a VEVENT."""
    calendar = icalendar.Calendar.from_ical(_written(series))
    events = recurring_ical_events.of(calendar).between(
        series.start.date(), series.start + timedelta(days=1500)
    )
    return sorted((e.start.astimezone(UTC), e.end.astimezone(UTC)) for e in events)


def _written(series: Series) -> str:
    zone = series.zone.key
    many = {"EXDATE": sorted(series.excluded), "RDATE": series.added}
    lines = [
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example.org//tests//EN\r\nBEGIN:VEVENT\r\nUID:1@example.org",
        f"DTSTART;TZID={zone}:{series.start:%Y%m%dT%H%M%S}",
        f"DURATION:PT{int(series.length.total_seconds())}S",
        f"RRULE:{_rule(series).text(series.zone)}",
        *(f"{name};TZID={zone}:{local:%Y%m%dT%H%M%S}" for name, locals_ in many.items() for local in locals_),
        "END:VEVENT\r\nEND:VCALENDAR\r\n",
    ]
    return "\r\n".join(lines)

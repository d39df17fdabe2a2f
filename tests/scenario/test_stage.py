"""Simulated time: offsets from a Monday, office hours, and acts in their order."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests import factories
from tests.conftest import MONDAY, PARIS

from maillage.common import clock
from maillage.common.models import OutboundMessage
from maillage.duty.rounds import DUTIES
from maillage.scenario.stage import FIRST_DAY, Stage
from maillage.territory.models import Territory


@pytest.fixture
def stage(territory: Territory) -> Stage:
    """A stage that ends on Monday 8 June 2026 (a week after a Monday that nothing disturbs)."""
    return Stage.of(territory, MONDAY.date())


def told(_label: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def test_the_end_is_at_nine_local(stage: Stage) -> None:
    assert stage.end == MONDAY
    assert stage.base == MONDAY.date()


def test_offsets_count_from_the_last_monday(territory: Territory) -> None:
    stage = Stage.of(territory, date(2026, 6, 11))
    assert stage.base == date(2026, 6, 8)
    assert stage.moment(-1, 14, 5) == datetime(2026, 6, 7, 14, 5, tzinfo=PARIS)
    assert stage.end == datetime(2026, 6, 11, 9, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("2026-06-02 10:20", "2026-06-02 10:20"),
        ("2026-06-02 07:20", "2026-06-02 09:20"),
        ("2026-06-02 17:00", "2026-06-03 09:00"),
        ("2026-06-05 18:30", "2026-06-08 09:30"),
        ("2026-06-06 11:40", "2026-06-08 09:40"),
        ("2026-05-25 11:40", "2026-05-26 09:40"),
    ],
)
def test_office_is_a_working_hour(stage: Stage, asked: str, given: str) -> None:
    moment = datetime.fromisoformat(asked).replace(tzinfo=PARIS)
    expected = datetime.fromisoformat(given).replace(tzinfo=PARIS)
    if expected.date() != moment.date():
        expected = expected.replace(minute=moment.minute)
    assert stage.office(moment) == expected


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("2026-06-06 11:40", "2026-06-06 11:40"),
        ("2026-06-06 03:40", "2026-06-06 08:40"),
        ("2026-06-06 21:10", "2026-06-07 08:10"),
    ],
)
def test_awake_is_not_at_night(stage: Stage, asked: str, given: str) -> None:
    moment = datetime.fromisoformat(asked).replace(tzinfo=PARIS)
    assert stage.awake(moment) == datetime.fromisoformat(given).replace(tzinfo=PARIS)


def test_working_days_before_end_leave_out_holidays(territory: Territory) -> None:
    stage = Stage.of(territory, date(2026, 5, 18))
    assert stage.working_days_before_end(0) == date(2026, 5, 18)
    assert stage.working_days_before_end(1) == date(2026, 5, 15)
    assert stage.working_days_before_end(2) == date(2026, 5, 13)  # the 14th is Ascension Day


def test_acts_happen_in_order_at_their_moment_and_never_after_the_end(stage: Stage) -> None:
    seen: list[tuple[str, datetime]] = []

    def act(name: str) -> None:
        seen.append((name, clock.now()))

    late, soon, over = stage.moment(-1, 10), stage.moment(-2, 10), stage.end + timedelta(minutes=1)
    stage.at(late, lambda: act("second"))
    stage.at(soon, lambda: act("first"))
    stage.at(over, lambda: act("never"))
    stage.play(told, first_day=0)
    assert seen == [("first", soon), ("second", late)]


def test_an_act_may_plan_another(stage: Stage) -> None:
    seen: list[datetime] = []
    then = stage.moment(-1, 11)
    stage.at(stage.moment(-1, 10), lambda: stage.at(then, lambda: seen.append(clock.now())))
    stage.play(told, first_day=0)
    assert seen == [then]


def test_rounds_are_made_twice_each_working_day(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[datetime] = []
    monkeypatch.setitem(DUTIES, "forgotten", lambda _territory: seen.append(clock.now()) or 0)
    stage.play(told, first_day=-3)
    assert seen == [stage.moment(-3, 8, 5), stage.moment(-3, 18, 2), stage.moment(0, 8, 5)]


def test_letters_leave_at_the_moment_they_were_written(stage: Stage) -> None:
    moment = stage.moment(-1, 10)
    stage.at(moment, lambda: factories.a_submitted_need(stage.territory) and None)
    stage.play(told, first_day=0)
    assert list(OutboundMessage.objects.values_list("state", "sent_at")) == [("sent", moment)]


def test_what_follows_each_act_is_asked_after_it(stage: Stage) -> None:
    seen: list[str] = []
    stage.after_each = lambda: seen.append("after")
    stage.at(stage.moment(-1, 10), lambda: seen.append("act"))
    stage.play(told, first_day=1)
    assert seen == ["act", "after"]


def test_a_duty_that_fails_stops_the_play(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_territory: Territory) -> int:
        raise RuntimeError("broken")

    monkeypatch.setitem(DUTIES, "expired", broken)
    with pytest.raises(RuntimeError, match="1 duties failed on 2026-06-08"):
        stage.play(told, first_day=0)


def test_progress_goes_from_nothing_to_all(stage: Stage) -> None:
    seen: list[tuple[str, int, int]] = []
    stage.at(stage.moment(FIRST_DAY, 10), lambda: None)
    stage.play(lambda *step: seen.append(step), first_day=1)
    assert seen == [("2025-12-01", 0, 189), ("2026-06-08", 189, 189)]

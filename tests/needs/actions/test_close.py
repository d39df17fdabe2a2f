"""A need ends honestly, can be reopened for 30 days, and nobody is left in silence."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db.models import QuerySet
from tests import factories
from tests.visits import letters_to

from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.common.queries import journal_of
from maillage.needs.actions import (
    close,
    close_need,
    confirm_address,
    qualify_need,
    record_progress,
    reopen_need,
    resume_search,
    tell_late_askers,
    withdraw_unconfirmed,
)
from maillage.needs.enums import TRUTHFUL_ANSWERS, NeedState, Outcome
from maillage.needs.models import Need
from maillage.people.models import Person
from maillage.territory.models import Territory

FATOU = "fatou.diallo@volcanville.example"


@pytest.mark.parametrize("outcome", Outcome)
def test_outcome_is_an_answer_only_when_it_says_something_true_about_help(
    territory: Territory, outcome: Outcome
) -> None:
    need = close_need(need=factories.a_qualified_need(territory), outcome=outcome, who="ines", note="é" * 900)
    assert (need.state, need.outcome, need.outcome_note) == ("closed", outcome, "é" * 400)
    assert (need.answered_at is not None) is (outcome in TRUTHFUL_ANSWERS)
    entry = journal_of("need", need.ref).last()
    assert entry is not None
    assert (entry.verb, entry.who, entry.data) == ("close", "ines", {"outcome": outcome, "from": "qualified"})


def test_asker_who_ended_it_herself_is_not_told(territory: Territory) -> None:
    close_need(
        need=factories.a_qualified_need(territory), outcome=Outcome.WITHDRAWN, who="asker", tells_asker=False
    )
    assert letters_to(FATOU, kind="closed") == []


def test_need_is_closed_once(territory: Territory) -> None:
    need = close_need(need=factories.a_qualified_need(territory), outcome=Outcome.HELPED, who="ines")
    with pytest.raises(Refusal) as refused:
        close_need(need=need, outcome=Outcome.UNREACHABLE, who="paul")
    assert refused.value.code == "need_state"
    assert Need.objects.get().outcome == "helped"


def test_reopened_need_goes_back_where_the_search_can_go_on(territory: Territory) -> None:
    read = close_need(need=factories.a_qualified_need(territory), outcome=Outcome.HELPED, who="ines")
    unread = close_need(need=factories.a_confirmed_need(territory), outcome=Outcome.WITHDRAWN, who="asker")
    states = [reopen_need(need=need, who="asker").state for need in (read, unread)]
    assert states == [NeedState.QUALIFIED, NeedState.CONFIRMED]
    read.refresh_from_db()
    assert (read.outcome, read.outcome_note, read.closed_at) == ("", "", None)
    assert journal_of("need", read.ref).last().verb == "reopen"  # type: ignore[union-attr]


def test_need_withdrawn_before_its_address_was_confirmed_is_promised_when_reopened(
    territory: Territory, monday: datetime
) -> None:
    need = close_need(need=factories.a_submitted_need(territory), outcome=Outcome.WITHDRAWN, who="asker")
    with clock.at(factories.after(monday, days=1)):
        need = reopen_need(need=need, who="asker")
    assert (need.state, need.confirmed_at) == ("confirmed", factories.after(monday, days=1))
    assert need.promised_at is not None


@pytest.mark.parametrize(("days", "possible"), [(30, True), (31, False)])
def test_need_can_be_reopened_for_thirty_days(
    territory: Territory, monday: datetime, days: int, possible: bool
) -> None:
    need = close_need(need=factories.a_qualified_need(territory), outcome=Outcome.HELPED, who="ines")
    with clock.at(factories.after(monday, days=days)):
        if possible:
            assert reopen_need(need=need, who="asker").state == "qualified"
            return
        with pytest.raises(Refusal) as refused:
            reopen_need(need=need, who="asker")
    assert refused.value.code == "too_old"


def test_need_that_never_ended_cannot_be_reopened(territory: Territory) -> None:
    with pytest.raises(Refusal):
        reopen_need(need=factories.a_qualified_need(territory), who="asker")


def test_help_that_did_not_help_puts_the_need_back_in_search(territory: Territory) -> None:
    need = record_progress(need=factories.a_qualified_need(territory), state=NeedState.ANSWERED)
    need = resume_search(need=need, who="asker")
    assert (need.state, need.outcome_asked_at) == ("qualified", None)
    assert journal_of("need", need.ref).last().verb == "not_helped"  # type: ignore[union-attr]


def test_need_nobody_answered_cannot_be_put_back_in_search(territory: Territory) -> None:
    with pytest.raises(Refusal):
        resume_search(need=factories.a_qualified_need(territory), who="asker")


def test_address_never_confirmed_ends_the_need_and_forgets_who_typed_it(
    territory: Territory, monday: datetime
) -> None:
    need = factories.a_submitted_need(territory)
    confirmed = factories.a_confirmed_need(territory, factories.an_ask(name="Karim Haddad"))
    with clock.at(factories.after(monday, days=7)):
        assert withdraw_unconfirmed(days=7) == 0
    with clock.at(factories.after(monday, days=7, minutes=1)):
        assert (withdraw_unconfirmed(days=7), withdraw_unconfirmed(days=7)) == (1, 0)
    need.refresh_from_db()
    assert (need.state, need.outcome) == ("closed", "unreachable")
    assert (need.words, need.asker_name, need.asker) == ("", "", None)
    assert [p.given_name for p in Person.objects.all()] == ["Karim"]
    confirmed.refresh_from_db()
    assert confirmed.words == factories.FATOU_SAYS


def test_need_whose_words_were_erased_cannot_be_reopened(territory: Territory, monday: datetime) -> None:
    need = factories.a_submitted_need(territory)
    with clock.at(factories.after(monday, days=8)):
        withdraw_unconfirmed(days=7)
        with pytest.raises(Refusal):
            reopen_need(need=need, who="asker")


def test_asker_we_failed_is_told_the_truth_once(territory: Territory, monday: datetime) -> None:
    need = factories.a_qualified_need(territory)
    assert need.promised_at is not None
    with clock.at(need.promised_at):
        assert tell_late_askers() == 0
    with clock.at(need.promised_at + timedelta(minutes=1)):
        assert (tell_late_askers(), tell_late_askers()) == (1, 0)
        need.refresh_from_db()
        assert need.told_late_at == clock.now()
    (letter,) = letters_to(FATOU, kind="promise_missed")
    assert "lundi 15 juin, 18 h" in letter.text.replace("\xa0", " ")
    assert journal_of("need", need.ref).last().verb == "tell_late"  # type: ignore[union-attr]


def test_asker_with_an_answer_is_not_told_of_any_delay(territory: Territory, monday: datetime) -> None:
    record_progress(need=factories.a_qualified_need(territory), state=NeedState.ANSWERED)
    close_need(need=factories.a_qualified_need(territory), outcome=Outcome.WITHDRAWN, who="asker")
    with clock.at(factories.after(monday, days=60)):
        assert tell_late_askers() == 0


def test_asker_told_by_another_worker_meanwhile_is_not_told_twice(
    territory: Territory, monday: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    need = factories.a_qualified_need(territory)
    seen_before = Need.objects.filter(pk=need.pk)
    with clock.at(factories.after(monday, days=8)):
        assert tell_late_askers() == 1
        monkeypatch.setattr(close, "late_needs", lambda moment: _Stale(seen_before))
        assert tell_late_askers() == 0


class _Stale:
    """What a worker read before another one acted."""

    def __init__(self, rows: QuerySet[Need]) -> None:
        self.rows = rows

    def filter(self, **conditions: object) -> QuerySet[Need]:
        """The rows as they were seen."""
        return self.rows


def test_whole_life_of_a_need_is_in_its_journal(territory: Territory, monday: datetime) -> None:
    need = factories.a_submitted_need(territory)
    states = [need.state]
    for act in (
        lambda: confirm_address(need=need),
        lambda: qualify_need(need=need, skills=["compta"], hours=2, who="ines"),
        lambda: record_progress(need=need, state=NeedState.ANSWERED),
        lambda: resume_search(need=need, who="asker"),
        lambda: record_progress(need=need, state=NeedState.ANSWERED),
        lambda: close_need(need=need, outcome=Outcome.HELPED, who="asker"),
        lambda: reopen_need(need=need, who="asker"),
        lambda: close_need(need=need, outcome=Outcome.NO_HELP_AVAILABLE, who="ines"),
    ):
        states.append(act().state)
    assert states == [
        "submitted",
        "confirmed",
        "qualified",
        "answered",
        "qualified",
        "answered",
        "closed",
        "qualified",
        "closed",
    ]
    assert [(e.verb, e.who) for e in journal_of("need", need.ref)] == [
        ("submit", "asker"),
        ("confirm_address", "asker"),
        ("qualify", "ines"),
        ("not_helped", "asker"),
        ("close", "asker"),
        ("reopen", "asker"),
        ("close", "ines"),
    ]

"""Silence: one reminder, then the deadline, then somebody else; news asked for once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests import factories
from tests.visits import letters_to

from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.common.queries import journal_of
from maillage.needs.models import Need
from maillage.pledges.models import Hold
from maillage.referrals.actions import (
    accept,
    ask_news_due,
    deadlines,
    decline,
    expire_due,
    record_hours,
    remind_due,
)
from maillage.referrals.actions.deadlines import ask_news, pass_on
from maillage.referrals.enums import DeclineReason
from maillage.referrals.models import Referral

FATOU = "fatou.diallo@volcanville.example"
NADIA = "nadia.benali@volcanville.example"


@pytest.fixture
def ask(city: factories.City) -> Referral:
    """Marc was asked on Monday at nine; he answers by Wednesday, eighteen o'clock."""
    return factories.a_sent_referral(factories.a_qualified_need(city.territory, "num-outils"))


def due(ask: Referral) -> datetime:
    """The helper's deadline."""
    assert ask.due_at is not None
    return ask.due_at


def test_silent_helper_is_reminded_once_on_the_next_working_day(
    city: factories.City, ask: Referral, monday: datetime
) -> None:
    charter = city.territory.charter
    with clock.at(factories.after(monday, hours=10)):
        assert remind_due(charter=charter) == 0, "the same day is too soon"
    with clock.at(factories.after(monday, days=1)):
        assert (remind_due(charter=charter), remind_due(charter=charter)) == (1, 0)
    with clock.at(factories.after(monday, days=2)):
        assert remind_due(charter=charter) == 0
    letters = letters_to(city.marc.email)
    assert [m.kind for m in letters] == ["ask", "remind"]
    assert bool(letters[1].unsubscribe_url)
    assert "C’est notre seul rappel." in " ".join(letters[1].text.split())
    assert journal_of("need", ask.need.ref).last().verb == "remind"  # type: ignore[union-attr]


def test_ask_sent_on_a_friday_is_not_reminded_before_monday(city: factories.City, monday: datetime) -> None:
    charter = city.territory.charter
    with clock.at(factories.after(monday, days=4)):
        factories.a_sent_referral(factories.a_qualified_need(city.territory, "num-outils"))
    with clock.at(factories.after(monday, days=6)):
        assert remind_due(charter=charter) == 0
    with clock.at(factories.after(monday, days=7)):
        assert remind_due(charter=charter) == 1


def test_helper_who_answered_or_whose_time_is_over_is_not_reminded(
    city: factories.City, ask: Referral, monday: datetime
) -> None:
    with clock.at(due(ask)):
        assert remind_due(charter=city.territory.charter) == 0
    accept(referral=ask, who=city.marc.ref)
    with clock.at(factories.after(monday, days=1)):
        assert remind_due(charter=city.territory.charter) == 0


def test_silence_ends_at_the_deadline_and_somebody_else_is_asked_at_once(
    city: factories.City, ask: Referral
) -> None:
    factories.another_helper(city.territory, "Nadia Benali", "Ponts", "num-outils")
    with clock.at(due(ask) - timedelta(minutes=1)):
        assert expire_due() == 0
    with clock.at(due(ask)):
        assert (expire_due(), expire_due()) == (1, 0)
        assert [(r.person.given_name, r.state) for r in Referral.objects.order_by("pk")] == [
            ("Marc", "expired"),
            ("Nadia", "sent"),
        ]
    assert Hold.objects.get(key=ask.ref).state == "released"
    assert [m.kind for m in letters_to(NADIA)] == ["ask"]
    assert len(letters_to(FATOU, kind="still_searching")) == 1
    verbs = [e.verb for e in journal_of("need", ask.need.ref)]
    assert verbs[-2:] == ["expire", "send"]


def test_silence_of_everyone_ends_in_the_true_cause(city: factories.City, ask: Referral) -> None:
    with clock.at(due(ask)):
        expire_due()
    need = Need.objects.get()
    assert (need.state, need.cause) == ("qualified", "all_declined")
    assert [m.kind for m in letters_to(FATOU)] == ["confirm_address", "received", "nobody_today"]


def test_helper_who_answered_in_time_does_not_expire(city: factories.City, ask: Referral) -> None:
    decline(referral=ask, reason=DeclineReason.UNSAID, who=city.marc.ref)
    with clock.at(due(ask)):
        assert expire_due() == 0


def test_helper_who_answers_while_the_worker_reads_is_neither_reminded_nor_expired(
    city: factories.City, ask: Referral
) -> None:
    seen_before = Referral.objects.get()
    accept(referral=ask, who=city.marc.ref)
    with clock.at(due(ask)):
        assert (deadlines._remind(seen_before), deadlines._expire(seen_before)) == (False, False)
    assert Referral.objects.get().state == "accepted"


def test_news_are_asked_once_some_days_after_the_yes(
    city: factories.City, ask: Referral, monday: datetime
) -> None:
    charter = city.territory.charter
    accept(referral=ask, who=city.marc.ref)
    with clock.at(factories.after(monday, days=7)):
        assert ask_news_due(charter=charter) == 0
    with clock.at(factories.after(monday, days=7, minutes=1)):
        assert (ask_news_due(charter=charter), ask_news_due(charter=charter)) == (1, 0)
    (letter,) = letters_to(city.marc.email, kind="ask_news")
    assert "nous ne vous relancerons pas" in " ".join(letter.text.split())
    assert journal_of("need", ask.need.ref).last().verb == "ask_news"  # type: ignore[union-attr]


def test_news_that_came_are_not_asked_for(city: factories.City, ask: Referral, monday: datetime) -> None:
    accept(referral=ask, who=city.marc.ref)
    record_hours(referral=ask, hours=2, on=clock.today(), who=city.marc.ref)
    with clock.at(factories.after(monday, days=30)):
        assert ask_news_due(charter=city.territory.charter) == 0


def test_coordinator_can_ask_for_news_of_an_accepted_ask_only(city: factories.City, ask: Referral) -> None:
    with pytest.raises(Refusal):
        ask_news(referral=ask, who=city.ines.ref)
    accept(referral=ask, who=city.marc.ref)
    assert ask_news(referral=ask, who=city.ines.ref).news_asked_at == clock.now()


def test_coordinator_who_does_not_wait_passes_the_ask_on(city: factories.City, ask: Referral) -> None:
    factories.another_helper(city.territory, "Nadia Benali", "Ponts", "num-outils")
    following = pass_on(referral=ask, who=city.ines.ref)
    assert following is not None
    assert (following.person.given_name, following.state) == ("Nadia", "sent")
    ask.refresh_from_db()
    assert (ask.state, Hold.objects.get(key=ask.ref).state) == ("cancelled", "released")


def test_yes_that_came_to_nothing_is_passed_on_and_the_need_is_in_search_again(
    city: factories.City, ask: Referral
) -> None:
    factories.another_helper(city.territory, "Nadia Benali", "Ponts", "num-outils")
    accept(referral=ask, who=city.marc.ref)
    pass_on(referral=ask, who=city.ines.ref)
    assert Need.objects.get().state == "qualified"
    assert [m.kind for m in letters_to(NADIA)] == ["ask"]

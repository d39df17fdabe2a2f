"""People answer in time and by day; what they do is what the journal says."""

from __future__ import annotations

from maillage.common.models import JournalEntry
from maillage.needs.models import Need
from maillage.referrals.models import Referral
from maillage.scenario.stage import AWAKE, END_HOUR
from maillage.territory.models import Territory


def test_answers_come_by_day_and_before_the_deadline(played: Territory) -> None:
    answered = Referral.objects.exclude(answered_at=None)
    assert answered
    for referral in answered:
        assert referral.answered_at is not None and referral.due_at is not None
        assert referral.sent_at is not None and referral.sent_at < referral.answered_at < referral.due_at
        assert AWAKE[0] <= referral.answered_at.astimezone(played.zone).hour <= AWAKE[1]


def test_addresses_are_confirmed_within_minutes_except_those_never_confirmed(played: Territory) -> None:
    for need in Need.objects.filter(via="form").exclude(confirmed_at=None):
        assert need.confirmed_at is not None
        assert 2 <= (need.confirmed_at - need.submitted_at).total_seconds() / 60 <= 19
    assert Need.objects.filter(state="submitted").count() == 3


def test_a_need_told_by_phone_is_entered_by_the_coordinator_in_office_hours(played: Territory) -> None:
    needs = Need.objects.filter(via="phone")
    assert needs
    for need in needs:
        assert played.charter.is_working(need.submitted_at.astimezone(played.zone).date())
        assert JournalEntry.objects.get(verb="enter", object_ref=need.ref).who != "asker"


def test_only_the_asker_says_that_it_helped(played: Territory) -> None:
    helped = Need.objects.filter(outcome="helped")
    assert helped
    closers = JournalEntry.objects.filter(verb="close", object_ref__in=helped.values_list("ref", flat=True))
    assert {entry.who for entry in closers} == {"asker"}


def test_hours_are_noted_by_her_who_gave_them(played: Territory) -> None:
    done = Referral.objects.filter(state="done").select_related("person", "need")
    assert done
    for referral in done:
        noted = JournalEntry.objects.get(verb="log_hours", data__referral=referral.ref)
        assert (noted.who, referral.hours_given) == (referral.person.ref, referral.hours)


def test_what_the_coordinator_closes_carries_her_words(played: Territory) -> None:
    closed = Need.objects.filter(outcome__in=("answered_by_aid", "no_help_available", "unreachable"))
    assert closed
    assert not closed.filter(outcome_note="").exists()


def test_the_need_that_holds_two_still_waits(played: Territory) -> None:
    words = Need.objects.filter(state="confirmed").values_list("words", flat=True)
    assert any("Notre réserve est prête" in text for text in words)


def test_the_scene_stops_at_nine() -> None:
    assert END_HOUR == 9

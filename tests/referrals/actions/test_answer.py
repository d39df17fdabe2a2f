"""Yes, no, the meeting, the hours; and what the asker is told of each."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests import factories
from tests.visits import letters_to

from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.common.models import OutboundMessage
from maillage.common.queries import journal_of
from maillage.needs.actions import close_need
from maillage.needs.enums import Outcome
from maillage.needs.models import Need
from maillage.observatory.queries import story_for_asker
from maillage.pledges.models import Contribution, Hold
from maillage.pledges.queries import hours_by_pledge
from maillage.referrals.actions import accept, decline, expire_due, record_hours, record_meeting
from maillage.referrals.enums import DeclineReason
from maillage.referrals.models import Referral
from maillage.referrals.queries import referrals_of_need

FATOU = "fatou.diallo@volcanville.example"
NADIA = "nadia.benali@volcanville.example"


@pytest.fixture
def ask(city: factories.City) -> Referral:
    """Marc was asked for two hours by Fatou."""
    return factories.a_sent_referral(factories.a_qualified_need(city.territory, "num-outils"))


@pytest.fixture
def nadia(city: factories.City, ask: Referral) -> None:
    """Somebody else who could, from now on: Nadia, of Ponts."""
    factories.another_helper(city.territory, "Nadia Benali", "Ponts", "num-outils", per_month=2)


def no(referral: Referral) -> Referral:
    """The helper cannot."""
    return decline(
        referral=referral, reason=DeclineReason.NO_TIME, who=referral.person.ref, note_text="trop de travail"
    )


def needs_state(referral: Referral) -> str:
    """Where the need of a referral stands."""
    return Need.objects.get(pk=referral.need_id).state


def test_yes_answers_the_need_and_gives_each_the_others_address(city: factories.City, ask: Referral) -> None:
    referral = accept(referral=ask, who=city.marc.ref)
    assert (referral.state, referral.answered_at, needs_state(ask)) == ("accepted", clock.now(), "answered")
    to_asker, to_helper = letters_to(FATOU)[-1], letters_to(city.marc.email)[-1]
    assert (to_asker.kind, to_helper.kind) == ("introduce_to_asker", "introduce_to_helper")
    assert (city.marc.email in to_asker.text, FATOU in to_helper.text) == (True, True)
    assert (to_asker.unsubscribe_url, to_helper.unsubscribe_url) == ("", "")


def test_contact_details_pass_only_on_acceptance(city: factories.City, nadia: None, ask: Referral) -> None:
    no(ask)
    following = Referral.objects.get(state="sent")
    letters = list(OutboundMessage.objects.all())
    assert {m.kind for m in letters} == {"confirm_address", "received", "ask", "still_searching"}
    everyone = {FATOU, city.marc.email, NADIA}
    for letter in letters:
        for address in everyone - {letter.to_email}:
            assert address not in letter.subject + letter.text + letter.html, (letter.kind, address)
    for letter in letters_to(FATOU):
        for name in ("Marc", "Vasseur", "Forge", "Nadia", "Benali", "Ponts"):
            assert name not in letter.subject + letter.text + letter.html, (letter.kind, name)
    accept(referral=following, who=following.person.ref)
    assert NADIA in letters_to(FATOU)[-1].text
    assert city.marc.email not in letters_to(FATOU)[-1].text


def test_no_asks_the_next_best_helper_at_once_and_tells_the_asker_that_we_go_on(
    city: factories.City, nadia: None, ask: Referral
) -> None:
    no(ask)
    ask.refresh_from_db()
    assert (ask.state, ask.decline_reason, ask.decline_note) == ("declined", "no_time", "trop de travail")
    assert [(r.person.given_name, r.state) for r in Referral.objects.order_by("pk")] == [
        ("Marc", "declined"),
        ("Nadia", "sent"),
    ]
    assert Hold.objects.get(key=ask.ref).state == "released"
    (letter,) = letters_to(FATOU, kind="still_searching")
    said = " ".join(letter.text.split())
    assert "Nous demandons à quelqu’un d’autre. Vous n’avez rien à faire." in said
    for secret in ("pas le temps", "trop de travail", "Marc", "refus", "décliné"):
        assert secret not in said.lower(), secret
    assert [m.kind for m in letters_to(NADIA)] == ["ask"]


def test_pair_is_never_asked_twice_and_the_last_no_ends_in_the_true_cause(
    city: factories.City, nadia: None, ask: Referral
) -> None:
    no(ask)
    no(Referral.objects.get(state="sent"))
    assert [r.state for r in Referral.objects.order_by("pk")] == ["declined", "declined"]
    need = Need.objects.get()
    assert (need.state, need.cause) == ("qualified", "all_declined")
    (letter,) = letters_to(FATOU, kind="nobody_today")
    assert "Aucune des personnes qui savent le faire n’était disponible." in " ".join(letter.text.split())
    assert len(letters_to(FATOU, kind="still_searching")) == 1
    verbs = [e.verb for e in journal_of("need", need.ref)]
    assert verbs[-2:] == ["tell_nobody", "nobody_left"]


def test_refusal_is_never_shown_to_the_asker_as_a_persons_refusal(
    city: factories.City, nadia: None, ask: Referral
) -> None:
    no(ask)
    need = Need.objects.get()
    lines = story_for_asker(need, list(referrals_of_need(need)))
    said = " ".join(f"{line.title} {line.text}" for line in lines)
    assert "Cette personne n’était pas disponible" in said
    for secret in ("Marc", "Nadia", "Forge", "temps en ce moment", "trop de travail", "refus"):
        assert secret not in said, secret


def test_answer_after_the_deadline_is_refused_with_thanks(ask: Referral) -> None:
    assert ask.due_at is not None
    with clock.at(ask.due_at):
        assert accept(referral=ask, who="marc").state == "accepted", "to the last minute"


@pytest.mark.parametrize("ended", [False, True])
def test_yes_to_an_expired_ask_is_refused_with_thanks(
    city: factories.City, ask: Referral, ended: bool
) -> None:
    assert ask.due_at is not None
    with clock.at(ask.due_at + timedelta(minutes=1)):
        if ended:
            assert expire_due() == 1
        with pytest.raises(Refusal) as refused:
            accept(referral=ask, who=city.marc.ref)
    assert (refused.value.code, refused.value.status) == ("link_expired", 410)
    assert refused.value.what == "Merci, mais l’échéance est passée."
    assert needs_state(ask) == "qualified"
    assert letters_to(city.marc.email, kind="introduce_to_helper") == []


def test_link_works_once(city: factories.City, ask: Referral) -> None:
    accept(referral=ask, who=city.marc.ref)
    for again in (lambda: accept(referral=ask, who="marc"), lambda: no(ask)):
        with pytest.raises(Refusal) as refused:
            again()
        assert refused.value.code == "referral_state"
    assert len(letters_to(FATOU, kind="introduce_to_asker")) == 1
    ask.refresh_from_db()
    assert ask.state == "accepted"


@pytest.mark.usefixtures("transactional_db")
def test_yes_said_twice_at_once_is_one_yes(city: factories.City, ask: Referral) -> None:
    def yes() -> Referral:
        return accept(referral=ask, who=city.marc.ref)

    ends = factories.at_once(yes, yes)
    assert sorted(type(end).__name__ for end in ends) == ["Referral", "Refusal"]
    assert len(letters_to(FATOU, kind="introduce_to_asker")) == 1


@pytest.mark.usefixtures("transactional_db")
def test_yes_and_deadline_at_the_same_instant_end_in_one_of_the_two(
    city: factories.City, nadia: None, ask: Referral
) -> None:
    assert ask.due_at is not None
    with clock.at(ask.due_at):
        factories.at_once(lambda: accept(referral=ask, who=city.marc.ref), expire_due)
    ask.refresh_from_db()
    state = Need.objects.get().state
    assert (ask.state, state) in (("accepted", "answered"), ("expired", "qualified"))
    assert Hold.objects.get(key=ask.ref).state == ("held" if ask.state == "accepted" else "released")


def test_meeting_then_hours_draw_the_pledge_down_and_ask_whether_it_helped(
    city: factories.City, ask: Referral, monday: datetime
) -> None:
    accept(referral=ask, who=city.marc.ref)
    with clock.at(factories.after(monday, days=3)):
        assert record_meeting(referral=ask, met_on=clock.today(), who=city.ines.ref).state == "met"
        referral = record_hours(referral=ask, hours=3, on=clock.today(), who=city.marc.ref)
    assert (referral.state, referral.hours_given, referral.hours) == ("done", 3, 2)
    assert Contribution.objects.get().hours == 3
    account = hours_by_pledge([city.pledge])[city.pledge.pk]
    assert (account.held, account.given, account.left) == (0, 3, 37)
    assert len(letters_to(FATOU, kind="ask_outcome")) == 1
    assert Need.objects.get().outcome_asked_at == factories.after(monday, days=3)
    verbs = [e.verb for e in journal_of("need", ask.need.ref)]
    assert verbs[-4:] == ["send", "accept", "meet", "log_hours"]


def test_hours_noted_without_a_meeting_say_that_they_met_that_day(
    city: factories.City, ask: Referral
) -> None:
    accept(referral=ask, who=city.marc.ref)
    referral = record_hours(referral=ask, hours=1, on=clock.today(), who=city.marc.ref)
    assert referral.met_on == clock.today()


def test_hours_noted_after_the_need_ended_still_count_and_ask_nothing(
    city: factories.City, ask: Referral
) -> None:
    accept(referral=ask, who=city.marc.ref)
    close_need(need=Need.objects.get(), outcome=Outcome.HELPED, who="asker", tells_asker=False)
    record_hours(referral=ask, hours=2, on=clock.today(), who=city.marc.ref)
    assert hours_by_pledge([city.pledge])[city.pledge.pk].given == 2
    assert letters_to(FATOU, kind="ask_outcome") == []


def test_hours_are_noted_once(city: factories.City, ask: Referral) -> None:
    accept(referral=ask, who=city.marc.ref)
    record_hours(referral=ask, hours=2, on=clock.today(), who=city.marc.ref)
    with pytest.raises(Refusal) as refused:
        record_hours(referral=ask, hours=2, on=clock.today(), who=city.marc.ref)
    assert refused.value.code == "referral_state"
    assert hours_by_pledge([city.pledge])[city.pledge.pk].given == 2


@pytest.mark.parametrize("hours", [0, -1])
def test_hours_that_cannot_be_leave_everything_as_it_was(
    city: factories.City, ask: Referral, hours: int
) -> None:
    accept(referral=ask, who=city.marc.ref)
    with pytest.raises(Refusal):
        record_hours(referral=ask, hours=hours, on=clock.today(), who=city.marc.ref)
    ask.refresh_from_db()
    assert (ask.state, ask.hours_given, Contribution.objects.count()) == ("accepted", None, 0)


def test_hours_before_a_yes_are_refused(city: factories.City, ask: Referral) -> None:
    with pytest.raises(Refusal):
        record_hours(referral=ask, hours=1, on=clock.today(), who=city.marc.ref)
    with pytest.raises(Refusal):
        record_meeting(referral=ask, met_on=clock.today(), who=city.marc.ref)

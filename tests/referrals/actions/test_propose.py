"""From needs in search to asks sent: propose, send, set aside, and ask somebody else."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest
from tests import factories
from tests.visits import letters_to

from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.common.models import OutboundMessage
from maillage.common.queries import journal_of
from maillage.needs.actions import close_need, qualify_need, reopen_need
from maillage.needs.enums import Outcome
from maillage.needs.models import Need
from maillage.pledges.actions import pause_helper
from maillage.pledges.models import Hold
from maillage.referrals.actions import (
    accept,
    cancel_for_need,
    discard,
    propose,
    record_hours,
    reroute,
    restore,
    send,
)
from maillage.referrals.models import MatchingRun, Referral

FATOU = "fatou.diallo@volcanville.example"


def pairs() -> list[tuple[str, str]]:
    """Whom each need was put to, and where it stands."""
    rows = Referral.objects.order_by("pk").values_list("person__given_name", "state")
    return [(str(name), str(state)) for name, state in rows]


def test_proposal_waits_for_the_coordinators_yes_and_nobody_is_written_to(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, "num-outils", hours=3)
    before = OutboundMessage.objects.count()
    run = propose(territory=city.territory, who=city.ines.ref, why="qualify")
    referral = Referral.objects.get()
    assert (referral.need, referral.person, referral.hours, referral.state, referral.run) == (
        need,
        city.marc,
        3,
        "proposed",
        run,
    )
    assert (OutboundMessage.objects.count(), Hold.objects.count()) == (before, 0)
    (entry,) = journal_of("run", run.ref)
    assert (entry.verb, entry.why, entry.data) == ("match", "qualify", {"needs": 1, "proposals": 1})


def test_proposal_decided_again_stays_the_same_row(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory)
    first = factories.a_proposed_referral(need)
    propose(territory=city.territory, who="system", why="daily")
    again = Referral.objects.get()
    assert (again.pk, again.run == first.run) == (first.pk, False)


def test_proposal_that_no_longer_holds_is_replaced(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, "num-outils")
    factories.a_proposed_referral(need)
    pause_helper(person=city.marc, paused=True, who="marc")
    factories.another_helper(city.territory, "Nadia Benali", "Ponts", "num-outils")
    propose(territory=city.territory, who="system", why="daily")
    assert pairs() == [("Marc", "superseded"), ("Nadia", "proposed")]


def test_asks_already_sent_are_never_moved(city: factories.City) -> None:
    factories.a_sent_referral(factories.a_qualified_need(city.territory, "num-outils"))
    pause_helper(person=city.marc, paused=True, who="marc")
    propose(territory=city.territory, who="system", why="daily")
    assert pairs() == [("Marc", "sent")]


def test_person_in_two_pledges_is_asked_once_for_a_need(city: factories.City) -> None:
    other = factories.a_pledge(city.studio_lave, "compta")
    factories.a_helper(other, city.marc, "compta", per_month=3)
    need = factories.a_qualified_need(city.territory, "compta", hours=2)
    propose(territory=city.territory, who="system", why="first")
    qualify_need(need=need, skills=["compta"], hours=7, who="ines")
    propose(territory=city.territory, who="system", why="more hours")
    live = Referral.objects.filter(state="proposed")
    assert [r.person for r in live] == [city.marc]
    assert live.get().hours == 4, "the line that gives the most"


def test_ask_keeps_the_hours_sets_a_deadline_and_writes_to_the_helper(
    city: factories.City, monday: datetime
) -> None:
    referral = factories.a_sent_referral(factories.a_qualified_need(city.territory, hours=3))
    assert (referral.state, referral.sent_at) == ("sent", monday)
    assert referral.due_at == datetime(2026, 6, 10, 18, tzinfo=ZoneInfo("Europe/Paris"))
    hold = Hold.objects.get()
    assert (hold.key, hold.hours, hold.state) == (referral.ref, 3, "held")
    (letter,) = letters_to(city.marc.email)
    assert (letter.kind, letter.about, bool(letter.unsubscribe_url)) == ("ask", referral.ref, True)
    entry = journal_of("need", referral.need.ref).last()
    assert entry is not None
    assert (entry.verb, entry.data["person"], entry.data["hours"]) == ("send", city.marc.ref, 3)


def test_proposal_is_sent_once(city: factories.City) -> None:
    referral = factories.a_sent_referral(factories.a_qualified_need(city.territory))
    with pytest.raises(Refusal) as refused:
        send(referral=referral, who="ines")
    assert refused.value.code == "referral_state"
    assert len(letters_to(city.marc.email)) == 1


def test_nothing_is_sent_for_hours_that_were_taken_meanwhile(city: factories.City) -> None:
    first = factories.a_proposed_referral(factories.a_qualified_need(city.territory, "compta", hours=3))
    city.marc_hours.hours_per_month = 2
    city.marc_hours.save()
    with pytest.raises(Refusal) as refused:
        send(referral=first, who="ines")
    assert refused.value.code == "hours_taken"
    first.refresh_from_db()
    assert (first.state, letters_to(city.marc.email)) == ("proposed", [])


@pytest.mark.usefixtures("transactional_db")
def test_last_hour_asked_by_two_referrals_at_once_goes_to_exactly_one(city: factories.City) -> None:
    referrals = []
    for name in ("Fatou Diallo", "Karim Haddad"):
        need = factories.a_qualified_need(city.territory, "compta", hours=2, ask=factories.an_ask(name=name))
        referrals.append(factories.a_proposed_referral(need))
    city.marc_hours.hours_per_month = 3
    city.marc_hours.save()

    def ask(referral: Referral) -> Referral:
        return send(referral=referral, who="ines")

    ends = factories.at_once(lambda: ask(referrals[0]), lambda: ask(referrals[1]))
    assert sorted(type(end).__name__ for end in ends) == ["Referral", "Refusal"]
    (refusal,) = (end for end in ends if isinstance(end, Refusal))
    assert refusal.code == "hours_taken"
    assert sorted(state for _, state in pairs()) == ["proposed", "sent"]
    assert len(letters_to(city.marc.email)) == 1


@pytest.mark.usefixtures("transactional_db")
def test_two_coordinators_who_send_at_once_send_one_ask(city: factories.City) -> None:
    referral = factories.a_proposed_referral(factories.a_qualified_need(city.territory))

    def ask() -> Referral:
        return send(referral=referral, who="ines")

    ends = factories.at_once(ask, ask)
    assert sorted(type(end).__name__ for end in ends) == ["Referral", "Refusal"]
    assert len(letters_to(city.marc.email)) == 1


def test_nobody_is_asked_for_a_need_that_ended(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory)
    referral = factories.a_proposed_referral(need)
    close_need(need=need, outcome=Outcome.WITHDRAWN, who="asker")
    with pytest.raises(Refusal) as refused:
        send(referral=referral, who="ines")
    assert refused.value.code == "need_state"
    assert letters_to(city.marc.email) == []


def test_territory_that_lets_it_run_sends_at_once(city: factories.City) -> None:
    city.territory.charter_data = {**city.territory.charter_data, "automatic_sending": True}
    city.territory.save()
    factories.a_qualified_need(city.territory, "num-outils")
    propose(territory=city.territory, who="ines", why="qualify")
    assert pairs() == [("Marc", "sent")]


def test_pair_set_aside_is_not_proposed_again_unless_it_is_undone(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory)
    referral = discard(referral=factories.a_proposed_referral(need), who="ines")
    propose(territory=city.territory, who="system", why="discard")
    assert pairs() == [("Marc", "discarded")]
    restore(referral=referral, who="ines")
    propose(territory=city.territory, who="system", why="daily")
    assert pairs() == [("Marc", "proposed")]
    verbs = [e.verb for e in journal_of("need", need.ref)]
    assert (verbs.count("discard"), verbs.count("restore")) == (1, 1)


def test_nobody_left_is_said_with_its_cause_in_the_journal_and_to_the_asker(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, "com-trad")
    assert reroute(need=need) is None
    need.refresh_from_db()
    assert need.cause == "no_skill"
    verbs = [e.verb for e in journal_of("need", need.ref)]
    assert verbs[-2:] == ["tell_nobody", "nobody_left"]
    (letter,) = letters_to(FATOU, kind="nobody_today")
    said = " ".join(letter.text.split())
    assert "Personne, dans le réseau, n’a promis ce savoir-faire pour l’instant." in said


def test_helper_whose_hours_are_taken_at_the_last_moment_is_passed_over(
    city: factories.City, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(**hours: object) -> None:
        raise Refusal("hours_taken", "Une autre demande vient de les prendre.")

    need = factories.a_qualified_need(city.territory, "num-outils")
    monkeypatch.setattr(import_module("maillage.referrals.actions.propose"), "hold_hours", taken)
    assert reroute(need=need) is None
    assert pairs() == [("Marc", "proposed")]
    assert journal_of("need", need.ref).last().verb == "nobody_left"  # type: ignore[union-attr]


def test_need_that_ended_cancels_its_asks_and_gives_the_hours_back(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, "num-outils", hours=6)
    factories.a_sent_referral(need)
    factories.another_helper(city.territory, "Nadia Benali", "Ponts", "num-outils")
    propose(territory=city.territory, who="system", why="daily")
    assert pairs() == [("Marc", "sent"), ("Nadia", "proposed")]
    assert cancel_for_need(need=need, who="asker") == 1
    assert pairs()[0] == ("Marc", "cancelled")
    assert pairs()[1][1] in ("superseded", "cancelled")
    assert Hold.objects.get().state == "released"
    assert cancel_for_need(need=need, who="asker") == 0


def test_need_reopened_after_help_was_given_asks_somebody_else(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, "compta")
    referral = accept(referral=factories.a_sent_referral(need), who=city.marc.ref)
    record_hours(referral=referral, hours=2, on=clock.today(), who=city.marc.ref)
    close_need(need=need, outcome=Outcome.HELPED, who="asker")
    factories.another_helper(city.territory, "Nadia Benali", "Ponts", "compta")
    reopen_need(need=Need.objects.get(), who="asker")
    propose(territory=city.territory, who="system", why="reopen")
    assert pairs() == [("Marc", "done"), ("Nadia", "proposed")]


def test_each_decision_is_kept(city: factories.City) -> None:
    factories.a_qualified_need(city.territory)
    runs = [propose(territory=city.territory, who="system", why=why, seed=3) for why in ("qualify", "daily")]
    assert [run.why for run in MatchingRun.objects.order_by("pk")] == ["qualify", "daily"]
    assert {run.seed for run in runs} == {3}

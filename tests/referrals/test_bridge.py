"""Rows become a problem, the engine's answer becomes plain values; the referee is heard."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import factories

from maillage.common import clock
from maillage.engine.matching import check, solve
from maillage.engine.matching.io import problem_from_json, result_to_json
from maillage.needs.actions import record_progress
from maillage.needs.enums import NeedState
from maillage.needs.models import Need
from maillage.needs.queries import needs_in_search, with_context
from maillage.pledges.actions import declare_absence, keep_apart, pause_helper
from maillage.referrals import bridge
from maillage.referrals.actions import decline, discard, propose
from maillage.referrals.bridge import Plan, RefereeError, plan
from maillage.referrals.enums import DeclineReason
from maillage.referrals.models import MatchingRun, Referral
from maillage.territory.models import Territory


def decided(territory: Territory) -> Plan:
    """What the engine decides for the needs in search."""
    return plan(territory=territory, needs=list(with_context(needs_in_search())))


def asked(territory: Territory) -> list[tuple[str, int]]:
    """Whom the engine would ask, and for how many hours."""
    return [(p.helper.person.given_name, p.hours) for p in decided(territory).proposals]


def cause(territory: Territory, need: Need) -> str:
    """Why nobody can serve a need."""
    return decided(territory).causes[need.pk][0]


def test_problem_holds_the_needs_and_the_hours_by_reference_only(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, "num-outils", hours=3)
    problem = json.loads(decided(city.territory).problem_json)
    assert problem["needs"] == [{"id": need.ref, "hours": 3, "group": "association"}]
    marc, lea = city.marc_hours.ref, city.lea_hours.ref
    assert {h["id"]: (h["hours"], h["max_needs"]) for h in problem["helpers"]} == {marc: (4, 2), lea: (3, 2)}
    assert [(c["need"], c["helper"]) for c in problem["candidates"]] == [(need.ref, marc)]
    assert (problem["bars"], problem["group_floor"]) == ([], 0.98)
    for secret in ("Fatou", "Marc", "@", "tableur"):
        assert secret not in json.dumps(problem, ensure_ascii=False)


def test_helper_who_can_is_proposed_with_her_reasons(city: factories.City) -> None:
    factories.a_qualified_need(city.territory, "num-outils", hours=3)
    (proposal,) = decided(city.territory).proposals
    assert (proposal.helper, proposal.hours) == (city.marc_hours, 3)
    assert 0 < proposal.affinity <= 1
    assert [r["code"] for r in proposal.reasons] == ["skill", "hours", "free", "first_tie"]


def test_nobody_with_the_skill_is_the_cause(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, "com-trad")
    assert cause(city.territory, need) == "no_skill"


def test_absent_and_paused_helpers_are_not_asked(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, "compta")
    absence = declare_absence(
        person=city.marc, starts_on=clock.today(), ends_on=clock.today() + timedelta(days=9), who="marc"
    )
    assert (asked(city.territory), cause(city.territory, need)) == ([], "all_absent")
    absence.delete()
    assert asked(city.territory) == [("Marc", 2)]
    pause_helper(person=city.marc, paused=True, who="marc")
    assert (asked(city.territory), cause(city.territory, need)) == ([], "all_absent")


def test_helper_and_actor_kept_apart_never_meet(city: factories.City) -> None:
    factories.a_qualified_need(city.territory, "compta", ask=factories.an_ask(actor="Fil à Fil"))
    keep_apart(person=city.marc, actor=city.fil_a_fil, who="ines")
    assert asked(city.territory) == []


def test_nobody_is_asked_to_help_herself_or_her_own_organisation(city: factories.City) -> None:
    herself = factories.a_qualified_need(
        city.territory, "compta", ask=factories.an_ask(email=city.marc.email, name="Marc Vasseur")
    )
    assert (asked(city.territory), cause(city.territory, herself)) == ([], "no_skill")
    Need.objects.all().delete()
    own = factories.a_qualified_need(city.territory, "compta", ask=factories.an_ask(actor="Forge & Cie"))
    assert (asked(city.territory), cause(city.territory, own)) == ([], "no_skill")


def test_helper_who_does_not_speak_the_language_is_not_asked(city: factories.City) -> None:
    words = "We need somebody who could keep the books of our association, please."
    need = factories.a_qualified_need(city.territory, "compta", ask=factories.an_ask(words))
    assert need.language == "en"
    assert asked(city.territory) == []
    factories.another_helper(city.territory, "Nadia Benali", "Ponts", "compta", languages=("en",))
    assert asked(city.territory) == [("Nadia", 2)]


def test_hours_already_taken_are_the_cause(city: factories.City) -> None:
    first = factories.a_qualified_need(city.territory, "compta", hours=4)
    factories.a_sent_referral(first)
    second = factories.a_qualified_need(city.territory, "compta", ask=factories.an_ask(name="Karim Haddad"))
    assert (asked(city.territory), cause(city.territory, second)) == ([], "all_taken")


def test_helper_gets_no_more_needs_at_once_than_she_said(city: factories.City) -> None:
    city.marc_hours.max_open = 1
    city.marc_hours.save()
    needs = [
        factories.a_qualified_need(city.territory, "compta", hours=1, ask=factories.an_ask(name=name))
        for name in ("Fatou Diallo", "Karim Haddad")
    ]
    result = decided(city.territory)
    assert len(result.proposals) == 1
    (left,) = (n for n in needs if n != result.proposals[0].need)
    assert result.causes[left.pk][0] == "capped"


def test_helper_named_in_two_pledges_still_gets_no_more_than_she_said(city: factories.City) -> None:
    """Her limit is hers, not that of each line that names her."""
    other = factories.a_pledge(city.studio_lave, "compta")
    for pledge in (city.pledge, other):
        factories.a_helper(pledge, city.marc, "compta", max_open=1)
    for name in ("Fatou Diallo", "Karim Haddad", "Zoé Blanc"):
        factories.a_qualified_need(city.territory, "compta", hours=1, ask=factories.an_ask(name=name))
    assert [name for name, _ in asked(city.territory)] == ["Marc"]


def test_pair_that_had_a_no_is_barred_whatever_the_no(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, "compta")
    decline(referral=factories.a_sent_referral(need), reason=DeclineReason.NO_TIME, who=city.marc.ref)
    assert (asked(city.territory), cause(city.territory, need)) == ([], "all_declined")


def test_pair_the_coordinator_set_aside_is_barred(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, "compta")
    discard(referral=factories.a_proposed_referral(need), who=city.ines.ref)
    assert (asked(city.territory), cause(city.territory, need)) == ([], "conflict")


def test_hours_being_asked_are_not_asked_again(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, "compta", hours=6)
    factories.a_sent_referral(need)
    factories.another_helper(city.territory, "Nadia Benali", "Ponts", "compta", per_month=9)
    assert asked(city.territory) == [("Nadia", 2)]


def test_needs_that_somebody_accepted_are_not_in_the_problem(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, "compta")
    record_progress(need=need, state=NeedState.ANSWERED)
    assert decided(city.territory).needs_count == 0


def test_empty_territory_has_an_empty_plan(territory: Territory) -> None:
    empty = decided(territory)
    assert (empty.proposals, empty.causes, empty.needs_count, empty.helpers_count) == ((), {}, 0, 0)


def test_broken_promise_of_the_engine_stops_everything(
    city: factories.City, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.a_qualified_need(city.territory, "compta")
    monkeypatch.setattr(bridge, "check", lambda problem, result: ["rule 1 is broken", "rule 2 too"])
    with pytest.raises(RefereeError, match="rule 1 is broken; rule 2 too"):
        propose(territory=city.territory, who="ines", why="test")
    assert (MatchingRun.objects.count(), Referral.objects.count()) == (0, 0)


def test_time_limit_of_the_engine_is_no_cause_to_tell_anybody(
    city: factories.City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A search cut short says nothing true about the network: the next one will."""
    from dataclasses import replace

    from maillage.engine.matching import UnmetCause

    need = factories.a_qualified_need(city.territory, "com-trad")

    def cut_short(problem: Any, **options: Any) -> Any:
        result = solve(problem, **options)
        unmet = tuple(replace(line, cause=UnmetCause.STOPPED) for line in result.unmet)
        return replace(result, unmet=unmet)

    monkeypatch.setattr(bridge, "solve", cut_short)
    monkeypatch.setattr(bridge, "check", lambda problem, result: [])
    propose(territory=city.territory, who="ines", why="test")
    need.refresh_from_db()
    assert need.cause == ""


def test_decision_is_replayed_byte_for_byte_from_what_was_kept(city: factories.City) -> None:
    for name, code, hours in (
        ("Fatou Diallo", "num-outils", 3),
        ("Karim Haddad", "compta", 2),
        ("Zoé Blanc", "com-graph", 4),
        ("Ali Ben", "com-trad", 1),
    ):
        factories.a_qualified_need(city.territory, code, hours=hours, ask=factories.an_ask(name=name))
    run = propose(territory=city.territory, who="ines", why="test", seed=5)
    problem = problem_from_json(run.problem)
    again = solve(problem, seed=run.seed)
    assert result_to_json(again) == run.result
    assert check(problem, again) == []
    assert (run.needs_count, run.helpers_count, run.left_with_nothing) == (4, 2, 1)
    assert run.served_hours == sum(a.hours for a in again.assignments)


@pytest.mark.parametrize("more", [0, 2])
def test_number_of_queries_does_not_grow_with_the_city(
    city: factories.City, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(more + 1):
        factories.a_qualified_need(city.territory, "compta", ask=factories.an_ask(name=f"Nom{n} X"))
        if n:
            factories.another_helper(city.territory, f"Aide{n} Y", f"Partenaire {n}", "compta")
    with django_assert_num_queries(15):
        decided(city.territory)

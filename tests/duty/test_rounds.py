"""A round does each duty once, at its date, in civil hours, and one that fails stops no other."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests import factories
from tests.conftest import MONDAY, PARIS
from tests.places.stage import an_open_place, is_there

from maillage.common import clock
from maillage.common.models import JournalEntry, OutboundMessage
from maillage.duty import rounds
from maillage.duty.rounds import DUTIES, run_due
from maillage.needs.models import Need
from maillage.people.actions import choose_digest
from maillage.people.enums import DigestChoice, RoleKind
from maillage.pledges.actions import declare_absence, extend_pledge, pause_helper
from maillage.pledges.models import Pledge
from maillage.referrals.actions import accept
from maillage.referrals.models import MatchingRun, Referral

TUESDAY, WEDNESDAY, SATURDAY = (MONDAY + timedelta(days=n) for n in (1, 2, 5))


def turn(city: factories.City, moment: datetime) -> dict[str, int]:
    """A round at this moment; what did not happen is left out."""
    with clock.at(moment):
        done = run_due(city.territory)
    return {name: count for name, count in done.items() if count}


def letters(kind: str) -> list[str]:
    """To whom letters of this kind were written, in order."""
    rows = OutboundMessage.objects.filter(kind=kind).order_by("pk")
    return list(rows.values_list("to_email", flat=True))


def silence_digests(city: factories.City) -> None:
    """Let the summaries out of a test that is not about them."""
    choose_digest(person=city.ines, choice=DigestChoice.NEVER, who=city.ines.ref)


@pytest.fixture
def quiet(city: factories.City) -> factories.City:
    """The city, whose coordinator wants no summary."""
    silence_digests(city)
    return city


def test_an_empty_territory_owes_nothing(quiet: factories.City) -> None:
    assert turn(quiet, MONDAY) == {}


def test_the_round_opens_the_scope_and_the_time_zone_by_itself(unscoped_territory: Any) -> None:
    assert run_due(unscoped_territory)["failed"] == 0


def test_marc_is_reminded_once_on_the_next_working_day(quiet: factories.City) -> None:
    factories.a_sent_referral(factories.a_qualified_need(quiet.territory))
    assert turn(quiet, MONDAY.replace(hour=17)) == {}
    assert turn(quiet, TUESDAY.replace(hour=7)) == {}
    assert turn(quiet, TUESDAY.replace(hour=8)) == {"reminded": 1}
    assert turn(quiet, TUESDAY.replace(hour=9)) == {}
    assert letters("remind") == [quiet.marc.email]


def test_nobody_is_reminded_at_night_nor_on_a_saturday(quiet: factories.City) -> None:
    need = factories.a_qualified_need(quiet.territory)
    with clock.at(MONDAY + timedelta(days=4)):
        factories.a_sent_referral(need)
    assert turn(quiet, SATURDAY) == {}


def test_silence_ends_at_the_deadline_and_the_next_helper_is_asked(quiet: factories.City) -> None:
    amina = factories.a_person(quiet.territory, "Amina Berrada")
    factories.a_helper(quiet.pledge, amina, "num-outils", "compta")
    need = factories.a_qualified_need(quiet.territory)
    first = factories.a_sent_referral(need)
    deadline = WEDNESDAY.replace(hour=18)
    assert turn(quiet, deadline - timedelta(minutes=1)) == {"reminded": 1}
    assert turn(quiet, deadline) == {"expired": 1}
    assert turn(quiet, deadline) == {}
    first.refresh_from_db()
    second = Referral.objects.get(need=need, state="sent")
    assert first.state == "expired"
    assert {first.person, second.person} == {quiet.marc, amina}
    assert letters("still_searching") == [quiet.fatou.email]


def test_a_silence_with_nobody_left_tells_the_asker_why(quiet: factories.City) -> None:
    need = factories.a_qualified_need(quiet.territory)
    factories.a_sent_referral(need)
    turn(quiet, WEDNESDAY.replace(hour=18))
    need.refresh_from_db()
    assert need.cause == "all_declined"
    assert letters("nobody_today") == [quiet.fatou.email]


def test_late_is_said_once(quiet: factories.City) -> None:
    need = factories.a_confirmed_need(quiet.territory)
    assert need.promised_at is not None
    assert turn(quiet, need.promised_at) == {}
    late = need.promised_at + timedelta(minutes=1)
    assert turn(quiet, late) == {"told_late": 1}
    assert turn(quiet, late + timedelta(days=3)) == {}
    assert letters("promise_missed") == [quiet.fatou.email]


def test_an_address_never_confirmed_is_let_go_after_a_week(quiet: factories.City) -> None:
    need = factories.a_submitted_need(quiet.territory)
    assert turn(quiet, MONDAY + timedelta(days=7)) == {}
    assert turn(quiet, MONDAY + timedelta(days=7, minutes=1)) == {"withdrawn": 1}
    need.refresh_from_db()
    assert (need.state, need.outcome) == ("closed", "unreachable")


def test_marc_is_asked_for_news_once_a_week_after_his_yes(quiet: factories.City) -> None:
    referral = factories.a_sent_referral(factories.a_qualified_need(quiet.territory))
    accept(referral=referral, who=quiet.marc.ref)
    assert turn(quiet, MONDAY + timedelta(days=7)) == {}
    assert turn(quiet, MONDAY + timedelta(days=8)) == {"news_asked": 1}
    assert turn(quiet, MONDAY + timedelta(days=9)) == {}


def test_a_waiting_need_is_looked_at_again_once_a_day(quiet: factories.City) -> None:
    factories.a_qualified_need(quiet.territory, "com-trad")
    assert turn(quiet, MONDAY)["searched"] == 1
    assert turn(quiet, MONDAY + timedelta(hours=2)) == {}
    assert turn(quiet, TUESDAY)["searched"] == 1
    assert list(MatchingRun.objects.values_list("why", flat=True)) == ["daily", "daily"]


def test_a_need_in_a_helpers_hands_is_left_in_peace(quiet: factories.City) -> None:
    factories.a_sent_referral(factories.a_qualified_need(quiet.territory))
    assert "searched" not in turn(quiet, TUESDAY)


def test_new_hours_start_the_search_again_the_same_day(quiet: factories.City) -> None:
    factories.a_qualified_need(quiet.territory, "com-trad")
    turn(quiet, MONDAY)
    with clock.at(MONDAY + timedelta(hours=1)):
        rosa = factories.a_person(quiet.territory, "Rosa Moreira")
        pledge = factories.a_pledge(quiet.fil_a_fil, "com-trad")
        factories.a_helper(pledge, rosa, "com-trad")
    assert turn(quiet, MONDAY + timedelta(hours=2)) == {"searched": 1}
    assert turn(quiet, MONDAY + timedelta(hours=3)) == {}
    assert MatchingRun.objects.latest("pk").why == "more hours"


@pytest.mark.parametrize("moment", [MONDAY.replace(hour=7), SATURDAY])
def test_the_search_waits_for_a_civil_hour(quiet: factories.City, moment: datetime) -> None:
    factories.a_qualified_need(quiet.territory, "com-trad")
    assert "searched" not in turn(quiet, moment)


def test_a_partner_is_told_once_that_hours_will_be_lost(quiet: factories.City) -> None:
    pledge = factories.a_pledge(quiet.forge, "compta", hours=10, ends=30)
    assert turn(quiet, MONDAY) == {"partners_told": 1}
    assert turn(quiet, TUESDAY) == {}
    assert letters("pledge_lapses") == [quiet.sophie.email]
    extend_pledge(pledge=pledge, ends_on=MONDAY.date() + timedelta(days=60), who=quiet.ines.ref)
    assert turn(quiet, MONDAY + timedelta(days=30)) == {"partners_told": 1}


def test_a_partner_without_that_role_hears_it_through_her_first_member(quiet: factories.City) -> None:
    factories.a_pledge(quiet.studio_lave, "com-graph", hours=3, ends=5)
    turn(quiet, MONDAY)
    assert letters("pledge_lapses") == [quiet.lea.email]


def test_a_partner_whom_nobody_can_write_to_is_noted_all_the_same(quiet: factories.City) -> None:
    alone = factories.an_actor(quiet.territory, "Sans adresse", quiet.forge.kind)
    pledge = factories.a_pledge(alone, "compta", hours=3, ends=5)
    assert turn(quiet, MONDAY) == {"partners_told": 1}
    pledge.refresh_from_db()
    assert (pledge.notice_sent_at, letters("pledge_lapses")) == (MONDAY, [])


def test_hours_all_given_lapse_in_silence(quiet: factories.City) -> None:
    Pledge.objects.update(ends_on=MONDAY.date() + timedelta(days=5), hours_total=2)
    for need in (
        factories.a_qualified_need(quiet.territory),
        factories.a_qualified_need(quiet.territory, "com-graph"),
    ):
        factories.a_sent_referral(need)
    assert "partners_told" not in turn(quiet, MONDAY)


def test_ines_reads_one_summary_a_day(city: factories.City) -> None:
    factories.a_confirmed_need(city.territory)
    assert turn(city, MONDAY.replace(hour=6, minute=59)) == {}
    assert turn(city, MONDAY.replace(hour=7)) == {"digests": 1}
    assert turn(city, MONDAY.replace(hour=15)) == {}
    assert turn(city, TUESDAY.replace(hour=7)) == {"digests": 1}
    assert letters("digest") == [city.ines.email, city.ines.email]


def test_a_summary_that_the_morning_missed_waits_for_the_next(city: factories.City) -> None:
    factories.a_confirmed_need(city.territory)
    assert turn(city, MONDAY.replace(hour=12)) == {}
    assert turn(city, TUESDAY.replace(hour=11, minute=59)) == {"digests": 1}


def test_no_summary_on_a_saturday_nor_when_there_is_nothing_to_say(city: factories.City) -> None:
    assert turn(city, MONDAY) == {}
    factories.a_confirmed_need(city.territory)
    assert "digests" not in turn(city, SATURDAY)


def test_she_who_stopped_the_summaries_gets_none(quiet: factories.City) -> None:
    factories.a_confirmed_need(quiet.territory)
    assert turn(quiet, MONDAY) == {}
    assert letters("digest") == []


def test_a_weekly_summary_comes_on_the_first_working_day(city: factories.City) -> None:
    choose_digest(person=city.ines, choice=DigestChoice.WEEKLY, who=city.ines.ref)
    factories.a_confirmed_need(city.territory)
    assert turn(city, TUESDAY) == {}
    assert turn(city, MONDAY + timedelta(days=7))["digests"] == 1
    whit_monday = datetime(2027, 5, 17, 9, 0, tzinfo=PARIS)
    assert "digests" not in turn(city, whit_monday)
    assert turn(city, whit_monday + timedelta(days=1))["digests"] == 1
    assert "digests" not in turn(city, whit_monday + timedelta(days=2))


def test_each_coordinator_gets_her_own(city: factories.City) -> None:
    factories.a_confirmed_need(city.territory)
    baptiste = factories.a_person(city.territory, "Baptiste Chazelle", RoleKind.COORDINATOR)
    turn(city, MONDAY)
    assert sorted(letters("digest")) == sorted([city.ines.email, baptiste.email])


def test_old_letters_are_forgotten(quiet: factories.City) -> None:
    factories.a_submitted_need(quiet.territory)
    OutboundMessage.objects.update(state="sent", sent_at=MONDAY)
    Need.objects.all().delete()
    days = quiet.territory.charter.message_body_days
    assert turn(quiet, MONDAY + timedelta(days=days)) == {}
    assert turn(quiet, MONDAY + timedelta(days=days, minutes=1)) == {"forgotten": 1}


def test_a_duty_that_fails_is_logged_and_stops_no_other(
    quiet: factories.City, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    need = factories.a_confirmed_need(quiet.territory)

    def broken(_territory: object) -> int:
        raise RuntimeError("the engine broke a promise")

    monkeypatch.setitem(DUTIES, "expired", broken)
    assert turn(quiet, MONDAY + timedelta(days=20)) == {"failed": 1, "told_late": 1}
    assert "'expired' failed" in caplog.text
    need.refresh_from_db()
    assert need.told_late_at is not None


def test_more_hours_are_verbs_that_the_journal_knows(quiet: factories.City) -> None:
    with clock.at(MONDAY):
        absence = declare_absence(
            person=quiet.marc, starts_on=MONDAY.date(), ends_on=MONDAY.date(), who=quiet.marc.ref
        )
        pause_helper(person=quiet.marc, paused=True, who=quiet.marc.ref)
        pause_helper(person=quiet.marc, paused=False, who=quiet.marc.ref)
        extend_pledge(pledge=quiet.pledge, ends_on=quiet.pledge.ends_on, who=quiet.ines.ref)
        from maillage.pledges.actions import cancel_absence

        cancel_absence(absence=absence, who=quiet.marc.ref)
    known = set(JournalEntry.objects.values_list("verb", flat=True))
    assert set(rounds.MORE_HOURS) <= known


def test_who_was_where_is_forgotten_at_the_hour_she_said(quiet: factories.City) -> None:
    is_there(quiet.marc, an_open_place(quiet.territory, "Totem"), "2026-06-08T18:00")
    rounds_of_the_day = (MONDAY, MONDAY + timedelta(hours=9), MONDAY + timedelta(hours=10))
    assert [turn(quiet, moment) for moment in rounds_of_the_day] == [{}, {"presences_forgotten": 1}, {}]

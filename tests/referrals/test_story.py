"""The shortest story: a need, a yes, an hour."""

from datetime import datetime, timedelta

from tests import factories

from maillage.common import clock
from maillage.common.journal import ASKER
from maillage.common.models import OutboundMessage
from maillage.common.queries import journal_of
from maillage.needs.actions import close_need, confirm_address, qualify_need
from maillage.needs.enums import NeedState, Outcome
from maillage.pledges.queries import Hours, hours_by_pledge
from maillage.referrals.actions import accept, decline, record_hours, send
from maillage.referrals.enums import DeclineReason
from maillage.referrals.models import Referral


def test_fatou_is_helped_by_marc(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, "num-outils", hours=3)
    referral = factories.a_sent_referral(need)
    assert referral.person == city.marc
    accept(referral=referral, who=city.marc.ref)
    need.refresh_from_db()
    assert need.state == NeedState.ANSWERED
    record_hours(referral=referral, hours=3, on=clock.today(), who=city.marc.ref)


def test_the_whole_story_is_the_same_for_the_need_the_ask_the_hours_and_the_journal(
    city: factories.City, monday: datetime
) -> None:
    """Fatou asks; Marc cannot, Nadia says yes; they meet on Thursday; on Friday Fatou says it helped."""
    need = factories.a_submitted_need(city.territory, factories.an_ask(actor="Fil à Fil"))
    need = confirm_address(need=need)
    with clock.at(monday + timedelta(hours=1)):
        qualify_need(need=need, skills=["num-outils"], hours=3, who=city.ines.ref, seen_version=need.version)
        first = factories.a_proposed_referral(need)
        send(referral=first, who=city.ines.ref)
    nadia = factories.another_helper(city.territory, "Nadia Benali", "Ponts", "num-outils")
    with clock.at(monday + timedelta(hours=5)):
        decline(referral=first, reason=DeclineReason.NO_TIME, who=city.marc.ref)
        second = Referral.objects.get(person=nadia.person)
    with clock.at(monday + timedelta(days=1)):
        accept(referral=second, who=nadia.person.ref)
    with clock.at(monday + timedelta(days=3)):
        record_hours(referral=second, hours=2, on=clock.today(), who=nadia.person.ref)
    with clock.at(monday + timedelta(days=4)):
        need = close_need(need=need, outcome=Outcome.HELPED, who=ASKER, tells_asker=False)

    assert (need.state, need.outcome, need.answer_days) == ("closed", "helped", 1)
    states = {r.person.given_name: (r.state, r.hours, r.hours_given) for r in Referral.objects.all()}
    assert states == {"Marc": ("declined", 3, None), "Nadia": ("done", 3, 2)}
    assert hours_by_pledge([city.pledge])[city.pledge.pk] == Hours(total=40, held=0, given=0)
    assert hours_by_pledge([nadia.pledge])[nadia.pledge_id] == Hours(total=40, held=0, given=2)
    assert [(e.verb, e.who) for e in journal_of("need", need.ref)] == [
        ("submit", "asker"),
        ("confirm_address", "asker"),
        ("qualify", city.ines.ref),
        ("send", city.ines.ref),
        ("decline", city.marc.ref),
        ("send", "system"),
        ("accept", nadia.person.ref),
        ("log_hours", nadia.person.ref),
        ("close", "asker"),
    ]
    assert [m.kind for m in OutboundMessage.objects.filter(to_email=city.fatou.email).order_by("pk")] == [
        "confirm_address",
        "received",
        "still_searching",
        "introduce_to_asker",
        "ask_outcome",
    ]

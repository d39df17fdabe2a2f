"""The shortest story: a need, a yes, an hour."""

from tests import factories

from maillage.common import clock
from maillage.needs.enums import NeedState
from maillage.referrals.actions import accept, record_hours


def test_fatou_is_helped_by_marc(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, "num-outils", hours=3)
    referral = factories.a_sent_referral(need)
    assert referral.person == city.marc
    accept(referral=referral, who=city.marc.ref)
    need.refresh_from_db()
    assert need.state == NeedState.ANSWERED
    record_hours(referral=referral, hours=3, on=clock.today(), who=city.marc.ref)

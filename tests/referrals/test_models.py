"""What the database itself refuses about pairs and hours."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests import factories

from maillage.referrals.models import MatchingRun, Referral


def a_pair(city: factories.City, **more: object) -> Referral:
    """Fatou's need put to Marc."""
    need = more.pop("need", None) or factories.a_qualified_need(city.territory)
    row = {
        "territory": city.territory,
        "need": need,
        "helper": city.marc_hours,
        "person": city.marc,
        "hours": 2,
    }
    found: Referral = Referral.objects.create(**{**row, **more})
    return found


def test_pair_is_put_together_once(city: factories.City) -> None:
    first = a_pair(city, state="declined")
    assert str(first) == f"{first.need_id} → Marc Vasseur (declined)"
    with pytest.raises(IntegrityError), transaction.atomic():
        a_pair(city, need=first.need)


def test_pair_replaced_before_anybody_saw_it_can_come_back(city: factories.City) -> None:
    first = a_pair(city, state="superseded")
    assert a_pair(city, need=first.need).pk != first.pk


def test_referral_of_no_hours_cannot_be_stored(city: factories.City) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        a_pair(city, hours=0)


def test_run_says_when_and_why(city: factories.City) -> None:
    run = MatchingRun(why="qualify", territory=city.territory)
    assert str(run) == "2026-06-08 09:00 qualify"

"""What the database itself refuses, whoever writes."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests import factories

from maillage.common import clock
from maillage.pledges.models import Absence, Contribution, Hold, Pledge, PledgedHelper


@pytest.mark.parametrize(("hours", "ends_on"), [(0, "2026-06-30"), (-1, "2026-06-30"), (10, "2026-05-31")])
def test_pledge_of_no_hours_or_that_ends_before_it_begins_cannot_be_stored(
    city: factories.City, hours: int, ends_on: str
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Pledge.objects.create(
            territory=city.territory,
            partner=city.forge,
            hours_total=hours,
            starts_on=date(2026, 6, 1),
            ends_on=date.fromisoformat(ends_on),
        )


def test_absence_that_ends_before_it_begins_cannot_be_stored(city: factories.City) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(
            territory=city.territory,
            person=city.marc,
            starts_on=date(2026, 6, 2),
            ends_on=date(2026, 6, 1),
        )


def test_contribution_of_no_hours_cannot_be_stored(city: factories.City) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.create(
            territory=city.territory, helper=city.marc_hours, key="x", hours=0, on=clock.today()
        )


@pytest.mark.parametrize("model", [Hold, Contribution])
def test_one_ask_has_one_hold_and_one_contribution(
    city: factories.City, model: type[Hold | Contribution]
) -> None:
    more = {"month": clock.today()} if model is Hold else {"on": clock.today(), "territory": city.territory}
    model.objects.create(helper=city.marc_hours, key="x", hours=1, **more)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(helper=city.marc_hours, key="x", hours=1, **more)


def test_helper_is_once_in_a_pledge(city: factories.City) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PledgedHelper.objects.create(
            territory=city.territory, pledge=city.pledge, person=city.marc, hours_per_month=1
        )


def test_rows_say_what_they_are(city: factories.City) -> None:
    hold = Hold(key="abc", hours=2, helper=city.marc_hours)
    assert (str(city.pledge), str(city.marc_hours), str(hold)) == (
        "Forge & Cie: 40 h",
        "Marc Vasseur (4 h/mois)",
        "abc: 2 h (held)",
    )

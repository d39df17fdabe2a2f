"""Dates as people type them."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from tests.directory_stage import plain

from maillage.web.directory.days import DayField, read_day

pytestmark = pytest.mark.usefixtures("territory")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2017", "2017"),
        ("2017-05", "2017-05"),
        ("2017-05-12", "2017-05-12"),
        ("05/2017", "2017-05"),
        ("5/2017", "2017-05"),
        ("12/05/2017", "2017-05-12"),
        ("12.05.2017", "2017-05-12"),
        ("29/02/2016", "2016-02-29"),
        (" 2017 ", "2017"),
        ("2026", "2026"),  # it is not over, and has begun
        ("8/6/2026", "2026-06-08"),
    ],
)
def test_a_date_is_read_in_the_ways_it_is_written(typed: str, read: str) -> None:
    assert str(DayField().clean(typed)) == read


@pytest.mark.parametrize(
    "typed", ["31/02/2017", "2017-02-31", "13/2017", "hier", "0", "17", "12/05/17", "2017-5", "999999999999"]
)
def test_a_day_that_does_not_exist_is_refused_with_what_to_write(typed: str, monday: datetime) -> None:
    with pytest.raises(ValidationError) as refused:
        read_day(typed)
    assert [plain(message) for message in refused.value.messages] == [
        f"« {typed} » n’est pas une date du calendrier. "
        "Écrivez une année, un mois ou un jour : 2017, 05/2017 ou 12/05/2017."
    ]


@pytest.mark.parametrize("typed", ["2027", "07/2026", "9/6/2026"])
def test_a_day_to_come_is_refused(typed: str, monday: datetime) -> None:
    with pytest.raises(ValidationError) as refused:
        read_day(typed)
    assert refused.value.code == "future_date"


@pytest.mark.parametrize("typed", ["", "   ", None])
def test_nothing_typed_is_no_date(typed: str | None) -> None:
    assert DayField().clean(typed) is None

"""Two hundred people ask for the last desk at the same instant."""

from __future__ import annotations

import os
from datetime import timedelta
from threading import Semaphore

import pytest
from django.db import connection
from tests import factories
from tests.bookings.stage import a_space, booked, local

from maillage.bookings.actions import Wish, book
from maillage.bookings.models import Booking, Occurrence
from maillage.common.errors import Refusal

ASKERS = 200
TIMES = int(os.environ.get("MAILLAGE_ASKERS_TIMES", "2"))
POOL = Semaphore(20)
"""What a server keeps open to PostgreSQL, whose own limit in the tests is 60: the askers take turns on it."""


@pytest.mark.usefixtures("transactional_db")
def test_the_last_desk_goes_to_exactly_one_of_two_hundred(city: factories.City) -> None:
    space = a_space(city.territory, units=2)
    for turn in range(TIMES):
        start = local("2026-06-09T08:00") + timedelta(hours=turn % 12, days=turn // 12)
        booked(space, city.karim, start.isoformat())
        wish = Wish(start, 60)

        def ask(wish: Wish = wish) -> Booking:
            with POOL:
                try:
                    return book(space=space, person=city.fatou, wish=wish, who="fatou")
                finally:
                    connection.close()

        ends = factories.at_once(*[ask] * ASKERS)
        won = [end for end in ends if isinstance(end, Booking)]
        codes = [end.code if isinstance(end, Refusal) else repr(end) for end in ends if end not in won]
        assert (len(won), codes) == (1, ["taken"] * (ASKERS - 1))
        assert sorted(Occurrence.objects.filter(local=start.isoformat()).values_list("unit", flat=True)) == [
            1,
            2,
        ]

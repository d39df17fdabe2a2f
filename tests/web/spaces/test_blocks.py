"""Blocking a space for a time, and letting it go."""

from __future__ import annotations

import pytest
from django.test import Client
from tests import factories, visits
from tests.actors.actions.refusals import plain
from tests.bookings.stage import a_space, booked, paris
from tests.web.spaces.desk_things import PERIOD, at

from maillage.bookings.models import BlockedPeriod, Space
from maillage.common import clock


@pytest.fixture
def ines(city: factories.City) -> Client:
    """The coordinator."""
    return visits.signed_in(city.ines)


@pytest.fixture
def space(city: factories.City) -> Space:
    """A room for eight."""
    return a_space(city.territory)


def period(first: str, last: str) -> dict[str, str]:
    """A period as the browser sends it, from two local times."""
    ends = {"first": first.split("T"), "last": last.split("T")}
    return {
        f"{end}_{part}": text for end, pair in ends.items() for part, text in zip(DAY_HOUR, pair, strict=True)
    }


DAY_HOUR = ("day", "hour")


def test_a_period_is_blocked_by_the_clocks_of_the_territory(
    ines: Client, city: factories.City, space: Space
) -> None:
    answer = ines.post(at("block", space.ref), PERIOD)
    row = BlockedPeriod.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, at("block", space.ref))
    assert (row.starts_at, row.ends_at) == (paris("2026-06-10T09:00"), paris("2026-06-10T18:00"))
    assert (row.why, row.who, row.uid) == ("Peinture", city.ines.ref, "")


def test_a_period_is_let_go(ines: Client, space: Space) -> None:
    ines.post(at("block", space.ref), PERIOD)
    row = BlockedPeriod.objects.get()
    assert list(ines.get(at("block", space.ref)).context["page"]) == [row]
    answers = [ines.post(at("unblock", row.ref)) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 404]
    assert not BlockedPeriod.objects.exists()


def test_only_periods_to_come_are_listed(ines: Client, space: Space) -> None:
    ines.post(at("block", space.ref), PERIOD)
    shown = {}
    for moment in ("2026-06-10T17:59", "2026-06-10T18:00"):
        with clock.at(paris(moment)):
            shown[moment[11:]] = len(ines.get(at("block", space.ref)).context["page"])
    assert shown == {"17:59": 1, "18:00": 0}


def test_the_hour_that_comes_twice_is_blocked_both_times(ines: Client, space: Space) -> None:
    assert (
        ines.post(at("block", space.ref), period("2026-10-25T02:30", "2026-10-25T02:30")).status_code == 302
    )
    row = BlockedPeriod.objects.get()
    assert (row.starts_at.isoformat(), row.ends_at.isoformat()) == (
        "2026-10-25T00:30:00+00:00",
        "2026-10-25T01:30:00+00:00",
    )


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        ("2027-03-28T02:30", "2027-03-28T05:00", ("first_hour", "missing_hour")),
        ("2027-03-28T01:00", "2027-03-28T02:00", ("last_hour", "missing_hour")),
        ("2026-06-07T09:00", "2026-06-08T09:00", ("last_day", "past")),
        ("2026-06-10T09:00", "2046-06-10T09:00", ("last_day", "too_far")),
        ("0001-01-01T00:00", "2026-06-10T09:00", ("first_day", "too_far")),
        ("2026-06-10T09:00", "9999-12-31T23:59", ("last_day", "too_far")),
        ("2026-06-10T09:00", "2026-06-10T09:00", ("__all__", "ends_before")),
        ("2026-06-10T09:00", "2026-06-10T08:00", ("__all__", "ends_before")),
        ("2026-02-30T09:00", "2026-06-10T08:00", ("first_day", "invalid")),
        ("2026-06-10T25:00", "2026-06-11T08:00", ("first_hour", "invalid")),
    ],
)
def test_a_period_that_makes_no_sense_comes_back_with_its_words(
    ines: Client, space: Space, first: str, last: str, wrong: tuple[str, str]
) -> None:
    answer = ines.post(at("block", space.ref), period(first, last))
    errors = answer.context["form"].errors.as_data()
    found = [(name, row.code) for name, rows in errors.items() for row in rows]
    assert (answer.status_code, found) == (422, [wrong])
    assert not BlockedPeriod.objects.exists()


def test_the_missing_hour_is_told_kindly(ines: Client, space: Space) -> None:
    answer = ines.post(at("block", space.ref), period("2027-03-28T02:30", "2027-03-28T05:00"))
    (words,) = answer.context["form"].errors["first_hour"]
    assert plain(words) == (
        "Cette heure n’existe pas : cette nuit-là, les horloges avancent et la sautent. "
        "Choisissez une autre heure."
    )


def test_what_is_booked_meanwhile_is_named(ines: Client, city: factories.City, space: Space) -> None:
    for start in ("2026-06-09T10:00", "2026-06-10T10:00", "2026-06-10T17:00", "2026-06-11T10:00"):
        booked(space, city.fatou, start)
    answer = ines.post(at("block", space.ref), PERIOD)
    form = answer.context["form"]
    assert (answer.status_code, [row.local for row in form.clashes]) == (
        422,
        ["2026-06-10T10:00:00", "2026-06-10T17:00:00"],
    )
    page = plain(answer.content.decode())
    assert "mercredi 10 juin 2026, 10:00 – 11:00" in page
    assert (page.count(city.fatou.full_name), BlockedPeriod.objects.count()) == (2, 0)

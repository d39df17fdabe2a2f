"""Rows of two times: what is known, what is worked out at each writing, how a row reads."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import factories
from tests.conftest import MONDAY

from maillage.actors.actions import Profile, describe_actor, merge_records
from maillage.actors.models import FOREVER, Episode, LifeEvent, PastProfile
from maillage.actors.models.history import LENGTHS, LONG, OPEN, digest_of, length_class, no_end, stable_ref
from maillage.common.partial_date import NO_END, PartialDate

BIRTH = date(2010, 1, 1)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (1, 0),
        (366, 0),
        (367, 1),
        (1464, 1),
        (1465, 2),
        (5856, 2),
        (5857, 3),
        (23424, 3),
        (23425, 4),
        (300_000, 4),
    ],
)
def test_length_class_is_the_first_whose_limit_is_not_passed(days: int, expected: int) -> None:
    assert length_class(BIRTH, BIRTH + timedelta(days=days)) == expected


def test_what_has_no_end_is_of_a_class_of_its_own() -> None:
    assert (length_class(BIRTH, NO_END), OPEN, LONG) == (5, 5, 4)


@given(st.integers(1, 100_000), st.integers(0, 100_000))
def test_an_episode_that_holds_on_a_day_began_within_its_length_before_it(days: int, after: int) -> None:
    start, end = BIRTH, BIRTH + timedelta(days=days)
    asked = start + timedelta(days=after % days)
    number = length_class(start, end)
    assert number == len(LENGTHS) or start > asked - timedelta(days=LENGTHS[number])


def test_digest_is_the_same_for_the_same_values_only() -> None:
    said = ("Fil à Fil", "association", 1, "active")
    others = {
        digest_of("Fil", "association", 1, "active"),
        digest_of("Fil à Fil", "startup", 1, "active"),
        digest_of("Fil à Fil", "association", None, "active"),
        digest_of("Fil à Fil", "association", 11, "active"),
        digest_of("Fil à Fil", "association", 1, "dormant"),
    }
    assert digest_of(*said) == digest_of(*said)
    assert len(others | {digest_of(*said)}) == 6
    assert all(0 <= digest < 2**63 for digest in others)


def test_digest_of_a_known_episode_does_not_change_from_one_version_to_another() -> None:
    assert digest_of("Fil à Fil", "association", None, "active") == 6_104_631_589_389_921_360


def test_worked_out_columns_are_written_one_by_one_and_in_bulk(city: factories.City) -> None:
    said = {
        "territory": city.territory, "actor": city.forge, "valid_from": BIRTH, "name": "Forge",
        "sort_name": "forge", "kind": "company", "state": "active",
    }  # fmt: skip
    one = Episode.objects.create(**said, valid_until=date(2012, 1, 1))
    (two,) = Episode.objects.bulk_create([Episode(**said)])
    digest = digest_of("Forge", "company", None, "active")
    rows = Episode.objects.filter(pk__in=(one.pk, two.pk)).order_by("pk")
    assert list(rows.values_list("length", "digest")) == [(1, digest), (OPEN, digest)]
    assert (one.length, two.digest) == (1, digest)


def test_fact_is_known_until_it_is_taken_back(city: factories.City) -> None:
    event = LifeEvent.objects.get(actor=city.forge)
    assert (event.is_known, event.known_from, event.known_until) == (True, MONDAY, FOREVER)
    event.known_until = MONDAY
    assert not event.is_known


def test_rows_read_as_sentences(city: factories.City) -> None:
    event, episode = LifeEvent.objects.get(actor=city.forge), Episode.objects.get(actor=city.forge)
    assert (str(event), event.date) == ("2026-06-08 seen Forge & Cie", PartialDate(2026, 6, 8))
    assert str(episode) == "Forge & Cie 2026-06-08 … 9999-01-01"
    describe_actor(actor=city.forge, profile=Profile(hours="lundi"), who="ines")
    assert str(PastProfile.objects.get()) == "Forge & Cie until 2026-06-08"
    merge = merge_records(kept=city.forge, absorbed=city.bourrasque, who="ines")
    assert str(merge) == "Bourrasque → Forge & Cie"


def test_nothing_is_known_or_lasts_longer_than_the_end() -> None:
    assert (no_end(), FOREVER) == (date(9999, 1, 1), datetime(9999, 1, 1, tzinfo=UTC))


def test_references_of_ties_are_never_the_same() -> None:
    assert len({stable_ref() for _ in range(100)}) == 100

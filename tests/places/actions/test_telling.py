"""What every write shares: dates that can be believed, versions that end once, who says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests import factories
from tests.actors.actions.refusals import plain, refused
from tests.conftest import MONDAY
from tests.places.stage import a_place, open_phase, stays

from maillage.actors.actions import Provenance
from maillage.actors.enums import SourceKind
from maillage.actors.models import FOREVER
from maillage.common import clock
from maillage.common.partial_date import NO_END, PartialDate
from maillage.places.actions import withdraw_place
from maillage.places.actions.telling import (
    FARTHEST_YEARS,
    end_knowledge,
    hold_place,
    last_day_after,
    period,
    provenance_of,
    sign,
)
from maillage.places.models import Occupancy, Phase


@pytest.mark.parametrize(
    ("since", "until"), [("2017", ""), ("2017", "2017"), ("2017-08", "2017"), ("2030-02", "2031-02-28")]
)
def test_a_period_is_read_with_its_precision(monday: object, since: str, until: str) -> None:
    begun, ended = period(since, until)
    assert (str(begun), str(ended or "")) == (since, until)


@pytest.mark.parametrize("text", ["", "hier", "2017-13", "2017-02-29", "17", "2017/05", "0900"])
def test_a_text_that_is_no_date_is_refused(monday: object, text: str) -> None:
    with refused("bad_date") as refusal:
        period(text, "")
    assert plain(refusal.value.what) == f"« {text} » n’est pas une date."


def test_an_end_that_is_no_date_is_refused(monday: object) -> None:
    with refused("bad_date"):
        period("2017", "hier")


@pytest.mark.parametrize(
    ("since", "until"), [("2018", "2017"), ("2017-08-25", "2017-07"), ("2017-09", "2017-08")]
)
def test_a_period_that_ends_before_it_begins_is_refused(monday: object, since: str, until: str) -> None:
    with refused("ends_before"):
        period(since, until)


def test_a_refused_period_says_its_dates_in_words(monday: object) -> None:
    with refused("ends_before") as refusal:
        period("2018-05", "2017-08-31")
    assert plain(refusal.value.what) == (
        "Cette période finirait (31 août 2017) avant d’avoir commencé (mai 2018)."
    )


def test_a_plan_is_believed_for_sixty_years(monday: object) -> None:
    assert FARTHEST_YEARS == 60
    assert period("2086-12-31", "")[0] == PartialDate(2086, 12, 31)
    for dates in (("2087", ""), ("2020", "2087-01-01")):
        with refused("too_far") as refusal:
            period(*dates)
        assert plain(refusal.value.what).endswith("c’est dans plus de 60 ans.")


@pytest.mark.parametrize(
    ("end", "day"),
    [
        (None, NO_END),
        (PartialDate(2017), date(2018, 1, 1)),
        (PartialDate(2020, 2), date(2020, 3, 1)),
        (PartialDate(2017, 8, 31), date(2017, 9, 1)),
    ],
)
def test_what_has_a_last_day_no_longer_counts_on_the_next(end: PartialDate | None, day: date) -> None:
    assert last_day_after(end) == day


def test_a_version_is_signed_and_says_from_whom_it_comes(city: factories.City) -> None:
    row, source = Phase(), Provenance(SourceKind.ARTICLE, "La Gazette" * 20, "https://gazette.example")
    sign(row, who="ines", source=source)
    assert (row.who, row.known_from, row.source_url) == ("ines", MONDAY, "https://gazette.example")
    assert provenance_of(row) == Provenance(SourceKind.ARTICLE, ("La Gazette" * 20)[:160], row.source_url)


def test_a_version_stops_being_known_once(city: factories.City) -> None:
    stay = stays(city.forge, a_place(city.territory, "Totem"), "2017", is_sure=True)
    with clock.at(MONDAY + timedelta(days=1)):
        end_knowledge(stay)
    kept = Occupancy.objects.get()
    assert (kept.known_from, kept.known_until) == (MONDAY, MONDAY + timedelta(days=1))
    with refused("taken_back", 409):
        end_knowledge(kept)
    assert Occupancy.objects.get().known_until == MONDAY + timedelta(days=1)


def test_a_version_read_before_somebody_corrected_it_cannot_be_ended_again(city: factories.City) -> None:
    phase = open_phase(a_place(city.territory, "Totem"), "2017")
    read_by_another = Phase.objects.get()
    end_knowledge(phase)
    assert read_by_another.known_until == FOREVER
    with refused("taken_back", 409):
        end_knowledge(read_by_another)


def test_a_place_withdrawn_meanwhile_is_not_written_on(city: factories.City) -> None:
    place = a_place(city.territory, "Totem")
    read_by_another = type(place).objects.get()
    hold_place(read_by_another)
    withdraw_place(place=place, who="ines")
    assert not read_by_another.is_withdrawn
    with refused("withdrawn", 409):
        hold_place(read_by_another)

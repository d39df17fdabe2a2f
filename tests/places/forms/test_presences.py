"""The hour somebody types: the next time the clocks say it, the two odd nights of the year included."""

from __future__ import annotations

from datetime import datetime, time

import pytest
from tests import factories
from tests.conftest import PARIS
from tests.places.stage import a_place, an_open_place, open_phase

from maillage.common import clock
from maillage.places.enums import PhaseState
from maillage.places.forms import PresenceForm
from maillage.places.forms.presences import next_instant
from maillage.places.models import Presence


def typed(city: factories.City, **said: str) -> PresenceForm:
    """Marc's form, sent."""
    form = PresenceForm(said, person=city.marc)
    form.is_valid()
    return form


def codes(form: PresenceForm) -> dict[str, list[str]]:
    """What is wrong, by field."""
    return {name: [error.code or "" for error in errors] for name, errors in form.errors.as_data().items()}


@pytest.mark.parametrize("written", ["18:00", "18h00", "18 h", "18\u00a0h\u00a000", "18:00:00", "18"])
def test_an_hour_is_read_as_people_write_it(city: factories.City, written: str) -> None:
    place = an_open_place(city.territory, "Totem")
    said = typed(city, place=place.ref, until=written, about=" impression 3D ").save()
    assert said is not None
    assert (said.place, said.until, said.about) == (
        place,
        datetime(2026, 6, 8, 18, 0, tzinfo=PARIS),
        "impression 3D",
    )


def test_each_bad_input_is_said_on_its_field(city: factories.City) -> None:
    place, works = an_open_place(city.territory, "Totem"), a_place(city.territory, "Chantier")
    open_phase(works, "2020", state=PhaseState.WORKS)
    assert codes(typed(city)) == {"place": ["required"], "until": ["required"]}
    wrong = typed(city, place=works.ref, until="bientôt", about="a" * 161)
    assert codes(wrong) == {"place": ["invalid_choice"], "until": ["invalid"], "about": ["max_length"]}
    assert codes(typed(city, place="nowhere23456", until="25:00")) == {
        "place": ["invalid_choice"],
        "until": ["invalid"],
    }
    assert codes(typed(city, place=place.ref, until="18:00", about="a\x00")) == {
        "about": ["null_characters_not_allowed"]
    }


@pytest.mark.parametrize(("written", "code"), [("08:59", "past"), ("09:00", "past"), ("21:01", "too_far")])
def test_what_the_action_refuses_comes_back_on_the_form(
    city: factories.City, written: str, code: str
) -> None:
    place = an_open_place(city.territory, "Totem")
    form = typed(city, place=place.ref, until=written)
    assert (form.save(), codes(form), Presence.objects.count()) == (None, {"__all__": [code]}, 0)


def test_the_skipped_hour_is_said_not_to_exist(city: factories.City) -> None:
    place = an_open_place(city.territory, "Totem")
    with clock.at(datetime(2027, 3, 27, 22, 0, tzinfo=PARIS)):
        form = typed(city, place=place.ref, until="02:30")
    assert codes(form) == {"until": ["missing_hour"]}


@pytest.mark.parametrize(
    ("now", "said", "found"),
    [
        ("2026-06-08T09:00", "18:00", "2026-06-08T18:00+02:00"),
        ("2026-06-08T22:00", "01:00", "2026-06-09T01:00+02:00"),  # after midnight
        ("2026-06-08T22:00", "21:00", "2026-06-08T22:00+02:00"),  # it has passed: now
        ("2026-06-08T22:00", "22:00", "2026-06-08T22:00+02:00"),
        ("2026-06-08T03:00", "18:00", "2026-06-08T18:00+02:00"),  # too far: the action says so
        ("2027-03-28T01:00", "02:30", ""),  # the clocks skip it
        ("2027-03-28T01:00", "03:30", "2027-03-28T03:30+02:00"),
        ("2027-03-28T10:00", "02:30", "2027-03-28T10:00+02:00"),
        ("2026-10-25T01:00", "02:30", "2026-10-25T02:30+02:00"),  # it comes twice: the first
        ("2026-10-25T02:40+02:00", "02:30", "2026-10-25T02:30+01:00"),  # then the second
    ],
)
def test_next_instant(now: str, said: str, found: str) -> None:
    moment = datetime.fromisoformat(now)
    with clock.at(moment if moment.tzinfo else moment.replace(tzinfo=PARIS)):
        instant = next_instant(time.fromisoformat(said), PARIS)
    assert (instant.isoformat(timespec="minutes") if instant else "") == found

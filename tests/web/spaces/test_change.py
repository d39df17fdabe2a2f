"""Moving a date and those after it, on a page: hers, or the coordinator's; words kept when it cannot be."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import factories, visits
from tests.bookings.stage import a_space, booked, paris, states

from maillage.bookings.models import Booking, Occurrence
from maillage.common import clock

DAYS = [f"2026-06-{day:02}T14:00:00" for day in (9, 16, 23)]


@pytest.fixture
def series(city: factories.City) -> Booking:
    """Léa has the room three Tuesdays running, from two to three."""
    return booked(a_space(city.territory), city.lea, DAYS[0], rule="FREQ=WEEKLY;COUNT=3")


def page_of(series: Booking, number: int) -> str:
    """The page that moves this date."""
    row: Occurrence = series.occurrences.get(local=DAYS[number])
    return reverse("spaces:change", args=[row.ref])


def test_the_form_shows_the_hours_as_they_are(city: factories.City, series: Booking) -> None:
    page = visits.signed_in(city.lea).get(page_of(series, 1))
    form, following = page.context["form"], page.context["following"]
    shown = [str(form[name].value()) for name in ("day", "start", "end", "overnight")]
    assert (shown, following) == (["2026-06-16", "14:00:00", "15:00:00", "False"], 2)


def test_this_date_and_the_next_move_and_the_page_says_so(city: factories.City, series: Booking) -> None:
    lea = visits.signed_in(city.lea)
    answer = lea.post(page_of(series, 1), {"day": "2026-06-17", "start": "10:00", "end": "11:30"})
    moved = Booking.objects.latest("pk")
    assert answer["Location"] == reverse("spaces:booking", args=[moved.ref])
    assert states(moved) == [("2026-06-17T10:00:00", "held"), ("2026-06-24T10:00:00", "held")]
    assert [state for _, state in states(series)] == ["held", "cancelled", "cancelled"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"day": "2026-06-01"}, (422, "day", "past")),
        ({"end": "09:00"}, (422, "end", "ends_before")),
        ({"start": "21:00", "end": "22:00"}, (422, "start", "closed")),
        ({"start": "16:00", "end": "17:00"}, (409, "start", "taken")),
        ({"day": "2037-01-01"}, (422, "day", "too_far")),
        ({"day": ""}, (422, "day", "required")),
    ],
)
def test_what_cannot_be_comes_back_with_its_words(
    city: factories.City, series: Booking, typed: dict[str, str], told: tuple[int, str, str]
) -> None:
    booked(series.space, city.karim, "2026-06-23T16:00")
    sent = {"day": "2026-06-16", "start": "14:00", "end": "15:00", **typed}
    answer = visits.signed_in(city.lea).post(page_of(series, 1), sent)
    errors = answer.context["form"].errors.as_data()
    codes = [(answer.status_code, name, row.code) for name, rows in errors.items() for row in rows]
    assert codes == [told]
    assert answer.context["form"]["start"].value() == sent["start"]
    assert {state for _, state in states(series)} == {"held"}


def test_the_free_ones_can_be_taken_and_the_others_left(city: factories.City, series: Booking) -> None:
    booked(series.space, city.karim, "2026-06-23T16:00")
    sent = {"day": "2026-06-16", "start": "16:00", "end": "17:00"}
    lea = visits.signed_in(city.lea)
    assert lea.post(page_of(series, 1), sent).context["may_skip"]
    assert lea.post(page_of(series, 1), {**sent, "skip_taken": "on"}).status_code == 302
    assert states(Booking.objects.latest("pk")) == [("2026-06-16T16:00:00", "held")]


def test_only_she_and_the_coordinator_move_it(city: factories.City, series: Booking) -> None:
    sent = {"day": "2026-06-16", "start": "10:00", "end": "11:00"}
    assert visits.signed_in(city.karim).post(page_of(series, 1), sent).status_code == 404
    assert visits.signed_in(city.ines).post(page_of(series, 1), sent).status_code == 302
    (letter,) = visits.letters_to(city.lea.email, kind="booking_changed")
    assert "mardi 16 juin 2026, de 10:00 à 11:00" in letter.text


def test_what_has_begun_leads_back_to_the_booking(city: factories.City, series: Booking) -> None:
    with clock.at(paris("2026-06-16T14:30")):
        answer = visits.signed_in(city.lea).get(page_of(series, 1))
    assert answer["Location"] == reverse("spaces:booking", args=[series.ref])

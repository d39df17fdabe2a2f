"""Book a space: what is refused is said at once, beside what is wrong, with what can be had instead."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.urls import reverse
from tests import factories, visits
from tests.bookings.stage import a_space, booked, states

from maillage.bookings.actions import withdraw_space
from maillage.bookings.enums import WaitingState
from maillage.bookings.models import Booking, Space, Waiting
from maillage.people.models import Person

SENT = {"day": "2026-06-09", "start": "14:00", "end": "15:30", "people": "4", "purpose": "Atelier"}


def form_of(space: Space, act: str = "book") -> str:
    """The address of the form of a space."""
    return reverse(f"spaces:{act}", args=[space.ref])


def send(person: Person, space: Space, act: str = "book", **changed: str) -> Any:
    """She sends the form."""
    return visits.signed_in(person).post(form_of(space, act), {**SENT, **changed})


def wrong(page: Any) -> dict[str, list[str]]:
    """The codes of what is wrong, by field."""
    return {
        name: [error.code for error in errors]
        for name, errors in page.context["form"].errors.as_data().items()
    }


def test_a_free_hour_is_hers(city: factories.City) -> None:
    space = a_space(city.territory)
    answer = send(city.karim, space, actor=city.bourrasque.ref)
    booking = Booking.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("spaces:booking", args=[booking.ref]))
    assert (booking.person, booking.actor, booking.people) == (city.karim, city.bourrasque, 4)
    assert (booking.purpose, booking.length_minutes, booking.rule) == ("Atelier", 90, "")
    assert states(booking) == [("2026-06-09T14:00:00", "held")]


def test_it_is_undone_by_one_click(city: factories.City) -> None:
    answer = send(city.karim, a_space(city.territory))
    booking, client = Booking.objects.get(), visits.signed_in(city.karim)
    (message,) = answer.wsgi_request._messages
    assert (str(message), message.extra_tags) == (
        "C’est réservé.",
        reverse("spaces:cancel_all", args=[booking.ref]),
    )
    client.post(message.extra_tags)
    assert states(booking) == [("2026-06-09T14:00:00", "cancelled")]


@pytest.mark.parametrize(
    ("repeats", "until", "dates"),
    [
        ("semaine", "2026-06-24", ["2026-06-09", "2026-06-16", "2026-06-23"]),
        ("semaine", "2026-06-23", ["2026-06-09", "2026-06-16", "2026-06-23"]),
        ("quinzaine", "2026-07-07", ["2026-06-09", "2026-06-23", "2026-07-07"]),
        ("mois", "2026-08-07", ["2026-06-09", "2026-07-14"]),
    ],
)
def test_it_repeats_as_she_said(city: factories.City, repeats: str, until: str, dates: list[str]) -> None:
    send(city.karim, a_space(city.territory), repeats=repeats, until=until)
    assert [local[:10] for local, _ in states(Booking.objects.get())] == dates


def test_the_fifth_tuesday_of_a_month_is_the_last(city: factories.City) -> None:
    send(city.karim, a_space(city.territory), day="2026-06-30", repeats="mois", until="2026-08-05")
    assert [local[:10] for local, _ in states(Booking.objects.get())] == ["2026-06-30", "2026-07-28"]


def test_a_night_ends_the_next_day_and_midnight_ends_the_day(city: factories.City) -> None:
    space = a_space(city.territory, hours="24/7")
    send(city.karim, space, start="22:00", end="01:00", overnight="on")
    send(city.karim, space, day="2026-06-11", start="22:00", end="00:00")
    assert [row.length_minutes for row in Booking.objects.order_by("pk")] == [180, 120]


def test_a_link_fills_the_form(city: factories.City) -> None:
    space, client = a_space(city.territory), visits.signed_in(city.karim)
    form = client.get(form_of(space) + "?debut=2026-06-09T23:30&minutes=60").context["form"]
    assert [str(form[name].value()) for name in ("day", "start", "end", "overnight")] == [
        "2026-06-09",
        "23:30:00",
        "00:30:00",
        "True",
    ]


@pytest.mark.parametrize(
    "query",
    ["debut=demain", "debut=2026-06-09T14:00&minutes=x", "debut=9999-12-31T23:00&minutes=60", "minutes=-5",
     "debut=2026-06-09T14:00Z", "debut=0001-01-01T00:00", "debut=2026-06-09T14:00&minutes=-60"],
)  # fmt: skip
def test_a_link_of_nonsense_leaves_the_form_empty(city: factories.City, query: str) -> None:
    page = visits.signed_in(city.karim).get(f"{form_of(a_space(city.territory))}?{query}")
    assert (page.status_code, page.context["form"]["day"].value()) == (200, None)


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"end": "13:00"}, {"end": ["ends_before"]}),
        ({"end": "14:00"}, {"end": ["ends_before"]}),
        ({"day": "2026-06-07"}, {"day": ["past"]}),
        ({"day": "2026-06-08", "start": "08:00", "end": "08:30"}, {"start": ["past"]}),
        ({"day": "2026-06-08", "start": "09:10", "end": "10:00"}, {"start": ["too_soon"]}),
        ({"day": "2026-09-01"}, {"day": ["too_far"]}),
        ({"day": "2036-09-01"}, {"day": ["too_far"]}),
        ({"day": "9999-12-31"}, {"day": ["too_far"]}),
        ({"end": "19:00"}, {"end": ["too_long"]}),
        ({"start": "19:00", "end": "21:00"}, {"start": ["closed"]}),
        ({"people": "9"}, {"people": ["people"]}),
        ({"people": "0"}, {"people": ["min_value"]}),
        ({"actor": "inconnu"}, {"actor": ["invalid_choice"]}),
        ({"repeats": "semaine"}, {"until": ["endless"]}),
        ({"repeats": "semaine", "until": "2026-06-08"}, {"until": ["nothing"]}),
        ({"repeats": "semaine", "until": "2026-06-01"}, {"until": ["past"]}),
        ({"repeats": "semaine", "until": "2035-01-01"}, {"until": ["too_many"]}),
        ({"repeats": "semaine", "until": "2026-09-01"}, {"until": ["too_far"]}),
        ({"repeats": "toujours"}, {"repeats": ["invalid_choice"]}),
        ({"purpose": "a\x00b"}, {"purpose": ["null_characters_not_allowed"]}),
    ],
)
def test_what_makes_no_sense_is_said_beside_it(
    city: factories.City, changed: dict[str, str], errors: dict[str, list[str]]
) -> None:
    page = send(city.karim, a_space(city.territory, notice_minutes=30, longest_minutes=240), **changed)
    assert (page.status_code, wrong(page)) == (422, errors)
    assert not Booking.objects.exists()
    assert page.context["form"]["purpose"].value() == changed.get("purpose", "Atelier")


@pytest.mark.parametrize(("start", "end", "field"), [("02:30", "04:00", "start"), ("01:00", "02:30", "end")])
def test_the_missing_hour_of_march_is_refused(city: factories.City, start: str, end: str, field: str) -> None:
    space = a_space(city.territory, hours="24/7", ahead_days=365)
    page = send(city.karim, space, day="2027-03-28", start=start, end=end)
    assert (page.status_code, wrong(page)) == (422, {field: ["missing_hour"]})


def test_a_booking_across_the_short_night_lasts_what_elapses(city: factories.City) -> None:
    space = a_space(city.territory, hours="24/7", ahead_days=365)
    send(city.karim, space, day="2027-03-28", start="01:00", end="04:00")
    row = Booking.objects.get().occurrences.get()
    assert (row.ends_at - row.starts_at).total_seconds() == 7200


def test_a_space_for_some_is_refused_to_others(city: factories.City) -> None:
    space = a_space(city.territory, audience=["startup"])
    assert wrong(send(city.karim, space)) == {"actor": ["audience"]}
    assert send(city.karim, space, actor=city.bourrasque.ref).status_code == 302


def taken(city: factories.City) -> Space:
    """A room that Léa has on that Tuesday from 14 h to 16 h."""
    space = a_space(city.territory)
    booked(space, city.lea, "2026-06-09T14:00", 120)
    return space


def test_what_is_taken_is_said_at_once_with_the_waiting_list_and_what_is_near(city: factories.City) -> None:
    space = taken(city)
    page = send(city.karim, space)
    assert (page.status_code, wrong(page)) == (409, {"start": ["taken"]})
    assert (page.context["may_wait"], page.context["may_skip"]) == (True, False)
    assert [(f"{start:%d}", span.replace("\u00a0", " ")) for start, span, _ in page.context["near"]] == [
        ("09", "12 h 30 – 14 h"),
        ("09", "16 h – 17 h 30"),
        ("10", "14 h – 15 h 30"),
        ("11", "14 h – 15 h 30"),
        ("12", "14 h – 15 h 30"),
    ]
    assert page.context["near"][1][2] == form_of(space) + "?debut=2026-06-09T16%3A00&minutes=90"


def test_the_waiting_list_is_joined_with_the_same_words(city: factories.City) -> None:
    space, client = taken(city), visits.signed_in(city.karim)
    page = client.post(form_of(space), {**SENT, "actor": city.bourrasque.ref}).content.decode()
    (form,) = re.findall(rf'<form method="post" action="{form_of(space, "wait")}">(.*?)</form>', page, re.S)
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    answer = client.post(form_of(space, "wait"), {name: html.unescape(text) for name, text in fields.items()})
    waiting = Waiting.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("spaces:mine"))
    assert (waiting.person, waiting.actor, waiting.people) == (city.karim, city.bourrasque, 4)
    assert (waiting.purpose, waiting.state) == ("Atelier", WaitingState.WAITING)
    assert waiting.starts_at.isoformat() == "2026-06-09T12:00:00+00:00"


def test_one_does_not_wait_for_what_is_free_nor_for_a_series(city: factories.City) -> None:
    space = a_space(city.territory)
    assert wrong(send(city.karim, space, "wait")) == {"start": ["free"]}
    page = send(city.karim, space, "wait", repeats="semaine", until="2026-06-30")
    assert (page.status_code, wrong(page)) == (422, {"repeats": ["one_time"]})
    assert not Waiting.objects.exists()


def test_a_series_partly_taken_offers_to_leave_the_taken_dates(city: factories.City) -> None:
    space, series = taken(city), {"repeats": "semaine", "until": "2026-06-23"}
    page = send(city.karim, space, **series)
    assert (page.status_code, page.context["may_wait"], page.context["may_skip"]) == (409, False, True)
    answer = send(city.karim, space, **series, skip_taken="on")
    assert states(Booking.objects.get(person=city.karim)) == [
        ("2026-06-16T14:00:00", "held"),
        ("2026-06-23T14:00:00", "held"),
    ]
    (message,) = answer.wsgi_request._messages
    assert str(message) == "C’est réservé\u00a0: 2 dates. 1 date, prise ou fermée, est laissée."


def test_a_series_wholly_taken_no_longer_offers_to_skip(city: factories.City) -> None:
    space = taken(city)
    page = send(city.karim, space, repeats="semaine", until="2026-06-10", skip_taken="on")
    assert (page.status_code, page.context["may_skip"]) == (409, False)


def test_what_needs_approval_says_that_it_is_asked(city: factories.City) -> None:
    answer = send(city.karim, a_space(city.territory, needs_approval=True))
    (message,) = answer.wsgi_request._messages
    assert str(message) == "Votre demande est notée\u00a0: l’animation du territoire doit encore dire oui."


def test_a_withdrawn_space_has_no_form(city: factories.City) -> None:
    space = a_space(city.territory)
    withdraw_space(space=space, who="ines")
    assert [send(city.karim, space, act).status_code for act in ("book", "wait")] == [404, 404]

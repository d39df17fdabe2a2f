"""A booking with its dates: hers, or the coordinator's to see; nothing past is touched."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import factories, visits
from tests.bookings.stage import a_space, booked, only, paris, states
from tests.web.spaces.booker_things import story

from maillage.bookings.actions import reconfirm
from maillage.bookings.models import Booking, Occurrence
from maillage.common import clock
from maillage.common.models import JournalEntry
from maillage.people.models import Person

DATES = ["2026-06-09", "2026-06-16", "2026-06-23", "2026-06-30"]


def page_of(row: Booking | Occurrence, act: str = "booking") -> str:
    """The address of a booking, or of giving a part of it back."""
    return reverse(f"spaces:{act}", args=[row.ref])


def shown(person: Person, booking: Booking) -> list[tuple[str, str, bool]]:
    """Each date to come: its day, its state, whether it can be given back."""
    lines = visits.signed_in(person).get(page_of(booking)).context["coming"]
    return [(line.row.local[:10], line.state, line.may_cancel) for line in lines]


@pytest.fixture
def series(city: factories.City) -> Booking:
    """Léa has the room four Tuesdays running."""
    return booked(a_space(city.territory), city.lea, "2026-06-09T14:00", rule="FREQ=WEEKLY;COUNT=4")


def test_only_she_and_the_coordinator_open_it(city: factories.City, series: Booking) -> None:
    first = series.occurrences.earliest("starts_at")
    paths = [page_of(series), page_of(series, "cancel_all")]
    paths += [page_of(first, act) for act in ("cancel_date", "cancel_following")]
    found = {
        name: [visits.signed_in(person).get(path).status_code for path in paths]
        for name, person in (("lea", city.lea), ("ines", city.ines), ("karim", city.karim))
    }
    assert found == {"lea": [200] * 4, "ines": [200] * 4, "karim": [404] * 4}
    karim = visits.signed_in(city.karim)
    assert [karim.post(path).status_code for path in paths[1:]] == [404] * 3
    assert {state for _, state in states(series)} == {"held"}


def test_the_coordinator_reads_who_and_she_does_not_read_herself(
    city: factories.City, series: Booking
) -> None:
    assert "Léa Perrin" in visits.signed_in(city.ines).get(page_of(series)).content.decode()
    page = visits.signed_in(city.lea).get(page_of(series))
    assert (page.context["is_own"], page.context["repeats"]) == (True, "chaque semaine")


def test_asking_to_give_back_changes_nothing_and_says_which_dates(
    city: factories.City, series: Booking
) -> None:
    second, lea = series.occurrences.order_by("starts_at")[1], visits.signed_in(city.lea)
    asked = {
        "cancel_date": lea.get(page_of(second, "cancel_date")),
        "cancel_following": lea.get(page_of(second, "cancel_following")),
        "cancel_all": lea.get(page_of(series, "cancel_all")),
    }
    assert {act: [line.row.local[:10] for line in page.context["lines"]] for act, page in asked.items()} == {
        "cancel_date": DATES[1:2],
        "cancel_following": DATES[1:],
        "cancel_all": DATES,
    }
    assert {state for _, state in states(series)} == {"held"}


@pytest.mark.parametrize(
    ("act", "kept"),
    [("cancel_date", [DATES[0], *DATES[2:]]), ("cancel_following", DATES[:1]), ("cancel_all", [])],
)
def test_giving_back_leaves_the_others(
    city: factories.City, series: Booking, act: str, kept: list[str]
) -> None:
    row = series if act == "cancel_all" else series.occurrences.order_by("starts_at")[1]
    answer = visits.signed_in(city.lea).post(page_of(row, act), {"why": "grippe"})
    assert (answer.status_code, answer.url) == (302, page_of(series))
    assert [local[:10] for local, state in states(series) if state == "held"] == kept
    entry = JournalEntry.objects.latest("pk")
    assert (entry.why, entry.who) == ("grippe", city.lea.ref)


def test_what_is_past_is_folded_and_never_given_back(city: factories.City, series: Booking) -> None:
    with clock.at(paris("2026-06-16T14:30")):
        lea = visits.signed_in(city.lea)
        page = lea.get(page_of(series)).context
        first = series.occurrences.earliest("starts_at")
        refused = lea.post(page_of(first, "cancel_date")).status_code
        lea.post(page_of(series, "cancel_all"))
    assert [line.row.local[:10] for line in page["gone"]] == DATES[:1]
    assert [(line.row.local[:10], line.may_cancel) for line in page["coming"]] == [
        (DATES[1], False),
        (DATES[2], True),
        (DATES[3], True),
    ]
    assert refused == 409
    assert [state for _, state in states(series)] == ["held", "held", "cancelled", "cancelled"]


def test_twice_is_once(city: factories.City) -> None:
    booking = booked(a_space(city.territory), city.lea, "2026-06-09T14:00")
    row, lea = only(booking), visits.signed_in(city.lea)
    said = [
        [str(m) for m in lea.post(page_of(row, "cancel_date")).wsgi_request._messages][-1] for _ in range(2)
    ]
    assert said == [
        "C’est rendu\u00a0: le créneau est libre pour les autres.",
        "Ce créneau était déjà rendu.",
    ]
    assert lea.get(page_of(row, "cancel_date")).url == page_of(booking)
    (*_, last) = lea.post(page_of(booking, "cancel_all")).wsgi_request._messages
    assert str(last) == "Rien n’était à rendre."


def test_the_state_of_each_date_is_in_words_and_an_answer_is_asked_of_her(city: factories.City) -> None:
    told = story(city.territory, city.lea, city.karim)
    assert shown(city.lea, told.booking)[:2] == [
        (DATES[0], "réservé, à confirmer", True),
        (DATES[1], "réservé", True),
    ]
    lea, ines = visits.signed_in(city.lea), visits.signed_in(city.ines)
    pages = [client.get(page_of(told.booking)).content.decode() for client in (lea, ines)]
    assert ["Oui, je viens" in page for page in pages] == [True, False]
    reconfirm(occurrence=told.first, who=city.lea.ref)
    assert shown(city.lea, told.booking)[0] == (DATES[0], "réservé, confirmé", True)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("", ""),
        ("FREQ=DAILY;COUNT=2", "chaque jour"),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=2", "toutes les deux semaines"),
        ("FREQ=MONTHLY;COUNT=2", "chaque mois"),
        ("FREQ=WEEKLY;INTERVAL=3;COUNT=2", "plusieurs fois"),
    ],
)
def test_how_it_repeats_is_in_words(city: factories.City, rule: str, words: str) -> None:
    booking = booked(a_space(city.territory), city.lea, "2026-06-09T14:00", rule=rule)
    assert visits.signed_in(city.lea).get(page_of(booking)).context["repeats"] == words

"""« Do you still come? » by the link of an e-mail, without an account: opening it changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from tests import factories, visits
from tests.bookings.stage import a_space, booked, only, paris
from tests.web.spaces.booker_things import Story, letter_page, story

from maillage.bookings.actions import approve, cancel_occurrence, check_in, release_unconfirmed
from maillage.bookings.models import Occurrence
from maillage.common import clock
from maillage.common.links import Purpose, sign
from maillage.common.models import JournalEntry


@pytest.fixture
def told(city: factories.City) -> Story:
    """Léa booked; her first date awaits her answer; Karim waits for it."""
    return story(city.territory, city.lea, city.karim)


def heading(row: Occurrence) -> tuple[str, bool, bool]:
    """What the page says first, and whether each answer is offered."""
    page = visits.visitor().get(letter_page(row))
    words = page.content.decode().split("<h1>")[1].split("</h1>")[0].replace("\u00a0", " ")
    return words, page.context["may_confirm"], page.context["may_give_back"]


def sent(row: Occurrence, act: str) -> Any:
    """The answer to a button of the page."""
    return visits.visitor().post(letter_page(row, act))


def test_opening_the_link_changes_nothing(told: Story) -> None:
    before = JournalEntry.objects.count()
    assert heading(told.first) == ("Venez-vous toujours ?", True, True)
    told.first.refresh_from_db()
    assert (told.first.state, told.first.reconfirmed_at) == ("held", None)
    assert JournalEntry.objects.count() == before


def test_yes_i_come_and_twice_is_once(city: factories.City, told: Story) -> None:
    for _ in range(2):
        answer = sent(told.first, "letter_confirm")
        assert (answer.status_code, answer.url) == (302, letter_page(told.first))
    told.first.refresh_from_db()
    assert told.first.reconfirmed_at == clock.now()
    assert JournalEntry.objects.filter(verb="reconfirm", who=city.lea.ref).count() == 1
    assert heading(told.first) == ("Merci, c’est confirmé.", False, True)


def test_i_give_it_back_and_who_waits_has_it(city: factories.City, told: Story) -> None:
    said = []
    for _ in range(2):
        answer = sent(told.first, "letter_give_back")
        assert (answer.status_code, answer.url) == (302, letter_page(told.first))
        said += [str(message) for message in answer.wsgi_request._messages]
    assert said == [
        "Merci d’avoir prévenu. Le créneau est libre pour les autres.",
        "Ce créneau était déjà rendu.",
    ]
    assert heading(told.first) == ("Ce créneau est rendu.", False, False)
    told.waiting.refresh_from_db()
    assert told.waiting.occurrence is not None
    assert told.waiting.occurrence.booking.person == city.karim


def test_what_was_released_can_no_longer_be_confirmed(told: Story) -> None:
    with clock.at(paris("2026-06-09T13:00")):
        release_unconfirmed()
        assert heading(told.first) == ("Ce créneau n’est plus réservé.", False, False)
        assert sent(told.first, "letter_confirm").status_code == 409


def test_a_past_date_is_told_kindly_and_left_alone(told: Story) -> None:
    with clock.at(paris("2026-06-09T14:05")):
        assert heading(told.first) == ("Ce créneau est passé.", False, False)
        assert [sent(told.first, f"letter_{act}").status_code for act in ("confirm", "give_back")] == [
            409,
            409,
        ]
        check_in(occurrence=told.first, space=told.space, who="system")
        assert heading(told.first)[0] == "Merci d’être venu."


def test_what_awaits_approval_can_be_given_back_not_confirmed(city: factories.City) -> None:
    booking = booked(a_space(city.territory, needs_approval=True), city.lea, "2026-06-09T14:00")
    row = only(booking)
    assert heading(row) == ("Votre demande attend sa validation.", False, True)
    approve(booking=booking, who="ines")
    assert heading(row) == ("Venez-vous toujours ?", True, True)
    cancel_occurrence(occurrence=row, who="ines")
    assert heading(row) == ("Ce créneau est rendu.", False, False)


def test_somebody_else_who_is_signed_in_is_refused_the_coordinator_is_not(
    city: factories.City, told: Story
) -> None:
    path = letter_page(told.first)
    found = [visits.signed_in(person).get(path).status_code for person in (city.lea, city.karim, city.ines)]
    assert found == [200, 403, 200]


def test_a_forgotten_person_s_link_still_gives_back(told: Story) -> None:
    told.space.bookings.update(person=None)
    sent(told.first, "letter_give_back")
    told.first.refresh_from_db()
    assert told.first.state == "cancelled"


@pytest.mark.parametrize("purpose", [Purpose.DOOR, Purpose.ANSWER])
def test_a_link_for_something_else_opens_nothing(told: Story, purpose: Purpose) -> None:
    path = reverse("spaces:letter", args=[sign(purpose, told.first.ref)])
    assert visits.visitor().get(path).status_code == 404


def test_a_date_that_is_no_more_says_so(told: Story) -> None:
    page = visits.visitor().get(reverse("spaces:letter", args=[sign(Purpose.BOOKING, "nowhere23456")]))
    assert (page.status_code, page.context["refusal"].code) == (404, "gone")

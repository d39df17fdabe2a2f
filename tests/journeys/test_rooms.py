"""A quarter from 2016 to 2030, and a room of it for tonight, played in a real browser.

Léa takes the room; Nour, whom nobody knows, wanted it too. Léa does not say again that she comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import factories, visits
from tests.browser import DESK, PHONE
from tests.journeys.rooms import Guest, Quarter, a_quarter, events_of, uids_of
from tests.journeys.stage import a_play
from tests.monday import city_on_monday

from maillage.bookings.models import Booking, Space
from maillage.common.models import JournalEntry

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),  # one browser at a time
]
FRENCH_DESK = {"language": "fr", "size": DESK}
ENGLISH_PHONE = {"language": "en", "size": PHONE}
PLAIN_PHONE = {"language": "fr", "size": PHONE, "scripts": False}
KEYBOARD = {"language": "en", "size": DESK}
WHOLE_STORY = [
    "open_space",
    "book",
    "wait_for",
    "ask_reconfirmation",
    "release_unconfirmed",
    "fill_waiting",
    "check_in",
]
TONIGHT = ("2026-06-08T19:00+02:00", "20:00:00")


@pytest.fixture
def city(db: Any, tmp_path: Path) -> Iterator[factories.City]:
    """Volcanville, on Monday 8 June 2026 at nine o'clock, in every thread of the service."""
    with city_on_monday(tmp_path) as found:
        yield found


@pytest.fixture
def quarter(city: factories.City) -> Quarter:
    """Its quarter, from 2016 to 2030."""
    return a_quarter(city.territory)


@pytest.mark.parametrize(
    ("how", "by_keyboard"), [(FRENCH_DESK, False), (ENGLISH_PHONE, True), (PLAIN_PHONE, False)]
)
def test_the_quarter_is_slid_from_2016_to_2030(
    city: factories.City,
    quarter: Quarter,
    browser: Any,
    live_server: Any,
    how: dict[str, Any],
    *,
    by_keyboard: bool,
) -> None:
    bivouac, totem, cataroux = quarter.bivouac, quarter.totem, quarter.cataroux
    with a_play(city, browser, live_server, **how) as play:
        nour = Guest(play, "Nour", "nour@example.org", by_keyboard=by_keyboard)
        nour.opens("quarter:home")
        nour.reads_of(totem, "Totem, rue du Four", "ouvert")

        nour.slides_to("2016-01-01")
        nour.reads_of(bivouac, "Le Bivouac, 3 rue Basse", "ouvert")
        assert nour.page.locator("li[data-place]").count() == 1
        nour.slides_to("2017-08-01")
        nour.reads_of(bivouac, "Le Bivouac, Hôtel de Région", "ouvert à titre transitoire")
        nour.reads_of(totem, "Totem, rue du Four", "décidé")
        nour.slides_to("2021-06-01")
        nour.reads_of(bivouac, "Le Bivouac, rue du Four", "ouvert")
        nour.reads_of(totem, "Totem, rue du Four", "ouvert")
        nour.reads_of(cataroux, "Cataroux", "imaginé")
        nour.slides_to("2030-01-01")
        nour.reads_of(cataroux, "Cataroux", "ouvert")
        nour.sees("Vous regardez l’avenir tel qu’il est prévu aujourd’hui.")


@pytest.mark.parametrize(
    ("how", "by_keyboard"),
    [(FRENCH_DESK, False), (ENGLISH_PHONE, False), (PLAIN_PHONE, False), (KEYBOARD, True)],
)
def test_a_taken_room_is_waited_for_and_had(
    city: factories.City,
    quarter: Quarter,
    browser: Any,
    live_server: Any,
    how: dict[str, Any],
    *,
    by_keyboard: bool,
) -> None:
    room = quarter.room
    with a_play(city, browser, live_server, **how) as play:
        lea = Guest(play, "Léa", "lea@example.org", by_keyboard=by_keyboard)
        nour = Guest(play, "Nour", "nour@example.org", by_keyboard=by_keyboard)
        both_want_it_tonight(lea, nour)

        with play.later(hours=4, minutes=30):
            lea.opens_the_letter("booking_reconfirm", link="/reservation/")
            lea.sees("Venez-vous toujours ?", "16:15")  # by when she answers: half of what was left

            with play.later(hours=3):
                lea.opens_the_letter("booking_reconfirm", link="/reservation/")
                lea.sees("Ce créneau n’est plus réservé.")
                assert visits.last_letter(lea.email).kind == "booking_released"
                nour.opens_the_letter("booking_served", link="/reservation/")
                nour.does_not_see("Fanfare", "Léa")
                nour.opens("spaces:mine")
                nour.sees("À venir", "Couture")
                nour.does_not_see(nour.said("Ce que j’attends"))
                it_is_in_the_calendars(nour, room)

                with play.later(hours=2, minutes=20):
                    # somebody of her group comes first, without any account
                    awa = Guest(play, "Awa", "awa@example.org", by_keyboard=by_keyboard)
                    awa.stands_at_the_door(room)
                    awa.does_not_see("Nour", "Couture")
                    awa.presses_on("Je suis là")
                    awa.sees("C’est noté, bonne séance")

                    with play.later(minutes=40):
                        nour.opens("spaces:mine")
                        nour.sees("Couture", nour.said("utilisé").capitalize())
        entries = JournalEntry.objects.filter(kind__in=("space", "booking")).order_by("pk")
        assert list(entries.values_list("verb", flat=True)) == WHOLE_STORY


def both_want_it_tonight(lea: Guest, nour: Guest) -> None:
    """Neither has an account; both find the same room. Nour is a minute late, and waits."""
    for guest in (lea, nour):
        guest.looks_for_tonight(6)
        guest.goes(guest.said("Réserver %(name)s") % {"name": "Salle Lave"})
        guest.says_who_she_is()
    lea.asks_for_it(6, "Fanfare")
    lea.sees("C’est réservé.")
    nour.asks_for_it(6, "Couture")
    nour.sees("Que faire ?")
    nour.presses_on("M’inscrire sur la liste d’attente")
    nour.sees("Ce que j’attends", "Salle Lave")
    nour.does_not_see("Fanfare", "Léa")


def it_is_in_the_calendars(nour: Guest, room: Space) -> None:
    """A calendar program reads the room's address, where nobody has a name, and hers."""
    nour.presses_on("Les voir dans mon agenda")
    nour.sends()
    own = nour.page.locator("main code").inner_text()
    nour.opens("spaces:space", room.ref)
    link = nour.page.get_by_role("link", name=nour.said("L’agenda de cet espace (.ics)"))
    public = nour.play.url + str(link.get_attribute("href"))
    assert events_of(public) == [(nour.said("Réservé"), *TONIGHT)]
    assert [(words.split()[-1], *when) for words, *when in events_of(own)] == [("Couture", *TONIGHT)]
    assert uids_of(public) == uids_of(own) == [Booking.objects.get(purpose="Couture").uid]

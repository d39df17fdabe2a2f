"""What is written to somebody about a booking, once, in her language and by her territory's clocks."""

from __future__ import annotations

import pytest
from tests import factories
from tests.actors.actions.refusals import plain
from tests.bookings.stage import a_space, booked, local, only, paris

from maillage.bookings.actions import (
    Wish,
    approve,
    ask_reconfirmations,
    cancel_booking,
    cancel_following,
    cancel_occurrence,
    change_following,
    decline_booking,
    release_unconfirmed,
    wait_for,
)
from maillage.bookings.letters import letter_url, when_words
from maillage.bookings.models import Space
from maillage.common import clock
from maillage.common.links import Purpose, read
from maillage.common.models import OutboundMessage

START = "2026-06-10T10:00"


@pytest.fixture
def room(city: factories.City) -> Space:
    """A room for eight."""
    return a_space(city.territory)


def sent(kind: str) -> OutboundMessage:
    """The one letter of a kind."""
    found: OutboundMessage = OutboundMessage.objects.get(kind=f"booking_{kind}")
    return found


def subjects() -> list[tuple[str, str]]:
    """To whom, and about what, in order."""
    rows = OutboundMessage.objects.filter(kind__startswith="booking_").order_by("pk")
    return [(row.to_email.split(".")[0], plain(row.subject)) for row in rows]


def test_who_books_is_told_when_and_where(city: factories.City, room: Space) -> None:
    booking = booked(room, city.fatou, START, 90, people=3)
    letter = sent("booked")
    assert plain(letter.subject) == "Réservé : Salle Lave, mercredi 10 juin 2026, de 10:00 à 11:30"
    assert letter.to_email == city.fatou.email
    text = plain(letter.text)
    assert "Salle Lave, Lieu de Salle Lave" in text
    assert "3 personnes" in text
    assert letter_url(only(booking), city.fatou) in letter.text
    assert read(Purpose.BOOKING, letter_url(only(booking), city.fatou).split("/")[-2]) == only(booking).ref


def test_a_long_series_is_told_by_its_first_dates(city: factories.City, room: Space) -> None:
    booked(room, city.fatou, START, rule="FREQ=DAILY;COUNT=11")
    text = plain(sent("booked").text)
    assert text.count("de 10:00 à 11:00") == 8
    assert "3 autres dates" in text


def test_she_reads_it_in_her_language(city: factories.City, room: Space) -> None:
    city.fatou.language = "en"
    city.fatou.save()
    booked(room, city.fatou, START)
    letter = sent("booked")
    assert letter.subject == "Booked: Salle Lave, Wednesday 10 June 2026, 10:00 to 11:00"
    assert "/en/" in letter.text


def test_what_needs_a_yes_is_told_twice(city: factories.City) -> None:
    room = a_space(city.territory, needs_approval=True)
    booking = booked(room, city.fatou, START)
    approve(booking=booking, who=city.ines.ref)
    other = booked(room, city.karim, "2026-06-11T10:00")
    decline_booking(booking=other, who=city.ines.ref, why="Il y a des travaux.")
    day = "Salle Lave, mercredi 10 juin 2026, de 10:00 à 11:00"
    after = "Salle Lave, jeudi 11 juin 2026, de 10:00 à 11:00"
    assert subjects() == [
        ("fatou", f"Demande reçue : {day}"),
        ("fatou", f"Réservé : {day}"),
        ("karim", f"Demande reçue : {after}"),
        ("karim", f"Ce ne sera pas possible : {after}"),
    ]
    assert "Il y a des travaux." in sent("declined").text


def test_she_is_asked_once_a_day_before_and_the_next_in_line_is_told(
    city: factories.City, room: Space
) -> None:
    booked(room, city.fatou, START)
    wait_for(space=room, person=city.karim, wish=Wish(local(START), 60), who="karim")
    with clock.at(paris("2026-06-09T09:59")):
        assert ask_reconfirmations() == 0
    with clock.at(paris("2026-06-09T10:00")):
        assert [ask_reconfirmations() for _ in range(2)] == [1, 0]
    assert "Sans réponse avant le 9 juin, 22:00" in plain(sent("reconfirm").text)
    with clock.at(paris("2026-06-09T22:00")):
        assert [release_unconfirmed() for _ in range(2)] == [1, 0]
        assert ask_reconfirmations() == 0
    assert subjects()[1:] == [
        ("fatou", "Venez-vous toujours ? Salle Lave, mercredi 10 juin 2026, de 10:00 à 11:00"),
        ("fatou", "Créneau rendu : Salle Lave, mercredi 10 juin 2026, de 10:00 à 11:00"),
        ("karim", "C’est à vous : Salle Lave, mercredi 10 juin 2026, de 10:00 à 11:00"),
    ]


def test_who_booked_the_same_day_is_not_asked(city: factories.City, room: Space) -> None:
    with clock.at(paris("2026-06-09T15:00")):
        booked(room, city.fatou, START)
    with clock.at(paris("2026-06-09T16:00")):
        assert ask_reconfirmations() == 0


def test_a_space_that_never_asks_asks_nobody(city: factories.City) -> None:
    booked(a_space(city.territory, reconfirm_hours=0), city.fatou, START)
    with clock.at(paris("2026-06-10T09:00")):
        assert ask_reconfirmations() == 0


def test_she_is_told_what_others_did_not_what_she_did(city: factories.City, room: Space) -> None:
    series = booked(room, city.fatou, START, rule="FREQ=DAILY;COUNT=6")
    rows = list(series.occurrences.order_by("starts_at"))
    cancel_occurrence(occurrence=rows[0], who=city.fatou.ref)
    cancel_occurrence(occurrence=rows[1], who=city.ines.ref, why="Fuite d’eau.")
    cancel_following(occurrence=rows[5], who=city.ines.ref)
    moved = change_following(
        occurrence=rows[4], start=local("2026-06-14T15:00"), minutes=60, who=city.ines.ref
    )
    cancel_booking(booking=series, who=city.ines.ref)
    cancel_booking(booking=moved, who=city.fatou.ref)
    room_and = "Salle Lave, "
    assert [subject for _, subject in subjects()[1:]] == [
        f"Annulé : {room_and}jeudi 11 juin 2026, de 10:00 à 11:00",
        f"Annulé : {room_and}lundi 15 juin 2026, de 10:00 à 11:00",
        f"Déplacé : {room_and}dimanche 14 juin 2026, de 15:00 à 16:00",
        f"Annulé : {room_and}vendredi 12 juin 2026, de 10:00 à 11:00",
    ]
    why = OutboundMessage.objects.filter(kind="booking_cancelled").earliest("pk")
    assert "Fuite d’eau." in why.text


def test_a_night_is_told_with_both_days(city: factories.City) -> None:
    room = a_space(city.territory, hours="24/7")
    assert when_words(only(booked(room, city.fatou, "2026-06-10T23:00", 120))) == (
        "du mercredi 10 juin 2026 à 23:00 au jeudi 11 juin 2026 à 01:00"
    )

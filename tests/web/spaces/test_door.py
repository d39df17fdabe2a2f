"""At the door: what the code shows, and « I am here »."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories, visits
from tests.bookings.stage import a_space, booked, only, paris
from tests.web.spaces.desk_things import an_asked, at, door_of

from maillage.bookings.door_codes import door_code
from maillage.bookings.enums import OccurrenceState
from maillage.bookings.models import Occurrence, Space
from maillage.common import clock
from maillage.common.models import JournalEntry


@pytest.fixture
def anyone() -> Client:
    """Somebody with a telephone and no account."""
    return visits.visitor()


@pytest.fixture
def space(city: factories.City) -> Space:
    """A room for eight."""
    return a_space(city.territory)


@pytest.fixture
def date(city: factories.City, space: Space) -> Occurrence:
    """Fatou has the room this Monday from ten to eleven."""
    return only(booked(space, city.fatou, "2026-06-08T10:00"))


def seen(client: Client, space: Space) -> tuple[list[str], list[str]]:
    """The hours at which what is here now, and what is next, begin."""
    context = client.get(door_of(space)).context
    here, after = ([row.local[11:16] for row in context[part]] for part in ("here", "next"))
    return here, after


def test_door_says_what_is_booked_now_and_next(
    anyone: Client, city: factories.City, space: Space, date: Occurrence
) -> None:
    booked(space, city.karim, "2026-06-08T14:00")
    booked(space, city.karim, "2026-06-09T09:00")
    shown = {}
    for hour in ("09:44", "09:45", "10:59", "11:00", "15:00"):
        with clock.at(paris(f"2026-06-08T{hour}")):
            shown[hour] = seen(anyone, space)
    assert shown == {
        "09:44": ([], ["10:00", "14:00"]),
        "09:45": (["10:00"], ["14:00"]),
        "10:59": (["10:00"], ["14:00"]),
        "11:00": ([], ["14:00"]),
        "15:00": ([], []),
    }


def test_door_tells_no_name_no_actor_and_no_purpose(
    anyone: Client, city: factories.City, space: Space, date: Occurrence
) -> None:
    type(date.booking).objects.filter(pk=date.booking_id).update(
        actor=city.fil_a_fil, purpose="Réunion secrète"
    )
    with clock.at(paris("2026-06-08T10:00")):
        page = anyone.get(door_of(space)).content.decode()
    told = (city.fatou.given_name, city.fatou.family_name, city.fil_a_fil.name, "secrète")
    assert [word for word in told if word in page] == []
    assert (page.count("Je suis là"), page.count(date.ref)) == (1, 1)


def test_whoever_is_signed_in_finds_her_own_first(city: factories.City) -> None:
    desks = a_space(city.territory, "Postes", units=3)
    for person in (city.karim, city.fatou, city.karim):
        booked(desks, person, "2026-06-08T10:00")
    with clock.at(paris("2026-06-08T10:00")):
        hers = visits.signed_in(city.fatou).get(door_of(desks)).context["here"]
        anybody = visits.visitor().get(door_of(desks)).context["here"]
    assert [(row.unit, row.is_hers) for row in hers] == [(2, True), (1, False), (3, False)]
    assert [(row.unit, row.is_hers) for row in anybody] == [(1, False), (2, False), (3, False)]


def test_opening_the_page_changes_nothing(anyone: Client, space: Space, date: Occurrence) -> None:
    before = JournalEntry.objects.count()
    with clock.at(paris("2026-06-08T10:00")):
        assert [anyone.get(door_of(space)).status_code for _ in range(2)] == [200, 200]
        assert anyone.get(door_of(space, "come")).status_code == 405
    date.refresh_from_db()
    assert (date.state, JournalEntry.objects.count()) == (OccurrenceState.HELD, before)


def test_coming_is_noted_once_without_an_account(anyone: Client, space: Space, date: Occurrence) -> None:
    with clock.at(paris("2026-06-08T09:50")):
        answers = [anyone.post(door_of(space, "come"), {"date": date.ref}) for _ in range(2)]
        page = anyone.get(door_of(space)).content.decode()
    assert [answer.status_code for answer in answers] == [200, 200]
    assert "C’est noté, bonne séance" in answers[0].content.decode()
    date.refresh_from_db()
    assert (date.state, date.came_at) == (OccurrenceState.USED, paris("2026-06-08T09:50"))
    assert [row.who for row in JournalEntry.objects.filter(verb="check_in")] == ["visitor"]
    assert ("Quelqu’un est arrivé." in page, "Je suis là" in page) == (True, False)


def test_coming_when_signed_in_is_noted_in_her_name(
    city: factories.City, space: Space, date: Occurrence
) -> None:
    with clock.at(paris("2026-06-08T10:00")):
        visits.signed_in(city.fatou).post(door_of(space, "come"), {"date": date.ref})
    assert JournalEntry.objects.get(verb="check_in").who == city.fatou.ref


def test_another_door_another_time_and_what_is_not_held_are_refused(
    anyone: Client, city: factories.City, space: Space, date: Occurrence
) -> None:
    elsewhere = a_space(city.territory, "Salle Basalte")
    waits = only(an_asked(elsewhere, city.karim, "2026-06-08T10:00"))
    codes = {}
    for name, door, row, hour in (
        ("other space", elsewhere, date, "10:00"),
        ("too early", space, date, "09:44"),
        ("too late", space, date, "11:00"),
        ("not granted", elsewhere, waits, "10:00"),
    ):
        with clock.at(paris(f"2026-06-08T{hour}")):
            answer = anyone.post(door_of(door, "come"), {"date": row.ref})
        codes[name] = (answer.status_code, answer.context["refusal"].code)
    assert codes == {
        "other space": (409, "other_space"),
        "too early": (409, "other_time"),
        "too late": (409, "other_time"),
        "not granted": (409, "not_held"),
    }
    assert not Occurrence.objects.filter(state=OccurrenceState.USED).exists()


@pytest.mark.parametrize("sent", [{}, {"date": "nowhere23456"}, {"date": "é\n" * 400}])
def test_coming_for_nothing_is_nowhere(anyone: Client, space: Space, sent: dict[str, str]) -> None:
    assert anyone.post(door_of(space, "come"), sent).status_code == 404


def test_the_code_of_another_day_and_a_renewed_one_open_nothing(
    anyone: Client, space: Space, date: Occurrence
) -> None:
    today = door_code(space, clock.today())
    with clock.at(paris("2026-06-08T10:00")):
        assert anyone.get(at("door", today)).status_code == 200
    with clock.at(paris("2026-06-09T10:00")):
        for answer in (anyone.get(at("door", today)), anyone.post(at("come", today), {"date": date.ref})):
            assert (answer.status_code, answer.context["refusal"].code) == (410, "other_day")
    Space.objects.filter(pk=space.pk).update(door_version=2)
    with clock.at(paris("2026-06-08T10:00")):
        answer = anyone.get(at("door", today))
    assert (answer.status_code, answer.context["refusal"].code) == (410, "old_code")


def test_a_free_room_leads_to_where_it_is_booked(anyone: Client, space: Space) -> None:
    page = anyone.get(door_of(space)).content.decode()
    assert f'href="{reverse("spaces:space", args=[space.ref])}"' in page
    assert ("Rien n’est réservé ici en ce moment." in page, "Je suis là" in page) == (True, False)


def test_what_runs_past_midnight_is_here_on_both_sides(anyone: Client, city: factories.City) -> None:
    night = a_space(city.territory, "Studio", hours="24/7")
    booked(night, city.fatou, "2026-06-08T23:00", 120)
    booked(night, city.karim, "2026-06-09T01:05")
    shown = []
    for moment in ("2026-06-08T23:30", "2026-06-09T00:55"):
        with clock.at(paris(moment)):
            shown.append(seen(anyone, night))
    assert shown == [(["23:00"], []), (["23:00", "01:05"], [])]


def test_what_begins_just_after_midnight_is_here_before_it(anyone: Client, city: factories.City) -> None:
    night = a_space(city.territory, "Studio", hours="24/7")
    booked(night, city.fatou, "2026-06-09T00:05")
    with clock.at(paris("2026-06-08T23:55")):
        assert seen(anyone, night) == (["00:05"], [])

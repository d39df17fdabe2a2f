"""Places in the coordinator's hands: every page opens, forms come back with errors, nothing is lost."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories, visits
from tests.web.quarter.things import a_place, incubator, places_pages, stay_in, tower

from maillage.places.models import Occupancy, Phase, Place
from maillage.places.queries import occupancies_of, phases_of, places_on

HIDDEN = {"source": "coordinator"}


@pytest.fixture
def ines(city: factories.City) -> Client:
    """Inès's browser."""
    return visits.signed_in(city.ines)


def text(response: object) -> str:
    """A page with its no-break spaces made ordinary."""
    return response.content.decode().replace("\u00a0", " ")  # type: ignore[attr-defined]


def test_every_page_answers_as_it_should(city: factories.City, ines: Client) -> None:
    for name, path, sent, status in places_pages(city):
        answer = ines.get(path) if sent is None else ines.post(path, sent)
        assert (name, answer.status_code) == (name, status)


def test_a_place_is_made_known_then_told_its_phase_and_both_are_undone(
    city: factories.City, ines: Client
) -> None:
    answer = ines.post(reverse("places:new"), {"name": "La Ruche", "kind": "incubator"}, follow=True)
    place = Place.objects.get()
    assert answer.redirect_chain == [(reverse("places:phase", args=[place.ref]), 302)]
    sent = {
        **HIDDEN,
        "state": "open",
        "since": "mai 2017",
        "services": ["wifi"],
        "hours": "Mo-Fr 09:00-18:00",
    }
    page = ines.post(reverse("places:phase", args=[place.ref]), sent, follow=True)
    phase = phases_of(place).get()
    assert (phase.since, phase.services, phase.who) == ("2017-05", ["wifi"], city.ines.ref)
    assert f'action="{reverse("places:phase_undo", args=[phase.ref])}"' in text(page)
    ines.post(reverse("places:phase_undo", args=[phase.ref]))
    assert list(phases_of(place)) == []
    ines.post(reverse("places:phase_restore", args=[phase.ref]))
    assert [row.since for row in phases_of(place)] == ["2017-05"]
    ines.post(reverse("places:withdraw", args=[place.ref]))
    assert list(places_on(phase.valid_from)) == []
    ines.post(reverse("places:restore", args=[place.ref]))
    assert [row.place for row in places_on(phase.valid_from)] == [place]


def test_the_same_name_twice_is_a_question_not_a_wall(city: factories.City, ines: Client) -> None:
    a_place(city.territory, "La Ruche")
    path, sent = reverse("places:new"), {"name": "la ruche", "kind": "cafe"}
    asked = ines.post(path, sent)
    assert (asked.status_code, 'name="is_sure"' in text(asked), Place.objects.count()) == (422, True, 1)
    assert ines.post(path, {**sent, "is_sure": "on"}).status_code == 302
    assert Place.objects.count() == 2


def test_a_form_in_error_keeps_all_that_was_typed(city: factories.City, ines: Client) -> None:
    place = a_place(city.territory, "La Ruche")
    sent = {**HIDDEN, "state": "open", "since": "2017", "hours": "lu-ve 9h-18h", "note_fr": "Un mot de trop"}
    page = ines.post(reverse("places:phase", args=[place.ref]), sent)
    assert (page.status_code, Phase.objects.count()) == (422, 0)
    assert [name in text(page) for name in ("lu-ve 9h-18h", "Un mot de trop", "Mo-Fr 09:00-18:00")] == [
        True
    ] * 3


def test_an_outline_with_its_axes_crossed_is_told_and_not_kept(city: factories.City, ines: Client) -> None:
    place = a_place(city.territory, "La Ruche")
    ring = [[45.78, 3.08], [45.79, 3.08], [45.79, 3.09], [45.78, 3.09], [45.78, 3.08]]
    outline = f'{{"type": "Polygon", "coordinates": [{ring}]}}'
    page = ines.post(
        reverse("places:phase", args=[place.ref]),
        {**HIDDEN, "state": "open", "since": "2017", "outline": outline},
    )
    errors = page.context["form"].errors.as_data()
    assert [error.code for error in errors["outline"]] == ["wrong_axes"]


def test_a_phase_is_corrected_and_the_correction_undone(city: factories.City, ines: Client) -> None:
    place = incubator(city.territory)
    first, second = phases_of(place)
    sent = {**HIDDEN, "state": "open", "since": "septembre 2017", "street": "1 place Haute"}
    page = ines.post(reverse("places:phase_edit", args=[second.ref]), sent, follow=True)
    assert [row.since for row in phases_of(place)] == ["2016", "2017-09"]
    undo = reverse("places:phase_restore", args=[second.ref])
    assert f'action="{undo}"' in text(page)
    ines.post(undo)
    assert [(row.since, row.state) for row in phases_of(place)] == [
        ("2016", "open"),
        ("2017-08", "transitional"),
    ]
    assert phases_of(place).last().address == second.address  # type: ignore[union-attr]
    assert first.thread == phases_of(place).first().thread  # type: ignore[union-attr]


def test_who_is_there_is_noted_ended_and_said_again(city: factories.City, ines: Client) -> None:
    place = incubator(city.territory)
    path = reverse("places:stays", args=[place.ref])
    sent = {**HIDDEN, "words": "Bourrasque", "since": "2022", "terms": "lease"}
    assert ines.post(path, sent).status_code == 302
    stay = occupancies_of(place).get()
    assert (stay.actor, stay.terms, stay.since) == (city.bourrasque, "lease", "2022")
    ines.post(reverse("places:stay_end", args=[stay.ref]), {"until": "mai 2024"})
    ended = occupancies_of(place).get()
    assert (ended.until, ended.thread) == ("2024-05", stay.thread)
    ines.post(reverse("places:stay_restore", args=[stay.ref]))
    assert occupancies_of(place).get().until == ""


def test_a_move_to_a_place_not_yet_open_warns_then_is_noted_and_undone(
    city: factories.City, ines: Client
) -> None:
    ruche, phare = incubator(city.territory), tower(city.territory)
    stay = stay_in(ruche, city)
    path = reverse("places:stay_move", args=[stay.ref])
    sent = {**HIDDEN, "to": phare.ref, "on": "2027", "terms": "lease"}
    warned = ines.post(path, sent)
    assert (warned.status_code, Occupancy.objects.count()) == (422, 1)
    assert "n’est pas ouvert à cette date (2027) : il est décidé" in text(warned)
    assert ines.post(path, {**sent, "is_sure": "on"}).status_code == 302
    assert [
        (row.place, row.since, row.until) for row in (*occupancies_of(ruche), *occupancies_of(phare))
    ] == [
        (ruche, "2022", "2027"),
        (phare, "2027", ""),
    ]
    ines.post(reverse("places:stay_undo", args=[occupancies_of(phare).get().ref]))
    assert [(row.since, row.until) for row in occupancies_of(ruche)] == [("2022", "")]


@pytest.mark.parametrize(
    "route", ["edit", "phase", "stays", "phase_edit", "stay_edit", "stay_end", "stay_move"]
)
def test_an_unknown_reference_is_not_found(city: factories.City, ines: Client, route: str) -> None:
    assert ines.get(reverse(f"places:{route}", args=["nowhere23456"])).status_code == 404

"""Opening a space, describing it, withdrawing it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories, visits
from tests.bookings.stage import a_space, booked
from tests.places.stage import a_place, an_open_place
from tests.web.spaces.desk_things import SHEET, at

from maillage.bookings.models import Space
from maillage.common.models import JournalEntry
from maillage.places.models import Place


@pytest.fixture
def ines(city: factories.City) -> Client:
    """The coordinator."""
    return visits.signed_in(city.ines)


@pytest.fixture
def place(city: factories.City) -> Place:
    """A place open from eight to twenty."""
    return an_open_place(city.territory, "La Ruche", hours="Mo-Su 08:00-20:00")


def test_a_space_is_opened_with_all_that_was_typed(ines: Client, city: factories.City, place: Place) -> None:
    sent = {
        **SHEET,
        "units": "2",
        "means": ["screen", "board"],
        "access": ["entree_plain_pied"],
        "hours": " Mo-Fr 09:00-18:00 ",
        "audience": ["association", "artist"],
        "needs_approval": "on",
        "share_startup": "7",
        "share_association": "40",
        "share_other": "0",
        "price_fr": " 5 € de l’heure ",
        "price_en": "",
    }
    answer = ines.post(at("new", place.ref), sent)
    space = Space.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("spaces:space", args=[space.ref]))
    assert {name: getattr(space, name) for name in TOLD} == TOLD
    assert (space.place, space.is_invented, space.door_version) == (place, False, 1)
    assert JournalEntry.objects.get(verb="open_space").who == city.ines.ref


TOLD = {
    "name": "Salle Basalte",
    "kind": "room",
    "units": 2,
    "capacity": 12,
    "means": ["screen", "board"],
    "access": ["entree_plain_pied"],
    "hours": "Mo-Fr 09:00-18:00",
    "audience": ["association", "artist"],
    "ahead_days": 90,
    "notice_minutes": 30,
    "longest_minutes": 240,
    "needs_approval": True,
    "reserved_shares": {"startup": 0.07, "association": 0.4},
    "price_notes": {"fr": "5 € de l’heure"},
    "reconfirm_hours": 48,
    "release_minutes": 15,
}


def test_a_space_of_an_invented_place_is_invented(ines: Client, city: factories.City) -> None:
    invented = a_place(city.territory, "Lieu inventé", is_invented=True)
    ines.post(at("new", invented.ref), SHEET)
    assert Space.objects.get().is_invented


def test_a_space_is_shown_as_it_was_typed_and_saving_it_changes_nothing(ines: Client, place: Place) -> None:
    ines.post(at("new", place.ref), {**SHEET, "share_startup": "7", "price_fr": "Gratuit"})
    space = Space.objects.get()
    form = ines.get(at("edit", space.ref)).context["form"]
    shown = {field.name: field.value() for field in form if field.value() not in (None, "", [], False)}
    assert {name: str(value) for name, value in shown.items()} == {
        **SHEET,
        "share_startup": "7",
        "price_fr": "Gratuit",
    }
    assert ines.post(at("edit", space.ref), shown).status_code == 302
    assert not JournalEntry.objects.filter(verb="describe_space").exists()


def test_describing_changes_the_rules_and_not_what_is_booked(
    ines: Client, city: factories.City, place: Place
) -> None:
    space = a_space(city.territory, place=place)
    booking = booked(space, city.fatou, "2026-06-10T10:00", 180)
    assert ines.post(at("edit", space.ref), {**SHEET, "longest_minutes": "60"}).status_code == 302
    space.refresh_from_db()
    assert (space.name, space.longest_minutes, booking.occurrences.get().state) == (
        "Salle Basalte",
        60,
        "held",
    )


@pytest.mark.parametrize(
    ("typed", "field", "code"),
    [
        ({"name": " "}, "name", "required"),
        ({"kind": "palace"}, "kind", "invalid_choice"),
        ({"units": "0"}, "units", "min_value"),
        ({"capacity": "x"}, "capacity", "invalid"),
        ({"ahead_days": "9" * 30}, "ahead_days", "max_value"),
        ({"longest_minutes": ""}, "longest_minutes", "required"),
        ({"means": ["sword"]}, "means", "invalid_choice"),
        ({"share_startup": "101"}, "share_startup", "max_value"),
        ({"share_startup": "-1"}, "share_startup", "min_value"),
        ({"share_startup": "60", "share_association": "41"}, "__all__", "shares"),
    ],
)
def test_a_sheet_that_makes_no_sense_comes_back_with_its_words(
    ines: Client, place: Place, typed: dict[str, str], field: str, code: str
) -> None:
    answer = ines.post(at("new", place.ref), {**SHEET, **typed})
    errors = answer.context["form"].errors.as_data()
    assert (answer.status_code, {name: [row.code for row in rows] for name, rows in errors.items()}) == (
        422,
        {field: [code]},
    )
    assert not Space.objects.exists()


@pytest.mark.parametrize("hours", ["lu-ve 9h-18h", "Mo-Fr 18:00-09:00 off; SH off", "x" * 500])
def test_hours_that_cannot_be_read_are_said_so(ines: Client, place: Place, hours: str) -> None:
    answer = ines.post(at("new", place.ref), {**SHEET, "hours": hours})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["hours"])
    assert hours in answer.content.decode()


def test_fewer_units_than_what_is_booked_is_refused_in_the_form(
    ines: Client, city: factories.City, place: Place
) -> None:
    space = a_space(city.territory, place=place, units=2)
    for _ in range(2):
        booked(space, city.fatou, "2026-06-10T10:00")
    answer = ines.post(at("edit", space.ref), SHEET)
    (error,) = answer.context["form"].non_field_errors().as_data()
    space.refresh_from_db()
    assert (answer.status_code, error.code, space.units) == (422, "booked", 2)


def test_withdrawing_asks_first_and_keeps_why(ines: Client, city: factories.City, place: Place) -> None:
    space = a_space(city.territory, place=place)
    assert ines.get(at("withdraw", space.ref)).status_code == 200
    space.refresh_from_db()
    assert not space.is_withdrawn
    answer = ines.post(at("withdraw", space.ref), {"why": "Louée à l’année."})
    space.refresh_from_db()
    assert (answer["Location"], space.is_withdrawn) == (reverse("quarter:place", args=[place.ref]), True)
    assert JournalEntry.objects.get(verb="withdraw_space").why == "Louée à l’année."
    assert [ines.get(at(route, space.ref)).status_code for route in ("edit", "withdraw", "block")] == [
        404
    ] * 3


def test_what_is_booked_is_not_withdrawn(ines: Client, city: factories.City, place: Place) -> None:
    space = a_space(city.territory, place=place)
    booked(space, city.fatou, "2026-06-10T10:00")
    assert ines.get(at("withdraw", space.ref)).context["to_come"] == 1
    answer = ines.post(at("withdraw", space.ref), {"why": ""})
    assert (answer.status_code, answer.context["refusal"].code) == (409, "booked")


def test_the_page_of_a_place_lists_its_spaces(ines: Client, city: factories.City, place: Place) -> None:
    kept, gone = (a_space(city.territory, name, place) for name in ("Salle Lave", "Salle Partie"))
    Space.objects.filter(pk=gone.pk).update(is_withdrawn=True)
    Space.objects.filter(pk=kept.pk).update(is_invented=True)
    page = reverse("quarter:place", args=[place.ref])
    seen, run = (client.get(page).content.decode() for client in (visits.visitor(), ines))
    section = seen.split('id="espaces"')[1].split("</section>")[0]
    assert [text in section for text in (at("space", kept.ref), "données de démonstration")] == [True] * 2
    assert "Salle Partie" not in section
    assert [at("new", place.ref) in text for text in (seen, run)] == [False, True]
    assert 'id="espaces"' not in ines.get(page + "?le=2018").content.decode()

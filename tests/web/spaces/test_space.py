"""One space: its rules in plain words, and a week of it as each person may see it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories, visits
from tests.bookings.stage import a_space, booked, paris

from maillage.bookings.actions import block_period, withdraw_space
from maillage.bookings.models import Space
from maillage.common import clock

TUESDAY = 1


def page_of(space: Space, query: str = "") -> str:
    """The address of a space."""
    return reverse("spaces:space", args=[space.ref]) + query


def lines(client: Client, space: Space, day: int = TUESDAY, query: str = "") -> list[tuple[str, str, str]]:
    """What the page tells of a day of the week: hours, kind, words; no-break spaces made ordinary."""
    days = client.get(page_of(space, query)).context["days"]
    return [
        (line.span.replace("\u00a0", " "), line.kind, line.words.replace("\u00a0", " "))
        for line in days[day].lines
    ]


@pytest.fixture
def room(city: factories.City) -> Space:
    """A room with a booking of Karim on Tuesday at ten, for Bourrasque, and a blocked hour."""
    space = a_space(city.territory)
    booking = booked(space, city.karim, "2026-06-09T10:00", actor=city.bourrasque)
    booking.purpose = "Bilan d’étape"
    booking.save(update_fields=["purpose"])
    start, end = paris("2026-06-09T12:00"), paris("2026-06-09T13:00")
    block_period(space=space, starts_at=start, ends_at=end, who="ines", why="fuite d’eau")
    return space


PUBLIC = [
    ("8 h – 10 h", "free", "libre"),
    ("10 h – 11 h", "taken", "réservé"),
    ("11 h – 12 h", "free", "libre"),
    ("12 h – 13 h", "blocked", "indisponible"),
    ("13 h – 20 h", "free", "libre"),
]


def test_the_public_reads_no_name_no_purpose_and_no_reason(city: factories.City, room: Space) -> None:
    assert lines(visits.visitor(), room) == PUBLIC
    assert lines(visits.signed_in(city.lea), room) == PUBLIC
    text = visits.visitor().get(page_of(room)).content.decode()
    assert [word for word in ("Karim", "Bourrasque", "Bilan", "fuite") if word in text] == []


def test_she_reads_her_own_and_the_coordinator_reads_who(city: factories.City, room: Space) -> None:
    assert lines(visits.signed_in(city.karim), room)[1] == (
        "10 h – 11 h",
        "told",
        "vous (Bourrasque) : Bilan d’étape",
    )
    assert lines(visits.signed_in(city.ines), room)[1] == (
        "10 h – 11 h",
        "told",
        "Karim Haddad (Bourrasque) : Bilan d’étape",
    )


def test_a_forgotten_name_stays_forgotten(city: factories.City, room: Space) -> None:
    room.bookings.update(person=None, actor=None, purpose="")
    assert lines(visits.signed_in(city.ines), room)[1][2] == "quelqu’un dont le nom a été effacé"


def test_of_many_desks_the_free_ones_are_counted_and_full_is_said_once_all_are_taken(
    city: factories.City,
) -> None:
    desks = a_space(city.territory, "Postes", units=2)
    booked(desks, city.karim, "2026-06-09T10:00", 120)
    booked(desks, city.lea, "2026-06-09T11:00", 60)
    assert lines(visits.visitor(), desks) == [
        ("8 h – 11 h", "free", "1 place libre"),
        ("11 h – 12 h", "taken", "réservé"),
        ("12 h – 20 h", "free", "2 places libres"),
    ]


def test_a_free_stretch_leads_to_the_form_and_a_visitor_says_who_she_is_before(
    city: factories.City, room: Space
) -> None:
    free = visits.signed_in(city.lea).get(page_of(room)).context["days"][TUESDAY].lines[0]
    form = reverse("spaces:book", args=[room.ref])
    assert free.url == f"{form}?debut=2026-06-09T08%3A00&minutes=60"
    free = visits.visitor().get(page_of(room)).context["days"][TUESDAY].lines[0]
    assert free.url.startswith(reverse("spaces:join") + "?next=")


def test_what_is_past_too_soon_or_too_far_cannot_be_booked(city: factories.City) -> None:
    space = a_space(city.territory, notice_minutes=122, ahead_days=2)
    anyone = visits.visitor()
    assert lines(anyone, space, 0) == [("11 h 05 – 20 h", "free", "libre")]
    assert lines(anyone, space, 2) == [("8 h – 20 h", "free", "libre")]
    assert lines(anyone, space, 3) == []


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("2026-06-17", "2026-06-15"),
        ("2026-06-01", "2026-06-08"),
        ("2031-01-01", "2026-06-08"),
        ("0001-01-01", "2026-06-08"),
        ("9999-12-31", "2026-06-08"),
        ("demain", "2026-06-08"),
    ],
)
def test_the_week_is_one_that_can_be_booked(city: factories.City, asked: str, first: str) -> None:
    page = visits.visitor().get(page_of(a_space(city.territory), f"?semaine={asked}"))
    assert page.context["monday"].isoformat() == first


def test_one_leafs_from_this_week_to_the_last(city: factories.City) -> None:
    space, anyone = a_space(city.territory, ahead_days=10), visits.visitor()
    first, last = (anyone.get(page_of(space, f"?semaine=2026-06-{day}")).context for day in ("08", "15"))
    assert (first["before"], str(first["after"])) == (None, "2026-06-15")
    assert (str(last["before"]), last["after"]) == ("2026-06-08", None)


@pytest.mark.parametrize(
    ("today", "week", "start", "spans"),
    [
        ("2026-10-20", "2026-10-19", "2026-10-25T02:00", ["minuit – 2 h", "3 h – minuit"]),
        ("2027-03-23", "2027-03-22", "2027-03-28T03:00", ["minuit – 3 h", "5 h – minuit"]),
    ],
)
def test_the_nights_when_clocks_change_keep_their_hours(
    city: factories.City, today: str, week: str, start: str, spans: list[str]
) -> None:
    with clock.at(paris(f"{today}T09:00")):
        space = a_space(city.territory, hours="24/7")
        booked(space, city.karim, start, 120)
        saturday, sunday = (lines(visits.visitor(), space, day, f"?semaine={week}") for day in (5, 6))
    assert saturday == [("toute la journée", "free", "libre")]
    assert [span for span, kind, _ in sunday if kind == "free"] == spans


def test_the_rules_are_in_plain_words(city: factories.City) -> None:
    space = a_space(
        city.territory,
        audience=["startup"],
        ahead_days=30,
        notice_minutes=60,
        longest_minutes=90,
        needs_approval=True,
        reserved_shares={"startup": 0.4, "other": 0},
        price_notes={"fr": "10 € de l’heure"},
        reconfirm_hours=24,
        release_minutes=20,
    )
    rules = visits.visitor().get(page_of(space)).context["rules"]
    assert [(what, words.replace("\u00a0", " ")) for what, words in rules] == [
        ("Qui peut réserver", "start-up"),
        ("Combien de temps", "1 h 30 au plus"),
        ("Quand s’y prendre", "30 jours à l’avance au plus, 1 h au moins"),
        ("Validation", "l’animation du territoire valide chaque demande"),
        (
            "La veille",
            "un e-mail demande si vous venez toujours ; sans réponse à temps, le créneau est rendu "
            "aux autres",
        ),
        ("Si personne ne vient", "le créneau est rendu 20 minutes après son début"),
        ("Heures gardées", "Start-up, 40 % ; une semaine avant, ce qui reste est à tout le monde"),
        ("Prix", "10 € de l’heure"),
    ]


def test_a_space_with_no_rule_says_so(city: factories.City) -> None:
    space = a_space(city.territory, reconfirm_hours=0, release_minutes=0, longest_minutes=1440)
    rules = visits.visitor().get(page_of(space)).context["rules"]
    assert [words.replace("\u00a0", " ") for _, words in rules] == [
        "toute personne qui donne son adresse",
        "1 jour au plus",
        "60 jours à l’avance au plus",
        "aucune : c’est réservé aussitôt",
    ]


def test_a_withdrawn_space_has_no_page(city: factories.City) -> None:
    space = a_space(city.territory)
    withdraw_space(space=space, who="ines")
    assert visits.visitor().get(page_of(space)).status_code == 404

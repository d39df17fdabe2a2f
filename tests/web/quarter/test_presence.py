"""Who is there now: said by a member, seen by members, never by the public, never kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories, visits
from tests.conftest import MONDAY
from tests.places.stage import an_open_place, is_there
from tests.web.quarter.things import tower

from maillage.common import clock
from maillage.places.models import Place, Presence

SAY = reverse("quarter:presence")
END = reverse("quarter:presence_end")
NOW = reverse("quarter:now")
WORDS = "impression 3D"


@pytest.fixture
def totem(city: factories.City) -> Place:
    """A place where Marc says he is until six."""
    place = an_open_place(city.territory, "Totem")
    is_there(city.marc, place, "2026-06-08T18:00", WORDS)
    return place


def page(place: Place) -> str:
    """The address of a place."""
    return reverse("quarter:place", args=[place.ref])


def text(answer: Any) -> str:
    """A page with its no-break spaces made ordinary."""
    return str(answer.content.decode().replace("\u00a0", " "))


def stranger(city: factories.City) -> Client:
    """Somebody signed in who belongs to nothing here."""
    return visits.signed_in(factories.a_person(city.territory, "Nora Nulle"))


def test_members_read_who_is_there_on_the_place_and_among_the_open_ones(
    city: factories.City, totem: Place
) -> None:
    for client in (visits.signed_in(city.ines), visits.signed_in(city.fatou)):
        for address in (page(totem), NOW):
            answer = client.get(address)
            assert [(row.person, row.about) for row in answer.context["present"]] == [(city.marc, WORDS)]
            assert "Qui est là maintenant" in text(answer)
            assert "18:00<small>jusqu’à</small>" in text(answer)
            assert answer.headers["Cache-Control"] == "private, no-store"
            assert city.marc.family_name not in text(answer)


def test_the_public_and_strangers_read_one_line_and_nobody(city: factories.City, totem: Place) -> None:
    for client in (visits.visitor(), stranger(city)):
        for address in (page(totem), NOW):
            shown = text(client.get(address))
            assert "Les membres du réseau peuvent dire ici qu’ils sont là" in shown
            assert [word for word in ("Qui est là maintenant", "Marc", WORDS) if word in shown] == []


def test_another_day_or_another_hour_says_nothing_of_now(city: factories.City, totem: Place) -> None:
    ines = visits.signed_in(city.ines)
    for address in (f"{page(totem)}?le=2020", f"{NOW}?quand=soir", page(tower(city.territory))):
        answer = ines.get(address)
        assert "present" not in answer.context
        assert WORDS not in text(answer)


def test_it_is_gone_at_its_end(city: factories.City, totem: Place) -> None:
    ines = visits.signed_in(city.ines)
    with clock.at(MONDAY + timedelta(hours=9)):
        assert "Personne ne l’a dit pour l’instant." in text(ines.get(page(totem)))


def test_fatou_says_it_says_it_otherwise_and_erases_it(city: factories.City, totem: Place) -> None:
    fatou = visits.signed_in(city.fatou)
    form = fatou.get(f"{SAY}?lieu={totem.ref}")
    assert (form.context["form"]["place"].value(), form.headers["Cache-Control"]) == (
        totem.ref,
        "private, no-store",
    )
    assert '<meta name="robots" content="noindex">' in text(form)
    said = fatou.post(SAY, {"place": totem.ref, "until": "12:00", "about": "un café"}, follow=True)
    assert said.redirect_chain == [(page(totem), 302)]
    assert "un café" in text(said)
    again = fatou.get(SAY)
    assert "Vous dites être à « Totem » jusqu’à 12:00 (lundi)." in text(again)
    assert [again.context["form"][name].value() for name in ("place", "about")] == [totem.ref, "un café"]
    fatou.post(SAY, {"place": totem.ref, "until": "13:00", "about": "un budget"})
    assert [row.about for row in Presence.objects.filter(person=city.fatou)] == ["un budget"]
    erased = fatou.post(END, follow=True)
    assert erased.redirect_chain == [(page(totem), 302)]
    assert "C’est effacé" in text(erased)
    assert list(Presence.objects.values_list("person", flat=True)) == [city.marc.pk]
    assert "Il n’y avait plus rien à effacer." in text(fatou.post(END, follow=True))


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Dites jusqu’à quelle heure vous restez."),
        ({"until": "08:00"}, "Cette heure est déjà passée."),
        ({"until": "23:00"}, "C’est dans plus de douze heures."),
        ({"until": "tard"}, "Cette heure ne se lit pas"),
        ({"place": "nowhere23456", "until": "12:00"}, "Ce lieu n’accueille personne aujourd’hui"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    city: factories.City, totem: Place, sent: dict[str, str], words: str
) -> None:
    fatou = visits.signed_in(city.fatou)
    answer = fatou.post(SAY, {"place": totem.ref, "about": "un café", **sent})
    assert (answer.status_code, words in text(answer)) == (422, True)
    assert 'value="un café"' in text(answer)
    assert not Presence.objects.filter(person=city.fatou).exists()


def test_who_is_no_member_is_told_what_to_do(city: factories.City, totem: Place) -> None:
    client = stranger(city)
    for answer in (client.get(SAY), client.post(SAY, {"place": totem.ref, "until": "12:00"})):
        assert answer.status_code == 403
        assert "Dire que l’on est là est réservé aux membres du réseau." in text(answer)
        assert city.territory.contact_email in text(answer)
    assert visits.visitor().get(SAY).status_code == 302

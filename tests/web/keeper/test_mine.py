"""A keeper's own entries: seen, confirmed, written, ended, left; and what others suggest about them."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import factories, visits
from tests.actors.upkeep_stage import YEAR_LATER, kept_by
from tests.web.keeper.things import open_suggestion

from maillage.actors.enums import LifeState, SuggestionState
from maillage.actors.models import Actor, Contact, Suggestion
from maillage.actors.queries import keepers_of
from maillage.common import clock

MINE = reverse("keeper:mine")


def path(ref: str, route: str = "edit") -> str:
    """A page of one's own entry, or of a suggestion about it."""
    return reverse(f"keeper:{route}", args=[ref])


@pytest.fixture
def fil(city: factories.City) -> Actor:
    """Fil à Fil, kept by Fatou."""
    kept_by(city.fil_a_fil, city.fatou)
    return city.fil_a_fil


def fresh(actor: Actor) -> Actor:
    """The entry as it is now."""
    found: Actor = Actor.objects.get(pk=actor.pk)
    return found


def test_a_keeper_lands_on_her_entries_and_finds_them_in_the_menu(city: factories.City, fil: Actor) -> None:
    client = visits.signed_in(city.fatou)
    assert client.get(reverse("account:entry"))["Location"] == MINE
    page = client.get(MINE)
    assert [(actor, fresh.score) for actor, fresh in page.context["entries"]] == [(fil, 100)]
    assert f'<a href="{MINE}"' in page.content.decode()


def test_who_keeps_nothing_has_an_empty_page_and_no_menu(city: factories.City) -> None:
    client = visits.signed_in(city.karim)
    assert client.get(MINE).context["entries"] == []
    assert f'<a href="{MINE}"' not in client.get(reverse("public:home")).content.decode()


def test_confirming_is_one_click(city: factories.City, fil: Actor) -> None:
    with clock.at(YEAR_LATER):
        assert visits.signed_in(city.fatou).post(path(fil.ref, "confirm_mine"))["Location"] == MINE
    assert fresh(fil).confirmed_at == YEAR_LATER


def test_writing_reads_so_at_once(city: factories.City, fil: Actor) -> None:
    client = visits.signed_in(city.fatou)
    form = client.get(path(fil.ref)).context["form"]
    sent = {**form.told, "seen": form.stamp, "hours": "mardi", "phone": "0473000000", "phone_for": "network"}
    assert client.post(path(fil.ref), sent)["Location"] == MINE
    assert fresh(fil).hours == "mardi"
    assert Contact.objects.get(actor=fil).visibility == "network"


def test_who_may_see_a_contact_can_be_changed_alone(city: factories.City, fil: Actor) -> None:
    Contact.objects.create(actor=fil, kind="phone", value="+33473000000", visibility="public")
    client = visits.signed_in(city.fatou)
    form = client.get(path(fil.ref)).context["form"]
    assert (form["phone"].value(), form["phone_for"].value()) == ("04 73 00 00 00", "public")
    client.post(path(fil.ref), {**form.told, "seen": form.stamp, "phone_for": "coordination"})
    assert Contact.objects.get(actor=fil).visibility == "coordination"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "__all__"),
        ({"name": ""}, "name"),
        ({"name": "Autre", "name_since": "2030"}, "name_since"),
        ({"email": "x"}, "email"),
    ],
)
def test_what_cannot_be_is_given_back(
    city: factories.City, fil: Actor, sent: dict[str, str], field: str
) -> None:
    refused = visits.signed_in(city.fatou).post(path(fil.ref), sent)
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {field})


def test_stopping_from_ones_own_page(city: factories.City, fil: Actor) -> None:
    client = visits.signed_in(city.fatou)
    assert client.post(path(fil.ref, "close_mine"), {"closed_on": "x"}).status_code == 422
    assert client.post(path(fil.ref, "close_mine"), {"closed_on": "05/2026"})["Location"] == MINE
    assert (fresh(fil).life, fresh(fil).ended) == (LifeState.ENDED, "2026-05")
    twice = client.post(path(fil.ref, "close_mine"), {"closed_on": "05/2026"})
    assert (twice.status_code, set(twice.context["stopped_form"].errors)) == (422, {"__all__"})


def test_leaving_ends_what_one_may_do(city: factories.City, fil: Actor) -> None:
    client = visits.signed_in(city.fatou)
    assert client.post(path(fil.ref, "leave"))["Location"] == MINE
    assert list(keepers_of(fil)) == []
    assert client.get(path(fil.ref)).status_code == 404


def test_a_keeper_accepts_what_is_suggested(city: factories.City, fil: Actor) -> None:
    suggestion = open_suggestion(fil)
    client = visits.signed_in(city.fatou)
    ((row, lines),) = client.get(MINE).context["suggestions"]
    assert row == suggestion
    assert [(line.label, line.before, line.after) for line in lines] == [
        ("Nom", "Fil à Fil", "Fil et Fil (depuis\xa0: 2025)"),
        ("Téléphone", "", "04 73 00 00 00"),
        ("Horaires", "", "mardi 10 h – 18 h"),
    ]
    assert client.post(path(suggestion.ref, "accept"))["Location"] == MINE
    assert (fresh(fil).name, fresh(fil).hours) == ("Fil et Fil", "mardi 10 h – 18 h")


def test_a_keeper_declines_with_a_reason(city: factories.City, fil: Actor) -> None:
    suggestion = open_suggestion(fil)
    client = visits.signed_in(city.fatou)
    assert client.post(path(suggestion.ref, "decline"), {"reply": ""}).status_code == 422
    assert client.post(path(suggestion.ref, "decline"), {"reply": "Il répond."})["Location"] == MINE
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.decided_by) == (SuggestionState.DECLINED, city.fatou.ref)


def test_others_decide_nothing_about_it(city: factories.City, fil: Actor) -> None:
    suggestion, karim = open_suggestion(fil), visits.signed_in(city.karim)
    assert karim.post(path(suggestion.ref, "accept")).status_code == 404
    assert karim.post(path(suggestion.ref, "decline"), {"reply": "x"}).status_code == 404
    assert karim.post(path(fil.ref, "confirm_mine")).status_code == 404
    assert Suggestion.objects.get().state == SuggestionState.OPEN

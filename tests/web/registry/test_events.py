"""Recording what happened, correcting it, taking it back, saying it again."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories, visits

from maillage.actors.enums import LifeEventKind
from maillage.actors.models import LifeEvent
from maillage.actors.queries import known_events
from maillage.web.registry.words import KINDS_IN_WORDS


@pytest.fixture
def ines(city: factories.City) -> Client:
    """Inès's browser."""
    return visits.signed_in(city.ines)


def record(client: Client, where: factories.City, kind: str, **data: str) -> LifeEvent:
    """An event of Forge & Cie, recorded on its page."""
    sent = {"quoi": kind, "happened": "2017", "source": "coordinator", **data}
    done = client.post(reverse("registry:event", args=[where.forge.ref]), sent)
    assert done.status_code == 302, done.context["form"].errors
    event: LifeEvent = LifeEvent.objects.latest("pk")
    return event


def names(city: factories.City) -> list[str]:
    """The new names that are known of Forge & Cie."""
    return [row.name for row in known_events(city.forge).filter(kind=LifeEventKind.RENAMED)]


def test_the_first_page_offers_every_kind_of_event_and_shows_what_is_known(
    city: factories.City, ines: Client
) -> None:
    page = ines.get(reverse("registry:event", args=[city.forge.ref]))
    links = [f'href="?quoi={kind}"' for kind in LifeEventKind]
    assert [link for link in links if link not in page.content.decode()] == []
    assert [told.event.kind for told in page.context["told"]] == ["seen"]
    assert set(KINDS_IN_WORDS) == set(LifeEventKind)


@pytest.mark.parametrize("kind", LifeEventKind.values)
def test_each_kind_has_its_page(city: factories.City, ines: Client, kind: str) -> None:
    page = ines.get(reverse("registry:event", args=[city.forge.ref]) + f"?quoi={kind}")
    assert (page.status_code, page.context["form"].kind) == (200, kind)


def test_a_kind_that_is_none_comes_back_to_the_choice(city: factories.City, ines: Client) -> None:
    path = reverse("registry:event", args=[city.forge.ref])
    assert ines.get(path + "?quoi=invented").templates[0].name == "web/registry/event_kinds.html"
    assert ines.post(path, {"quoi": "invented"}).status_code == 422


def test_renaming_moving_and_closing_in_the_past_change_the_record(
    city: factories.City, ines: Client
) -> None:
    record(ines, city, "founded", happened="1998")
    record(ines, city, "renamed", happened="mai 2010", name="La Grande Forge", was_name="Forge & Cie")
    record(ines, city, "moved", happened="12/05/2012", street="1 rue Haute", city="Portville")
    record(ines, city, "closed", happened="2020")
    city.forge.refresh_from_db()
    assert (city.forge.name, city.forge.founded, city.forge.ended, city.forge.life) == (
        "La Grande Forge",
        "1998",
        "2020",
        "ended",
    )
    assert city.forge.address is not None
    assert city.forge.address.line == "1 rue Haute, Portville"


def test_an_event_that_contradicts_another_keeps_what_was_typed(city: factories.City, ines: Client) -> None:
    record(ines, city, "founded", happened="1998")
    sent = {"quoi": "closed", "happened": "mai 1990", "source": "article", "source_name": "Le Journal"}
    response = ines.post(reverse("registry:event", args=[city.forge.ref]), sent)
    form = response.context["form"]
    assert (response.status_code, form["happened"].value(), form["source_name"].value()) == (
        422,
        "mai 1990",
        "Le Journal",
    )
    assert "avant la création (1998)" in response.content.decode()


def test_a_recorded_event_is_undone_then_said_again(city: factories.City, ines: Client) -> None:
    event = record(ines, city, "renamed", name="Forge Neuve")
    page = ines.get(reverse("registry:history", args=[city.forge.ref]))
    undo = reverse("registry:event_undo", args=[event.ref])
    assert f'action="{undo}"' in page.content.decode()
    back = ines.post(undo, {"why": "Confondu avec une autre."}, follow=True)
    assert names(city) == []
    again = reverse("registry:event_restore", args=[event.ref])
    assert f'action="{again}"' in back.content.decode()
    ines.post(again)
    assert names(city) == ["Forge Neuve"]


def test_a_correction_takes_the_place_and_is_undone(city: factories.City, ines: Client) -> None:
    event = record(ines, city, "renamed", name="Forje", was_name="Forge & Cie")
    path = reverse("registry:event_edit", args=[event.ref])
    form = ines.get(path).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value()}
    assert (sent["happened"], sent["name"], sent["was_name"]) == ("2017", "Forje", "Forge & Cie")
    ines.post(path, {**sent, "name": "Forge Neuve", "happened": "mai 2017"})
    written = known_events(city.forge).get(kind=LifeEventKind.RENAMED)
    assert (written.name, written.happened) == ("Forge Neuve", "2017-05")
    ines.post(reverse("registry:event_restore", args=[event.ref]) + f"?place={written.ref}")
    assert names(city) == ["Forje"]


def test_an_old_version_is_not_corrected_twice(city: factories.City, ines: Client) -> None:
    event = record(ines, city, "renamed", name="Forje")
    sent = {"happened": "2017", "name": "Forge Neuve", "source": "coordinator"}
    assert ines.post(reverse("registry:event_edit", args=[event.ref]), sent).status_code == 302
    assert ines.post(reverse("registry:event_edit", args=[event.ref]), sent).status_code == 422
    assert names(city) == ["Forge Neuve"]


def test_the_only_trace_of_an_actor_is_not_taken_back(city: factories.City, ines: Client) -> None:
    refused = ines.post(reverse("registry:event_undo", args=[city.forge.events.get().ref]))
    assert refused.status_code == 409


def test_a_reason_that_would_be_cut_is_refused(city: factories.City, ines: Client) -> None:
    event = record(ines, city, "renamed", name="Forje")
    refused = ines.post(reverse("registry:event_undo", args=[event.ref]), {"why": "x" * 301})
    assert (refused.status_code, names(city)) == (422, ["Forje"])


def test_a_split_names_the_actor_that_is_chosen_among_those_found(city: factories.City, ines: Client) -> None:
    path = reverse("registry:event", args=[city.forge.ref])
    sent = {"quoi": "split", "happened": "2017", "source": "coordinator", "words": "stud"}
    asked = ines.post(path, sent)
    assert (asked.status_code, asked.context["form"].found) == (422, [city.studio_lave])
    assert 'name="asked" value="stud"' in asked.content.decode()
    ines.post(path, {**sent, "asked": "stud", "chosen": city.studio_lave.ref})
    assert known_events(city.forge).get(kind=LifeEventKind.SPLIT).other == city.studio_lave


def test_a_fact_is_not_put_in_the_place_of_another_life_s(city: factories.City, ines: Client) -> None:
    event = record(ines, city, "renamed", name="Forje")
    elsewhere = city.bourrasque.events.get()
    refused = ines.post(reverse("registry:event_restore", args=[event.ref]) + f"?place={elsewhere.ref}")
    elsewhere.refresh_from_db()
    assert (refused.status_code, elsewhere.is_known) == (404, True)

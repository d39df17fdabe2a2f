"""The directory of another day, and an actor as of then."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from tests.conftest import PARIS
from tests.directory_stage import Stage, fill, plain

from maillage.actors.actions import (
    Happening,
    Profile,
    describe_actor,
    merge_records,
    record_event,
    take_back_event,
)
from maillage.actors.enums import LifeEventKind, Listing
from maillage.actors.models import Actor, LifeEvent
from maillage.common import clock

PAST = "/annuaire/le/"


def told(client: Client, **asked: str | list[str]) -> list[tuple[str, str]]:
    """The names and kinds that the list of a day shows."""
    return [(row.name, row.kind) for row in client.get(PAST, asked).context["page"]]


def test_the_directory_of_a_day_has_the_names_of_that_day(directory: Stage, anyone: Client) -> None:
    assert told(anyone, le="2018") == [
        ("Coup de Vent", "startup"),
        ("Fil à Fil", "association"),
        ("La Forge", "third_place"),
        ("Volcan Bleu", "collective"),
    ]
    assert told(anyone, le="01/2019")[0] == ("Coup de Vent", "startup")
    assert [name for name, _ in told(anyone)] == ["Bourrasque", "Fil à Fil", "La Forge"]
    assert told(anyone, le="1999") == []


def test_filters_narrow_the_past_too(directory: Stage, anyone: Client) -> None:
    assert told(anyone, le="2018", sorte=["startup", "collective"]) == [
        ("Coup de Vent", "startup"),
        ("Volcan Bleu", "collective"),
    ]
    assert told(anyone, le="2018", commune="99001") == [("Coup de Vent", "startup")]


def test_what_was_not_known_then_is_not_in_what_was_known_then(directory: Stage, anyone: Client) -> None:
    assert told(anyone, le="2018", su="2026-03-01") == []
    assert len(told(anyone, le="2018", su="2026-03-02")) == 4


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    "asked", [{"le": "31/02/2017"}, {"su": "hier"}, {"le": "2031"}, {"le": "2018", "commune": "nulle"}]
)
def test_a_date_that_is_none_comes_back_as_it_was_typed(
    directory: Stage, anyone: Client, language: str, asked: dict[str, str]
) -> None:
    page = anyone.get(language + PAST, asked)
    assert (page.status_code, "page" in page.context) == (422, False)
    text = page.content.decode()
    typed = {name: value for name, value in asked.items() if name != "commune"}
    assert [f'name="{name}" value="{value}"' in text for name, value in typed.items()] == [True] * len(typed)


def test_the_error_says_the_date_and_what_to_write(directory: Stage, anyone: Client) -> None:
    text = plain(anyone.get(PAST, {"le": "31/02/2017"}).content.decode())
    assert "« 31/02/2017 » n’est pas une date du calendrier." in text


def test_each_line_leads_to_the_actor_of_that_day(directory: Stage, anyone: Client) -> None:
    page = anyone.get(PAST, {"le": "2018", "su": "2026-04", "sorte": "startup"}).content.decode()
    assert f'href="/annuaire/{directory.bourrasque.ref}/?le=2018-12-31&amp;su=2026-04"' in page


def test_an_actor_of_a_day_is_as_it_was(directory: Stage, anyone: Client) -> None:
    fill(directory.bourrasque)
    page = anyone.get(f"/annuaire/{directory.bourrasque.ref}/", {"le": "2018"})
    context, text = page.context, plain(" ".join(page.content.decode().split()))
    assert (context["name"], [stop.when for stop in context["stops"]]) == ("Coup de Vent", ["2015"])
    labels = [(g.label, [b.other.name for b in g.bonds]) for g in context["ties"]]
    assert labels == [("est hébergé par", ["La Forge"]), ("est membre de", ["Fil à Fil"])]
    assert "Ceci est le passé : cette fiche au 31 décembre 2018." in text
    assert "1 rue du Puits" in text
    assert "bonjour@bourrasque.example" not in text  # contacts are of today


def test_before_its_birth_the_page_says_so(directory: Stage, anyone: Client) -> None:
    page = anyone.get(f"/annuaire/{directory.bourrasque.ref}/", {"le": "2001"})
    assert page.status_code == 200
    assert "Le 31 décembre 2001, Bourrasque n’existait pas, autant qu’on le sache." in page.content.decode()


def test_what_the_record_said_then_is_shown_for_what_was_known_then(directory: Stage, anyone: Client) -> None:
    with clock.at(datetime(2026, 4, 1, 9, tzinfo=PARIS)):
        describe_actor(
            actor=directory.bourrasque, profile=Profile(descriptions={"fr": "Autre chose"}), who="system"
        )
    address = f"/annuaire/{directory.bourrasque.ref}/"
    asked = [{"le": "2018", "su": su} for su in ("2026-03-31", "2026-04-01", "")]
    assert [anyone.get(address, one).context["description"][:8] for one in asked] == [
        "Des voil",
        "Autre ch",
        "",
    ]


def test_a_fact_taken_back_is_still_what_was_known_then(directory: Stage, anyone: Client) -> None:
    moved = LifeEvent.objects.get(kind=LifeEventKind.MOVED)
    with clock.at(datetime(2026, 5, 1, 9, tzinfo=PARIS)):
        take_back_event(event=moved, who="system")
    address = f"/annuaire/{directory.bourrasque.ref}/"
    seen = [
        len(anyone.get(address, {"le": "2021", "su": su}).context["stops"]) for su in ("2026-04", "2026-05")
    ]
    assert seen == [3, 2]


def test_an_actor_with_a_bad_date_asks_again(directory: Stage, anyone: Client) -> None:
    for prefix in ("", "/en"):
        page = anyone.get(f"{prefix}/annuaire/{directory.fil.ref}/", {"le": "31/02/2017"})
        assert (page.status_code, 'value="31/02/2017"' in page.content.decode()) == (422, True)


def test_before_a_merge_each_record_is_read_by_itself(directory: Stage, anyone: Client) -> None:
    with clock.at(datetime(2026, 5, 1, 9, tzinfo=PARIS)):
        merge_records(kept=directory.forge, absorbed=directory.fil, who="system")
    address = f"/annuaire/{directory.fil.ref}/"
    before = anyone.get(address, {"le": "2018", "su": "2026-04"})
    assert (before.status_code, before.context["name"]) == (200, "Fil à Fil")
    after = anyone.get(address, {"le": "2018"})
    assert (after.status_code, after["Location"]) == (
        301,
        f"/annuaire/{directory.forge.ref}/la-forge/?le=2018",
    )


def test_a_withdrawn_record_is_read_only_as_it_was_known(directory: Stage, anyone: Client) -> None:
    Actor.objects.filter(pk=directory.fil.pk).update(listing=Listing.WITHDRAWN)
    address = f"/annuaire/{directory.fil.ref}/"
    statuses = [anyone.get(address, asked).status_code for asked in ({"le": "2018"}, {"su": "2026-04"})]
    assert statuses == [410, 200]


def test_a_sleeping_actor_is_marked_on_that_day(directory: Stage, anyone: Client) -> None:
    record_event(actor=directory.fil, what=Happening(LifeEventKind.DORMANT, "2020"), who="system")
    marks = [anyone.get(PAST, {"le": day}).content.decode().count("en sommeil") for day in ("2019", "2021")]
    assert marks == [0, 1]


def test_pages_of_the_past_are_not_for_search_engines(directory: Stage, anyone: Client) -> None:
    paths = [PAST, f"/annuaire/{directory.fil.ref}/?le=2018", "/annuaire/difference/?de=2018"]
    assert [anyone.get(path).content.decode().count('content="noindex"') for path in paths] == [1, 1, 1]

"""Which actors are asked for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import directory_stage, factories

from maillage.actors.actions import register_actor
from maillage.actors.enums import ActorKind, Listing
from maillage.actors.models import Actor
from maillage.actors.queries import choice as choice_module
from maillage.actors.queries.choice import Choice, as_lines, chosen, every_key, found, in_order, page_by_name
from maillage.common import clock
from maillage.territory.models import Commune, Territory


@pytest.fixture
def directory(territory: Territory) -> directory_stage.Stage:
    """Four actors with their lives and ties."""
    return directory_stage.a_directory(territory)


def names(choice: Choice) -> list[str]:
    """What a choice keeps, by name."""
    return list(chosen(choice).values_list("name", flat=True))


def many(territory: Territory, count: int) -> list[Actor]:
    """Actors whose names come two by two."""
    return [
        register_actor(territory=territory, name=f"Atelier {n // 2:03}", kind=ActorKind.COMPANY)
        for n in range(count)
    ]


def test_a_choice_of_nothing_is_the_directory_of_today(directory: directory_stage.Stage) -> None:
    assert names(Choice()) == ["Bourrasque", "Fil à Fil", "La Forge"]
    assert names(Choice(ended=True)) == ["Bourrasque", "Fil à Fil", "La Forge", "Volcan Bleu"]


def test_filters_add_up(directory: directory_stage.Stage) -> None:
    directory_stage.fill(directory.bourrasque)
    here = (Commune.objects.get(),)
    assert names(Choice(kinds=("startup", "association"))) == ["Bourrasque", "Fil à Fil"]
    assert names(Choice(kinds=("startup", "association"), communes=here)) == ["Bourrasque"]
    assert names(Choice(skills=("num-outils", "compta"))) == ["Bourrasque"]
    assert names(Choice(skills=("compta",))) == []  # it seeks that one


@pytest.mark.parametrize(
    ("days", "kept"), [(182, ["fresh", "ageing"]), (183, ["ageing"]), (456, ["ageing"]), (457, [])]
)
def test_the_least_freshness_counts_days_since_the_confirmation(
    directory: directory_stage.Stage, days: int, kept: list[str]
) -> None:
    Actor.objects.filter(pk=directory.fil.pk).update(confirmed_at=clock.now() - timedelta(days=days))
    wanted = {"kinds": ("association",)}
    assert [level for level in ("fresh", "ageing") if names(Choice(freshness=level, **wanted))] == kept  # type: ignore[arg-type]


def test_archived_entries_come_only_when_asked_for(directory: directory_stage.Stage) -> None:
    Actor.objects.filter(pk=directory.fil.pk).update(listing=Listing.ARCHIVED)
    assert names(Choice()) == ["Bourrasque", "La Forge"]
    assert names(Choice(archived=True)) == ["Bourrasque", "Fil à Fil", "La Forge"]


@pytest.mark.parametrize("far", [0, 10_000])
def test_pages_by_name_are_the_whole_list_cut(
    territory: Territory, monkeypatch: pytest.MonkeyPatch, far: int
) -> None:
    many(territory, 11)
    Actor.objects.filter(name="Atelier 002").update(listing=Listing.UNCONFIRMED)
    Actor.objects.filter(name="Atelier 003").update(listing=Listing.ARCHIVED)
    monkeypatch.setattr(choice_module, "NEAR", far)
    for choice in (Choice(), Choice(archived=True)):
        whole = list(chosen(choice))
        cut = [page_by_name(choice, start=start, size=4) for start in range(0, 12, 4)]
        assert [actor for page in cut for actor in page] == whole


def test_pages_follow_the_last_actor_read(territory: Territory) -> None:
    many(territory, 9)
    read: list[Actor] = []
    after = None
    while page := page_by_name(Choice(), size=2, after=after):
        read += page
        after = (page[-1].sort_name, page[-1].pk)
    assert read == list(chosen(Choice()))


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_whatever_it_holds(territory: Territory, count: int) -> None:
    for actor in many(territory, count):
        directory_stage.fill(actor)
    with CaptureQueriesContext(connection) as queries:
        lines = page_by_name(Choice(), size=50)
        told = [[row.skill.code for row in actor.offered] for actor in lines]  # type: ignore[attr-defined]
    assert (len(queries), told) == (4, [["num-outils"]] * count)


def test_words_find_in_order_of_relevance_and_say_why(directory: directory_stage.Stage) -> None:
    answer = found(Choice(words="bourrasque"))
    assert (answer.refs, answer.reasons[directory.bourrasque.ref][0].code) == (
        (directory.bourrasque.ref,),
        "name_exact",
    )
    assert (answer.is_relaxed, answer.is_capped, answer.corrected) == (False, False, ())


def test_what_is_found_passes_the_filters_as_the_records_stand(directory: directory_stage.Stage) -> None:
    assert found(Choice(words="volcan bleu")).refs == ()
    assert found(Choice(words="volcan bleu", ended=True)).refs == (directory.volcan.ref,)
    Actor.objects.filter(pk=directory.fil.pk).update(listing=Listing.ARCHIVED)  # and not indexed again
    assert found(Choice(words="fil")).refs == ()
    assert found(Choice(words="fil", archived=True)).refs == (directory.fil.ref,)


def test_rows_come_in_the_order_of_their_references(directory: directory_stage.Stage) -> None:
    refs = [directory.forge.ref, "nowhere23456", directory.bourrasque.ref]
    assert in_order(as_lines(chosen(Choice())), refs) == [directory.forge, directory.bourrasque]


def test_a_whole_file_has_every_key_even_beyond_a_page_of_hits(
    territory: Territory, monkeypatch: pytest.MonkeyPatch
) -> None:
    actors = many(territory, 7)
    register_actor(territory=territory, name="Autre", kind=ActorKind.LAB)
    monkeypatch.setattr(choice_module, "MAX_LIMIT", 2)
    assert every_key(Choice(words="atelier")) == [actor.pk for actor in actors]
    assert every_key(Choice(words="atelier", kinds=("lab",))) == []
    assert len(every_key(Choice())) == 8


@pytest.mark.parametrize(
    ("choice", "narrows"),
    [(Choice(), False), (Choice(by_name=True), False), (Choice(words="x"), True), (Choice(ended=True), True)],
)
def test_a_choice_knows_whether_it_narrows(choice: Choice, narrows: bool) -> None:
    assert choice.narrows is narrows


def test_spaces_are_no_words(city: factories.City) -> None:
    assert (Choice(words="  ").has_words, Choice(words=" a ").has_words) == (False, True)

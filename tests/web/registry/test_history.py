"""The memory of a record: who said what, who took it back, when, and why."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests import factories, visits

from maillage.actors.actions import (
    Bond,
    Happening,
    Profile,
    correct_event,
    correct_tie,
    describe_actor,
    merge_records,
    record_event,
    take_back_event,
    take_back_tie,
    tie_actors,
    undo_merge,
)
from maillage.actors.enums import LifeEventKind, TieKind
from maillage.common import clock
from maillage.web.registry.history import Known


@pytest.fixture
def ines(city: factories.City) -> Client:
    """Inès's browser."""
    return visits.signed_in(city.ines)


@pytest.fixture
def tuesday(monday: datetime) -> datetime:
    """The day after."""
    return monday + timedelta(days=1)


def memory(client: Client, city: factories.City) -> dict[str, object]:
    """What the page of Forge & Cie's memory shows."""
    context = client.get(reverse("registry:history", args=[city.forge.ref])).context
    return {name: context[name] for name in ("facts", "ties", "edits", "merges")}


def renamed(city: factories.City, name: str) -> Happening:
    """Forge & Cie took a name in 2017."""
    return Happening(kind=LifeEventKind.RENAMED, happened="2017", name=name)


def test_a_fact_says_who_noted_it_and_when(city: factories.City, ines: Client, monday: datetime) -> None:
    record_event(actor=city.forge, what=renamed(city, "Forge Neuve"), who=city.marc.ref)
    facts = memory(ines, city)["facts"]
    assert isinstance(facts, list)
    assert [(told.title, known) for told, known in facts] == [
        ("Prend le nom de «\u00a0Forge Neuve\u00a0»", Known(monday, "Marc Vasseur")),
        ("Première trace", Known(monday, "le logiciel")),
    ]


def test_a_fact_taken_back_stays_with_who_took_it_back_and_why(
    city: factories.City, ines: Client, monday: datetime, tuesday: datetime
) -> None:
    event = record_event(actor=city.forge, what=renamed(city, "Forge Neuve"), who=city.marc.ref)
    with clock.at(tuesday):
        take_back_event(event=event, who=city.ines.ref, why="Confondu.")
        facts = memory(ines, city)["facts"]
    assert isinstance(facts, list)
    assert facts[0][1] == Known(
        monday, "Marc Vasseur", until=tuesday, ended_by="Inès Morel", corrected=False, why="Confondu."
    )


def test_a_correction_shows_both_versions(
    city: factories.City, ines: Client, monday: datetime, tuesday: datetime
) -> None:
    event = record_event(actor=city.forge, what=renamed(city, "Forje"), who=city.marc.ref)
    with clock.at(tuesday):
        correct_event(event=event, what=renamed(city, "Forge Neuve"), who=city.ines.ref)
        facts = memory(ines, city)["facts"]
    assert isinstance(facts, list)
    assert [known for _told, known in facts[:2]] == [
        Known(monday, "Marc Vasseur", until=tuesday, ended_by="Inès Morel", corrected=True),
        Known(tuesday, "Inès Morel"),
    ]


def test_every_version_of_a_tie_is_there(
    city: factories.City, ines: Client, monday: datetime, tuesday: datetime
) -> None:
    tie = tie_actors(
        actor=city.bourrasque, other=city.forge, bond=Bond(TieKind.FUNDS, since="2019"), who=city.marc.ref
    )
    with clock.at(tuesday):
        right = correct_tie(tie=tie, bond=Bond(TieKind.HOSTS, since="2018"), who=city.ines.ref)
    with clock.at(tuesday + timedelta(days=1)):
        take_back_tie(tie=right, who=city.sophie.ref, why="Jamais eu lieu.")
    ties = memory(ines, city)["ties"]
    assert isinstance(ties, list)
    assert [(row.words, row.other, row.when, known) for row, known in ties] == [
        (
            "est hébergé par",
            city.bourrasque,
            "depuis 2018",
            Known(
                tuesday,
                "Inès Morel",
                until=tuesday + timedelta(days=1),
                ended_by="Sophie Lenoir",
                why="Jamais eu lieu.",
            ),
        ),
        (
            "est financé par",
            city.bourrasque,
            "depuis 2019",
            Known(monday, "Marc Vasseur", until=tuesday, ended_by="Inès Morel", corrected=True),
        ),
    ]


def test_each_change_of_the_record_says_what_it_said_before(city: factories.City, ines: Client) -> None:
    describe_actor(actor=city.forge, profile=Profile(hours="lundi"), who=city.marc.ref)
    describe_actor(actor=city.forge, profile=Profile(hours="mardi", size="12"), who=city.ines.ref)
    edits = memory(ines, city)["edits"]
    assert isinstance(edits, list)
    told = [(edit.by, [(c.label, c.before, c.after) for c in edit.changes]) for edit in edits]
    assert told == [
        (
            "Inès Morel",
            [
                ("Taille", (), ("20 à 49 salariés",)),
                ("Horaires d’ouverture", ("lundi",), ("mardi",)),
            ],
        ),
        ("Marc Vasseur", [("Horaires d’ouverture", (), ("lundi",))]),
    ]


def test_both_histories_of_merged_records_are_read_and_their_merges(
    city: factories.City, ines: Client, tuesday: datetime
) -> None:
    merge = merge_records(kept=city.forge, absorbed=city.bourrasque, who=city.ines.ref, why="Même gérant.")
    shown = memory(ines, city)
    facts, merges = shown["facts"], shown["merges"]
    assert isinstance(facts, list)
    assert isinstance(merges, list)
    assert {told.event.actor for told, _known in facts} == {city.forge, city.bourrasque}
    assert merges == [(merge, "Inès Morel", True)]
    with clock.at(tuesday):
        undo_merge(merge=merge, who=city.marc.ref)
    page = ines.get(reverse("registry:history", args=[city.forge.ref]))
    assert page.context["merges"] == [(merge, "Inès Morel", False)]
    assert "Séparées de nouveau le 9 juin 2026." in page.content.decode()


def test_somebody_who_is_no_longer_there_is_said_so(city: factories.City, ines: Client) -> None:
    record_event(actor=city.forge, what=renamed(city, "Forge Neuve"), who="gone23456789")
    facts = memory(ines, city)["facts"]
    assert isinstance(facts, list)
    assert facts[0][1].by == "quelqu’un qui n’est plus là"
    assert timezone.is_aware(facts[0][1].since)

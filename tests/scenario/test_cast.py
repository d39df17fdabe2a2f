"""Everybody becomes known at her date, with her titles, roles, pledges and habits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.scenario.conftest import END

from maillage.actors.models import Actor, Membership
from maillage.common.models import JournalEntry
from maillage.people.models import Person
from maillage.pledges.models import Absence, NotWith, Pledge, PledgedHelper
from maillage.scenario.cast import Cast
from maillage.scenario.data import ScenarioError, read_demo
from maillage.scenario.stage import FIRST_DAY, Stage
from maillage.territory.models import Territory


def test_people_are_in_their_actors_with_their_titles(played: Territory) -> None:
    fatou = Membership.objects.select_related("actor").get(person__given_name="Fatou")
    assert (fatou.actor.name, fatou.titles) == ("Fil à Fil", {"fr": "présidente", "en": "president"})


def test_actors_stand_in_a_commune(played: Territory) -> None:
    assert not Actor.objects.filter(commune=None).exists()


def test_actors_come_first_then_people_then_pledges(played: Territory) -> None:
    first = {
        verb: JournalEntry.objects.filter(verb=verb, kind=kind).earliest("at").at
        for verb, kind in (("register", "actor"), ("join", "actor"), ("promise", "pledge"))
    }
    assert list(first.values()) == sorted(first.values())
    assert first["register"].date() == END + timedelta(days=FIRST_DAY)


def test_pledges_run_at_their_dates(played: Territory) -> None:
    forge = Pledge.objects.get(partner__name="Forge & Cie")
    assert (forge.hours_total, forge.starts_on, forge.ends_on) == (
        64,
        END - timedelta(days=182),
        END + timedelta(days=22),
    )
    assert forge.notice_sent_at is not None


def test_helpers_keep_their_hours_languages_and_caps(played: Territory) -> None:
    priya = PledgedHelper.objects.get(person__given_name="Priya")
    assert (priya.hours_per_month, priya.max_open, priya.languages) == (4, 2, ["en", "fr"])


def test_absences_are_said_before_they_begin(played: Territory) -> None:
    marc = Person.objects.get(given_name="Marc")
    starts = list(Absence.objects.filter(person=marc).values_list("starts_on", flat=True))
    said = JournalEntry.objects.filter(verb="declare_absence", object_ref=marc.ref).order_by("at")
    assert starts == [END + timedelta(days=-150), END + timedelta(days=25)]
    assert [entry.at.date() < start for entry, start in zip(said, starts, strict=True)] == [True, True]
    assert {entry.who for entry in said} == {marc.ref}


def test_those_kept_apart_are(played: Territory) -> None:
    assert NotWith.objects.filter(person__given_name="Karim", actor__name="Filtrolane").exists()


def test_a_cast_without_coordinator_is_refused(territory: Territory, folder: Path) -> None:
    data = read_demo(folder / "demo")
    nobody = replace(data, people=tuple(replace(row, roles=()) for row in data.people))
    with pytest.raises(ScenarioError, match="gives nobody the role coordinator"):
        _ = Cast(Stage.of(territory, END), nobody).coordinator


def test_a_skill_that_the_list_does_not_hold_is_refused(territory: Territory, folder: Path) -> None:
    cast = Cast(Stage.of(territory, END), read_demo(folder / "demo"))
    with pytest.raises(ScenarioError, match="'num-outils', which the skill list does not hold"):
        cast._skills(("num-outils",))

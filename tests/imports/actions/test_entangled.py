"""Imports that meet one another, merges, and people at work: nothing told twice, lost or stuck."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import factories
from tests.imports import files

from maillage.actors.actions import merge_records
from maillage.actors.enums import ActorKind, Listing
from maillage.actors.models import FOREVER, Actor, Episode, LifeEvent
from maillage.actors.queries import Difference, Moment, actors_by_name, count_on
from maillage.common import clock
from maillage.imports import actions
from maillage.imports.actions import common
from maillage.imports.actions import run as running
from maillage.imports.models import ImportRun, SourceRecord
from maillage.territory.models import Territory

DATED = "Id;Nom de la structure;Commune;Adresse;Date de création;Date de fermeture"


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """One row at each step."""
    monkeypatch.setattr(common, "CHUNK", 1)
    monkeypatch.setattr(running, "UPDATES_AT_ONCE", 1)


def queued(territory: Territory, content: bytes) -> ImportRun:
    """A file that waits for a worker."""
    return actions.queue_run(run=files.checked(territory, content), who="ines")


def changed(*texts: str) -> bytes:
    """These rows, with other addresses."""
    moved = (row.replace("3 rue", "5 rue").replace("12 quai", "14 quai") for row in texts)
    return files.text(*moved)


def facts_of(name: str) -> list[str]:
    """What is known now of a life."""
    events = LifeEvent.objects.filter(actor__name=name, known_until=FOREVER).order_by("pk")
    return list(events.values_list("kind", flat=True))


def test_an_end_said_before_its_year_is_over_counts_from_today(territory: Territory) -> None:
    files.imported(territory, files.text("1;Le Lavoir;Volcanville;2 quai Vert;1998;2026", header=DATED))
    lavoir = Actor.objects.get()
    assert (lavoir.life, lavoir.ended, count_on(Moment(clock.today()))) == ("ended", "2026", 0)
    assert LifeEvent.objects.get(kind="closed").counts_from == clock.today()
    assert Episode.objects.get().valid_until == clock.today()


def test_what_closed_this_year_lived_this_year(territory: Territory) -> None:
    files.imported(territory, files.text("1;Le Lavoir;Volcanville;2 quai Vert;;2026", header=DATED))
    birth = LifeEvent.objects.get(kind="seen")
    assert (birth.happened, count_on(Moment(clock.today() - timedelta(days=1)))) == ("2026", 1)


def test_a_file_that_comes_again_while_it_is_paused_is_told_once(
    territory: Territory, small_steps: None
) -> None:
    paused = queued(territory, files.text())
    actions.advance_run(run=paused, go_on=lambda: False)
    files.imported(territory, files.text())
    actions.advance_run(run=paused)
    assert facts_of("Fil à Fil Couture") == ["seen"]
    assert (paused.state, count_on(Moment(clock.today())), actors_by_name().count()) == ("done", 3, 3)


def test_undo_keeps_what_another_import_says_too(territory: Territory, small_steps: None) -> None:
    paused = queued(territory, files.text())
    actions.advance_run(run=paused, go_on=lambda: False)
    again = files.imported(territory, files.text())
    actions.advance_run(run=paused)
    actions.undo_run(run=paused, who="ines")
    assert actors_by_name().count() == 3
    actions.undo_run(run=again, who="ines")
    assert actors_by_name().count() == 0


def test_an_import_stopped_while_it_completes_is_undone_whole(
    territory: Territory, small_steps: None
) -> None:
    files.imported(territory, files.text(*files.ROWS[:2]))
    run = queued(territory, changed(*files.ROWS, "4;Atelier;;7 quai Vert;;Volcanville;;;;"))
    turns = iter((True, True, True, True, False))
    with clock.at(clock.now() + timedelta(hours=1)):
        actions.advance_run(run=run, go_on=lambda: next(turns, False))
        assert (run.state, actors_by_name().count()) == ("running", 4)
        actions.stop_run(run=run, who="ines")
    with clock.at(clock.now() + timedelta(hours=2)):
        actions.undo_run(run=actions.advance_run(run=run), who="ines")
    assert sorted(actor.name for actor in actors_by_name()) == ["Fil à Fil Couture", "La Halle aux Idées"]


def test_undo_restores_each_entry_of_a_source_that_was_merged(territory: Territory) -> None:
    files.imported(territory, files.text())
    fil, port = (Actor.objects.get(name=n) for n in ("Fil à Fil Couture", "Boulangerie du Port"))
    merge_records(kept=fil, absorbed=port, who="ines")
    run = files.imported(territory, changed(*files.ROWS))
    actions.undo_run(run=run, who="ines")
    assert files.outcomes(files.checked(territory, files.text())) == ["same", "same", "same"]
    assert SourceRecord.objects.count() == 3


def test_undo_of_a_completion_passes_over_a_record_that_left(territory: Territory) -> None:
    first = files.imported(territory, files.text())
    later = files.imported(territory, files.text(files.ROWS[2].replace("2024", "2025")))
    actions.undo_run(run=first, who="ines")
    assert actions.undo_run(run=later, who="ines").state == "undone"
    assert Actor.objects.get(name="Boulangerie du Port").listing == Listing.WITHDRAWN


def test_a_record_merged_while_an_import_waits_is_completed_where_it_is_read(
    territory: Territory, small_steps: None
) -> None:
    files.imported(territory, files.text())
    run = queued(territory, changed(*files.ROWS))
    turns = iter((True, True, False))
    actions.advance_run(run=run, go_on=lambda: next(turns))
    ours = factories.an_actor(territory, "Fil", ActorKind.ASSOCIATION)
    merge_records(kept=ours, absorbed=Actor.objects.get(name="Fil à Fil Couture"), who="ines")
    actions.advance_run(run=run)
    assert (run.state, facts_of("Fil à Fil Couture")) == ("done", ["seen"])
    ours.refresh_from_db()
    assert ours.address is not None and ours.address.street == "5 rue des Teinturiers"


def test_a_record_withdrawn_while_an_import_waits_is_passed_over(
    territory: Territory, small_steps: None
) -> None:
    first = files.imported(territory, files.text())
    run = queued(territory, changed(*files.ROWS))
    turns = iter((True, True, False))
    actions.advance_run(run=run, go_on=lambda: next(turns))
    actions.undo_run(run=first, who="ines")
    actions.advance_run(run=run)
    assert (run.state, actors_by_name().count()) == ("done", 0)
    assert "gone" in files.reasons(run, 2)


def test_what_comes_back_as_it_was_did_not_change(territory: Territory) -> None:
    run = files.imported(territory, files.text())
    between = clock.now()
    with clock.at(clock.now() + timedelta(hours=1)):
        actions.undo_run(run=run, who="ines")
        actions.check_run(run=actions.redo_run(run=run, who="ines"), who="ines")
        actions.advance_run(run=actions.queue_run(run=run, who="ines"))
        today = clock.today()
        difference = Difference(Moment(today, known_at=between), Moment(today))
        assert [len(difference.appeared), len(difference.gone), len(difference.changed)] == [0, 0, 0]

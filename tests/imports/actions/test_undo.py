"""An import is taken back whole; what was used since stays, and says so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import factories
from tests.imports import files

from maillage.actors.actions import Bond, join_actor, merge_records, tie_actors
from maillage.actors.enums import ActorKind, TieKind
from maillage.actors.models import Actor
from maillage.actors.queries import Moment, actors_by_name, count_on, profile_of
from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.imports import actions, storage
from maillage.search.queries import find
from maillage.search.results import SearchQuery
from maillage.territory.models import Territory


def test_undo_empties_what_the_import_had_filled(territory: Territory) -> None:
    run = files.imported(territory, files.text())
    actions.undo_run(run=run, who="ines")
    assert (run.state, list(actors_by_name()), count_on(Moment(clock.today()))) == ("undone", [], 0)
    assert find(SearchQuery("boulangerie"), collection="actors").hits == ()


def test_undo_leaves_the_memory_of_what_was_known(territory: Territory) -> None:
    run = files.imported(territory, files.text())
    between = clock.now() + timedelta(hours=1)
    with clock.at(clock.now() + timedelta(hours=2)):
        actions.undo_run(run=run, who="ines")
        assert count_on(Moment(clock.today(), known_at=between)) == 3
        assert count_on(Moment(clock.today())) == 0


def test_undo_keeps_a_record_that_a_person_joined(territory: Territory) -> None:
    run = files.imported(territory, files.text())
    fil = Actor.objects.get(name="Fil à Fil Couture")
    join_actor(actor=fil, person=factories.a_person(territory, "Fatou Diallo"), titles={"fr": "présidente"})
    actions.undo_run(run=run, who="ines")
    assert [actor.name for actor in actors_by_name()] == ["Fil à Fil Couture"]
    assert (run.counts["kept"], files.reasons(run, 2)[-1]) == (1, "used_since")


def test_undo_keeps_both_ends_of_a_tie(territory: Territory) -> None:
    run = files.imported(territory, files.text())
    fil, halle = (Actor.objects.get(name=n) for n in ("Fil à Fil Couture", "La Halle aux Idées"))
    tie_actors(actor=halle, other=fil, bond=Bond(TieKind.HOSTS), who="ines")
    actions.undo_run(run=run, who="ines")
    assert [actor.name for actor in actors_by_name()] == ["Fil à Fil Couture", "La Halle aux Idées"]


def test_undo_keeps_a_record_that_was_merged(territory: Territory) -> None:
    ours = factories.an_actor(territory, "Fil à Fil", ActorKind.ASSOCIATION)
    run = files.imported(territory, files.text())
    merge_records(kept=ours, absorbed=Actor.objects.get(name="Fil à Fil Couture"), who="ines")
    actions.undo_run(run=run, who="ines")
    assert [actor.name for actor in actors_by_name()] == ["Fil à Fil"]
    assert run.counts["kept"] == 1


def test_undo_gives_a_completed_record_what_it_said_before(territory: Territory) -> None:
    files.imported(territory, files.text())
    fil = Actor.objects.get(name="Fil à Fil Couture")
    before = profile_of(fil), sorted(fil.contacts.values_list("kind", "value"))
    later = files.ROWS[0].replace("04 73 00 00 01", "04 73 00 00 99").replace("3 rue", "5 rue")
    run = files.imported(territory, files.text(later))
    actions.undo_run(run=run, who="ines")
    fil.refresh_from_db()
    assert (profile_of(fil), sorted(fil.contacts.values_list("kind", "value"))) == before
    assert (fil.address.street if fil.address else "") == "3 rue des Teinturiers"
    assert files.outcomes(files.checked(territory, files.text(later))) == ["update"]


def test_redo_brings_the_same_records_back_under_their_references(territory: Territory) -> None:
    run = files.imported(territory, files.text())
    refs = set(Actor.objects.values_list("name", "ref"))
    actions.undo_run(run=run, who="ines")
    actions.redo_run(run=run, who="ines")
    actions.check_run(run=run, who="ines")
    assert files.outcomes(run) == ["create", "create", "create"]
    actions.advance_run(run=actions.queue_run(run=run, who="ines"))
    assert {(actor.name, actor.ref) for actor in actors_by_name()} == refs
    assert count_on(Moment(clock.today())) == 3


def test_undo_of_an_import_stopped_midway_leaves_nothing_torn(territory: Territory) -> None:
    run = actions.queue_run(run=files.checked(territory, files.long_file(1200)), who="ines")
    actions.advance_run(run=run, go_on=lambda: False)
    actions.stop_run(run=run, who="ines")
    actions.advance_run(run=run)
    actions.undo_run(run=run, who="ines")
    assert (run.state, actors_by_name().count(), count_on(Moment(clock.today()))) == ("undone", 0, 0)


def test_an_import_is_not_undone_twice(territory: Territory) -> None:
    run = actions.undo_run(run=files.imported(territory, files.text()), who="ines")
    with pytest.raises(Refusal):
        actions.undo_run(run=run, who="ines")


def test_what_an_undone_import_had_made_is_erased_after_thirty_days(territory: Territory) -> None:
    run = files.imported(territory, files.text())
    actions.undo_run(run=run, who="ines")
    assert (actions.forget_imports(), Actor.objects.count()) == (0, 3)
    with clock.at(clock.now() + timedelta(days=31)):
        assert actions.forget_imports() > 0
        assert (Actor.objects.count(), storage.path_of(run.ref).exists()) == (0, False)
        with pytest.raises(Refusal, match="plus là"):
            actions.redo_run(run=run, who="ines")

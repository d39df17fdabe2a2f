"""An import is whole: shown at once, resumed after a kill, the same the second time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import factories
from tests.imports import files

from maillage.actors.actions import describe_actor
from maillage.actors.actions.profile import Profile
from maillage.actors.models import Actor, Episode, LifeEvent
from maillage.actors.queries import Moment, actors_by_name, count_on, directory_on
from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.imports import actions
from maillage.imports.actions import run as running
from maillage.imports.models import ImportRun
from maillage.search.queries import find
from maillage.search.results import SearchQuery
from maillage.territory.models import Territory


def names() -> list[str]:
    return [actor.name for actor in actors_by_name()]


def test_import_fills_the_directory(territory: Territory) -> None:
    run = files.imported(territory, files.text())
    assert run.state == "done"
    assert names() == ["Boulangerie du Port", "Fil à Fil Couture", "La Halle aux Idées"]


def test_import_writes_what_the_row_says(territory: Territory) -> None:
    files.imported(territory, files.text())
    halle = Actor.objects.get(name="La Halle aux Idées")
    assert (halle.kind, halle.listing, halle.address.line if halle.address else "") == (
        "third_place",
        "listed",
        "12 quai Vert, 63000 Volcanville",
    )
    assert {(i.scheme, i.value) for i in halle.identifiers.all()} == {("siret", "73282932000074")}
    assert [(c.kind, c.value, c.visibility) for c in halle.contacts.all()] == [
        ("email", "accueil@halle.example", "public")
    ]


def test_import_dates_the_first_trace_by_the_source(territory: Territory) -> None:
    files.imported(territory, files.text())
    seen = {e.actor.name: (e.kind, e.happened) for e in LifeEvent.objects.select_related("actor")}
    assert seen == {
        "Fil à Fil Couture": ("seen", "2025-03-12"),
        "La Halle aux Idées": ("seen", "2026-06-08"),
        "Boulangerie du Port": ("seen", "2024"),
    }


def test_an_old_line_makes_an_old_entry(territory: Territory) -> None:
    files.imported(territory, files.text())
    assert Actor.objects.get(name="Boulangerie du Port").confirmed_at.year == 2024


def test_import_is_found_by_the_search(territory: Territory) -> None:
    files.imported(territory, files.text())
    assert [hit.key for hit in find(SearchQuery("boulangeri"), collection="actors").hits] == [
        Actor.objects.get(name="Boulangerie du Port").ref
    ]


def test_nothing_shows_before_everything_is_written(territory: Territory) -> None:
    run = actions.queue_run(run=files.checked(territory, files.long_file(1200)), who="ines")
    turns = iter([True, False])
    actions.advance_run(run=run, go_on=lambda: next(turns))
    assert run.rows_read == 1000
    assert (names(), count_on(Moment(clock.today()))) == ([], 0)
    assert find(SearchQuery("cercle"), collection="actors").hits == ()


def test_a_paused_import_goes_on_where_it_was(territory: Territory) -> None:
    run = actions.queue_run(run=files.checked(territory, files.long_file(1200)), who="ines")
    actions.advance_run(run=run, go_on=lambda: False)
    actions.advance_run(run=run)
    assert (run.state, actors_by_name().count(), run.counts["create"]) == ("done", 1200, 1200)
    assert Episode.objects.count() == 1200


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_killed_import_is_taken_up_by_another_worker(
    territory: Territory, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """The process dies in the middle of a step: the step is not there, the others are."""
    run = actions.queue_run(run=files.checked(territory, files.long_file(1300)), who="ines")
    real, calls = running.register_withheld, iter(range(1, 9))

    def dies(**given: object) -> object:
        made = real(**given)  # type: ignore[arg-type]  # the arguments of the real call
        if next(calls) == step:
            raise KeyboardInterrupt
        return made

    monkeypatch.setattr(running, "register_withheld", dies)
    with pytest.raises(KeyboardInterrupt):
        actions.advance_run(run=run)
    monkeypatch.setattr(running, "register_withheld", real)
    assert actions.advance_run(run=run).state == "running", "somebody may still be at work on it"
    with clock.at(factories.after(clock.now(), minutes=6)):
        assert actions.advance_run(run=run).state == "done"
    assert actors_by_name().count() == Actor.objects.count() == 1300


def test_a_stopped_import_is_resumed(territory: Territory) -> None:
    run = actions.queue_run(run=files.checked(territory, files.long_file(1200)), who="ines")

    def stop() -> bool:
        ImportRun.objects.filter(pk=run.pk).update(stop_asked=True)
        return True

    actions.advance_run(run=run, go_on=stop)
    assert (run.state, names()) == ("stopped", [])
    actions.advance_run(run=actions.queue_run(run=run, who="ines"))
    assert (run.state, actors_by_name().count()) == ("done", 1200)


def test_stop_before_the_start_is_immediate(territory: Territory) -> None:
    run = actions.queue_run(run=files.checked(territory, files.text()), who="ines")
    assert actions.stop_run(run=run, who="ines").state == "stopped"


def test_the_same_file_again_changes_nothing(territory: Territory) -> None:
    files.imported(territory, files.text())
    before = list(Actor.objects.values()), list(LifeEvent.objects.values())
    run = files.imported(territory, files.text())
    assert files.outcomes(run) == ["same", "same", "same"]
    assert (list(Actor.objects.values()), list(LifeEvent.objects.values())) == before


def test_two_imports_at_once_are_both_whole(territory: Territory) -> None:
    one = actions.queue_run(run=files.checked(territory, files.long_file(600), source="Un"), who="ines")
    two = actions.queue_run(run=files.checked(territory, files.text(), source="Deux"), who="ines")
    actions.advance_run(run=one, go_on=lambda: False)
    actions.advance_run(run=two)
    actions.advance_run(run=one)
    assert (one.state, two.state, actors_by_name().count()) == ("done", "done", 603)


def test_a_run_is_taken_by_one_worker_only(territory: Territory) -> None:
    run = actions.queue_run(run=files.checked(territory, files.text()), who="ines")
    ImportRun.objects.filter(pk=run.pk).update(state="running", beat_at=clock.now())
    assert actions.advance_run(run=run).state == "queued", "it was not touched"


def test_a_line_that_changed_completes_the_record(territory: Territory) -> None:
    files.imported(territory, files.text())
    later = files.ROWS[0].replace("04 73 00 00 01", "04 73 00 00 99")
    run = files.imported(territory, files.text(later, *files.ROWS[1:]))
    assert files.outcomes(run) == ["update", "same", "same"]
    phones = Actor.objects.get(name="Fil à Fil Couture").contacts.filter(kind="phone")
    assert [contact.value for contact in phones] == ["+33473000099"]


def test_what_a_person_wrote_is_kept_and_said(territory: Territory) -> None:
    header = f"{files.HEADER};Horaires"
    files.imported(territory, files.text(*(f"{row};lundi" for row in files.ROWS), header=header))
    fil = Actor.objects.get(name="Fil à Fil Couture")
    describe_actor(actor=fil, profile=Profile(hours="le mardi soir"), who="fatou")
    run = files.imported(territory, files.text(*(f"{row};jeudi" for row in files.ROWS), header=header))
    fil.refresh_from_db()
    assert fil.hours == "le mardi soir"
    assert "kept" in files.reasons(run, 2)
    assert Actor.objects.get(name="Boulangerie du Port").hours == "jeudi"


def test_another_name_in_the_source_is_a_renaming(territory: Territory) -> None:
    files.imported(territory, files.text())
    with clock.at(clock.now() + timedelta(days=30)):
        files.imported(territory, files.text(files.ROWS[2].replace("Boulangerie", "Fournil")))
        port = Actor.objects.get(name="Fournil du Port")
        assert [e.kind for e in port.events.order_by("counts_from")] == ["seen", "renamed"]


def test_another_address_in_the_source_is_a_move(territory: Territory) -> None:
    files.imported(territory, files.text())
    moved = files.ROWS[2].replace("1 place du Port", "4 rue Haute").replace("2024", "2026-05")
    files.imported(territory, files.text(moved))
    port = Actor.objects.get(name="Boulangerie du Port")
    assert (port.address.street if port.address else "") == "4 rue Haute"
    assert [e.happened for e in port.events.filter(kind="moved")] == ["2026-05"]


def test_the_same_number_and_name_complete_the_record_of_another_source(territory: Territory) -> None:
    files.imported(territory, files.text())
    again = "X9;LA HALLE AUX IDEES;;12 Quai Vert;63000;Volcanville;73282932000074;04 73 00 00 07;;"
    run = files.imported(territory, files.text(again), source="Autre annuaire")
    assert (files.outcomes(run), actors_by_name().count()) == (["update"], 3)


def test_the_same_number_under_another_name_and_address_is_another_record(territory: Territory) -> None:
    files.imported(territory, files.text())
    bus = "X9;Bus des idées;;Place de la Gare;63000;Volcanville;73282932000074;;;"
    run = files.imported(territory, files.text(bus), source="Autre annuaire")
    assert (files.outcomes(run), files.reasons(run, 2)) == (["create"], ["shared_siret"])


def test_a_closed_actor_comes_with_its_end(territory: Territory) -> None:
    header = "Nom;Commune;Date de création;Date de fermeture"
    files.imported(territory, files.text("Le Vieux Lavoir;Volcanville;1998;2015-06", header=header))
    lavoir = Actor.objects.get(name="Le Vieux Lavoir")
    assert (lavoir.life, lavoir.founded, lavoir.ended) == ("ended", "1998", "2015-06")
    alive = {year: count_on(Moment(clock.today().replace(year=year))) for year in (1997, 2000, 2016)}
    assert alive == {1997: 0, 2000: 1, 2016: 0}


def test_an_import_that_was_not_checked_does_not_start(territory: Territory) -> None:
    with pytest.raises(Refusal):
        actions.queue_run(run=files.received(territory, files.text()), who="ines")


def test_the_directory_of_before_the_import_is_not_changed_by_it(territory: Territory) -> None:
    earlier = clock.now() - timedelta(hours=1)
    files.imported(territory, files.text())
    assert directory_on(Moment(clock.today(), known_at=earlier)).count() == 0
    assert directory_on(Moment(clock.today())).count() == 3

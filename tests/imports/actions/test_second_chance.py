"""A file that was refused is read again as a person says; one that is lost on the way stops its import."""

from __future__ import annotations

from tests.engine.tabular.files import sheet_xml, xlsx
from tests.imports import files

from maillage.actors.enums import Listing
from maillage.actors.models import Actor
from maillage.common.models import JournalEntry
from maillage.imports import actions, storage
from maillage.imports.enums import RunState
from maillage.imports.forms import CorrectionForm
from maillage.imports.words.refused import refused_in_words
from maillage.territory.models import Territory


def test_a_refused_file_is_read_again_with_another_format(territory: Territory) -> None:
    run = files.received(territory, b'{"nom": "Atelier", "ville": "Riom"', name="liste.json")
    actions.check_run(run=run, who="ines")
    assert (run.state, bool(run.refusal)) == (RunState.REFUSED, True)
    offered = CorrectionForm(run=run).fields
    assert {"format", "encoding", "separator", "decimal", "header_row", "sheet"} <= set(offered)
    actions.map_columns(run=run, mapping={}, hints={"format": "csv", "separator": ","}, who="ines")
    assert (run.state, run.refusal) == (RunState.RECEIVED, {})


def test_what_a_refusal_says_keeps_its_numbers_and_its_lists(territory: Territory) -> None:
    content = xlsx({"Mairie": sheet_xml([["Nom"], ["Atelier"]]), "Sites": sheet_xml([["Nom"], ["Forge"]])})
    run = files.received(territory, content, name="listes.xlsx")
    actions.map_columns(run=run, mapping={}, hints={"sheet": "Absente"}, who="ines")
    actions.check_run(run=run, who="ines")
    assert run.refusal == {
        "code": "unknown_sheet",
        "data": {"wanted": "Absente", "sheets": ["Mairie", "Sites"]},
    }
    said = refused_in_words(run.refusal["code"], run.refusal["data"])
    assert [detail.replace("\u00a0", " ") for detail in said.details] == [
        "Demandé : Absente.",
        "Feuilles du classeur : Mairie, Sites.",
    ]


def test_a_file_that_is_lost_on_the_way_stops_its_import(territory: Territory) -> None:
    run = actions.queue_run(run=files.checked(territory, files.text()), who="ines")
    storage.forget(run.ref)
    actions.advance_run(run=run)
    assert (run.state, run.refusal["code"]) == (RunState.STOPPED, "file_gone")
    assert Actor.objects.filter(listing=Listing.LISTED, name="Fil à Fil Couture").count() == 0
    assert JournalEntry.objects.latest("pk").verb == "halt"
    actions.undo_run(run=run, who="ines")
    assert run.state == RunState.UNDONE


def test_a_worker_goes_on_with_the_next_import_when_a_file_is_lost(territory: Territory) -> None:
    lost, kept = (
        actions.queue_run(run=files.checked(territory, files.text(row), source=row), who="ines")
        for row in files.ROWS[:2]
    )
    storage.forget(lost.ref)
    assert actions.advance_imports() == 2
    lost.refresh_from_db()
    kept.refresh_from_db()
    assert (lost.state, kept.state) == (RunState.STOPPED, RunState.DONE)


def test_the_system_of_coordinates_is_guessed_and_can_be_imposed(territory: Territory) -> None:
    places = {}
    for system in ("lambert93", "lambert2e"):
        header, row = "Nom;X;Y;Code postal;Commune", f"{system};707210,0;6520120,9;63000;Clermont-Ferrand"
        run = files.received(territory, files.text(row, header=header), source=system)
        if system == "lambert2e":
            actions.map_columns(run=run, mapping={}, hints={"system": system}, who="ines")
        actions.check_run(run=run, who="ines")
        assert (run.reading["system"]["value"], run.reading["system"]["reason"] == "given") == (
            system,
            system == "lambert2e",
        )
        actions.advance_run(run=actions.queue_run(run=run, who="ines"))
        address = Actor.objects.get(name=system).address
        assert address is not None
        assert address.lat is not None
        places[system] = round(address.lat)
    assert places == {"lambert93": 46, "lambert2e": 82}


def test_remarks_keep_the_rows_they_are_about(territory: Territory) -> None:
    run = files.checked(
        territory, files.text("Atelier;Riom;Oui", "", "Forge;Riom", header="Nom;Ville;Ouvert")
    )
    assert [(remark["code"], remark["data"]["rows"]) for remark in run.remarks] == [
        ("blank_rows", [3]),
        ("short_rows", [4]),
    ]

"""Where the entries of a directory came from."""

from __future__ import annotations

from django.test import Client
from tests.imports import files

from maillage.actors.exports.files import Origin
from maillage.imports import actions
from maillage.imports.models import Source
from maillage.imports.queries import origins
from maillage.territory.models import Territory


def test_origins_are_the_sources_that_have_an_entry_in_the_directory(territory: Territory) -> None:
    files.checked(territory, files.text(files.ROWS[0]), source="Vérifiée seulement")
    kept = files.imported(territory, files.text(files.ROWS[1]), source="Carte")
    undone = files.imported(territory, files.text(files.ROWS[2]), source="Annulée")
    actions.undo_run(run=undone, who="ines")
    Source.objects.filter(pk=kept.source_id).update(licence="ODbL 1.0", url="https://carte.example")
    assert origins() == [Origin("Carte", "ODbL 1.0", "https://carte.example")]


def test_a_file_taken_away_names_its_sources_and_its_licence(territory: Territory) -> None:
    run = files.imported(territory, files.text(files.ROWS[1]), source="Carte")
    Source.objects.filter(pk=run.source_id).update(licence="ODbL 1.0")
    answers = {shape: Client().get(f"/annuaire/annuaire.{shape}") for shape in ("csv", "json")}
    links = {shape: answer["Link"] for shape, answer in answers.items()}
    assert links == dict.fromkeys(answers, '<https://opendatacommons.org/licenses/odbl/1-0/>; rel="license"')
    told = b"".join(answers["json"].streaming_content).decode()  # type: ignore[attr-defined]  # it streams
    assert '"licence": "odbl-1.0"' in told
    assert '"sources": [{"name": "Carte", "licence": "ODbL 1.0", "url": ""}]' in told

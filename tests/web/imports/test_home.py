"""A list arrives, in a file or pasted, and goes straight to its dry run."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests import factories
from tests.imports import files

from maillage.imports.actions import undo_run
from maillage.imports.enums import RunState
from maillage.imports.models import ImportRow, ImportRun
from maillage.web.imports import steps

HOME, RECEIVE = reverse("imports:home"), reverse("imports:receive")
SAID = {"source_name": "Mairie", "pasted": "", "kind": "association", "licence": ""}


def sent(content: bytes, name: str = "annuaire.csv", **changes: str) -> dict[str, Any]:
    """The form with a file."""
    return {**SAID, **changes, "file": SimpleUploadedFile(name, content)}


def test_nothing_was_imported_yet(ines: Client) -> None:
    page = ines.get(HOME)
    assert page.context["lines"] == []
    assert "Rien n’a encore été importé." in page.content.decode()


def test_a_file_is_read_at_once_and_nothing_is_written(ines: Client) -> None:
    answer = ines.post(RECEIVE, sent(files.text()))
    run = ImportRun.objects.get()
    assert answer["Location"] == reverse("imports:run", args=[run.ref])
    assert (run.state, run.counts["create"], run.who) == (RunState.CHECKED, 3, ines_ref(ines))
    assert not ImportRow.objects.filter(is_applied=True).exists()


def ines_ref(client: Client) -> str:
    """How the journal names whoever uses this browser."""
    return str(client.get(HOME).context["person"].ref)


def test_a_pasted_table_is_read_as_a_file_is(ines: Client) -> None:
    ines.post(RECEIVE, {**SAID, "pasted": "Nom\tVille\nLa Forge\tVolcanville\nLe Four\tVolcanville\n"})
    run = ImportRun.objects.get()
    assert (run.state, run.reading["separator"]["value"], run.counts["create"]) == ("checked", "\t", 2)


def test_what_was_typed_comes_back_with_what_is_missing(ines: Client) -> None:
    answer = ines.post(RECEIVE, {**SAID, "source_name": "", "pasted": "Nom\nLa Forge"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["source_name"]
    assert answer.context["form"]["pasted"].value() == "Nom\nLa Forge"


def test_a_file_that_is_no_table_says_why_on_its_page(ines: Client) -> None:
    page = ines.post(RECEIVE, sent(b"%PDF-1.7 annuaire", "annuaire.pdf"), follow=True)
    assert ImportRun.objects.get().state == RunState.REFUSED
    assert page.context["refused"].what == "Ce fichier est un PDF."
    assert "Déposer un autre fichier" in page.content.decode()


def test_a_long_file_waits_for_the_worker(ines: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "SMALL_BYTES", 10)
    page = ines.post(RECEIVE, sent(files.text()), follow=True)
    run = ImportRun.objects.get()
    assert (run.state, run.options["check"]) == (RunState.RECEIVED, "asked")
    assert page.context["progress"].text == "Le fichier attend son tour d’être vérifié."
    assert page.context["working"]


def test_imports_are_listed_the_latest_first_with_what_they_did(city: factories.City, ines: Client) -> None:
    first = files.imported(city.territory, files.text(), source="Mairie")
    undo_run(run=first, who="system")
    second = files.checked(city.territory, files.text(), source="Région")
    ImportRun.objects.filter(pk=second.pk).update(who=city.ines.ref)
    lines = ines.get(HOME).context["lines"]
    assert [(line.run.source.name, line.run.state, line.counts, line.who) for line in lines] == [
        ("Région", "checked", "3 fiches à créer", "Inès"),
        ("Mairie", "undone", "3 fiches créées", ""),
    ]


def test_only_what_was_written_is_offered_to_be_undone(city: factories.City, ines: Client) -> None:
    done = files.imported(city.territory, files.text(), source="Mairie")
    checked = files.checked(city.territory, files.text(), source="Région")
    page = ines.get(HOME).content.decode()
    assert reverse("imports:undo", args=[done.ref]) in page
    assert reverse("imports:undo", args=[checked.ref]) not in page


def test_known_sources_are_offered_again(city: factories.City, ines: Client) -> None:
    files.received(city.territory, files.text(), source="Région")
    files.received(city.territory, files.text(), source="Mairie")
    page = ines.get(HOME)
    assert [source.name for source in page.context["sources"]] == ["Mairie", "Région"]
    assert '<option value="Région"></option>' in page.content.decode()


def test_the_directory_leads_a_coordinator_to_imports(city: factories.City, ines: Client) -> None:
    address = f'href="{HOME}"'
    assert address in ines.get(reverse("directory:list")).content.decode()
    assert address not in Client().get(reverse("directory:list")).content.decode()

"""The dry run as a file that any spreadsheet opens, and that runs nothing in it."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from tests import factories
from tests.imports import files

from maillage.actors.exports import files as exports
from maillage.imports.models import ImportRun
from maillage.imports.words.outcomes import outcome_in_words


def lines_of(client: Client, run: ImportRun) -> list[list[str]]:
    """The report, read back; its mark is checked on the way."""
    answer = client.get(reverse("imports:report", args=[run.ref]))
    assert isinstance(answer, StreamingHttpResponse)
    assert answer["Content-Disposition"] == f'attachment; filename="import-{run.ref}.csv"'
    text = b"".join(answer.streaming_content).decode()  # type: ignore[arg-type]  # synchronous here
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text[1:])))


def test_the_report_holds_every_column_then_every_row(city: factories.City, ines: Client) -> None:
    run = files.checked(city.territory, files.text("1;La Forge;x", ";;", "2;;y", header="Id;Nom;Zz"))
    lines = lines_of(ines, run)
    assert [line[:4] for line in lines] == [
        ["quoi", "numéro", "nom", "devient"],
        ["colonne", "1", "Id", "Identifiant dans la source"],
        ["colonne", "2", "Nom", "Nom d’usage"],
        ["colonne", "3", "Zz", "Non reprise"],
        ["ligne", "2", "La Forge", "Fiche à créer"],
        ["ligne", "4", "", "Ligne refusée"],
    ]
    assert lines[-1][4] == "Aucun nom\xa0: une fiche ne peut pas se créer sans nom."


def test_a_long_report_comes_in_pieces_and_whole(
    city: factories.City, ines: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "CHUNK", 7)
    run = files.checked(city.territory, files.long_file(40))
    numbers = [int(line[1]) for line in lines_of(ines, run) if line[0] == "ligne"]
    assert numbers == list(range(2, 42))


def test_the_report_is_written_in_the_reader_s_language(city: factories.City, ines: Client) -> None:
    run = files.checked(city.territory, files.text())
    answer = ines.get("/en" + reverse("imports:report", args=[run.ref]))
    assert isinstance(answer, StreamingHttpResponse)
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[arg-type]  # as above
    with translation.override("en"):
        said = outcome_in_words("create", 1, written=False).capitalize()
        assert lines[0].removeprefix("\ufeff").split(",")[1] == gettext("numéro")
    assert [line.split(",")[3] for line in lines[-3:]] == [said] * 3


def test_a_formula_of_the_file_is_not_one_of_the_report(city: factories.City, ines: Client) -> None:
    run = files.checked(city.territory, files.text("=cmd|'/c calc'!A1", header="Nom"))
    assert lines_of(ines, run)[-1][2] == "'=cmd|'/c calc'!A1"

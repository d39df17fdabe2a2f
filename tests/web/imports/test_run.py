"""One page tells the whole import: how it was read, its columns, its rows, where it stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories
from tests.imports import files

from maillage.common import clock
from maillage.imports.actions import queue_run, undo_run
from maillage.imports.enums import RunState
from maillage.imports.models import ImportRun


def page_of(client: Client, run: ImportRun, **asked: str) -> str:
    """The page of an import, as text."""
    return client.get(reverse("imports:run", args=[run.ref]), asked).content.decode()


def test_the_page_says_how_the_file_was_read(city: factories.City, ines: Client) -> None:
    run = files.checked(city.territory, files.text())
    lines = ines.get(reverse("imports:run", args=[run.ref])).context["reading"]
    assert [(line.label, line.value) for line in lines if line.label != "Fins de ligne"] == [
        ("Format", "Texte à colonnes (CSV, TSV)"),
        ("Encodage des accents", "UTF-8, l’usage d’aujourd’hui"),
        ("Séparateur des colonnes", "Point-virgule"),
        ("Ligne des titres", "Ligne 1"),
    ]


def test_the_page_says_what_each_column_becomes_and_why(city: factories.City, ines: Client) -> None:
    run = files.checked(city.territory, files.text())
    columns = ines.get(reverse("imports:run", args=[run.ref])).context["columns"]
    name = next(column for column in columns if column.name == "Nom de la structure")
    assert (name.becomes, name.sure) == ("Nom d’usage", "sûr")
    assert name.samples == ["Fil à Fil Couture", "La Halle aux Idées", "Boulangerie du Port"]
    assert "les mots du titre" in name.why[0]


def test_columns_that_are_not_taken_are_told_apart(city: factories.City, ines: Client) -> None:
    rows = ["La Forge;Volcanville;;Jean Dupont", "Le Four;Volcanville;;Anne Martin"] * 4
    run = files.checked(city.territory, files.text(*rows, header="Nom;Ville;Vide;Nom du président"))
    context = ines.get(reverse("imports:run", args=[run.ref])).context
    assert [column.name for column in context["columns"]] == ["Nom", "Ville"]
    assert {column.name: (column.use, column.samples) for column in context["unused"]} == {
        "Vide": ("empty", []),
        "Nom du président": ("personal", []),
    }
    assert "Dupont" not in page_of(ines, run)


def test_every_row_says_what_it_becomes_and_why(city: factories.City, ines: Client) -> None:
    rows = ["La Forge;7,33E+13", ";", "La Forge;7,33E+13", "Le Four;"]
    run = files.checked(city.territory, files.text(*rows, header="Nom;SIRET"))
    lines = ines.get(reverse("imports:run", args=[run.ref])).context["rows"]
    assert [(line.number, line.name, line.words) for line in lines] == [
        (2, "La Forge", "Fiche à créer"),
        (4, "La Forge", "Ligne laissée de côté"),
        (5, "Le Four", "Fiche à créer"),
    ]
    assert lines[0].reasons[0].startswith("SIRET «\xa07,33E+13\xa0»\xa0: le tableur a arrondi ce numéro")
    assert lines[1].reasons[0] == "Dit exactement la même chose que la ligne 2."


def test_rows_of_one_outcome_are_shown_alone(city: factories.City, ines: Client) -> None:
    run = files.checked(city.territory, files.text("1;La Forge", "2;", "1;La Forge", header="Id;Nom"))
    address = reverse("imports:run", args=[run.ref])
    asked = {name: ines.get(address, {"devenir": name}).context for name in ("refuse", "ignore", "nonsense")}
    assert {name: [line.number for line in context["rows"]] for name, context in asked.items()} == {
        "refuse": [3],
        "ignore": [4],
        "nonsense": [2, 3, 4],
    }


def test_rows_come_fifty_a_page(city: factories.City, ines: Client) -> None:
    run = files.checked(city.territory, files.long_file(120))
    pages = [ines.get(reverse("imports:run", args=[run.ref]), {"page": str(n)}).context for n in (1, 3)]
    assert [len(context["rows"]) for context in pages] == [50, 20]
    assert pages[0]["counts"] == [("create", 120, "fiches à créer")]


def test_the_one_action_says_how_many_lines(city: factories.City, ines: Client) -> None:
    assert "Importer ces 3 lignes" in page_of(ines, files.checked(city.territory, files.text()))
    files.imported(city.territory, files.text(), source="Mairie")
    again = page_of(ines, files.checked(city.territory, files.text(), source="Mairie"))
    assert "Importer ces" not in again
    assert "Il n’y a rien à importer" in again


def test_a_record_that_is_there_is_led_to(city: factories.City, ines: Client) -> None:
    done = files.imported(city.territory, files.text())
    row = done.rows.get(number=2)
    assert row.actor is not None
    assert f'href="{reverse("directory:record", args=[row.actor.ref])}"' in page_of(ines, done)
    undone = undo_run(run=done, who="system")
    lines = ines.get(reverse("imports:run", args=[undone.ref])).context["rows"]
    assert [line.url for line in lines] == ["", "", ""]


def test_a_correction_is_checked_again_at_once(city: factories.City, ines: Client) -> None:
    run = files.checked(city.territory, files.text("La Forge;Le Fer", "Le Four;Le Pain", header="Nom;Marque"))
    rank = [column["name"] for column in run.columns].index("Marque")
    answer = ines.post(reverse("imports:map", args=[run.ref]), {f"c{rank}": "legal_name"}, follow=True)
    run.refresh_from_db()
    assert (run.state, run.mapping) == (RunState.CHECKED, {"Marque": "legal_name"})
    assert "Nom légal" in [column.becomes for column in answer.context["columns"]]


def test_a_correction_that_cannot_be_keeps_what_was_chosen(city: factories.City, ines: Client) -> None:
    run = files.checked(city.territory, files.text())
    answer = ines.post(reverse("imports:map", args=[run.ref]), {"header_row": "-4", "c0": ""})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["header_row"]
    assert answer.context["form"]["header_row"].value() == "-4"


def test_progress_comes_alone_when_the_script_asks(city: factories.City, ines: Client) -> None:
    run = queue_run(run=files.checked(city.territory, files.text()), who="system")
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING, rows_read=1)
    address = reverse("imports:run", args=[run.ref])
    part = ines.get(address, headers={"X-Requested-With": "fetch"}).content.decode()
    assert "<html" not in part
    assert f'data-progress="{address}"' in part
    assert '<progress class="bar" aria-label="Lignes traitées" max="3" value="1">' in part
    assert "Ligne 1 sur 3" in part


def test_progress_that_has_ended_has_no_address_to_ask_again(city: factories.City, ines: Client) -> None:
    run = files.imported(city.territory, files.text())
    part = ines.get(reverse("imports:run", args=[run.ref]), headers={"X-Requested-With": "fetch"})
    assert 'data-progress=""' in part.content.decode()


@pytest.mark.parametrize(
    ("seconds", "offered"),
    [(10, False), (90, True)],
)
def test_a_check_that_died_may_be_begun_again(
    city: factories.City, ines: Client, seconds: int, offered: bool
) -> None:
    run = files.received(city.territory, files.text())
    beat = clock.now() - timedelta(seconds=seconds)
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.CHECKING, beat_at=beat)
    context = ines.get(reverse("imports:run", args=[run.ref])).context
    assert (context["may_check"], context["may_stop"]) == (offered, not offered)
    if offered:
        ines.post(reverse("imports:map", args=[run.ref]))
        run.refresh_from_db()
        assert run.state == RunState.CHECKED


def test_a_refused_file_says_where_it_is_wrong(city: factories.City, ines: Client) -> None:
    run = files.checked(city.territory, b"Nom;Ville\n")
    context = ines.get(reverse("imports:run", args=[run.ref])).context
    assert (run.state, context["refused"].what) == (
        RunState.REFUSED,
        "Ce fichier n’a que des titres de colonnes.",
    )


def test_a_very_wide_file_lists_the_columns_that_are_not_offered(city: factories.City, ines: Client) -> None:
    header = ";".join(["Nom", *(f"zz{n}" for n in range(260))])
    run = files.checked(
        city.territory, files.text(*(f"Forge {n}" + ";x" * 260 for n in range(3)), header=header)
    )
    context = ines.get(reverse("imports:run", args=[run.ref])).context
    assert len(context["columns"]) + len(context["unused"]) + len(context["columns_left"]) == 261
    assert "other_column" in page_of(ines, run)

"""What people send and correct: what is kept, what is refused, and what is said."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from maillage.actors.enums import ActorKind
from maillage.common.errors import Refusal
from maillage.imports import storage
from maillage.imports.actions import check_run
from maillage.imports.enums import RunState
from maillage.imports.forms import (
    COLUMNS_SHOWN,
    CorrectionForm,
    FileForm,
    columns_key,
    columns_offered,
    read_value,
)
from maillage.imports.models import ImportRun, Source
from maillage.territory.models import Territory

TABLE = (
    "Nom;Rue;Ville;Couleur\n"
    "Atelier Vélo;3 rue des Lilas;Volcanville;vert\n"
    "La Forge;4 rue Haute;Volcanville;bleu\n"
)
SAID = {"source_name": "Mairie", "pasted": TABLE, "kind": "association", "licence": ""}


def received(territory: Territory, **changes: Any) -> ImportRun:
    """A list that was taken in."""
    form = FileForm({**SAID, **changes})
    assert form.is_valid(), form.errors
    return form.save(territory=territory, who="system")


@pytest.fixture
def checked(territory: Territory) -> ImportRun:
    """The same list after its dry run."""
    return check_run(run=received(territory), who="system")


def corrected(run: ImportRun, **sent: str) -> ImportRun:
    """The import once these fields of its form were sent."""
    form = CorrectionForm(sent, run=run)
    assert form.is_valid(), form.errors
    return form.save(who="system")


def rank_of(run: ImportRun, name: str) -> int:
    """The rank of the column with this title."""
    return [column["name"] for column in run.columns].index(name)


def test_a_pasted_table_is_kept_as_it_was_pasted(territory: Territory) -> None:
    run = received(territory, licence="Licence Ouverte")
    assert storage.path_of(run.ref).read_text(encoding="utf-8") == TABLE
    assert (run.file_name, run.size, run.options) == (
        "tableau collé.csv",
        len(TABLE.encode()),
        {"kind": "association"},
    )
    assert (run.source.name, run.source.licence) == ("Mairie", "Licence Ouverte")


def test_a_file_keeps_its_name_and_its_bytes(territory: Territory) -> None:
    file = SimpleUploadedFile("lieux.csv", TABLE.encode("cp1252"))
    form = FileForm({**SAID, "pasted": ""}, {"file": file})
    assert form.is_valid(), form.errors
    run = form.save(territory=territory, who="system")
    assert run.file_name == "lieux.csv"
    assert storage.path_of(run.ref).read_bytes() == TABLE.encode("cp1252")


def test_a_source_is_known_again_whatever_the_spaces_around_its_name(territory: Territory) -> None:
    received(territory)
    received(territory, source_name="  Mairie \t ")
    assert [source.name for source in Source.objects.all()] == ["Mairie"]


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"source_name": "  "}, "source_name", "Ce champ est obligatoire."),
        ({"pasted": " \n\t"}, "file", "Choisissez un fichier, ou collez un tableau."),
        (
            {"kind": "guild"},
            "kind",
            "Sélectionnez un choix valide. guild n’en fait pas partie.",
        ),
    ],
)
def test_a_list_that_lacks_something_is_sent_back(
    territory: Territory, changes: dict[str, str], field: str, said: str
) -> None:
    form = FileForm({**SAID, **changes})
    assert {name: list(errors) for name, errors in form.errors.items()} == {field: [said]}


def test_a_file_and_a_table_at_once_is_one_too_many(territory: Territory) -> None:
    form = FileForm(SAID, {"file": SimpleUploadedFile("lieux.csv", b"nom\nForge\n")})
    assert list(form.errors["file"]) == [
        "Choisissez le fichier, ou effacez le tableau collé\xa0: un seul à la fois."
    ]


def test_a_file_that_was_cut_off_says_so(territory: Territory) -> None:
    form = FileForm({**SAID, "pasted": ""}, too_large=True)
    assert list(form.errors["file"]) == [
        "Ce fichier pèse plus de 200 Mo\xa0: ôtez des colonnes, ou coupez-le."
    ]


def test_nothing_sent_corrects_nothing(checked: ImportRun) -> None:
    run = corrected(checked)
    assert (run.state, run.mapping, run.hints) == (RunState.RECEIVED, {}, {})
    assert run.options == {"kind": "association"}


def test_a_form_sent_as_it_was_shown_corrects_nothing(checked: ImportRun) -> None:
    shown = CorrectionForm(run=checked)
    sent = {name: str(shown[name].value() or "") for name in shown.fields}
    run = corrected(checked, **sent)
    assert (run.mapping, run.hints) == ({}, {})


def test_only_the_column_that_changes_is_remembered(checked: ImportRun) -> None:
    rank = rank_of(checked, "Couleur")
    sent = {f"c{rank_of(checked, 'Nom')}": "name", f"c{rank}": "description"}
    run = corrected(checked, **sent, seen=columns_key(checked.columns))
    assert run.mapping == {"Couleur": "description"}
    assert Source.objects.get().mapping == {"Couleur": "description"}
    again = check_run(run=run, who="system")
    assert again.columns[rank]["field"] == "description"


def test_a_column_may_be_left_out(checked: ImportRun) -> None:
    run = corrected(checked, **{f"c{rank_of(checked, 'Rue')}": ""})
    assert run.mapping == {"Rue": ""}


def test_a_column_becomes_nothing_that_does_not_exist(checked: ImportRun) -> None:
    form = CorrectionForm({"c0": "soul"}, run=checked)
    assert list(form.errors) == ["c0"]


def test_the_reading_is_imposed_and_given_back(checked: ImportRun) -> None:
    run = corrected(checked, separator=",", header_row="0", kind=ActorKind.COMPANY)
    assert run.hints == {"separator": ",", "header_row": -1}
    assert run.options == {"kind": "company"}
    free = corrected(run, separator="", header_row="")
    assert free.hints == {}


def test_titles_are_counted_from_one_by_people(checked: ImportRun) -> None:
    assert CorrectionForm(run=checked)["header_row"].value() == 1
    assert corrected(checked, header_row="3").hints == {"header_row": 2}
    assert list(CorrectionForm({"header_row": "-1"}, run=checked).errors) == ["header_row"]


def test_only_what_means_something_for_the_file_is_asked(territory: Territory) -> None:
    run = check_run(run=received(territory, pasted='[{"nom": "La Forge"}]'), who="system")
    asked = [name for name in CorrectionForm(run=run).fields if not name.startswith("c")]
    assert asked == ["kind", "other_column", "other_field", "seen", "format", "encoding"]
    assert read_value(run, "separator") is None


def test_columns_that_were_read_again_meanwhile_are_not_corrected(checked: ImportRun) -> None:
    form = CorrectionForm({"c0": "", "seen": "of-another-time"}, run=checked)
    assert form.is_valid()
    with pytest.raises(Refusal, match="relues entre-temps") as refused:
        form.save(who="system")
    assert refused.value.code == "columns_changed"
    assert ImportRun.objects.get().state == RunState.CHECKED


def wide(count: int) -> list[dict[str, Any]]:
    """That many columns, of which the last one alone has a field."""
    return [{"name": f"col{rank}", "field": "name" if rank == count - 1 else ""} for rank in range(count)]


def test_every_column_is_offered_up_to_a_number() -> None:
    assert [rank for rank, _column in columns_offered(wide(COLUMNS_SHOWN))] == list(range(COLUMNS_SHOWN))


def test_of_a_very_wide_file_the_columns_with_a_field_are_offered_first() -> None:
    ranks = [rank for rank, _column in columns_offered(wide(COLUMNS_SHOWN + 50))]
    assert ranks == [*range(COLUMNS_SHOWN - 1), COLUMNS_SHOWN + 49]


def test_another_column_is_corrected_by_its_title(checked: ImportRun) -> None:
    run = corrected(checked, other_column="Couleur", other_field="summary")
    assert run.mapping == {"Couleur": "summary"}
    form = CorrectionForm({"other_column": "Nulle part", "other_field": "name"}, run=run)
    assert list(form.errors) == ["other_column"]

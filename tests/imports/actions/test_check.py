"""The dry run says everything and writes nothing."""

from __future__ import annotations

import pytest
from tests.imports import files

from maillage.actors.models import Actor
from maillage.common.errors import Refusal
from maillage.imports import actions
from maillage.imports.models import ImportRun
from maillage.territory.models import Territory


def test_check_plans_every_row_and_writes_no_actor(territory: Territory) -> None:
    run = files.checked(territory, files.text())
    assert (run.state, run.rows_total) == ("checked", 3)
    assert files.outcomes(run) == ["create", "create", "create"]
    assert Actor.objects.count() == 0


def test_check_accounts_for_every_column(territory: Territory) -> None:
    run = files.checked(territory, files.text())
    assert {column["name"]: column["field"] for column in run.columns} == {
        "Id": "id",
        "Nom de la structure": "name",
        "Type": "kind",
        "Adresse": "street",
        "Code postal": "postcode",
        "Commune": "city",
        "SIRET": "siret",
        "Téléphone": "phone",
        "E-mail": "email",
        "Mise à jour": "updated_at",
    }


def test_check_refuses_a_row_without_a_name_and_keeps_the_others(territory: Territory) -> None:
    run = files.checked(territory, files.text(*files.ROWS, "4;;Association;9 rue Vide;63000;Volcanville;;;;"))
    assert files.outcomes(run) == ["create", "create", "create", "refuse"]
    assert files.reasons(run, 5)[0] == "no_name"


def test_check_ignores_a_row_said_twice_and_names_the_first(territory: Territory) -> None:
    run = files.checked(territory, files.text(*files.ROWS, files.ROWS[0]))
    assert files.outcomes(run)[3] == "ignore"
    assert run.rows.get(number=5).reasons[0] == ["said_twice", "", "2"]


def test_check_keeps_two_different_rows_under_one_key(territory: Territory) -> None:
    other = files.ROWS[0].replace("Fil à Fil Couture", "Le Fil d’Ariane")
    run = files.checked(territory, files.text(*files.ROWS, other))
    assert files.outcomes(run)[3] == "create"
    assert files.reasons(run, 5)[0] == "same_key"


@pytest.mark.parametrize(
    ("cell", "code"),
    [("1,23E+13", "number_rounded"), ("732 829 320 00075", "siret_key"), ("12", "identifier_length")],
)
def test_check_goes_on_without_a_number_it_cannot_trust(territory: Territory, cell: str, code: str) -> None:
    row = f"7;La Forge;Entreprise;2 rue du Fer;63000;Volcanville;{cell};;;"
    run = files.checked(territory, files.text(*files.ROWS, row))
    assert files.outcomes(run)[3] == "create"
    assert code in files.reasons(run, 5)


def test_check_says_a_date_that_does_not_exist(territory: Territory) -> None:
    row = "7;La Forge;Entreprise;2 rue du Fer;63000;Volcanville;;;;31/02/2017"
    run = files.checked(territory, files.text(*files.ROWS, row))
    assert "impossible_date" in files.reasons(run, 5)


def test_check_refuses_a_file_that_is_no_table_and_says_why(territory: Territory) -> None:
    run = files.checked(territory, b"%PDF-1.7 something to print")
    assert (run.state, run.refusal["code"]) == ("refused", "pdf")


def test_check_refuses_a_file_with_a_header_only(territory: Territory) -> None:
    assert files.checked(territory, files.HEADER.encode()).refusal["code"] == "only_header"


def test_check_stops_when_it_is_asked_to(territory: Territory, monkeypatch: pytest.MonkeyPatch) -> None:
    run = files.received(territory, files.long_file(1200))
    kept = actions.check.keep_rows

    def then_ask(rows: object) -> None:
        kept(rows)  # type: ignore[arg-type]  # the rows of the real call
        ImportRun.objects.filter(pk=run.pk).update(stop_asked=True)

    monkeypatch.setattr(actions.check, "keep_rows", then_ask)
    assert actions.check_run(run=run, who="ines").state == "received"


def test_check_twice_forgets_the_first_plan(territory: Territory) -> None:
    run = files.checked(territory, files.text())
    actions.map_columns(run=run, mapping={"Type": ""}, who="ines")
    assert actions.check_run(run=run, who="ines").rows.count() == 3


def test_a_finished_import_is_not_checked_again(territory: Territory) -> None:
    run = files.imported(territory, files.text())
    with pytest.raises(Refusal, match="terminé"):
        actions.check_run(run=run, who="ines")

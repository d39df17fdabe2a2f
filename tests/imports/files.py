"""Small files of invented organisations, as people send them."""

from __future__ import annotations

from collections.abc import Iterable

from maillage.imports import actions
from maillage.imports.models import ImportRun
from maillage.territory.models import Territory

HEADER = "Id;Nom de la structure;Type;Adresse;Code postal;Commune;SIRET;Téléphone;E-mail;Mise à jour"
ROWS = (
    "1;Fil à Fil Couture;Association;3 rue des Teinturiers;63000;Volcanville"
    ";;04 73 00 00 01;contact@fil.example;12/03/2025",
    "2;La Halle aux Idées;Tiers-lieu;12 quai Vert;63000;Volcanville"
    ";732 829 320 00074;;accueil@halle.example;",
    "3;Boulangerie du Port;Commerce;1 place du Port;63000;Volcanville;;;;2024",
)


def text(*rows: str, header: str = HEADER) -> bytes:
    """A CSV file."""
    return "\n".join([header, *(rows or ROWS)]).encode()


def received(
    territory: Territory, content: bytes, *, source: str = "Annuaire", name: str = "annuaire.csv"
) -> ImportRun:
    """A file that was just taken in."""
    origin = actions.name_source(territory=territory, name=source)
    return actions.receive_file(source=origin, file_name=name, chunks=[content], who="ines")


def checked(territory: Territory, content: bytes, *, source: str = "Annuaire") -> ImportRun:
    """A file whose dry run was done."""
    return actions.check_run(run=received(territory, content, source=source), who="ines")


def imported(territory: Territory, content: bytes, *, source: str = "Annuaire") -> ImportRun:
    """A file that is in the directory."""
    run = actions.queue_run(run=checked(territory, content, source=source), who="ines")
    return actions.advance_run(run=run)


def reasons(run: ImportRun, number: int) -> list[str]:
    """The codes that say why a row became what it became."""
    return [code for code, _field, _text in run.rows.get(number=number).reasons]


def outcomes(run: ImportRun) -> list[str]:
    """What each row became, in order."""
    return list(run.rows.order_by("number").values_list("outcome", flat=True))


def long_file(count: int) -> bytes:
    """Many associations, all different."""
    return text(
        *(f"{n};Cercle numéro {n};Association;{n} rue Longue;63000;Volcanville;;;;" for n in range(count))
    )


def lines(content: Iterable[str]) -> bytes:
    """Lines as a file."""
    return "\n".join(content).encode()

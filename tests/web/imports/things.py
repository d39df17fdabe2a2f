"""One import in each state that the addresses of imports ask for."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse
from tests import factories, visits
from tests.imports import files

from maillage.actors.actions import join_actor
from maillage.imports.actions import queue_run, stop_run, undo_run
from maillage.imports.models import ImportRun
from maillage.imports.queries import created_by
from maillage.territory.models import Territory


def stopped(territory: Territory, content: bytes, *, source: str) -> ImportRun:
    """An import that was stopped before its first row."""
    run = queue_run(run=files.checked(territory, content, source=source), who="system")
    return stop_run(run=run, who="system")


def undone(territory: Territory, content: bytes, *, source: str) -> ImportRun:
    """An import that was taken back."""
    return undo_run(run=files.imported(territory, content, source=source), who="system")


def imports_things(territory: Territory) -> dict[str, str]:
    """For each route of imports that names one, its reference."""
    one = files.text("1;Cercle à importer", header="Id;Nom")
    checked = files.checked(territory, one, source="Vérifiée").ref
    waiting = queue_run(run=files.checked(territory, one, source="En attente"), who="system").ref
    return {
        **{f"imports:{step}": checked for step in ("run", "map", "start", "report")},
        "imports:stop": waiting,
        "imports:resume": stopped(territory, one, source="Arrêtée").ref,
        "imports:undo": files.imported(territory, one, source="Faite").ref,
        "imports:redo": undone(territory, one, source="Annulée").ref,
    }


def imports_crowd(territory: Territory, count: int) -> ImportRun:
    """``count`` imports in the list, the last of them of so many rows and columns."""
    for n in range(count):
        files.checked(territory, files.text(f"1;Cercle {n}", header="Id;Nom"), source=f"Source {n}")
    header = ";".join(["Id", "Nom", *(f"zz{n}" for n in range(count))])
    rows = (f"{n};Cercle {n}" + ";x" * count for n in range(count))
    return files.imported(territory, files.text(*rows, header=header), source="Longue")


def imports_pages(city: factories.City, count: int) -> dict[str, tuple[Client, str]]:
    """The pages of imports that list something, and who opens them."""
    long = imports_crowd(city.territory, count)
    join_actor(actor=created_by(long)[0], person=city.fatou, titles={"fr": "membre"})
    rows = (f"{n};Cercle {n} bis" for n in range(count))
    dry = files.checked(city.territory, files.text(*rows, header="Id;Nom"), source="Longue")
    ines = visits.signed_in(city.ines)
    return {
        "imports": (ines, reverse("imports:home")),
        "imports service": (ines, reverse("imports:connect")),
        "import": (ines, reverse("imports:run", args=[long.ref])),
        "import checked": (ines, reverse("imports:run", args=[dry.ref])),
        "import undone": (ines, reverse("imports:undo", args=[long.ref])),
    }

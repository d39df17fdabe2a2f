"""Every page of imports as it may be opened: empty, in each state, and come back with errors."""

from __future__ import annotations

from django.urls import reverse
from tests import factories
from tests.imports import files
from tests.web.imports.things import stopped, undone

from maillage.imports.actions import ask_check, queue_run
from maillage.imports.models import ImportRun

LONG = "Association-pour-la-promotion-des-savoir-faire-interprofessionnels-intergénérationnels"
Opened = tuple[str, str, dict[str, str] | None, int]
"""A name, an address, what is sent to it (None: it is only opened), and the status of the answer."""


def a_list_with_everything() -> bytes:
    """Rows of every outcome, columns of every use, long words, marks and titles above the table."""
    rows = [
        f"1;{LONG};7,33E+13;04 73;{LONG};Jean Dupont;",
        "2;La Forge;732 829 320 00074;04 73 00 00 01;bleu;Anne Martin;",
        "2;La Forge;732 829 320 00074;04 73 00 00 01;bleu;Anne Martin;",
        "3;;;;;;",
    ]
    header = f"Id;Nom;SIRET;Téléphone;{LONG};Nom du président;Vide"
    return ("\ufeffListe des adhérents\r\n\r\n" + files.text(*rows, header=header).decode()).encode()


def imports_pages(city: factories.City) -> list[Opened]:
    """The pages of imports."""
    home, content, territory = reverse("imports:home"), a_list_with_everything(), city.territory
    connect = reverse("imports:connect")
    checked = files.checked(territory, content, source=LONG)
    address = reverse("imports:run", args=[checked.ref])
    done = files.imported(territory, files.text(), source="Faite")
    states: dict[str, ImportRun] = {
        "waiting to be checked": ask_check(run=files.received(territory, content), who="system"),
        "to be checked": files.received(territory, content),
        "queued": queue_run(run=files.checked(territory, content, source="En attente"), who="system"),
        "stopped": stopped(territory, files.text(), source="Arrêtée"),
        "done": done,
        "undone": undone(territory, files.text(), source="Annulée"),
        "nothing to do": files.checked(territory, files.text(), source="Faite"),
        "refused": files.checked(territory, b"Nom;Ville\n"),
        "wide": files.checked(
            territory, files.text("1" + ";x" * 230, header=";".join(["Nom"] + ["zz"] * 230))
        ),
    }
    paths = {name: reverse("imports:run", args=[run.ref]) for name, run in states.items()}
    return [
        ("imports", home, None, 200),
        ("services", connect, None, 200),
        ("services, a box", connect + "?service=overpass&maniere=box", None, 200),
        ("services, a map in error", connect, {"service": "gogocarto", "address": "carte"}, 422),
        ("services, no key", connect, {"service": "data_inclusion", "commune": "63113", "kind": "lab"}, 503),
        ("imports in error", reverse("imports:receive"), {"source_name": "", "kind": "x"}, 422),
        ("import checked", address, None, 200),
        ("import, refused rows", address + "?devenir=refuse", None, 200),
        ("import, no such rows", address + "?devenir=update", None, 200),
        ("import in error", address + "corriger/", {"header_row": "-1", "c0": "x"}, 422),
        ("import undone or not", reverse("imports:undo", args=[done.ref]), None, 200),
        *((f"import {name}", path, None, 200) for name, path in paths.items()),
    ]

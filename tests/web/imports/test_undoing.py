"""What undoing an import would do is said before it is done, and is what it does."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories
from tests.imports import files

from maillage.actors.actions import join_actor
from maillage.imports.enums import RunState
from maillage.imports.models import ImportRun
from maillage.imports.queries import created_by
from maillage.web.imports import undoing
from maillage.web.imports.undoing import what_undo_does


@pytest.fixture
def done(city: factories.City) -> ImportRun:
    """A small file in the directory."""
    return files.imported(city.territory, files.text())


def test_undoing_says_before_what_it_will_do(city: factories.City, ines: Client, done: ImportRun) -> None:
    used = created_by(done).order_by("name")[0]
    join_actor(actor=used, person=city.fatou, titles={"fr": "membre"})
    page = ines.get(reverse("imports:undo", args=[done.ref]))
    said = page.context["undoing"]
    assert (said.leaving, said.restored, said.staying) == (2, 0, 1)
    assert [actor.name for actor in said.kept] == [used.name]
    done.refresh_from_db()
    assert done.state == RunState.DONE


def test_undoing_does_what_it_said(city: factories.City, ines: Client, done: ImportRun) -> None:
    used = created_by(done).order_by("name")[0]
    join_actor(actor=used, person=city.fatou, titles={"fr": "membre"})
    ines.post(reverse("imports:undo", args=[done.ref]))
    done.refresh_from_db()
    listings = dict(created_by(done).values_list("name", "listing"))
    assert (done.state, done.counts["kept"]) == (RunState.UNDONE, 1)
    assert sorted(listings.values()) == ["listed", "withdrawn", "withdrawn"]
    assert listings[used.name] == "listed"


def test_what_was_completed_is_counted_apart(city: factories.City) -> None:
    files.imported(city.territory, files.text(), source="Mairie")
    rows = [row.replace("rue des Teinturiers", "rue du Fil") for row in files.ROWS]
    second = files.imported(city.territory, files.text(*rows), source="Mairie")
    said = what_undo_does(second)
    assert (said.leaving, said.restored, said.staying, said.kept) == (0, 1, 0, [])


def test_only_the_first_records_that_stay_are_named(
    city: factories.City, ines: Client, done: ImportRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "SHOWN", 2)
    for actor in created_by(done):
        join_actor(actor=actor, person=city.fatou, titles={"fr": "membre"})
    said = what_undo_does(done)
    assert (said.leaving, said.staying, len(said.kept)) == (0, 3, 2)
    page = ines.get(reverse("imports:undo", args=[done.ref])).content.decode()
    assert "Les 2 premières du fichier." in page

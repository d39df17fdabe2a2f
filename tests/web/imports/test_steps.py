"""An import starts, stops, goes on, is undone and done again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests import factories
from tests.imports import files

from maillage.actors.enums import Listing
from maillage.actors.models import Actor
from maillage.imports.actions import queue_run, stop_run
from maillage.imports.enums import RunState
from maillage.imports.models import ImportRun
from maillage.imports.queries import created_by
from maillage.web.imports import steps


def post(client: Client, step: str, run: ImportRun) -> HttpResponse:
    """Press the button of a step; the import is read again."""
    answer = client.post(reverse(f"imports:{step}", args=[run.ref]))
    run.refresh_from_db()
    return answer


def said(answer: HttpResponse) -> list[tuple[str, str]]:
    """What the person is told, with the address of the way back."""
    return [(str(message), message.extra_tags) for message in get_messages(answer.wsgi_request)]


@pytest.fixture
def checked(city: factories.City) -> ImportRun:
    """A small file after its dry run."""
    return files.checked(city.territory, files.text())


@pytest.fixture
def done(city: factories.City) -> ImportRun:
    """A small file in the directory."""
    return files.imported(city.territory, files.text())


@pytest.fixture
def no_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A clock that says that twenty seconds have passed whenever it is asked."""
    ticks = count(step=30.0)
    monkeypatch.setattr(steps, "monotonic", lambda: next(ticks))
    yield


def test_a_small_import_is_done_before_the_page_comes_back(ines: Client, checked: ImportRun) -> None:
    answer = post(ines, "start", checked)
    assert (checked.state, created_by(checked).count()) == (RunState.DONE, 3)
    assert said(answer) == [
        ("C’est importé\xa0: 3 fiches créées.", reverse("imports:undo", args=[checked.ref]))
    ]


def test_what_takes_too_long_is_left_to_the_worker(ines: Client, checked: ImportRun, no_time: None) -> None:
    answer = post(ines, "start", checked)
    assert (checked.state, checked.beat_at) == (RunState.RUNNING, None)
    assert said(answer) == [("L’import est parti. Vous pouvez quitter cette page.", "")]


def test_a_long_import_is_left_to_the_worker(
    ines: Client, checked: ImportRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "SMALL_ROWS", 2)
    post(ines, "start", checked)
    assert (checked.state, Actor.objects.filter(listing=Listing.WITHHELD).count()) == (RunState.QUEUED, 0)


def test_an_import_is_not_started_twice(ines: Client, done: ImportRun) -> None:
    answer = post(ines, "start", done)
    assert answer.status_code == 409
    assert created_by(done).count() == 3


def test_a_queued_import_stops_and_goes_on(ines: Client, checked: ImportRun) -> None:
    queue_run(run=checked, who="system")
    answer = post(ines, "stop", checked)
    assert checked.state == RunState.STOPPED
    assert said(answer)[0][1] == reverse("imports:resume", args=[checked.ref])
    post(ines, "resume", checked)
    assert (checked.state, created_by(checked).count()) == (RunState.DONE, 3)


def test_an_import_at_work_stops_after_its_step(ines: Client, checked: ImportRun) -> None:
    queue_run(run=checked, who="system")
    ImportRun.objects.filter(pk=checked.pk).update(state=RunState.RUNNING)
    answer = post(ines, "stop", checked)
    assert (checked.state, checked.stop_asked) == (RunState.RUNNING, True)
    assert said(answer)[0][1] == ""


def test_an_undone_import_is_done_again(ines: Client, done: ImportRun) -> None:
    post(ines, "undo", done)
    post(ines, "redo", done)
    assert (done.state, done.counts["create"]) == (RunState.CHECKED, 3)
    post(ines, "start", done)
    assert [row.actor.listing for row in done.rows.select_related("actor") if row.actor] == ["listed"] * 3


def test_an_import_is_redone_only_once_undone(ines: Client, done: ImportRun) -> None:
    assert post(ines, "redo", done).status_code == 409
    assert done.state == RunState.DONE


def test_a_stopped_import_may_be_undone(ines: Client, checked: ImportRun, no_time: None) -> None:
    post(ines, "start", checked)
    stop_run(run=checked, who="system")
    ImportRun.objects.filter(pk=checked.pk).update(state=RunState.STOPPED)
    post(ines, "undo", checked)
    assert checked.state == RunState.UNDONE


def test_the_page_of_an_import_says_the_next_step(ines: Client, done: ImportRun) -> None:
    address = reverse("imports:run", args=[done.ref])
    page = ines.get(address).content.decode()
    assert reverse("imports:undo", args=[done.ref]) in page
    assert reverse("registry:doubles") in page
    post(ines, "undo", done)
    assert "Refaire cet import" in ines.get(address).content.decode()

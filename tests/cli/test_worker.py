"""The worker goes on whatever fails, stops when told, and loses no letter when it is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from tests import factories
from tests.cli.conftest import Run, free_port, sentence

from maillage.cli import turn as turning
from maillage.cli import worker
from maillage.cli.main import main
from maillage.territory.models import Territory

WRITE = """
from maillage.common import clock
from maillage.common.actions import queue_letter
from maillage.common.letters import Letter
from maillage.common.scope import territory_scope
from maillage.territory.models import Territory
with territory_scope(Territory.objects.get().pk):
    for n in range(COUNT):
        queue_letter(letter=Letter(subject=f"letter {n}", title="t"), kind="test", to_email=f"p{n}@x.example",
                     language="fr", territory_name="Volcanville")
"""
STATES = """
from maillage.common.models import OutboundMessage
from maillage.common.scope import all_territories
with all_territories():
    print(",".join(OutboundMessage.objects.order_by("pk").values_list("state", flat=True)))
"""


class Letterbox:
    """A mail server that keeps what it is given, slowly if asked."""

    def __init__(self) -> None:
        self.subjects: list[str] = []
        self.ids: list[str] = []
        self.patience = 0.0

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  its name
        """Keep the letter."""
        text = (envelope.original_content or b"").decode()
        time.sleep(self.patience)
        self.subjects += [line[9:] for line in text.splitlines() if line.startswith("Subject: ")]
        self.ids += [line[12:] for line in text.splitlines() if line.startswith("Message-ID: ")]
        return "250 kept"


@pytest.fixture
def letterbox() -> Iterator[tuple[Letterbox, str]]:
    """A mail server of this machine, and its address."""
    box = Letterbox()
    port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, f"smtp://127.0.0.1:{port}"
    controller.stop()


@pytest.fixture
def start(environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a worker; those still alive at the end of the test are ended."""
    started: list[subprocess.Popen[str]] = []

    def run(**variables: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "maillage.cli.main", "worker", "--every", "0.2"]
        started.append(
            subprocess.Popen(
                command, cwd=tmp_path, env={**environment, **variables}, text=True, stderr=subprocess.PIPE
            )
        )
        return started[-1]

    yield run
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def opened(maillage: Run, tmp_path: Path) -> Run:
    """An installation with its territory."""
    place = tmp_path / "volcanville"
    place.mkdir()
    (place / "territory.toml").write_text(factories.VOLCANVILLE, encoding="utf-8")
    done = maillage("setup", "--territory", str(place), "--coordinator", "i@x.example", "--name", "Inès")
    assert done.returncode == 0, done.stderr
    return maillage


def write(maillage: Run, count: int) -> None:
    """Record letters."""
    done = maillage("manage", "shell", "--no-imports", "--command", WRITE.replace("COUNT", str(count)))
    assert done.returncode == 0, done.stderr


def wait_for(true: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until it is so."""
    limit = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < limit, "it never came"
        time.sleep(0.05)


@pytest.mark.slow
def test_a_worker_sends_and_stops_when_told(
    opened: Run, start: Callable[..., subprocess.Popen[str]], letterbox: tuple[Letterbox, str]
) -> None:
    box, address = letterbox
    write(opened, 2)
    process = start(MAILLAGE_SMTP=address)
    wait_for(lambda: len(box.subjects) == 2)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=15) == 0
    assert box.subjects == ["letter 0", "letter 1"]


@pytest.mark.slow
def test_told_to_stop_it_finishes_the_letter_in_hand_and_no_other(
    opened: Run, start: Callable[..., subprocess.Popen[str]], letterbox: tuple[Letterbox, str]
) -> None:
    box, address = letterbox
    box.patience = 1.0
    write(opened, 3)
    process = start(MAILLAGE_SMTP=address)
    wait_for(lambda: "sending" in opened("manage", "shell", "--no-imports", "--command", STATES).stdout)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=15) == 0
    states = opened("manage", "shell", "--no-imports", "--command", STATES).stdout.strip().split(",")
    assert states.count("sent") == len(box.subjects)
    assert "sending" not in states


@pytest.mark.slow
def test_killed_between_recording_and_sending_it_loses_nothing(
    opened: Run, start: Callable[..., subprocess.Popen[str]], letterbox: tuple[Letterbox, str]
) -> None:
    box, address = letterbox
    box.patience = 0.3
    write(opened, 5)
    killed = start(MAILLAGE_SMTP=address)
    wait_for(lambda: len(box.subjects) >= 2)
    killed.kill()
    killed.wait(timeout=10)
    later = str(11 * 60)  # a claim left by a dead worker is taken again after ten minutes
    box.patience = 0.0
    start(MAILLAGE_SMTP=address, MAILLAGE_CLOCK_OFFSET=later)
    wait_for(lambda: set(box.subjects) == {f"letter {n}" for n in range(5)})
    wait_for(lambda: opened("manage", "shell", "--no-imports", "--command", STATES).stdout.count("sent") == 5)
    assert len(set(box.ids)) == 5  # the one in flight may come twice, under the same Message-ID
    assert len(box.subjects) <= 6


def test_a_worker_ends_with_its_parent(maillage: Run, opened: Run) -> None:
    done = opened("worker", "--every", "0.2", "--parent", str(os.getppid()))
    assert (done.returncode, done.stderr) == (0, "")


def test_every_is_a_positive_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["worker", "--every", "0"]) == 2
    assert "--every is 0.0" in sentence(capsys.readouterr().err)


def test_a_territory_that_fails_stops_no_other(
    territory: Territory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    other = factories.open_volcanville(tmp_path, slug="autreville", host="autre.example")
    seen: list[str] = []

    def turn(place: Territory, **_options: object) -> dict[str, int]:
        seen.append(place.slug)
        if place.pk == territory.pk:
            raise RuntimeError("the disk is full")
        return {}

    monkeypatch.setattr(turning, "turn", turn)
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)
    worker.one_cycle(lambda: False)
    assert seen == ["volcanville", other.slug]
    assert "the disk is full" in caplog.text


def test_a_cycle_told_to_stop_begins_no_territory(
    territory: Territory, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(turning, "turn", lambda place, **_options: seen.append(place.slug))
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)
    worker.one_cycle(lambda: True)
    assert seen == []


def test_a_database_that_does_not_answer_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from django.db import OperationalError

    def fails() -> list[Territory]:
        raise OperationalError("gone")

    monkeypatch.setattr(turning, "every_territory", fails)
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)
    worker.one_cycle(lambda: False)
    assert "trying again at the next turn" in caplog.text

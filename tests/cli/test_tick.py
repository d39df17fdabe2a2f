"""``maillage tick`` says, territory by territory, what it did."""

from __future__ import annotations

import pytest
from tests import factories

from maillage.cli import prepare, tick, turn
from maillage.cli.main import main
from maillage.common.models import OutboundMessage
from maillage.territory.models import Territory


def test_tick_says_what_was_done(territory: Territory, capsys: pytest.CaptureFixture[str]) -> None:
    factories.a_submitted_need(territory)
    assert main(["tick"]) == 0
    assert capsys.readouterr().out == "volcanville: sent 1\n"


def test_tick_says_that_nothing_was_due(territory: Territory, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tick"]) == 0
    assert capsys.readouterr().out == "volcanville: nothing was due\n"


def test_tick_without_mail_leaves_the_letters_queued(territory: Territory) -> None:
    factories.a_submitted_need(territory)
    assert main(["tick", "--no-mail"]) == 0
    assert OutboundMessage.objects.get().state == "queued"


def test_tick_says_by_its_code_that_a_duty_failed(
    territory: Territory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "run_due", lambda _territory: {"failed": 1})
    assert main(["tick"]) == 1


@pytest.mark.django_db
def test_tick_without_territory_says_how_to_open_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tick"]) == 0
    assert "maillage setup" in capsys.readouterr().err


def test_tick_refuses_old_tables(territory: Territory, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise prepare.CommandError("old tables")

    monkeypatch.setattr(tick, "refuse_old_tables", refuse)
    assert main(["tick"]) == 2

"""One turn: what is due, then the letters; of one territory at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core import mail
from tests import factories

from maillage.cli.turn import every_territory, turn
from maillage.common.models import OutboundMessage
from maillage.common.scope import territory_scope
from maillage.territory.models import Territory


def test_turn_sends_what_was_written(territory: Territory) -> None:
    factories.a_submitted_need(territory)
    assert turn(territory)["sent"] == 1
    assert [message.to for message in mail.outbox] == [["fatou.diallo@volcanville.example"]]


def test_turn_may_keep_the_letters(territory: Territory) -> None:
    factories.a_submitted_need(territory)
    assert "sent" not in turn(territory, sends=False)
    assert mail.outbox == []


def test_turn_stops_between_two_letters(territory: Territory) -> None:
    for name in ("Fatou Diallo", "Karim Haddad", "Rosa Moreira"):
        factories.a_submitted_need(territory, factories.an_ask(name=name))
    asked = iter([False, True])
    assert turn(territory, stop=lambda: next(asked))["sent"] == 1
    assert OutboundMessage.objects.filter(state="queued").count() == 2


def test_turn_touches_no_other_territory(territory: Territory, tmp_path: Path) -> None:
    other = factories.open_volcanville(tmp_path, slug="autreville", host="autre.example")
    with territory_scope(other.pk):
        factories.a_submitted_need(other, factories.an_ask(email="fatou@autre.example"))
    assert turn(territory)["sent"] == 0
    assert turn(other)["sent"] == 1


@pytest.mark.django_db
def test_every_territory_in_the_order_they_were_opened(tmp_path: Path) -> None:
    assert every_territory() == []
    first = factories.open_volcanville(tmp_path)
    second = factories.open_volcanville(tmp_path, slug="autreville", host="autre.example")
    assert every_territory() == [first, second]

"""A worker ended by force (kill -9) loses no letter and sends none twice, on either database.

The worker is a process of its own, on the same database file or server as the test.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection
from tests import factories
from tests.common.conftest import MailServer

from maillage.common import clock
from maillage.common.delivery import deliver_due
from maillage.common.enums import MessageState
from maillage.common.models import OutboundMessage
from maillage.territory.models import Territory

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPT = Path(__file__).with_name("dying_worker.py")


@pytest.fixture
def outbox(
    transactional_db: None, territory: Territory, mail_server: MailServer, smtp_port: int
) -> tuple[Territory, MailServer, int]:
    """A territory with a mail server; what is written is really kept."""
    return territory, mail_server, smtp_port


def run(instant: str, outbox: tuple[Territory, MailServer, int], moment: datetime) -> int:
    """Let a worker live until this instant; returns how its process ended."""
    territory, _server, port = outbox
    name = str(connection.settings_dict["NAME"])
    line = [sys.executable, str(SCRIPT), instant, name, str(territory.pk), moment.isoformat(), str(port)]
    return subprocess.run(line, env=dict(os.environ), timeout=60, check=False).returncode


def test_worker_killed_before_its_transaction_ends_leaves_no_message(
    outbox: tuple[Territory, MailServer, int], monday: datetime
) -> None:
    assert run("before_commit", outbox, monday) == -signal.SIGKILL
    assert OutboundMessage.objects.count() == 0


def test_worker_killed_between_recording_and_sending_loses_nothing_and_sends_once(
    outbox: tuple[Territory, MailServer, int], monday: datetime
) -> None:
    assert run("after_recording", outbox, monday) == -signal.SIGKILL
    message = OutboundMessage.objects.get()
    assert (message.state, message.attempts) == (MessageState.QUEUED, 0)
    assert run("never", outbox, monday) == 0
    assert deliver_due() == 0
    message.refresh_from_db()
    assert message.state == MessageState.SENT
    assert [mail["Message-ID"] for mail in outbox[1].taken] == [message.message_id]


def test_message_claimed_by_a_killed_worker_is_taken_again_after_ten_minutes_and_sent_once(
    outbox: tuple[Territory, MailServer, int], monday: datetime
) -> None:
    run("after_recording", outbox, monday)
    assert run("after_claiming", outbox, monday) == -signal.SIGKILL
    message = OutboundMessage.objects.get()
    assert (message.state, message.attempts) == (MessageState.SENDING, 1)
    with clock.at(factories.after(monday, minutes=10)):
        assert deliver_due() == 0, "another worker may still be at it"
    with clock.at(factories.after(monday, minutes=11)):
        assert (deliver_due(), deliver_due()) == (1, 0)
    assert [mail["Message-ID"] for mail in outbox[1].taken] == [message.message_id]


def test_worker_killed_after_the_server_took_the_message_sends_it_again_under_the_same_id(
    outbox: tuple[Territory, MailServer, int], monday: datetime
) -> None:
    """The one instant that no e-mail can rule out; the id lets the mailbox show a single message."""
    run("after_recording", outbox, monday)
    assert run("after_sending", outbox, monday) == -signal.SIGKILL
    with clock.at(factories.after(monday, minutes=11)):
        assert deliver_due() == 1
    message = OutboundMessage.objects.get()
    assert [mail["Message-ID"] for mail in outbox[1].taken] == [message.message_id] * 2


def test_two_workers_at_once_send_each_message_once(outbox: tuple[Territory, MailServer, int]) -> None:
    from tests.common.test_delivery import a_message

    refs = {a_message(f"person{n}@volcanville.example").message_id for n in range(8)}
    sent = factories.at_once(deliver_due, deliver_due)
    assert sum(int(str(number)) for number in sent) == 8
    assert sorted(mail["Message-ID"] for mail in outbox[1].taken) == sorted(refs)

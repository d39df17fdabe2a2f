"""The outbox meets a real mail server: one that takes, refuses, hangs, dies, or is not there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from tests import factories
from tests.common.conftest import MailServer

from maillage.common import clock
from maillage.common.actions import BACKOFF_MINUTES, MAX_ATTEMPTS, queue_letter, retry_messages
from maillage.common.delivery import deliver_due
from maillage.common.enums import MessageState
from maillage.common.letters import Letter
from maillage.common.models import OutboundMessage
from maillage.common.queries import messages_in_trouble
from maillage.territory.models import Territory


def a_message(to: str = "fatou@volcanville.example", *, stop: str = "", subject: str = "") -> OutboundMessage:
    """A letter in the outbox."""
    letter = Letter(
        subject=subject or "Nous avons bien reçu votre demande",
        title="Votre demande est entre nos mains.",
        paragraphs=("Réponse promise lundi. Ça ira ✓",),
    )
    return queue_letter(
        letter=letter,
        kind="received",
        to_email=to,
        language="fr",
        territory_name="Volcanville",
        reply_to="reseau@volcanville.example",
        unsubscribe_url=stop,
    )


def test_message_is_sent_once_as_text_and_html_with_its_own_id(
    territory: Territory, mail_server: MailServer
) -> None:
    message = a_message()
    assert (deliver_due(), deliver_due()) == (1, 0)
    (mail,) = mail_server.taken
    assert mail["Message-ID"] == message.message_id == f"<{message.ref}@maillage>"
    assert mail["To"] == "fatou@volcanville.example"
    assert mail["Reply-To"] == "reseau@volcanville.example"
    assert mail["Auto-Submitted"] == "auto-generated"
    parts = [part for part in mail.walk() if not part.is_multipart()]
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    plain, html = (part.get_payload(decode=True) for part in parts)
    assert isinstance(plain, bytes)
    assert isinstance(html, bytes)
    assert "Réponse promise lundi. Ça ira ✓" in plain.decode()
    assert "Réponse promise lundi. Ça ira ✓" in html.decode()
    message.refresh_from_db()
    assert (message.state, message.attempts, message.sent_at) == (MessageState.SENT, 1, clock.now())


def test_message_one_can_stop_carries_both_headers_of_one_click(
    territory: Territory, mail_server: MailServer
) -> None:
    a_message(stop="https://maillage.example/arret/abc~def/")
    deliver_due()
    (mail,) = mail_server.taken
    assert mail["List-Unsubscribe"] == "<https://maillage.example/arret/abc~def/>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_answer_to_ones_own_need_carries_no_header_of_unsubscription(
    territory: Territory, mail_server: MailServer
) -> None:
    a_message()
    deliver_due()
    (mail,) = mail_server.taken
    assert (mail["List-Unsubscribe"], mail["List-Unsubscribe-Post"]) == (None, None)


def test_messages_leave_in_the_order_they_were_due_and_no_more_than_the_limit(
    territory: Territory, mail_server: MailServer
) -> None:
    for name in ("fatou", "karim", "lea"):
        a_message(f"{name}@volcanville.example")
    assert deliver_due(limit=2) == 2
    assert mail_server.recipients == ["fatou@volcanville.example", "karim@volcanville.example"]


def test_worker_told_to_stop_leaves_the_rest_for_the_next_turn(
    territory: Territory, mail_server: MailServer
) -> None:
    a_message()
    assert deliver_due(stop=lambda: True) == 0
    assert OutboundMessage.objects.get().state == MessageState.QUEUED
    assert deliver_due() == 1


def test_subject_that_holds_a_line_break_cannot_add_a_header(
    territory: Territory, mail_server: MailServer
) -> None:
    a_message(subject="Bonjour\nBcc: tout.le.monde@volcanville.example")
    assert deliver_due() == 1
    (mail,) = mail_server.taken
    assert mail["Bcc"] is None
    assert mail_server.recipients == ["fatou@volcanville.example"]


FAILURES = {
    "refuses": "SMTPRecipientsRefused",
    "hangs": "TimeoutError",
    "dies": "SMTPServerDisconnected",
}


@pytest.mark.parametrize("behaviour", FAILURES)
def test_server_in_trouble_costs_one_attempt_and_the_message_leaves_when_it_is_back(
    behaviour: str, territory: Territory, monday: datetime, start_server: Callable[..., MailServer]
) -> None:
    server = start_server(behaviour)
    message = a_message()
    assert deliver_due() == 0
    message.refresh_from_db()
    assert (message.state, message.attempts) == (MessageState.QUEUED, 1)
    assert message.next_attempt_at == monday + timedelta(minutes=1)
    assert message.last_error.split(":")[0] in (FAILURES[behaviour], "SMTPServerDisconnected")
    assert list(messages_in_trouble()) == [message]
    assert server.taken == []

    server.behaviour = "takes"
    assert deliver_due() == 0, "not before its next attempt"
    with clock.at(factories.after(monday, minutes=1)):
        assert deliver_due() == 1
    assert [mail["Message-ID"] for mail in server.taken] == [message.message_id]
    assert list(messages_in_trouble()) == []


def test_server_that_is_not_there_is_tried_again_until_it_is(
    territory: Territory, monday: datetime, smtp_port: int, start_server: Callable[..., MailServer]
) -> None:
    message = a_message()
    assert deliver_due() == 0
    message.refresh_from_db()
    assert message.last_error.split(":")[0] == "ConnectionRefusedError"
    server = start_server()
    with clock.at(factories.after(monday, minutes=1)):
        assert deliver_due() == 1
    assert len(server.taken) == 1


def test_server_that_dies_after_taking_gets_it_again_under_the_same_id(
    territory: Territory, monday: datetime, start_server: Callable[..., MailServer]
) -> None:
    """Nobody can know whether it was taken: a mailbox shows one of the two, thanks to the id."""
    server = start_server("dies_after_taking")
    message = a_message()
    assert deliver_due() == 0
    server.behaviour = "takes"
    with clock.at(factories.after(monday, minutes=1)):
        assert deliver_due() == 1
    assert [mail["Message-ID"] for mail in server.taken] == [message.message_id] * 2


def test_one_bad_address_does_not_hold_back_the_others(territory: Territory, mail_server: MailServer) -> None:
    bad = a_message("nobody\r\nRCPT TO:<evil@volcanville.example>")
    good = a_message("karim@volcanville.example")
    assert deliver_due() == 1
    assert mail_server.recipients == [good.to_email]
    bad.refresh_from_db()
    assert (bad.state, bad.last_error.split(":")[0]) == (MessageState.QUEUED, "ValueError")


def test_waits_grow_and_the_message_is_given_up_after_twelve_attempts_then_can_be_sent_again(
    territory: Territory, monday: datetime, smtp_port: int, start_server: Callable[..., MailServer]
) -> None:
    message = a_message()
    moment, waits = monday, []
    for _ in range(MAX_ATTEMPTS):
        with clock.at(moment):
            assert deliver_due() == 0
        message.refresh_from_db()
        waits.append(int((message.next_attempt_at - moment).total_seconds() // 60))
        moment = message.next_attempt_at
    last = BACKOFF_MINUTES[-1]
    assert waits == [*BACKOFF_MINUTES, last, last, last, 0]
    assert (message.state, message.attempts) == (MessageState.FAILED, 12)
    assert list(messages_in_trouble()) == [message], "the coordinator sees it"
    server = start_server()
    with clock.at(factories.after(moment, days=1)):
        assert deliver_due() == 0, "it stays given up until somebody says otherwise"
        assert retry_messages() == 1
        assert deliver_due() == 1
    assert len(server.taken) == 1

"""The outbox's verbs: record with the fact, claim once, say how it went, forget the old texts."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from tests import factories
from tests.common.test_delivery import a_message

from maillage.common import clock
from maillage.common.actions import (
    claim_message,
    mark_failed,
    mark_sent,
    purge_bodies,
    queue_letter,
    retry_messages,
)
from maillage.common.enums import MessageState
from maillage.common.letters import Letter
from maillage.common.models import OutboundMessage
from maillage.common.queries import messages_in_trouble
from maillage.common.scope import ScopeError, territory_scope
from maillage.territory.models import Territory


def test_letter_is_kept_with_its_texts_and_whom_it_is_for(territory: Territory) -> None:
    message = a_message()
    assert (message.state, message.attempts, message.territory_key) == ("queued", 0, territory.pk)
    assert message.next_attempt_at == clock.now()
    assert "Réponse promise lundi." in message.text
    assert "Réponse promise lundi." in message.html


def test_letter_of_an_action_that_failed_was_never_recorded(territory: Territory) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        a_message()
        raise RuntimeError
    assert OutboundMessage.objects.count() == 0
    assert claim_message() is None


def test_letter_needs_a_territory() -> None:
    with pytest.raises(ScopeError):
        queue_letter(
            letter=Letter(subject="", title=""), kind="x", to_email="x", language="fr", territory_name=""
        )


def test_long_subject_is_cut_rather_than_refused(territory: Territory) -> None:
    assert a_message(subject="é" * 400).subject == "é" * 250


def test_claimed_message_is_not_claimed_twice(territory: Territory) -> None:
    message = a_message()
    assert claim_message() == message
    assert claim_message() is None
    message.refresh_from_db()
    assert (message.state, message.attempts, message.claimed_at) == ("sending", 1, clock.now())


def test_message_of_a_dead_worker_is_claimed_again_after_ten_minutes(
    territory: Territory, monday: datetime
) -> None:
    message = a_message()
    claim_message()
    with clock.at(factories.after(monday, minutes=10)):
        assert claim_message() is None
    with clock.at(factories.after(monday, minutes=10) + timedelta(seconds=1)):
        again = claim_message()
    assert again is not None
    assert (again.message_id, again.attempts) == (message.message_id, 2)


def test_claim_sees_only_its_own_territory(territory: Territory) -> None:
    a_message()
    with territory_scope(territory.pk + 1):
        assert claim_message() is None


def test_failure_says_when_it_will_be_tried_again(territory: Territory, monday: datetime) -> None:
    a_message()
    message = claim_message()
    assert message is not None
    assert mark_failed(message, error="é" * 900) == factories.after(monday, minutes=1)
    message.refresh_from_db()
    assert (message.last_error, message.claimed_at) == ("é" * 300, None)


def test_success_forgets_the_earlier_error(territory: Territory) -> None:
    a_message()
    message = claim_message()
    assert message is not None
    mark_failed(message, error="hung")
    mark_sent(message)
    message.refresh_from_db()
    assert (message.state, message.last_error, message.sent_at) == (MessageState.SENT, "", clock.now())


def test_retry_puts_what_waits_and_what_was_given_up_at_the_head_but_not_what_left(
    territory: Territory, monday: datetime
) -> None:
    waits, given_up, left = a_message(), a_message(), a_message()
    OutboundMessage.objects.filter(pk=waits.pk).update(
        attempts=3, next_attempt_at=factories.after(monday, hours=1)
    )
    OutboundMessage.objects.filter(pk=given_up.pk).update(attempts=12, state=MessageState.FAILED)
    OutboundMessage.objects.filter(pk=left.pk).update(attempts=1, state=MessageState.SENT)
    assert retry_messages() == 2
    assert {claim_message(), claim_message(), claim_message()} == {waits, given_up, None}


def test_old_texts_and_addresses_are_forgotten_that_they_were_sent_is_kept(
    territory: Territory, monday: datetime
) -> None:
    sent, waiting = a_message(stop="https://m.example/arret/x/"), a_message()
    mark_sent(sent)
    with clock.at(factories.after(monday, days=30)):
        assert purge_bodies(days=30) == 0
    with clock.at(factories.after(monday, days=31)):
        assert (purge_bodies(days=30), purge_bodies(days=30)) == (1, 0)
    sent.refresh_from_db()
    waiting.refresh_from_db()
    assert (sent.text, sent.html, sent.subject, sent.to_email, sent.unsubscribe_url) == ("",) * 5
    assert (sent.state, sent.kind, sent.sent_at) == ("sent", "received", monday)
    assert waiting.text != ""


def test_message_given_up_and_forgotten_is_neither_shown_nor_sent_any_more(
    territory: Territory, monday: datetime
) -> None:
    message = a_message()
    OutboundMessage.objects.filter(pk=message.pk).update(state=MessageState.FAILED, attempts=12)
    assert list(messages_in_trouble()) == [message]
    with clock.at(factories.after(monday, days=31)):
        assert purge_bodies(days=30) == 1
        assert (list(messages_in_trouble()), retry_messages(), claim_message()) == ([], 0, None)

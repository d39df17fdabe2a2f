"""The life of an e-mail, as a table."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.common.test_delivery import a_message

from maillage.common import actions
from maillage.common.enums import MESSAGE_TRANSITIONS, MessageState
from maillage.common.models import OutboundMessage
from maillage.territory.models import Territory


def test_every_state_has_its_line() -> None:
    assert set(MESSAGE_TRANSITIONS) == set(MessageState)


def give_up(message: OutboundMessage) -> None:
    """The twelfth attempt failed."""
    message.attempts = actions.MAX_ATTEMPTS
    actions.mark_failed(message, error="refused")


ACTS: dict[tuple[str, str], Callable[[OutboundMessage], object]] = {
    ("queued", "sending"): lambda m: actions.claim_message(),
    ("sending", "sent"): actions.mark_sent,
    ("sending", "queued"): lambda m: actions.mark_failed(m, error="refused"),
    ("sending", "failed"): give_up,
    ("failed", "queued"): lambda m: actions.retry_messages(),
}


def test_every_arrow_of_the_table_has_its_verb() -> None:
    arrows = {(str(a), str(b)) for a, ends in MESSAGE_TRANSITIONS.items() for b in ends}
    assert arrows == set(ACTS)


@pytest.mark.parametrize(("start", "end"), ACTS)
def test_verb_leads_from_one_state_to_the_other(territory: Territory, start: str, end: str) -> None:
    message = a_message()
    OutboundMessage.objects.filter(pk=message.pk).update(state=start, attempts=1)
    message.refresh_from_db()
    ACTS[(start, end)](message)
    message.refresh_from_db()
    assert message.state == end


@pytest.mark.parametrize("state", [MessageState.SENT, MessageState.FAILED])
def test_what_is_sent_or_given_up_is_not_claimed(territory: Territory, state: MessageState) -> None:
    message = a_message()
    OutboundMessage.objects.filter(pk=message.pk).update(state=state)
    assert actions.claim_message() is None

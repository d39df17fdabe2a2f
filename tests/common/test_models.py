"""Rows of the journal and of the outbox, as they show themselves."""

from __future__ import annotations

from tests.common.test_delivery import a_message

from maillage.territory.models import Territory


def test_message_shows_what_it_is_and_keeps_one_id_for_all_attempts(territory: Territory) -> None:
    message = a_message()
    assert str(message) == "received to fatou@volcanville.example (queued)"
    before = message.message_id
    message.attempts = 5
    assert message.message_id == before == f"<{message.ref}@maillage>"

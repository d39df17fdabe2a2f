"""Writes of the outbox: recording a letter, claiming it, saying how its sending went."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from maillage.common import clock
from maillage.common.enums import MessageState
from maillage.common.letters import Letter
from maillage.common.models import OutboundMessage
from maillage.common.scope import current_key

MAX_ATTEMPTS = 12
BACKOFF_MINUTES = (1, 5, 15, 30, 60, 120, 240, 480)
CLAIM_MINUTES = 10


def queue_letter(
    *,
    letter: Letter,
    kind: str,
    to_email: str,
    language: str,
    territory_name: str,
    to_name: str = "",
    person_ref: str = "",
    about: str = "",
    reply_to: str = "",
    unsubscribe_url: str = "",
    sender: str = "",
) -> OutboundMessage:
    """Record an e-mail in the current transaction: it leaves if, and only if, the fact is kept."""
    text, html = letter.rendered(territory_name=territory_name, language=language)
    return OutboundMessage.objects.create(
        territory_key=current_key(),
        person_ref=person_ref,
        to_email=to_email,
        to_name=to_name,
        kind=kind,
        about=about,
        language=language,
        subject=letter.subject[:250],
        text=text,
        html=html,
        reply_to=reply_to,
        sender=sender,
        unsubscribe_url=unsubscribe_url,
    )


def claim_message() -> OutboundMessage | None:
    """Take the next message that is due, so that no other worker sends it; None when nothing is due.

    A message claimed by a worker that died is taken again after ten minutes, under the same Message-ID.
    """
    moment = clock.now()
    with transaction.atomic():
        abandoned = OutboundMessage.objects.filter(
            state=MessageState.SENDING, claimed_at__lt=moment - timedelta(minutes=CLAIM_MINUTES)
        )
        due = OutboundMessage.objects.filter(state=MessageState.QUEUED, next_attempt_at__lte=moment)
        rows = (due | abandoned).order_by("next_attempt_at", "pk")
        message: OutboundMessage | None = rows.select_for_update(skip_locked=_can_skip()).first()
        if message is not None and message.attempts >= MAX_ATTEMPTS:
            mark_failed(message, error="every worker that took this message died")
            return None
        if message is not None:
            message.state = MessageState.SENDING
            message.claimed_at = moment
            message.attempts += 1
            message.save(update_fields=["state", "claimed_at", "attempts"])
        return message


def _can_skip() -> bool:
    from django.db import connection

    return connection.features.has_select_for_update_skip_locked


def mark_sent(message: OutboundMessage) -> None:
    """The mail server took the message."""
    OutboundMessage.objects.filter(pk=message.pk).update(
        state=MessageState.SENT, sent_at=clock.now(), last_error=""
    )


def mark_failed(message: OutboundMessage, *, error: str) -> datetime | None:
    """The sending failed: try again later (the moment is returned), or give up after twelve attempts."""
    gives_up = message.attempts >= MAX_ATTEMPTS
    wait = BACKOFF_MINUTES[min(message.attempts, len(BACKOFF_MINUTES)) - 1]
    again = None if gives_up else clock.now() + timedelta(minutes=wait)
    OutboundMessage.objects.filter(pk=message.pk).update(
        state=MessageState.FAILED if gives_up else MessageState.QUEUED,
        next_attempt_at=again or clock.now(),
        claimed_at=None,
        last_error=error[:300],
    )
    return again


def retry_messages() -> int:
    """Put what failed, and what waits for a later attempt, back at the head of the queue."""
    waiting = OutboundMessage.objects.filter(state=MessageState.FAILED) | OutboundMessage.objects.filter(
        state=MessageState.QUEUED, attempts__gt=0
    )
    kept = waiting.exclude(text="")  # a message whose text was forgotten cannot leave any more
    return kept.update(state=MessageState.QUEUED, next_attempt_at=clock.now(), attempts=0)


def purge_bodies(*, days: int) -> int:
    """Forget texts and addresses of messages older than ``days``; that they were sent, or not, is kept."""
    limit = clock.now() - timedelta(days=days)
    ended = (MessageState.SENT, MessageState.FAILED)
    old = OutboundMessage.objects.filter(state__in=ended, created_at__lt=limit).exclude(text="")
    return old.update(text="", html="", subject="", to_email="", to_name="", unsubscribe_url="")

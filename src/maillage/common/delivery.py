"""Sends what the outbox holds, one message at a time, through the installation's mail server."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from maillage.common import actions
from maillage.common.models import OutboundMessage

log = logging.getLogger(__name__)


def deliver_due(*, limit: int = 500, stop: Callable[[], bool] = lambda: False) -> int:
    """Send up to ``limit`` due messages of the current territory; returns how many left.

    ``stop`` is asked between two messages: a worker that is told to end never leaves one half sent.

    A server that refuses, hangs or dies costs the message one attempt, never its existence.
    """
    sent = 0
    connection = get_connection()
    try:
        for _ in range(limit):
            if stop():
                break
            message = actions.claim_message()
            if message is None:
                break
            sent += _deliver(message, connection)
    finally:
        _close(connection)
    return sent


def _deliver(message: OutboundMessage, connection: BaseEmailBackend) -> bool:
    try:
        _as_email(message, connection).send()
    except (smtplib.SMTPException, OSError, ValueError) as error:
        log.warning("message %s was not sent: %s", message.ref, error)
        actions.mark_failed(message, error=_in_words(error))
        _close(connection)
        return False
    actions.mark_sent(message)
    return True


def _as_email(message: OutboundMessage, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    headers = {"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"}
    if message.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{message.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    email = EmailMultiAlternatives(
        subject=message.subject.replace("\n", " "),
        body=message.text,
        from_email=message.sender or settings.DEFAULT_FROM_EMAIL,
        to=[message.to_email],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers=headers,
        connection=connection,
    )
    email.attach_alternative(message.html, "text/html")
    return email


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):  # pragma: no cover - the server is gone already
        log.debug("the mail connection was already closed")


def _in_words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"

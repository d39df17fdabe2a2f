"""A real mail server for the tests: it listens on loopback, keeps what it takes, and fails on demand."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings


@dataclass
class MailServer:
    """What it took, and how it behaves: takes | refuses | hangs | dies | dies_after_taking."""

    behaviour: str = "takes"
    taken: list[Message] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802  the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Know the recipient, or not."""
        if self.behaviour == "refuses":
            return "550 5.1.1 No such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  the library's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Take the message, hang, or die."""
        if self.behaviour == "hangs":
            await asyncio.sleep(30)
        if self.behaviour != "dies":
            content = envelope.content
            assert isinstance(content, bytes)
            self.taken.append(message_from_bytes(content))
            self.recipients += envelope.rcpt_tos
        if self.behaviour in ("dies", "dies_after_taking"):
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return "250 OK"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def smtp_port(settings: Settings) -> int:
    """A port of loopback that the installation sends its e-mails to; nobody listens there yet."""
    port = free_port()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 1
    return port


@pytest.fixture
def start_server(smtp_port: int) -> Iterator[Callable[..., MailServer]]:
    """Starts the mail server, to behave as said."""
    running: list[Any] = []

    def start(behaviour: str = "takes") -> MailServer:
        server = MailServer(behaviour)
        controller = Controller(server, hostname="127.0.0.1", port=smtp_port)
        controller.start()
        running.append(controller)
        return server

    yield start
    for controller in running:
        controller.stop(no_assert=True)


@pytest.fixture
def mail_server(start_server: Callable[..., MailServer]) -> MailServer:
    """A mail server that takes everything."""
    return start_server()

"""How the site is served: granian, synchronous, one blocking thread for each worker."""

from __future__ import annotations

import socket
import sys

from maillage.cli.errors import CommandError


def granian(*, host: str, port: int, workers: int) -> list[str]:
    """The command that serves the site."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws",
        "--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", "1",
        "--log-level", "warning", "--workers-kill-timeout", "5", "maillage.config.wsgi:application",
    ]  # fmt: skip


def port_fault(host: str, port: int) -> str:
    """Why nobody can be served there, as the system says it; empty when the port is free."""
    if not 1 <= port <= 65535:
        return "a port is a number from 1 to 65535"
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return str(error.strerror or error)
    return ""


def refuse_taken_port(host: str, port: int) -> None:
    """Stop early, and clearly, when somebody else listens there."""
    if fault := port_fault(host, port):
        raise CommandError(
            f"port {port} of {host} cannot be used ({fault}). Stop what uses it, or choose another: --port"
        )

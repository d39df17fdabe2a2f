"""The server's command, and a port that somebody else has."""

from __future__ import annotations

import socket
import sys

import pytest

from maillage.cli.errors import CommandError
from maillage.cli.serving import granian, port_fault, refuse_taken_port


def test_granian_runs_synchronous_workers_of_one_thread() -> None:
    command = granian(host="127.0.0.1", port=8000, workers=2)
    assert command[:3] == [sys.executable, "-m", "granian"]
    assert command[command.index("--interface") + 1] == "wsgi"
    assert command[command.index("--workers") + 1] == "2"
    assert command[command.index("--blocking-threads") + 1] == "1"
    assert command[-1] == "maillage.config.wsgi:application"


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_that_does_not_exist_is_told(port: int) -> None:
    assert port_fault("127.0.0.1", port) == "a port is a number from 1 to 65535"


def test_a_taken_port_is_told_and_a_free_one_is_not() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert port_fault("127.0.0.1", port) == "Address already in use"
        with pytest.raises(CommandError, match=f"port {port} of 127.0.0.1 cannot be used"):
            refuse_taken_port("127.0.0.1", port)
    assert port_fault("127.0.0.1", port) == ""

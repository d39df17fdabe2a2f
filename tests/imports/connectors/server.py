"""A service on this machine: answers what a test tells it to, and remembers what it was asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Asked:
    """One request as the service received it."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: str


@dataclass
class Said:
    """One answer: ``content`` is sent as JSON unless it is bytes already; ``hangs`` never ends it."""

    content: Any = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hangs: bool = False

    @property
    def body(self) -> bytes:
        """What is sent."""
        return self.content if isinstance(self.content, bytes) else json.dumps(self.content).encode()


@dataclass
class Service:
    """Where it listens, and what it was asked, in order."""

    url: str
    asked: list[Asked] = field(default_factory=list)


@contextmanager
def service(answer: Callable[[Asked], Said]) -> Iterator[Service]:
    """A service that answers each request by calling ``answer``."""
    over = Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            parts = urlsplit(self.path)
            query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
            asked = Asked(parts.path, query, dict(self.headers), self.rfile.read(length).decode())
            found.asked.append(asked)
            self._say(answer(asked))

        def do_POST(self) -> None:
            self.do_GET()

        def _say(self, said: Said) -> None:
            self.send_response(said.status)
            for name, value in ({"Content-Length": str(len(said.body))} | said.headers).items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(said.body)
            except OSError:
                return
            if said.hangs:
                self.wfile.flush()
                over.wait(10)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        found = Service(f"http://127.0.0.1:{server.server_address[1]}")
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield found
        finally:
            over.set()
            server.shutdown()
            thread.join()


def in_turn(*answers: Said) -> Callable[[Asked], Said]:
    """These answers, one after the other; the last one again and again."""
    left = list(answers)
    return lambda _asked: left.pop(0) if len(left) > 1 else left[0]

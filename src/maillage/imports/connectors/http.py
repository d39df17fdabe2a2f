"""The one way out to other machines: bounded in time, in size, in number, and never where it must not go.

Rules. The address of a setting was chosen by whoever runs the installation: it may be https anywhere, or http
on this machine (a test, a mirror). An address that a person typed may only be https, on the usual port,
without a name or a password, and on a machine of the public internet: the numbers behind its name are looked
at, and the connection is made to those very numbers, so that a name that changes meanwhile leads nowhere
else. Redirections stay on the same host, or are refused. A typed address never goes through a proxy.
"""

from __future__ import annotations

import email.message
import http.client
import ipaddress
import json
import re
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NoReturn
from urllib.parse import urlsplit

from maillage.imports.connectors.base import Call, Json

TIMEOUT = 20.0
"""Seconds without a byte."""
PATIENCE = 45.0
"""Seconds for one whole answer."""
MOST_BYTES = 50_000_000
"""Of all the answers to a question together."""
LONGEST_WAIT = 10.0
"""Seconds that are waited when a service asks for patience; beyond, it is said to the person."""
TRIES = 3
PIECE = 1 << 16
TOO_MANY = (429, 503)
HTTPS_PORT = 443
HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.)*[a-z0-9-]{1,63}\.?|[0-9a-f:.]+", re.I)
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv6 addresses that lead to IPv4 ones (RFC 6052)."""


class ServiceError(Exception):
    """A service did not answer a question: ``code`` says why, ``data`` more.

    Codes: ``network_absent``, ``timed_out``, ``refused`` (status), ``too_many`` (seconds), ``too_large``
    (limit), ``not_understood``, ``moved`` (to), ``not_safe``, ``bad_address``.
    """

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code)
        self.code = code
        self.data = data


def origin_of(url: str) -> tuple[str, str, int]:
    """Scheme, host and port of an address; raises ServiceError("bad_address")."""
    try:
        parts = urlsplit(url)
        port = parts.port or (HTTPS_PORT if parts.scheme == "https" else 80)
    except ValueError:
        raise ServiceError("bad_address") from None
    host = parts.hostname or ""
    if parts.scheme not in ("https", "http") or not HOST.fullmatch(host) or parts.username is not None:
        raise ServiceError("bad_address")
    if not re.fullmatch(r"[!-~]+", url):  # no blank and no control character: nothing slips into a header
        raise ServiceError("bad_address")
    return parts.scheme, host, port


def is_loopback(host: str) -> bool:
    """True for this very machine, by number or by its usual name."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_public(number: str) -> bool:
    """True for an address of the public internet: not this machine, not a private network, not a group."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour
        if address in NAT64:
            inside = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inside is not None:
            return is_public(str(inside))
    return address.is_global and not address.is_multicast


def check_address(url: str, *, trusted: str = "") -> None:
    """Refuse an address that must not be asked; ``trusted`` is the address of a setting.

    Raises ServiceError("bad_address"); names are looked up later, when the connection is made.
    """
    scheme, host, port = origin_of(url)
    if trusted and origin_of(trusted) == (scheme, host, port):
        if scheme == "https" or is_loopback(host):
            return
        raise ServiceError("bad_address")
    if scheme != "https" or port != HTTPS_PORT:
        raise ServiceError("bad_address")


def public_connection(host: str, port: int, timeout: float | None) -> socket.socket:
    """A connection to a machine of the public internet; raises ServiceError("not_safe") for another one."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not all(is_public(str(where[4][0])) for where in found):
        raise ServiceError("not_safe")
    problem: OSError = OSError("no address")
    for where in found:
        try:
            return socket.create_connection((str(where[4][0]), port), timeout)
        except OSError as error:
            problem = error
    raise problem


class _PublicConnection(http.client.HTTPSConnection):
    """HTTPS to the public internet only."""

    def connect(self) -> None:
        """Connect to the numbers that were looked at, and check the certificate for the name."""
        raw = public_connection(self.host, self.port, self.timeout)
        self.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=self.host)


class _PublicHandler(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Open through a connection that only goes to the public internet."""
        return self.do_open(_PublicConnection, req)


class _SameHost(urllib.request.HTTPRedirectHandler):
    max_redirections = 3

    def redirect_request(  # noqa: PLR0917  the signature of urllib
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        """Follow on the same host only: neither a token nor a question is given to another one."""
        if origin_of(newurl) != origin_of(req.full_url):
            fp.close()
            raise ServiceError("moved", to=urlsplit(newurl).hostname or "")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


@dataclass(slots=True)
class Visit:
    """One question put to one service: what it may cost, and how fast it goes.

    ``trusted`` is the address of the setting, if there is one; ``now`` and ``sleep`` are the clock, in
    seconds; ``go_on`` says whether there is still time.
    """

    agent: str
    trusted: str = ""
    token: str = ""
    per_second: float = 1.0
    timeout: float = TIMEOUT
    patience: float = PATIENCE
    most_bytes: int = MOST_BYTES
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    go_on: Callable[[], bool] = lambda: True
    read_bytes: int = 0
    last: float = field(default=float("-inf"))

    def json(self, call: Call) -> Json:
        """The answer to a request as JSON; raises ServiceError."""
        check_address(call.url, trusted=self.trusted)
        body = self._patiently(call)
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            raise ServiceError("not_understood") from None

    def _patiently(self, call: Call) -> bytes:
        """Ask again when the service says that it is asked too much, as often as it is reasonable."""
        for rank in range(1, TRIES + 1):
            self._wait_turn()
            try:
                return self._open(call)
            except urllib.error.HTTPError as error:
                with error:
                    wait = _asked_wait(error.headers, rank)
                    status = error.code
            if status not in TOO_MANY:
                raise ServiceError("refused", status=status)
            if wait > LONGEST_WAIT or rank == TRIES or not self.go_on():
                raise ServiceError("too_many", seconds=int(wait))
            self.sleep(wait)
        raise AssertionError("unreachable")  # pragma: no cover  the last try answers or raises

    def _wait_turn(self) -> None:
        """Never more requests a second than the service takes."""
        wait = self.last + 1 / self.per_second - self.now()
        if wait > 0:
            self.sleep(wait)
        self.last = self.now()

    def _open(self, call: Call) -> bytes:
        request = urllib.request.Request(call.url, data=call.body)  # noqa: S310  check_address looked at it
        request.add_header("User-Agent", self.agent)
        request.add_header("Accept", "application/json")
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")  # redirections stay on its host
        try:
            with _opener(call.url, self.trusted).open(request, timeout=self.timeout) as answer:
                return self._body(answer)
        except urllib.error.HTTPError:
            raise
        except (OSError, http.client.HTTPException) as error:
            _explain(error)

    def _body(self, answer: Any) -> bytes:
        """Read by pieces, within the bytes and the seconds that are left."""
        end, pieces = self.now() + self.patience, []
        while piece := answer.read1(PIECE):
            self.read_bytes += len(piece)
            if self.read_bytes > self.most_bytes:
                raise ServiceError("too_large", limit=self.most_bytes)
            if self.now() > end:
                raise ServiceError("timed_out")
            pieces.append(piece)
        if answer.length:
            raise ServiceError("not_understood")
        return b"".join(pieces)


def _opener(url: str, trusted: str) -> urllib.request.OpenerDirector:
    """A trusted address goes as the machine is set up, proxies included; a typed one goes straight."""
    if trusted and origin_of(url) == origin_of(trusted):
        proxies: dict[str, str] | None = {} if is_loopback(origin_of(url)[1]) else None
        return urllib.request.build_opener(urllib.request.ProxyHandler(proxies), _SameHost)
    return urllib.request.build_opener(urllib.request.ProxyHandler({}), _PublicHandler, _SameHost)


def _asked_wait(headers: email.message.Message, rank: int) -> float:
    """Seconds that the service asks for (RFC 9110, Retry-After in seconds), or a little more each time."""
    asked = str(headers.get("Retry-After", "")).strip()
    return float(asked[:9]) if asked.isascii() and asked.isdigit() else float(rank)


def _explain(error: Exception) -> NoReturn:
    """Why a connection failed, in the few words that a person can act on."""
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        raise ServiceError("timed_out") from None
    if isinstance(reason, ssl.SSLError):
        raise ServiceError("not_safe") from None
    if isinstance(reason, http.client.HTTPException):
        raise ServiceError("not_understood") from None
    raise ServiceError("network_absent") from None

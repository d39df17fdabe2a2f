"""The one way out: what it refuses, what it waits for, where it stops."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from tests.imports.connectors.server import Said, Service, in_turn, service

from maillage.imports.connectors import http
from maillage.imports.connectors.base import Call
from maillage.imports.connectors.http import ServiceError, Visit, check_address, is_public


class Clock:
    """Seconds that pass only when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 100.0
        self.slept: list[float] = []

    def now(self) -> float:
        """The present second."""
        return self.seconds

    def sleep(self, seconds: float) -> None:
        """Let seconds pass."""
        self.slept.append(seconds)
        self.seconds += seconds


@pytest.fixture
def clock() -> Clock:
    """A clock that nobody waits for."""
    return Clock()


def visit(to: str, clock: Clock, **more: Any) -> Visit:
    """A visit to a service whose address is a setting."""
    return Visit("Maillage/test", trusted=to, now=clock.now, sleep=clock.sleep, **more)


def problem(called: Visit, url: str) -> ServiceError:
    """Why there is no answer."""
    with pytest.raises(ServiceError) as raised:
        called.json(Call(url))
    return raised.value


@pytest.fixture
def plain(clock: Clock) -> Iterator[Service]:
    """A service that answers at once."""
    with service(in_turn(Said({"a": 1}))) as found:
        yield found


def test_a_request_says_who_asks_and_what_it_takes(plain: Service, clock: Clock) -> None:
    assert visit(plain.url, clock, token="secret").json(Call(plain.url + "/x?y=1")) == {"a": 1}
    told = plain.asked[0].headers
    assert (told["User-Agent"], told["Accept"], told["Authorization"]) == (
        "Maillage/test",
        "application/json",
        "Bearer secret",
    )


def test_a_body_is_posted(plain: Service, clock: Clock) -> None:
    visit(plain.url, clock).json(Call(plain.url, b"data=q"))
    assert (plain.asked[0].body, "Authorization" in plain.asked[0].headers) == ("data=q", False)


def test_requests_keep_the_pace_of_the_service(plain: Service, clock: Clock) -> None:
    asking = visit(plain.url, clock, per_second=4.0)
    for _turn in range(3):
        asking.json(Call(plain.url))
    assert clock.slept == [0.25, 0.25]


@pytest.mark.parametrize("status", [429, 503])
def test_a_service_that_asks_for_patience_gets_it(status: int, clock: Clock) -> None:
    busy = Said(status=status, headers={"Retry-After": "3"})
    with service(in_turn(busy, Said([]))) as found:
        assert visit(found.url, clock).json(Call(found.url)) == []
    assert (len(found.asked), clock.slept) == (2, [3.0])


def test_patience_has_an_end(clock: Clock) -> None:
    with service(in_turn(Said(status=429))) as found:
        refused = problem(visit(found.url, clock), found.url)
    assert (refused.code, refused.data, len(found.asked)) == ("too_many", {"seconds": 3}, 3)
    assert clock.slept == [1.0, 2.0]


def test_a_long_wait_is_told_to_the_person(clock: Clock) -> None:
    with service(in_turn(Said(status=429, headers={"Retry-After": "120"}))) as found:
        refused = problem(visit(found.url, clock), found.url)
    assert (refused.code, refused.data, clock.slept) == ("too_many", {"seconds": 120}, [])


def test_a_date_to_retry_after_is_not_waited_for_but_counted_as_a_short_wait(clock: Clock) -> None:
    busy = Said(status=503, headers={"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"})
    with service(in_turn(busy, Said([]))) as found:
        assert visit(found.url, clock).json(Call(found.url)) == []
    assert clock.slept == [1.0]


def test_nobody_waits_once_time_is_up(clock: Clock) -> None:
    with service(in_turn(Said(status=503))) as found:
        refused = problem(visit(found.url, clock, go_on=lambda: False), found.url)
    assert (refused.code, len(found.asked)) == ("too_many", 1)


@pytest.mark.parametrize("status", [400, 401, 404, 500, 504])
def test_a_refusal_says_its_status_and_is_not_tried_again(status: int, clock: Clock) -> None:
    with service(in_turn(Said(status=status))) as found:
        refused = problem(visit(found.url, clock), found.url)
    assert (refused.code, refused.data, len(found.asked)) == ("refused", {"status": status}, 1)


@pytest.mark.parametrize("body", [b"<html>", b"", b"\xff\xfe{", b"[" * 100_000])
def test_an_answer_that_is_no_json_is_not_understood(body: bytes, clock: Clock) -> None:
    with service(in_turn(Said(body))) as found:
        assert problem(visit(found.url, clock), found.url).code == "not_understood"


@pytest.mark.parametrize("headers", [{"Content-Length": "40"}, {"Transfer-Encoding": "chunked"}])
def test_half_an_answer_is_not_an_answer(headers: dict[str, str], clock: Clock) -> None:
    with service(in_turn(Said(b"[1]\r\n", headers=headers))) as found:
        assert problem(visit(found.url, clock), found.url).code == "not_understood"


def test_a_huge_answer_is_left_where_it_stops_being_reasonable(clock: Clock) -> None:
    with service(in_turn(Said(b" " * 3000))) as found:
        refused = problem(visit(found.url, clock, most_bytes=2000), found.url)
    assert (refused.code, refused.data) == ("too_large", {"limit": 2000})


def test_the_bytes_of_all_answers_count_together(clock: Clock) -> None:
    with service(in_turn(Said(b" " * 900 + b"[]"))) as found:
        asking = visit(found.url, clock, most_bytes=2000)
        assert [asking.json(Call(found.url)) for _page in range(2)] == [[], []]
        assert problem(asking, found.url).code == "too_large"


def test_a_service_that_says_nothing_is_not_waited_for(clock: Clock) -> None:
    silent = Said(b"[", headers={"Content-Length": "10"}, hangs=True)
    with service(in_turn(silent)) as found:
        assert problem(visit(found.url, clock, timeout=0.2), found.url).code == "timed_out"


def test_an_answer_that_drips_has_an_end_too(clock: Clock) -> None:
    with service(in_turn(Said(b"[]"))) as found:
        assert problem(visit(found.url, clock, patience=-1), found.url).code == "timed_out"


def test_no_network_is_said(clock: Clock) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    assert problem(visit(url, clock), url).code == "network_absent"


def test_a_redirection_on_the_same_host_is_followed(clock: Clock) -> None:
    moved = Said(status=302, headers={"Location": "/there"})
    with service(in_turn(moved, Said([7]))) as found:
        assert visit(found.url, clock, token="secret").json(Call(found.url)) == [7]
    assert (found.asked[1].path, found.asked[1].headers["Authorization"]) == ("/there", "Bearer secret")


@pytest.mark.parametrize("to", ["https://elsewhere.example/x", "http://127.0.0.1:1/x"])
def test_a_redirection_elsewhere_is_refused(to: str, clock: Clock) -> None:
    with service(in_turn(Said(status=302, headers={"Location": to}))) as found:
        refused = problem(visit(found.url, clock), found.url)
    assert (refused.code, len(found.asked)) == ("moved", 1)


@pytest.mark.parametrize(
    ("url", "trusted"),
    [
        ("https://map.example.org/x", ""),
        ("https://map.example.org:443", ""),
        ("http://127.0.0.1:9/x", "http://127.0.0.1:9"),
        ("http://localhost:9", "http://localhost:9/api"),
        ("https://inside.example:8443/x", "https://inside.example:8443/y"),
    ],
)
def test_these_addresses_may_be_asked(url: str, trusted: str) -> None:
    check_address(url, trusted=trusted)


@pytest.mark.parametrize(
    ("url", "trusted"),
    [
        ("http://map.example.org", ""),
        ("http://127.0.0.1:9", ""),
        ("http://127.0.0.1:8", "http://127.0.0.1:9"),
        ("http://inside.example", "http://inside.example"),
        ("https://map.example.org:8443", ""),
        ("https://me:secret@map.example.org", ""),
        ("https://@map.example.org", ""),
        ("https://map.example.org:99999", ""),
        ("https://map.exam ple.org", ""),
        ("https://map.example.org/\r\nX-Told: 1", ""),
        ("https://[::1", ""),
        ("file:///etc/passwd", ""),
        ("https://", ""),
        ("https://" + "a" * 64 + ".example", ""),
        ("carte", ""),
    ],
)
def test_these_addresses_may_not(url: str, trusted: str) -> None:
    with pytest.raises(ServiceError) as raised:
        check_address(url, trusted=trusted)
    assert raised.value.code == "bad_address"


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("64:ff9b::5db8:d822", True),
        ("::ffff:93.184.216.34", True),
        *[(number, False) for number in ("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "0.1.0.0")],
        *[(number, False) for number in ("169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255")],
        *[(number, False) for number in ("::1", "::", "fe80::1%eth0", "fd00::1", "ff02::1")],
        *[(number, False) for number in ("::ffff:127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1")],
    ],
)
def test_only_the_public_internet_is_public(number: str, public: bool) -> None:
    assert is_public(number) == public


def resolving(monkeypatch: pytest.MonkeyPatch, *numbers: str) -> None:
    """Names lead to these numbers."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 443)) for number in numbers]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found)


@pytest.mark.parametrize("numbers", [["127.0.0.1"], ["93.184.216.34", "10.0.0.1"]])
def test_a_typed_name_that_leads_inside_is_refused(
    numbers: list[str], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolving(monkeypatch, *numbers)
    assert problem(visit("", clock), "https://map.example.org").code == "not_safe"


def test_a_typed_name_is_asked_at_the_numbers_that_were_looked_at(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolving(monkeypatch, "93.184.216.34", "93.184.216.35")
    tried: list[tuple[str, int]] = []

    def refuse(where: tuple[str, int], _timeout: float | None) -> socket.socket:
        tried.append(where)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    assert problem(visit("", clock), "https://map.example.org").code == "network_absent"
    assert tried == [("93.184.216.34", 443), ("93.184.216.35", 443)]


def test_a_typed_name_must_show_its_certificate(
    plain: Service, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolving(monkeypatch, "93.184.216.34")
    here = ("127.0.0.1", int(plain.url.rpartition(":")[2]))
    ours = socket.create_connection(here)
    monkeypatch.setattr(socket, "create_connection", lambda *_args: ours)
    with ours:
        assert problem(visit("", clock), "https://map.example.org").code == "not_safe"
    assert plain.asked == []


def test_a_trusted_address_may_go_through_the_proxy_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")

    def proxied(url: str, trusted: str) -> bool:
        handlers = http._opener(url, trusted).handlers
        return any(getattr(handler, "proxies", None) for handler in handlers)

    assert proxied("https://set.example/x", "https://set.example")
    assert not proxied("https://typed.example/x", "https://set.example")
    assert not proxied("http://127.0.0.1:9", "http://127.0.0.1:9")

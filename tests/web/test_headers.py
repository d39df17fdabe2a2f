"""Every answer, whatever its status, carries the headers that protect the person who reads it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from tests import factories, visits

from maillage.web.public import views
from maillage.web.rights import RIGHTS

PUBLIC_CACHE = {"public:css"}
OPEN_DATA = {route for route, right in RIGHTS.items() if right.ground == "open data"}
"""Read by any site's program and kept by anybody: the same for every reader, signed in or not."""
ADDRESSES = re.compile(
    r"""\b(?:src|href|action|formaction|poster|data|srcset|cite|ping)\s*=\s*["']([^"']*)["']""", re.I
)
POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "font-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "manifest-src": ["'self'"],
}


def policy_of(response: HttpResponseBase) -> dict[str, list[str]]:
    """The content security policy, directive by directive."""
    parts = [part.split() for part in response.headers["Content-Security-Policy"].split(";") if part.strip()]
    return {name: values for name, *values in parts}


def faults(response: HttpResponseBase, *, public: bool = False, opened: bool = False) -> list[str]:
    """What is missing from an answer; empty when nothing is."""
    headers = response.headers
    kept = headers.get("Cache-Control", "")
    checks = {
        "policy": policy_of(response) == POLICY,
        "nosniff": headers.get("X-Content-Type-Options") == "nosniff",
        "frames": headers.get("X-Frame-Options") == "DENY",
        "referrer": headers.get("Referrer-Policy") == "same-origin",
        "opener": headers.get("Cross-Origin-Opener-Policy") == "same-origin",
        "resource": headers.get("Cross-Origin-Resource-Policy") == "same-origin",
        "permissions": headers.get("Permissions-Policy")
        == "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "cache": kept == "public, max-age=3600" if public else "public" not in kept and is_private(kept),
    }
    if opened and headers.get("Access-Control-Allow-Origin") == "*":
        checks["resource"] = headers.get("Cross-Origin-Resource-Policy") == "cross-origin"
        checks["cache"] = kept == "public, max-age=300" or is_private(kept)
    return [name for name, holds in checks.items() if not holds]


def is_private(kept: str) -> bool:
    """True when no shared cache may keep the answer and no cache may show it again unasked."""
    words = {word.strip() for word in kept.split(",")}
    return "no-store" in words or {"private", "no-cache"} <= words


def addresses(route_args: dict[str, list[str]]) -> dict[str, str]:
    """The address of every route."""
    return {
        route: reverse(route, args=route_args.get("token" if names == ("token",) else "ref", []) * len(names))
        for route, names in visits.routes().items()
    }


@pytest.fixture
def paths(city: factories.City) -> dict[str, str]:
    """An address for every route; the objects do not all exist, so that refusals are seen too."""
    referral = factories.a_sent_referral(factories.a_qualified_need(city.territory))
    token = visits.follow_page(referral.need).split("/")[2]
    return addresses({"token": [token], "ref": [referral.need.ref]})


def test_every_route_every_method_every_role(paths: dict[str, str], city: factories.City) -> None:
    clients = [visits.visitor(), visits.signed_in(city.marc), visits.signed_in(city.ines)]
    statuses: set[int] = set()
    wrong = []
    for client in clients:
        client.raise_request_exception = False
        cookies = client.cookies.copy()
        for route, path in paths.items():
            for method in (client.get, client.head, client.post, client.options):
                response = method(path)
                statuses.add(response.status_code)
                public = route in PUBLIC_CACHE and response.status_code == 200
                found = faults(response, public=public, opened=route in OPEN_DATA)
                wrong += [(route, response.status_code, fault) for fault in found]
                client.cookies = cookies.copy()
    assert wrong == []
    assert {200, 302, 403, 404, 405, 409, 422} <= statuses


def test_a_failure_of_ours_is_as_well_protected(
    city: factories.City, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    def breaks(_territory: object) -> None:
        raise RuntimeError("a failure, on purpose")

    monkeypatch.setattr(views, "charter_figures", breaks)
    client.raise_request_exception = False
    response = client.get(reverse("public:charter"))
    assert response.status_code == 500
    assert faults(response) == []
    assert "on purpose" not in response.content.decode()


def test_an_address_that_was_never_ours(city: factories.City, client: Client) -> None:
    for path in ("/wp-login.php", "/en/nulle-part/", "/suivi/", "/" + "a" * 3000, "/%00", "/é"):
        response = client.get(path)
        assert (path, response.status_code, faults(response)) == (path, 404, [])


def test_a_form_without_its_token_and_a_host_that_is_not_ours(city: factories.City) -> None:
    strict = visits.visitor(checks=True)
    refused = strict.post(reverse("public:ask"), {"words": "x"})
    assert (refused.status_code, faults(refused)) == (403, [])
    elsewhere = visits.visitor(host="evil.example")
    elsewhere.raise_request_exception = False
    strange = elsewhere.get("/")
    assert strange.status_code == 400
    assert "evil.example" not in strange.content.decode()
    assert faults(strange) == []


def test_an_installation_without_territory_says_so(db: Any, client: Client) -> None:
    response = client.get("/")
    assert (response.status_code, faults(response)) == (503, [])


def test_no_page_names_another_host(paths: dict[str, str], city: factories.City) -> None:
    hosts: set[str] = set()
    for client in (visits.visitor(), visits.signed_in(city.marc), visits.signed_in(city.ines)):
        client.raise_request_exception = False
        cookies = client.cookies.copy()
        for path in paths.values():
            response = client.get(path)
            if response.headers.get("Content-Type", "").startswith("text/html"):  # a feed names its own
                hosts |= {
                    urlsplit(address).netloc for address in ADDRESSES.findall(response.content.decode())
                }
            client.cookies = cookies.copy()
    assert hosts == {""}


def test_the_way_back_from_a_refusal_leads_to_our_own_pages_only(
    city: factories.City, client: Client
) -> None:
    refused = visits.follow_page(factories.a_submitted_need(city.territory)).rstrip("/") + "x/"
    ours = client.get(refused, headers={"referer": "http://testserver/demander/"})
    assert 'href="http://testserver/demander/"' in ours.content.decode()
    for other in (
        "https://evil.example/",
        "javascript:alert(1)",
        "//evil.example/",
        "http://testserver.evil.example/",
    ):
        page = client.get(refused, headers={"referer": other}).content.decode()
        assert "evil" not in page
        assert "alert(1)" not in page


def test_behind_https_the_browser_is_told_to_stay_there(
    city: factories.City, settings: Any, client: Client
) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    assert client.get("/", secure=True).headers["Strict-Transport-Security"] == "max-age=31536000"


def test_the_cookie_of_the_forms_is_out_of_reach_of_scripts(city: factories.City, client: Client) -> None:
    client.get(reverse("public:ask"))
    cookie = client.cookies["csrftoken"]
    assert (cookie["httponly"], cookie["samesite"], cookie["domain"]) == (True, "Lax", "")

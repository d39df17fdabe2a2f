"""A real browser for the tests: Debian's chromium, headless, one for the whole run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from maillage.people.models import Person
from tests import visits

ARGUMENTS = (
    "--no-sandbox",  # the tests may run as root
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
)
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
EVERYTHING = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]  # all that a colour scheme can change
RUN_AXE = """rules => axe.run(document, {resultTypes: ["violations"], runOnly: rules})
.then(found => found.violations.map(rule => [rule.id, rule.nodes.map(node => node.html.slice(0, 160))]))"""
PHONE, DESK, NARROW = (
    {"width": 360, "height": 740},
    {"width": 1280, "height": 800},
    {"width": 320, "height": 640},
)


def program() -> str:
    """Where chromium is; the tests that need it are skipped, saying so, when it is nowhere."""
    path = os.environ.get("MAILLAGE_CHROMIUM", "/usr/bin/chromium")
    if not Path(path).exists():
        missing = f"no browser at {path}: on Debian, apt-get install chromium (or set MAILLAGE_CHROMIUM)"
        if os.environ.get("MAILLAGE_CI"):
            pytest.fail(missing)  # what must be checked there may not be skipped
        pytest.skip(missing)
    return path


def launched() -> Iterator[Browser]:
    """The browser, for as long as the tests last."""
    path = program()
    # Playwright keeps an event loop in this thread; the database is used from here all the same.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


class Watched:
    """A window of the browser that notes whatever goes wrong in it."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.trouble: list[str] = []
        self.hosts: set[str] = set()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.trouble.append(f"script: {error}"))
        self.page.on("request", lambda request: self.hosts.add(request.url.split("/")[2][:60]))

    def _heard(self, message: Any) -> None:
        # a page that answers 403, 404, 409 or 422 on purpose is announced by the browser as a failure to load
        if (
            message.type in ("error", "warning")
            and "the server responded with a status of" not in message.text
        ):
            self.trouble.append(f"{message.type}: {message.text}")

    def enter_as(self, person: Person | None, url: str) -> None:
        """Carry the session of somebody who entered with a code (None: a visitor)."""
        self.context.clear_cookies()
        if person is not None:
            session = visits.signed_in(person).cookies["sessionid"].value
            self.context.add_cookies([{"name": "sessionid", "value": session, "url": url}])

    def take_session_of(self, client: Client, url: str) -> None:
        """Carry the session of a test client."""
        self.context.clear_cookies()
        self.context.add_cookies(
            [{"name": n, "value": c.value, "url": url} for n, c in client.cookies.items() if c.value]
        )


@contextmanager
def time_shifted(moment: datetime) -> Iterator[None]:
    """Let the service, in all its threads, live from ``moment`` on."""
    before = settings.CLOCK_OFFSET_SECONDS
    settings.CLOCK_OFFSET_SECONDS = (moment - timezone.now()).total_seconds()
    try:
        yield
    finally:
        settings.CLOCK_OFFSET_SECONDS = before


def violations(page: Page, rules: list[str] = EVERYTHING) -> list[str]:
    """What axe-core finds in the page as it stands; empty when all is well."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE)
    found = page.evaluate(RUN_AXE, rules)
    return [f"{rule}: {node}" for rule, nodes in found for node in nodes]

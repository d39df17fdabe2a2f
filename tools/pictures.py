"""Screenshots of the running demonstration.

python tools/pictures.py                    # the README's pictures, into docs/pictures
python tools/pictures.py --all FOLDER       # every page, phone and desk, light and dark, to be looked at
python tools/pictures.py --url URL …        # of a demonstration that is already running
"""

from __future__ import annotations

import argparse
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = os.environ.get("MAILLAGE_CHROMIUM", "/usr/bin/chromium")
ARGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--hide-scrollbars",
]
DATE = "2026-06-08"
VISITOR_PAGES = {
    "home": "/",
    "home-en": "/en/",
    "ask": "/demander/?besoin=notre+trésorier+est+parti+et+il+faut+faire+le+bilan",
    "charter": "/charte/",
    "data": "/vos-donnees/",
    "enter": "/demo/",
    "mailbox": "/demo/courrier/",
    "sign-in": "/entrer/",
    "missing": "/rien/",
}
COORDINATOR_PAGES = {
    "monday": "/lundi/",
    "monday-en": "/en/lundi/",
    "needs": "/besoins/",
    "phone": "/besoins/saisir/",
    "pledges": "/heures/",
    "new-pledge": "/heures/nouvelles/",
    "observatory": "/observatoire/",
    "account": "/compte/",
    "double-check": "/compte/double/activer/",
}


@contextlib.contextmanager
def demonstration() -> Iterator[str]:
    """A demonstration of its own, on a free port, ended at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "maillage.cli.main", "demo", "--port", str(port), "--date", DATE]
        process = subprocess.Popen(
            command, env={**os.environ, "MAILLAGE_DATA": folder}, stdout=subprocess.DEVNULL
        )
        try:
            url = f"http://localhost:{port}"
            for _ in range(240):
                with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/api/health", timeout=2):  # noqa: S310
                    break
                time.sleep(0.5)
            yield url
        finally:
            process.terminate()
            process.wait(timeout=20)


def enter_as(page: Page, url: str, given_name: str) -> None:
    """Enter as a character of the demonstration."""
    page.goto(f"{url}/demo/")
    page.get_by_role("button", name=f"Entrer comme {given_name}", exact=True).click()


def answer_address(page: Page, url: str) -> str:
    """The address of an ask that waits for its answer, from the mailbox."""
    page.goto(f"{url}/demo/courrier/")
    page.locator("a", has_text="vous demande").first.click()
    return page.locator("a[href*='/r/']").first.get_attribute("href") or url


def every_page(browser: Browser, url: str, folder: Path) -> None:
    """All pages, as each role, at two widths, in two schemes."""
    folder.mkdir(parents=True, exist_ok=True)
    for scheme in ("light", "dark"):
        for width in (360, 1280):
            context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
            page = context.new_page()

            def take(name: str, page: Page = page, end: str = f"{width}-{scheme}") -> None:
                page.screenshot(path=folder / f"{name}-{end}.png", full_page=True)

            for name, path in VISITOR_PAGES.items():
                page.goto(url + path)
                take(name)
            page.goto(answer_address(page, url))
            take("answer")
            enter_as(page, url, "Fatou")
            take("follow")
            for name in ("Marc", "Sophie", "Solange"):
                with contextlib.suppress(Exception):
                    enter_as(page, url, name)
                    take(f"first-page-{name.lower()}")
            enter_as(page, url, "Inès")
            for name, path in COORDINATOR_PAGES.items():
                page.goto(url + path)
                take(name)
            page.goto(f"{url}/lundi/")
            page.locator("#s2 .what a").first.click()
            take("need")
            page.goto(f"{url}/heures/")
            page.locator("tbody a").first.click()
            take("pledge")
            context.close()


def readme_pictures(browser: Browser, url: str, folder: Path) -> None:
    """Three small pictures: the home, the Monday page, a helper's answer on a phone."""
    folder.mkdir(parents=True, exist_ok=True)
    desk = browser.new_context(viewport={"width": 1120, "height": 720}, color_scheme="light")
    page = desk.new_page()
    page.goto(url)
    page.screenshot(path=folder / "home.png")
    enter_as(page, url, "Inès")
    page.screenshot(path=folder / "monday.png")
    phone = browser.new_context(viewport={"width": 390, "height": 780}, color_scheme="light")
    page = phone.new_page()
    page.goto(answer_address(page, url))
    page.screenshot(path=folder / "answer.png")


def main() -> int:
    """Take the pictures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--all", type=Path, metavar="FOLDER")
    parser.add_argument("--url")
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        url = options.url or stack.enter_context(demonstration())
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        if options.all:
            every_page(browser, url, options.all)
        else:
            readme_pictures(browser, url, ROOT / "docs" / "pictures")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())

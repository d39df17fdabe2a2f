"""The map and the slider of time, in a browser, on small pages served here, without the service."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.browser import DESK, PHONE, Watched, violations

STATIC = Path(__file__).parents[3] / "src/maillage/web/static/maillage"
DIST = STATIC / "dist"
pytestmark = [
    pytest.mark.journey,
    pytest.mark.xdist_group("browser"),  # one browser at a time
    pytest.mark.skipif(
        not (DIST / "quarter.js").exists(),
        reason="the scripts were not built: npm ci && npm run build, in frontend/",
    ),
]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "font-src 'self'; img-src 'self' data:; connect-src 'self'"
)
TYPES = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2"}
STOPS = ["2016-01-01", "2017-03-01", "2017-08-31", "2018-04-01", "2030-01-01"]
PLAN, OPEN, MOVED, IMAGINED, CLOSED = STOPS
SQUARE = [[3.08, 45.77], [3.10, 45.77], [3.10, 45.79], [3.08, 45.79], [3.08, 45.77]]
INK, PAPER, HERE = [21, 24, 28], [255, 255, 255], [10, 90, 102]
NIGHT_INK, NIGHT_PAPER = [242, 242, 237], [26, 29, 33]
# the canvas is copied before it is read, or the browser complains of reading it too often
COPY = """const canvas = document.querySelectorAll("[data-map] canvas")[which];
    const {width, height} = canvas;
    const copy = Object.assign(document.createElement("canvas"), {width, height});
    const drawing = copy.getContext("2d", {willReadFrequently: true});
    drawing.drawImage(canvas, 0, 0);"""
SAMPLE = f"""([which, dx, dy]) => {{
    {COPY}
    return [...drawing.getImageData(copy.width / 2 + dx, copy.height / 2 + dy, 1, 1).data].slice(0, 3);
}}"""
COUNT = f"""([which, colour]) => {{
    {COPY}
    const data = drawing.getImageData(0, 0, copy.width, copy.height).data;
    let found = 0;
    for (let i = 0; i < data.length; i += 4) found += colour.every((value, c) => data[i + c] === value);
    return found;
}}"""


def phase(state: str, start: str | None, end: str | None, lon: float = 3.09) -> dict[str, Any]:
    """A phase of the place in the middle of the map, or of one to the east of it."""
    where = {"lat": 45.78, "lon": lon, "outline": None, "approximate": True, "where": "rue du Marché"}
    return {"from": start, "to": end, "state": state, **where}


def a_quarter(places: int = 1) -> dict[str, Any]:
    """One invented place in the middle through all its states, others in a row far to the west of it."""
    first = [
        phase("decided", None, OPEN),
        phase("open", OPEN, IMAGINED),
        phase("imagined", IMAGINED, CLOSED),
        phase("closed", CLOSED, None),
    ]
    phases = [first, *([phase("open", None, None, 2 + i / 10_000)] for i in range(1, places))]
    outline = {"type": "Polygon", "coordinates": [SQUARE]}
    commune = {"type": "Feature", "properties": {"name": "Volcanville"}, "geometry": outline}
    return {
        "ground": {"type": "FeatureCollection", "features": [commune]},
        "bounds": [[45.775, 3.085], [45.785, 3.095]],
        "places": [
            {"ref": f"p{i}", "name": f"La <Ruche> {i}", "url": f"/lieux/p{i}", "kind": "house", "phases": its}
            for i, its in enumerate(phases)
        ],
        "moves": [{"on": MOVED, "name": "La Ruche", "from": [45.777, 3.087], "to": [45.78, 3.09]}],
    }


def page_of(day: str, rows: int, tiles: str) -> str:
    """The quarter's page as the service writes it, without its dressing."""
    stops = sorted({*STOPS, day})
    at = stops.index(day)
    listed = "".join(
        f'<li data-place="p{i}"><span class="num">{i + 1}</span><h2>Lieu {i}</h2></li>' for i in range(rows)
    )
    steps = [
        f'<a class="btn s" rel="{rel}" href="/?le={stops[to]}">Fait {word}</a>'
        for rel, word, to in (("prev", "précédent", at - 1), ("next", "suivant", at + 1))
        if 0 <= to < len(stops)
    ]
    labels = [f"le {stop}" for stop in stops]
    return f"""<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Le {day}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/css/maillage.css"><link rel="stylesheet" href="/dist/quarter.css">
<script type="module" src="/dist/quarter.js"></script></head><body><main class="wrap"><h1>Le quartier</h1>
<form class="scrub" method="get" action="/" data-scrub><p class="d"><output for="jour">le {day}</output></p>
<div class="js-only" hidden><label class="sr" for="jour">Jour</label><input type="range" id="jour" min="0"
 max="{len(stops) - 1}" value="{at}" data-days='{json.dumps(stops)}' data-labels='{json.dumps(labels)}'
 aria-valuetext="le {day}"></div>
<div class="typed"><div class="field"><label for="le">Quel jour ?</label>
<input class="input short" id="le" name="le" value="{day}"></div>
<button class="btn s">Voir ce jour</button></div>
</form><div data-quarter><p class="steps">{"".join(steps)}</p><p id="told">Ce jour-là, {day}</p>
<p data-claim>Ce qui est là le {day}</p><ol class="places">{listed}</ol>
<div class="map js-only" hidden data-map data-src="/carte.json" data-day="{day}" data-tiles="{tiles}"
 data-attribution="© Terrain &lt;b&gt;" data-fail-words="La carte manque ; la liste dit tout."
 data-close-words="Fermer" data-zoom-in-words="Agrandir" data-zoom-out-words="Réduire" data-summary="Le {day}"
 role="region" aria-label="Carte ; la liste dit la même chose"></div></div>
<p class="sr" aria-live="polite" data-quarter-said></p></main></body></html>"""


class Place:
    """A tiny service: what it answers can be changed by a test."""

    def __init__(self) -> None:
        self.quarter: dict[str, Any] | None = a_quarter()
        self.rows, self.tiles = 1, ""
        self.asked: list[str] = []
        self.broken = ""

    def answer(self, address: str) -> tuple[int, str, bytes]:
        """Status, type and body of an address."""
        self.asked.append(address)
        parts = urlsplit(address)
        path = STATIC / parts.path.lstrip("/")
        if parts.path == "/carte.json" and self.quarter is not None:
            return 200, "application/json", json.dumps(self.quarter).encode()
        if path.suffix in TYPES:
            return 200, TYPES[path.suffix], path.read_bytes()
        day = parse_qs(parts.query).get("le", [MOVED])[0]
        if parts.path != "/" or day == self.broken:
            return 404, "text/html; charset=utf-8", b"<title>Absent</title>"
        return 200, "text/html; charset=utf-8", page_of(day, self.rows, self.tiles).encode()


@pytest.fixture
def place() -> Place:
    """What the tiny service tells."""
    return Place()


@pytest.fixture
def url(place: Place) -> Iterator[str]:
    """The address of the tiny service."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, body = place.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def window(browser: Any) -> Iterator[Watched]:
    """A window at a desk, in the light, without movement; nothing may go wrong in it."""
    context = browser.new_context(viewport=DESK, reduced_motion="reduce", color_scheme="light")
    seen = Watched(context)
    yield seen
    context.close()
    assert seen.trouble == []


def opened(window: Watched, address: str) -> Any:
    """The page, once its map is drawn."""
    window.page.goto(address)
    window.page.locator("[data-map][data-ready=true]").wait_for()
    window.page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
    return window.page


@pytest.mark.parametrize(
    ("day", "scheme", "inside"),
    [
        (OPEN, "light", INK),
        (PLAN, "light", PAPER),
        (IMAGINED, "light", PAPER),
        (CLOSED, "light", [0, 0, 0]),  # nothing is drawn there
        (OPEN, "dark", NIGHT_INK),
        (PLAN, "dark", NIGHT_PAPER),
    ],
)
def test_a_place_is_drawn_as_it_is_that_day(
    window: Watched, url: str, day: str, scheme: str, inside: list[int]
) -> None:
    window.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    assert opened(window, f"{url}?le={day}").evaluate(SAMPLE, [1, 11, 0]) == inside


def test_the_map_follows_the_scheme_without_being_asked(window: Watched, url: str) -> None:
    page = opened(window, f"{url}?le={OPEN}")
    assert (page.evaluate(SAMPLE, [1, 11, 0]), page.evaluate(SAMPLE, [0, 60, 60])) == (INK, PAPER)
    page.emulate_media(color_scheme="dark")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert (page.evaluate(SAMPLE, [1, 11, 0]), page.evaluate(SAMPLE, [0, 60, 60])) == (NIGHT_INK, NIGHT_PAPER)


@pytest.mark.parametrize(("rows", "inside"), [(1, INK), (40, INK), (41, [0, 0, 0])])
def test_a_disc_is_numbered_as_long_as_the_list_is_short(
    window: Watched, url: str, place: Place, rows: int, inside: list[int]
) -> None:
    place.rows = rows
    assert opened(window, f"{url}?le={OPEN}").evaluate(SAMPLE, [1, 11, 0]) == inside


@pytest.mark.parametrize(
    ("day", "seen"), [(MOVED, True), ("2017-11-29", True), ("2017-11-30", False), (OPEN, False)]
)
def test_a_move_is_a_line_for_ninety_days(window: Watched, url: str, day: str, seen: bool) -> None:
    assert (opened(window, f"{url}?le={day}").evaluate(COUNT, [0, HERE]) > 20) is seen


def test_a_disc_that_is_clicked_tells_its_place(window: Watched, url: str) -> None:
    page = opened(window, url)
    page.locator("[data-map]").click()
    link = page.locator(".leaflet-popup-content a")
    assert (link.inner_text(), link.get_attribute("href")) == ("La <Ruche> 0", "/lieux/p0")
    page.get_by_role("button", name="Fermer").click()
    assert link.count() == 0


def test_five_thousand_places_make_no_element(window: Watched, url: str, place: Place) -> None:
    page = opened(window, url)
    alone = page.locator("[data-map] *").count()
    place.quarter = a_quarter(5_000)
    assert opened(window, url).locator("[data-map] *").count() == alone < 40


def test_a_tile_is_asked_for_only_where_it_is_configured(window: Watched, url: str, place: Place) -> None:
    assert opened(window, url).locator(".leaflet-control-attribution").inner_text() == "Leaflet"
    assert [address for address in place.asked if "tuiles" in address] == []
    place.tiles = "/tuiles/{z}/{x}/{y}.png"
    page = opened(window, url)
    assert page.locator(".leaflet-control-attribution").inner_text() == "Leaflet | © Terrain <b>"
    page.wait_for_function("() => document.querySelectorAll('.leaflet-tile').length > 1")
    page.wait_for_load_state("networkidle")
    assert len([address for address in place.asked if "tuiles" in address]) > 1


def test_a_map_that_cannot_be_read_says_so(window: Watched, url: str, place: Place) -> None:
    place.quarter = None
    window.page.goto(url)
    window.page.locator("[data-map][data-failed=true]").wait_for()
    assert window.page.locator("[data-map]").inner_text() == "La carte manque ; la liste dit tout."
    assert [line.split("\n")[0] for line in window.trouble] == ["error: Error: /carte.json: 404"]
    window.trouble.clear()


def told(page: Any) -> tuple[str, str, str, str]:
    """What the page says of its day: in its list, under its slider, on its map, in its field."""
    return (
        page.locator("#told").inner_text(),
        page.locator("output").inner_text() + "/" + page.locator("#jour").get_attribute("aria-valuetext"),
        page.locator("[data-map]").get_attribute("data-day"),
        page.locator("#le").input_value(),
    )


def all_on(day: str) -> tuple[str, str, str, str]:
    """What a page says when all of it is of one day."""
    return f"Ce jour-là, {day}", f"le {day}/le {day}", day, day


def test_the_slider_is_followed_at_once_and_its_page_comes_when_it_rests(window: Watched, url: str) -> None:
    page = opened(window, url)
    page.locator("#jour").focus()
    page.evaluate("history.kept = true")
    page.keyboard.press("ArrowRight")
    assert (told(page), page.url) == ((all_on(MOVED)[0], *all_on(IMAGINED)[1:]), url)
    page.wait_for_url(f"{url}?le={IMAGINED}")
    page.get_by_text(f"Ce jour-là, {IMAGINED}").wait_for()
    assert told(page) == all_on(IMAGINED)
    kept = page.evaluate("[document.activeElement.id, document.title, history.kept]")
    assert kept == ["jour", f"Le {IMAGINED}", True]
    assert page.locator("[data-quarter-said]").inner_text() == f"Ce qui est là le {IMAGINED}"


def test_the_map_stays_as_it_was_moved_while_its_page_is_turned(
    window: Watched, url: str, place: Place
) -> None:
    page = opened(window, url)
    page.get_by_role("button", name="Agrandir").click()
    scale = page.locator(".leaflet-control-scale-line").inner_text()
    assert page.evaluate(SAMPLE, [1, 11, 0]) == INK
    page.get_by_role("link", name="Fait suivant").click()
    page.get_by_text(f"Ce jour-là, {IMAGINED}").wait_for()
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.locator(".leaflet-control-scale-line").inner_text() == scale
    assert page.locator("[data-map]").get_attribute("data-ready") == "true"
    assert page.evaluate(SAMPLE, [1, 11, 0]) == PAPER
    assert place.asked.count("/carte.json") == 1


def test_keys_that_follow_each_other_ask_for_one_page(window: Watched, url: str, place: Place) -> None:
    page = opened(window, url)
    page.locator("#jour").focus()
    for key in ("Home", "ArrowRight", "ArrowRight", "End"):
        page.keyboard.press(key)
    page.wait_for_url(f"{url}?le={CLOSED}")
    page.get_by_text(f"Ce jour-là, {CLOSED}").wait_for()
    assert [address for address in place.asked if address.startswith("/?le=")] == [f"/?le={CLOSED}"]


def test_going_back_shows_the_day_before(window: Watched, url: str) -> None:
    page = opened(window, url)
    page.locator("#jour").focus()
    page.keyboard.press("End")
    page.get_by_text(f"Ce jour-là, {CLOSED}").wait_for()
    page.evaluate("history.kept = true")
    page.go_back()
    page.get_by_text(f"Ce jour-là, {MOVED}").wait_for()
    assert (told(page), page.url, page.evaluate("history.kept")) == (all_on(MOVED), url, True)
    page.go_forward()
    page.get_by_text(f"Ce jour-là, {CLOSED}").wait_for()
    assert told(page) == all_on(CLOSED)


def test_the_steps_and_the_date_turn_the_page_in_place(window: Watched, url: str) -> None:
    page = opened(window, url)
    page.evaluate("history.kept = true")
    page.get_by_role("link", name="Fait suivant").press("Enter")
    page.get_by_text(f"Ce jour-là, {IMAGINED}").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Fait suivant"
    page.keyboard.press("Enter")  # the last fact: nothing follows it, the slider takes the focus
    page.get_by_text(f"Ce jour-là, {CLOSED}").wait_for()
    assert page.evaluate("document.activeElement.id") == "jour"
    page.locator("#le").fill("2017-05-12")
    page.get_by_role("button", name="Voir ce jour").click()
    page.get_by_text("Ce jour-là, 2017-05-12").wait_for()
    assert (told(page), page.locator("#jour").input_value()) == (all_on("2017-05-12"), "2")
    assert page.evaluate("history.kept") is True


def test_a_page_that_does_not_come_is_gone_to(window: Watched, url: str, place: Place) -> None:
    place.broken = IMAGINED
    page = opened(window, url)
    page.locator("#jour").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.title === 'Absent'")
    assert page.url == f"{url}?le={IMAGINED}"


def test_without_script_the_date_and_its_button_do_everything(browser: Any, url: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(url)
    assert not page.locator("#jour").is_visible()
    page.locator("#le").fill(CLOSED)
    page.get_by_role("button", name="Voir ce jour").click()
    assert (page.url, page.locator("#told").inner_text()) == (f"{url}?le={CLOSED}", f"Ce jour-là, {CLOSED}")
    context.close()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_with_its_map_is_accessible(window: Watched, url: str, size: Any, scheme: Any) -> None:
    window.page.set_viewport_size(size)
    window.page.emulate_media(color_scheme=scheme)
    page = opened(window, url)
    page.locator("[data-map]").click()
    page.locator(".leaflet-popup-content a").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_the_keyboard_goes_through_the_map_and_out(window: Watched, url: str) -> None:
    page = opened(window, url)
    page.locator("[data-map]").focus()
    page.keyboard.press("ArrowDown")  # moves the map
    names = []
    for _ in range(3):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''"))
    assert names == ["Agrandir", "Réduire", ""]


def test_what_the_map_costs_and_its_licence() -> None:
    weights = [len(gzip.compress((DIST / name).read_bytes(), 9)) for name in ("quarter.js", "quarter.css")]
    assert sum(weights) < 60_000
    assert "Redistribution and use in source and binary forms" in (DIST / "leaflet-LICENSE.txt").read_text()
    assert "url(" not in (DIST / "quarter.css").read_text(encoding="utf-8")

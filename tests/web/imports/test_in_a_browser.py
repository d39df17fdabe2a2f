"""With a mouse, a script and a worker: a file is dropped, and the page follows its import to the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from tests import factories
from tests.browser import DESK, Watched
from tests.imports import files
from tests.monday import city_on_monday

from maillage.imports.actions import advance_imports
from maillage.imports.models import ImportRun
from maillage.imports.queries import created_by
from maillage.web.context import has_front_end
from maillage.web.imports import steps

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),  # one browser at a time
]
DROP = """([selector, name, text]) => {
    const carried = new DataTransfer();
    carried.items.add(new File([text], name, {type: "text/csv"}));
    const zone = document.querySelector(selector);
    for (const kind of ["dragover", "drop"]) {
        zone.dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: carried}));
    }
    return document.querySelector("input[type=file]").files[0]?.name;
}"""


@pytest.fixture
def city(db: Any, tmp_path: Path) -> Iterator[factories.City]:
    """Our characters, seen by the service in all its threads on that Monday."""
    with city_on_monday(tmp_path) as found:
        yield found


@pytest.fixture
def window(city: factories.City, live_server: Any, browser: Any) -> Iterator[Watched]:
    """Inès's window on the page of imports; nothing may go wrong in it."""
    if not has_front_end():
        pytest.skip("the scripts were not built: npm ci && npm run build, in frontend/")
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")
    seen = Watched(context)
    seen.enter_as(city.ines, live_server.url)
    seen.page.goto(live_server.url + reverse("imports:home"))
    yield seen
    context.close()
    assert seen.trouble == []


def test_a_dropped_file_is_imported_while_its_page_follows(
    window: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "SMALL_ROWS", 0)  # the worker does it
    page = window.page
    assert page.evaluate(DROP, [".drop", "annuaire.csv", files.text().decode()]) == "annuaire.csv"
    page.get_by_label("D’où vient cette liste").fill("Mairie")
    page.get_by_role("button", name="Lire cette liste").click()
    page.get_by_role("button", name="Importer ces 3 lignes").click()
    assert page.locator("[data-progress-text]").inner_text() == "L’import attend son tour."
    assert advance_imports() == 1
    page.get_by_role("link", name="Annuler cet import").wait_for(timeout=15_000)
    run = ImportRun.objects.get()
    assert (page.url.endswith(reverse("imports:run", args=[run.ref])), created_by(run).count()) == (True, 3)


def test_a_table_too_long_to_be_pasted_is_stopped_before_it_leaves(window: Watched, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_100
    page = window.page
    page.reload()
    field = page.locator("#id_pasted")
    field.fill("Nom\n" + "La Forge\n" * 50)
    page.get_by_role("button", name="Lire cette liste").click()
    said = field.evaluate("field => field.validationMessage")
    assert said.startswith("Ce tableau est trop long pour être collé")
    assert not ImportRun.objects.exists()

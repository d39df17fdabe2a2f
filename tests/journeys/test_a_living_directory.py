"""A new city's coordinator fills its directory from what it has, and reads its past, in a real browser.

Three lists as people keep them: a spreadsheet in the letters of an old Windows with metres for coordinates,
an export of a site in JSON, a workbook with a title above its columns. All of it is invented.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import factories
from tests.browser import DESK, PHONE
from tests.engine.tabular.files import workbook
from tests.journeys.stage import Somebody, a_play
from tests.monday import city_on_monday

from maillage.actors.actions import find_doubles
from maillage.actors.models import Actor, Double
from maillage.imports.models import ImportRun

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),  # one browser at a time
]

TOWN_HALL = (
    "Nom de la structure;Adresse;CP;Ville;X;Y;Tél;Courriel\r\n"
    "Atelier du Cèdre;4 rue des Lices;63000;Clermont-Ferrand;707630,5;6519670,2;04 73 00 00 11;\r\n"
    "Scène Ouverte;18 place Neuve;63000;Clermont-Ferrand;707210,0;6520120,9;;\r\n"
    "Repair Café des Côtes;2 rue Basse;63100;Clermont-Ferrand;706950,1;6521300,4;;cafe@cotes.example\r\n"
).encode("cp1252")
SITE = json.dumps(
    {
        "structures": [
            {
                "nom": "L’Atelier du Cedre",
                "telephone": "0473000011",
                "ville": "Clermont-Ferrand",
                "cp": "63000",
            },
            {
                "nom": "Forge des Possibles",
                "telephone": "0473000012",
                "ville": "Clermont-Ferrand",
                "cp": "63000",
            },
        ]
    }
).encode()
NETWORK = workbook(
    [
        ["Réseau des ressourceries, à jour au 1er juin", "", ""],
        ["Structure", "Code postal", "Commune"],
        ["Ressourcerie du Levant", 63000, "Clermont-Ferrand"],
        ["Ressourcerie du Ponant", 63100, "Clermont-Ferrand"],
    ]
)


@pytest.fixture
def city(db: Any, tmp_path: Path) -> Iterator[factories.City]:
    """Volcanville, on Monday 8 June 2026 at nine o'clock, in every thread of the service."""
    with city_on_monday(tmp_path) as found:
        yield found


@pytest.mark.parametrize(("language", "size", "scripts"), [("fr", DESK, True), ("en", PHONE, False)])
def test_a_city_is_filled_kept_true_and_read_in_its_past(
    city: factories.City,
    browser: Any,
    live_server: Any,
    language: str,
    size: dict[str, int],
    *,
    scripts: bool,
) -> None:
    with a_play(city, browser, live_server, language=language, size=size, scripts=scripts) as play:
        ines = play.has(city.ines)
        ines.comes_in_with_a_code()

        # three files, without any mapping by hand
        assert drops(ines, "mairie.csv", TOWN_HALL, "Mairie") == (3, "lambert93")
        assert drops(ines, "site.json", SITE, "Le site") == (2, None)
        assert drops(ines, "reseau.xlsx", NETWORK, "Réseau") == (2, None)
        there = Actor.objects.get(name="Atelier du Cèdre").address
        assert there is not None
        assert (round(there.lat or 0, 1), round(there.lon or 0, 1)) == (45.8, 3.1)

        # one pair looks alike; one record stays, with both histories
        find_doubles(territory=city.territory)
        ines.opens("registry:doubles")
        ines.sees("Est-ce le même acteur ?", "Atelier du Cèdre", "L’Atelier du Cedre")
        presses(ines, "/reunir/")
        assert Double.objects.filter(state="merged").count() == 1
        assert finds(ines, "Atelier") == ["Atelier du Cèdre"]

        # one import is undone, then done again
        ines.opens("imports:undo", run_of("Réseau").ref)
        presses(ines, "/annuler/")
        ines.sees("L’import est annulé.")
        assert finds(ines, "Ressourcerie") == []
        presses(ines, "/refaire/", page=("imports:run", run_of("Réseau").ref))
        presses(ines, "/importer/")
        assert finds(ines, "Ressourcerie") == ["Ressourcerie du Levant", "Ressourcerie du Ponant"]

        # its past is told: a name, a place, an end
        tells(ines, "Scène Ouverte", "founded", happened="1998")
        tells(ines, "Scène Ouverte", "renamed", happened="2011", name="Scène Ouverte", was_name="Le Hangar")
        moved = {"was_street": "1 quai Vert", "was_city": "Riom", "street": "18 place Neuve"}
        tells(ines, "Scène Ouverte", "moved", happened="2016-05", city="Clermont-Ferrand", **moved)
        tells(ines, "Forge des Possibles", "founded", happened="2003")
        tells(ines, "Forge des Possibles", "closed", happened="12/05/2020")
        tells(ines, "Scène Ouverte", "closed", refused=True, happened="31/02/2017")
        tells(ines, "Scène Ouverte", "closed", refused=True, happened="1990")

        # the city as of three dates, and what differs
        assert as_of(ines, "2000") == [("Le Hangar", "Riom")]
        assert as_of(ines, "2012-06-01") == [
            ("Forge des Possibles", "Clermont-Ferrand"),
            ("Scène Ouverte", "Riom"),
        ]
        assert as_of(ines, "2021") == [("Scène Ouverte", "Clermont-Ferrand")]
        assert differs(ines, "2000", "2021") == {"changed": ["Scène Ouverte"]}
        assert differs(ines, "2012", "2021") == {
            "gone": ["Forge des Possibles"],
            "changed": ["Scène Ouverte"],
        }

        # a year later an e-mail asks whether it still holds; one click, without any account
        with play.later(days=372):
            cafe = Somebody(play, "Repair Café des Côtes", "cafe@cotes.example", "fr")
            play.cast.append(cafe)
            cafe.opens_the_letter("still_true", link="/fiche/")
            cafe.sees("Est-ce toujours vrai ?", "Repair Café des Côtes")
            presses(cafe, "/toujours-vrai/")
            cafe.sees("Merci, c’est confirmé.")
            entry = Actor.objects.get(name="Repair Café des Côtes")
            assert entry.confirmed_at.year == 2027


def drops(ines: Somebody, name: str, content: bytes, source: str) -> tuple[int, str | None]:
    """Give a file, read its dry run, import it; how many records it made, and how places were read."""
    ines.opens("imports:home")
    ines.page.set_input_files("[type=file]", {"name": name, "mimeType": "text/plain", "buffer": content})
    ines.page.fill("[name=source_name]", source)
    presses(ines, "/deposer/")
    run = run_of(source)
    assert (run.state, run.counts["refuse"], run.source.mapping) == ("checked", 0, {})
    presses(ines, "/importer/")
    run.refresh_from_db()
    assert run.state == "done"
    return run.counts["create"], run.reading["system"]["value"]


def finds(who: Somebody, words: str) -> list[str]:
    """The names that the directory gives for some words, in alphabetical order."""
    who.opens("directory:list")
    who.page.fill("[name=q]", words)
    who._goes_on_by(who.page.locator("main form[role=search] button.now"))
    return sorted(who.page.locator("main ol.tt b").all_inner_texts())


def run_of(source: str) -> ImportRun:
    """The import of a source."""
    return ImportRun.objects.get(source__name=source)


def presses(who: Somebody, action: str, page: tuple[str, ...] = ()) -> None:
    """Press the first button of the form that leads there, on this page or on another one."""
    if page:
        who.opens(*page)
    who._goes_on_by(who.page.locator(f"main form[action$='{action}'] button[type=submit]").first)


def tells(ines: Somebody, who: str, kind: str, *, refused: bool = False, **facts: str) -> None:
    """Note what happened to an actor, by the form of that kind of event."""
    ines.opens("registry:event", Actor.objects.get(name=who, merged_into=None).ref)
    ines.page.goto(f"{ines.page.url}?quoi={kind}")
    for field, value in facts.items():
        ines.page.locator(f"main [name={field}]").fill(value)
    ines._goes_on_by(ines.page.locator("main form.sheet button.now").first)
    assert (ines.page.locator("main [aria-invalid=true]").count() > 0 or "quoi" in ines.page.url) is refused


def as_of(ines: Somebody, day: str) -> list[tuple[str, str]]:
    """Who was there on a day, and where, among those whose past was told."""
    ines.opens("directory:past")
    ines.page.fill("[name=le]", day)
    ines._goes_on_by(ines.page.locator("main form button.now").first)
    lines = ines.page.locator("main ol.tt .what").all()
    return [
        (line.locator("b").inner_text(), line.locator("p").first.inner_text().split(" · ")[-1])
        for line in lines
    ]


def differs(ines: Somebody, first: str, second: str) -> dict[str, list[str]]:
    """Who appeared, ended and changed between two dates, as the data of the page say it."""
    ines.opens("directory:difference")
    ines.page.fill("[name=de]", first)
    ines.page.fill("[name=a]", second)
    ines._goes_on_by(ines.page.locator("main form button.now").first)
    parts = {
        code: ines.page.locator(f"section[aria-labelledby=s-{code}] ol b").all_inner_texts()
        for code in ("appeared", "gone", "changed")
    }
    return {code: names for code, names in parts.items() if names}

"""Opening a territory from its folder, and what is said when the folder is not right."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import factories

from maillage.common.scope import territory_scope
from maillage.territory.actions import TerritoryError, open_territory
from maillage.territory.models import Commune, Territory


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is right."""
    (tmp_path / "territory.toml").write_text(factories.VOLCANVILLE, encoding="utf-8")
    (tmp_path / "communes.csv").write_text(factories.COMMUNES, encoding="utf-8")
    return tmp_path


def change(folder: Path, before: str, after: str) -> Path:
    """The folder, with one line of its settings changed."""
    file = folder / "territory.toml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")
    return folder


def test_territory_is_what_its_folder_says(db: None, folder: Path) -> None:
    territory = open_territory(folder=folder, host="maillage.volcanville.example", is_demo=True)
    assert (territory.slug, territory.short_name, territory.host) == (
        "volcanville",
        "Volcanville",
        "maillage.volcanville.example",
    )
    assert (territory.languages, territory.charter.promised_answer, territory.is_demo) == (
        ["fr", "en"],
        5,
        True,
    )
    with territory_scope(territory.pk):
        commune = Commune.objects.get()
    assert (commune.code, commune.name, commune.population, commune.lat) == (
        "99001",
        "Volcanville",
        1000,
        45.78,
    )


def test_folder_read_again_updates_the_settings_and_keeps_the_territory(db: None, folder: Path) -> None:
    first = open_territory(folder=folder)
    change(folder, 'short_name = "Volcanville"', 'short_name = "Le Volcan"')
    change(folder, "promised_answer = 5", "promised_answer = 6")
    again = open_territory(folder=folder)
    assert again.pk == first.pk
    assert (again.short_name, again.charter.promised_answer) == ("Le Volcan", 6)
    with territory_scope(again.pk):
        assert Commune.objects.count() == 1


def test_perimeter_may_be_left_out(db: None, folder: Path) -> None:
    (folder / "communes.csv").unlink()
    with territory_scope(open_territory(folder=folder).pk):
        assert Commune.objects.count() == 0


def test_commune_without_a_place_on_the_map_is_kept(db: None, folder: Path) -> None:
    text = "insee_code,name,population,lat,lon\n99002,Plaine,,,\n"
    (folder / "communes.csv").write_text(text, encoding="utf-8")
    with territory_scope(open_territory(folder=folder).pk):
        commune = Commune.objects.get()
    assert (commune.population, commune.lat, commune.lon) == (0, None, None)


def test_folder_without_settings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        TerritoryError, match=r"has no territory\.toml: a territory is a folder that holds one"
    ):
        open_territory(folder=tmp_path)


def test_settings_that_cannot_be_read_are_refused_with_the_line(folder: Path) -> None:
    change(folder, 'country = "FR"', "country = FR")
    with pytest.raises(TerritoryError, match=r"is not valid TOML: .*line 7.*Correct that line and try again"):
        open_territory(folder=folder)


def test_settings_that_are_not_utf8_are_refused(folder: Path) -> None:
    (folder / "territory.toml").write_bytes('short_name = "Méandre"'.encode("latin-1"))
    with pytest.raises(TerritoryError, match=r"territory\.toml is not UTF-8"):
        open_territory(folder=folder)


def test_missing_settings_are_named(folder: Path) -> None:
    change(folder, 'country = "FR"\n', "")
    change(folder, 'contact_email = "reseau@volcanville.example"\n', "")
    with pytest.raises(TerritoryError, match="lacks country, contact_email"):
        open_territory(folder=folder)


@pytest.mark.parametrize("zone", ['"Europe/Volcanville"', '"../etc/passwd"', '""', "2", '"Europe"'])
def test_time_zone_that_does_not_exist_is_refused(folder: Path, zone: str) -> None:
    change(folder, '"Europe/Paris"', zone)
    with pytest.raises(TerritoryError, match=r"is not a time zone\. Example: Europe/Paris"):
        open_territory(folder=folder)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("promised_answer = 0", "promised_answer is 0"),
        ('promised_answer = "5"', "promised_answer is '5'"),
        ("promised_anwser = 5", "unknown settings: promised_anwser"),
    ],
)
def test_charter_that_cannot_hold_is_refused_by_name(folder: Path, line: str, said: str) -> None:
    change(folder, "promised_answer = 5", line)
    with pytest.raises(TerritoryError, match=said):
        open_territory(folder=folder)


@pytest.mark.parametrize(
    "text",
    [
        "code,name,population\n99001,Volcanville,1000\n",
        "insee_code,name,population\n99001,Volcanville,beaucoup\n",
        "insee_code,name,population,lat,lon\n99001,Volcanville,1000,nord,sud\n",
    ],
)
def test_perimeter_that_cannot_be_read_is_refused_with_its_line_and_nothing_is_kept(
    db: None, folder: Path, text: str
) -> None:
    (folder / "communes.csv").write_text(text, encoding="utf-8")
    with pytest.raises(TerritoryError, match=r"communes\.csv, line 2"):
        open_territory(folder=folder)
    assert Territory.objects.count() == 0


SQUARE = '{"type": "Polygon", "coordinates": [[[3, 45], [4, 45], [4, 46], [3, 45]]]}'


def features(code: str) -> str:
    """A file of outlines with one commune."""
    feature = f'{{"type": "Feature", "properties": {{"code": "{code}"}}, "geometry": {SQUARE}}}'
    return f'{{"type": "FeatureCollection", "features": [{feature}]}}'


def test_outlines_are_read_for_the_communes_one_knows(db: None, folder: Path) -> None:
    (folder / "communes.geojson").write_text(features("99001"), encoding="utf-8")
    territory = open_territory(folder=folder)
    with territory_scope(territory.pk):
        assert Commune.objects.get(code="99001").outline["type"] == "Polygon"
    (folder / "communes.geojson").write_text(features("00000"), encoding="utf-8")
    assert open_territory(folder=folder).pk == territory.pk


@pytest.mark.parametrize("text", ["{", "[]", '{"features": [{"properties": {}, "geometry": {}}]}'])
def test_outlines_that_cannot_be_read_are_refused_by_file(db: None, folder: Path, text: str) -> None:
    (folder / "communes.geojson").write_text(text, encoding="utf-8")
    with pytest.raises(TerritoryError, match=r"communes\.geojson cannot be read"):
        open_territory(folder=folder)


def with_map(folder: Path, lines: str) -> Path:
    """The same folder with a map of its own."""
    file = folder / "territory.toml"
    file.write_text(file.read_text(encoding="utf-8") + "\n[map]\n" + lines, encoding="utf-8")
    return folder


def test_tiles_are_kept_with_whom_they_come_from(db: None, folder: Path) -> None:
    said = 'tiles = "https://tuiles.example/{z}/{x}/{y}.png"\nattribution = "Cartes de l’exemple"\n'
    assert open_territory(folder=with_map(folder, said)).map_data == {
        "tiles": "https://tuiles.example/{z}/{x}/{y}.png",
        "attribution": "Cartes de l’exemple",
    }


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ('tiles = "https://tuiles.example/{z}/{x}/{y}.png"\n', "no attribution"),
        ('tiles = "http://tuiles.example/{z}/{x}/{y}.png"\nattribution = "x"\n', "https address"),
        ('tiles = "https://tuiles.example/carte.png"\nattribution = "x"\n', "https address"),
        ('tuiles = "x"\n', "tuiles"),
    ],
)
def test_a_map_that_would_not_show_is_refused(db: None, folder: Path, said: str, why: str) -> None:
    with pytest.raises(TerritoryError, match=why):
        open_territory(folder=with_map(folder, said))

"""The benchmark's own helpers: what is measured must be what is said."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from bench import tabular as bench
from tests.engine.tabular.inventory import as_csv, rows

from maillage.engine.tabular import FieldName, guess_columns, open_table

HEADERS = ["Nom", "Mail", "CP", "Ville", "lat", "lon"]
MAKERS = ["name", "email", "postcode", "city", "lat", "lon"]
MAPPING = {
    "nom": ["Nom"],
    "courriels": ["Mail"],
    "telephone": ["Tél"],
    "latitude": ["lat"],
    "longitude": ["lon"],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Data like the shared ones: one directory with its mapping, and two communes."""
    raw = tmp_path / "territory" / "directories_raw"
    raw.mkdir(parents=True)
    (raw / "essai.csv").write_bytes(as_csv(HEADERS, rows(MAKERS, 13)))
    (raw / "essai.mapping.json").write_text(json.dumps(MAPPING), encoding="utf-8")
    geo = tmp_path / "territory" / "geo"
    geo.mkdir()
    with gzip.open(geo / "communes_france.csv.gz", "wt", encoding="utf-8") as file:
        file.write("code_insee,nom,codes_postaux,mairie_lat,mairie_lon\n")
        file.write(
            "63113,Clermont-Ferrand,63000|63100,45.777,3.087\n63300,Riom,63200,45.894,3.112\n63999,Loin,63200,,\n"
        )
    return tmp_path


def test_the_data_folder_can_be_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILLAGE_BENCH_DATA", str(folder))
    assert bench.data_folder() == folder / "territory"


def test_fields_placed_are_counted_against_the_mapping(folder: Path) -> None:
    (path,) = bench.directories(folder / "territory")
    assert bench.placed(path) == (4, ["telephone: Tél (found nothing)"])


def test_every_word_of_a_mapping_is_one_of_our_fields() -> None:
    assert {field for fields in bench.TRUTH.values() for field in fields} <= set(FieldName)
    assert bench.TRUTH["pivot"] == (FieldName.SIRET, FieldName.SIREN)


def test_communes_are_found_by_code_name_or_postal_code(folder: Path) -> None:
    place = bench.communes(folder / "territory")
    assert place("", "", "63300") == (45.894, 3.112)
    assert place("63100", "CLERMONT FERRAND", "") == (45.777, 3.087)
    assert place("63100", "Ailleurs", "") == (45.777, 3.087)
    assert place("99999", "Riom", "") is None


def test_places_are_told_by_what_they_are(folder: Path) -> None:
    (path,) = bench.directories(folder / "territory")
    table = open_table(path)
    told = bench.places(table, guess_columns(table), path, bench.communes(folder / "territory"))
    assert told == "wgs84 · 11 in France, commune unknown, 2 in their commune"


def test_verdicts_name_every_column(folder: Path) -> None:
    (path,) = bench.directories(folder / "territory")
    lines = list(bench.verdicts(guess_columns(open_table(path))))
    assert len(lines) == len(HEADERS)
    assert lines[1].strip() == "'Mail': email 0.99"


def test_every_report_runs(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bench.report_directories(folder / "territory", columns=True)
    bench.measure_cost(bench.directories(folder / "territory")[0])
    told = capsys.readouterr().out
    for words in ("fields placed 4/5", "referee 0 broken", "places: wgs84", "13 rows", "at the peak"):
        assert words in told

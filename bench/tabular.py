"""Directories → fields: what finds its place, where places fall, what is lost, and the price of 100,000 rows.

    python -m bench.tabular [--columns] [--rows N]

Reads the raw directories of ``territory/directories_raw`` in ``MAILLAGE_BENCH_DATA`` (or ``../shared/data``)
when they are there, with the mapping that their authors wrote (``*.mapping.json``), and the invented schemas
of the tests. ``--columns`` prints the verdict on every column.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from tests.engine.tabular import schemas, schemas_held, schemas_more
from tests.engine.tabular.inventory import MAKERS, as_csv, rows

from maillage.engine.tabular import (
    ColumnGuess,
    FieldName,
    Table,
    check,
    guess_columns,
    guess_coordinates,
    open_table,
    read_commune_code,
    read_number,
    read_postcode,
    split_address,
)
from maillage.engine.tabular.headers import plain
from maillage.engine.tabular.systems import distance

ROOT = Path(__file__).resolve().parents[1]
ROWS = 100_000
NEAR = 20.0
"""Kilometres from the town hall within which a place is in its commune."""

F = FieldName
TRUTH: dict[str, tuple[FieldName, ...]] = {
    "id": (F.ID,),
    "pivot": (F.SIRET, F.SIREN),
    "nom": (F.NAME,),
    "commune": (F.CITY,),
    "code_postal": (F.POSTCODE,),
    "code_insee": (F.COMMUNE_CODE,),
    "adresse": (F.STREET,),
    "complement_adresse": (F.COMPLEMENT,),
    "telephone": (F.PHONE,),
    "courriels": (F.EMAIL,),
    "site_web": (F.WEBSITE,),
    "latitude": (F.LATITUDE,),
    "longitude": (F.LONGITUDE,),
    "date_maj": (F.UPDATED_AT,),
    "presentation_resume": (F.SUMMARY,),
    "presentation_detail": (F.DESCRIPTION,),
    "structure_parente": (F.PARENT,),
    "horaires": (F.HOURS,),
}
"""The words of the mappings → our fields."""

Communes = Callable[[str, str, str], "tuple[float, float] | None"]


def data_folder() -> Path | None:
    """Where the territory's benchmark data are, or ``None``."""
    named = os.environ.get("MAILLAGE_BENCH_DATA")
    for folder in (Path(named) if named else None, ROOT.parent / "shared" / "data"):
        if folder and (folder / "territory" / "directories_raw").is_dir():
            return folder / "territory"
    return None


def directories(folder: Path) -> list[Path]:
    """The raw directories that have a mapping."""
    raw = folder / "directories_raw"
    found = []
    for mapping in sorted(raw.glob("*.mapping.json")):
        stem = mapping.name.removesuffix(".mapping.json")
        found += [path for path in sorted(raw.glob(f"{stem}.*")) if path != mapping]
    return found


def mapping_of(path: Path) -> dict[str, list[str]]:
    """The columns that the authors chose, by field."""
    found: dict[str, list[str]] = json.loads(
        path.with_name(f"{path.stem}.mapping.json").read_text(encoding="utf-8")
    )
    return found


def placed(path: Path) -> tuple[int, list[str]]:
    """How many fields of a directory have the column of its mapping, and what was missed."""
    guess = guess_columns(open_table(path))
    right, missed = 0, []
    for field, columns in mapping_of(path).items():
        found = [name for ours in TRUTH[field] for name in guess.names(ours)]
        if set(columns) & set(found):
            right += 1
        else:
            missed.append(f"{field}: {', '.join(columns)} (found {', '.join(found) or 'nothing'})")
    return right, missed


@cache
def communes(folder: Path) -> Communes:
    """The place of a commune's town hall, by commune code or postal code, from the reference of communes."""
    by_code: dict[str, tuple[float, float]] = {}
    by_postcode: dict[str, dict[str, tuple[float, float]]] = {}
    with gzip.open(folder / "geo" / "communes_france.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["mairie_lat"] and row["mairie_lon"]:
                place = float(row["mairie_lat"]), float(row["mairie_lon"])
                by_code[row["code_insee"]] = place
                for code in row["codes_postaux"].split("|"):
                    by_postcode.setdefault(code, {})[words_of(row["nom"])] = place

    def place_of(postcode: str, city: str, code: str) -> tuple[float, float] | None:
        known = by_postcode.get(postcode, {})
        if code in by_code or words_of(city) in known:
            return by_code.get(code) or known[words_of(city)]
        if not known:
            return None
        south, west = (sum(place[axis] for place in known.values()) / len(known) for axis in (0, 1))
        return south, west

    return place_of


def words_of(name: str) -> str:
    """The name of a commune in one spelling."""
    return " ".join(plain(name).replace("-", " ").replace("'", " ").split())


def report_directories(folder: Path, *, columns: bool) -> None:
    """Fields that have the right column, rows and columns lost, places, one line a directory."""
    total = right = 0
    for path in directories(folder):
        began = time.process_time()
        table = open_table(path)
        guess = guess_columns(table)
        spent = time.process_time() - began
        found, missed = placed(path)
        total, right = total + found + len(missed), right + found
        lost = check(table, guess)
        print(
            f"{path.name}: {table.count} rows, {len(table.columns)} columns · fields placed "
            f"{found}/{found + len(missed)} · referee {len(lost)} broken · {spent:.2f} s of CPU"
        )
        for line in [*missed, *lost]:
            print(f"  miss: {line}")
        print(f"  places: {places(table, guess, path, communes(folder))}")
        if columns:
            print("\n".join(verdicts(guess)))
    print(f"fields placed in all: {right}/{total} = {right / total:.3f}")


def verdicts(guess: ColumnGuess) -> Iterator[str]:
    """Every column with its field, chance and status."""
    for column in guess.columns:
        yield f"    {column.name[:50]!r}: {column.field or column.status} {column.chance:.2f}"


def places(table: Table, guess: ColumnGuess, path: Path, commune: Communes) -> str:
    """Where the rows fall: near their commune, far and told, or far in silence."""
    known = guess_coordinates(table, guess, place=commune)
    truth = mapping_of(path)
    axes = [table.columns.index(truth[name][0]) for name in ("latitude", "longitude")]
    counts: Counter[str] = Counter()
    for row in table.rows():
        where = known.of(row.values)
        if where.point is None:
            counts["none, told" if where.problem else "none"] += 1
            continue
        meant = [read_number(row.values[axis]).value for axis in axes]
        if where.problem is None and list(where.point) != meant:
            counts["unlike the mapping"] += 1
        postcode = read_postcode(guess.text(row.values, F.POSTCODE)).value or ""
        code = read_commune_code(guess.text(row.values, F.COMMUNE_CODE)).value or ""
        address = split_address(guess.text(row.values, F.STREET))
        city = guess.text(row.values, F.CITY) or address.city
        hall = commune(postcode or address.postcode, city, code)
        if hall is None:
            counts["in France, commune unknown" if where.problem is None else "told"] += 1
        elif distance(where.point, hall) <= NEAR:
            counts["in their commune"] += 1
        else:
            counts["far, told" if where.problem else "FAR IN SILENCE"] += 1
    return f"{known.system} · " + ", ".join(f"{count} {name}" for name, count in counts.most_common())


def report_schemas() -> None:
    """Columns of the invented schemas that find their field."""
    for name, module in (("first", schemas), ("second", schemas_more), ("third", schemas_held)):
        right = total = 0
        for schema in module.SCHEMAS.values():
            names = [column for column, _, _ in schema]
            guess = guess_columns(open_table(as_csv(names, rows([maker for _, maker, _ in schema]))))
            for column, (_, _, truth) in zip(guess.columns, schema, strict=True):
                said = "personal" if column.status == "personal" else str(column.field or "")
                right, total = right + (said in truth.split("~")), total + 1
        print(f"{name} set of invented schemas: {len(module.SCHEMAS)} tables, columns right {right}/{total}")


WIDE = {
    "id": "id", "Nom": "name", "Type": "kind", "SIRET": "siret", "Adresse": "street", "CP": "postcode",
    "Ville": "city", "Latitude": "lat", "Longitude": "lon", "Tél": "phone", "Mail": "email", "Site": "site",
    "Horaires": "hours", "Description": "text", "MAJ": "day",
}  # fmt: skip


def report_cost(count: int) -> None:
    """CPU seconds and peak memory of a large file, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.csv"
        with path.open("wb") as file:
            file.write(as_csv(list(WIDE), []))
            for rank in range(count):
                line = [[MAKERS[maker](rank) for maker in WIDE.values()]]
                file.write(as_csv(list(WIDE), line).split(b"\r\n", 1)[1])
        subprocess.run([sys.executable, "-m", "bench.tabular", "--cost", str(path)], check=True, cwd=ROOT)


def measure_cost(path: Path) -> None:
    """Print what opening, reading, guessing and placing the rows of a file cost."""
    started = _memory()
    marks = [time.process_time()]
    table = open_table(path)
    marks.append(time.process_time())
    count = sum(1 for _ in table.rows())
    marks.append(time.process_time())
    guess = guess_columns(table)
    marks.append(time.process_time())
    known = guess_coordinates(table, guess)
    found = sum(known.of(row.values).point is not None for row in table.rows())
    marks.append(time.process_time())
    names = ("open", "read again", "guess columns", "place every row")
    spent = " · ".join(f"{name} {b - a:.2f} s" for name, a, b in zip(names, marks, marks[1:], strict=False))
    print(f"{count:,} rows, {path.stat().st_size / 1e6:.0f} MB, {found:,} placed: {spent} of CPU")
    print(f"  memory: {started:.0f} MB once imported, {_memory():.0f} MB at the peak")


def _memory() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> int:
    """Run every report that the data present allow."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--columns", action="store_true", help="print the verdict on every column")
    asked.add_argument("--rows", type=int, default=ROWS, help="rows of the large file")
    asked.add_argument("--cost", type=Path, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.cost:
        measure_cost(options.cost)
        return 0
    folder = data_folder()
    if folder:
        report_directories(folder, columns=options.columns)
    else:
        print("MAILLAGE_BENCH_DATA is not set and ../shared/data is absent: no real directory is read.")
    report_schemas()
    report_cost(options.rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())

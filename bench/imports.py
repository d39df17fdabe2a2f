"""Import of a long file: dry run, import, undo. ``python -m bench.imports [rows] [--postgres]``.

The file is generated: invented associations of the communes of a département, one in three with numbers,
phones and addresses, some rows said twice, some values that cannot be read. CPU seconds of this process (on
SQLite the database runs inside it), peak memory of the process.
"""

from __future__ import annotations

import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ROWS = 100_000
FIRST = [
    "Atelier",
    "Cercle",
    "Collectif",
    "Union",
    "Amicale",
    "Foyer",
    "Club",
    "Maison",
    "Comité",
    "Ensemble",
    "Réseau",
    "Fabrique",
]
SECOND = [
    "des Sources",
    "es Pistes",
    "u Marché",
    "es Quais",
    "u Levant",
    "e la Halle",
    "es Tanneries",
    "u Puy",
]
THIRD = [
    "solidaire",
    "culturel",
    "sportif",
    "numérique",
    "musical",
    "rural",
    "ouvert",
    "libre",
    "citoyen",
    "vivant",
]


def rows(count: int, communes: list[dict[str, str]]) -> Iterator[list[str]]:
    """Invented associations, with the defects of a real file."""
    draw = random.Random(7)
    for number in range(count):
        place = communes[draw.randrange(len(communes))]
        name = f"{draw.choice(FIRST)} d{draw.choice(SECOND[1:])} {draw.choice(THIRD)} {number}"
        lat, lon = float(place["lat"]), float(place["lon"])
        yield [
            str(number),
            name,
            "Association" if number % 3 else "SARL",
            f"{draw.randrange(1, 90)} rue {draw.choice(SECOND[1:])}",
            place["insee_code"][:2] + "000",
            place["name"],
            _siret(number) if number % 3 == 0 else "",
            f"04 73 {number % 100:02d} {number // 100 % 100:02d} {number // 10000 % 100:02d}"
            if number % 2
            else "",
            f"contact@asso{number}.example" if number % 4 else "",
            f"{lat + draw.uniform(-0.01, 0.01):.6f}".replace(".", ","),
            f"{lon + draw.uniform(-0.01, 0.01):.6f}".replace(".", ","),
            f"{draw.randrange(1, 29):02d}/{draw.randrange(1, 13):02d}/{draw.randrange(1960, 2025)}",
            "Ouvre ses portes à qui veut apprendre, réparer, jouer ou se reposer.",
        ]


def _siret(number: int) -> str:
    body = f"{100_000_000 + number * 7:09d}"[:8]
    siren = next(body + str(d) for d in range(10) if _luhn(body + str(d)))
    return next(siren + "0001" + str(d) for d in range(10) if _luhn(siren + "0001" + str(d)))


def _luhn(text: str) -> bool:
    digits = [int(c) for c in reversed(text)]
    return sum(digits[::2] + [sum(divmod(2 * d, 10)) for d in digits[1::2]]) % 10 == 0


HEADER = (
    "N°;Nom de la structure;Statut juridique;Adresse;CP;Ville;SIRET;Tél;Courriel;Latitude;Longitude"
    ";Date de création;Objet"
)


def measure(label: str, act: Callable[[], Any]) -> Any:
    """Run and print CPU seconds, wall seconds and the peak memory so far."""
    cpu, wall = time.process_time(), time.monotonic()
    result = act()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"  {label:<22} {time.process_time() - cpu:7.1f} s CPU {time.monotonic() - wall:7.1f} s wall"
        f"   peak {peak} MB",
        flush=True,
    )
    return result


def play(count: int) -> None:
    """Set a territory up, then check, import, import again, undo."""
    from maillage.cli.prepare import SKILLS, TERRITORIES, expect_long_work, migrate, start_django

    start_django()
    migrate()
    expect_long_work()  # as the worker does
    from maillage.imports import actions
    from maillage.skills.actions import load_skills
    from maillage.territory.actions import open_territory
    from maillage.territory.inside import inside

    folder = next(iter(sorted(TERRITORIES.glob("*/communes.csv")))).parent
    with (folder / "communes.csv").open(encoding="utf-8") as stream:
        communes = list(csv.DictReader(stream))
    territory = open_territory(folder=folder)
    with inside(territory):
        load_skills(territory=territory, folder=SKILLS)
        content = "\n".join([HEADER, *(";".join(row) for row in rows(count, communes))]).encode()
        print(f"{count} rows, {len(content) / 1e6:.1f} MB", flush=True)
        source = actions.name_source(territory=territory, name="Banc d’essai")

        def receive() -> Any:
            return actions.receive_file(source=source, file_name="banc.csv", chunks=[content], who="bench")

        run = receive()
        measure("dry run", lambda: actions.check_run(run=run, who="bench"))
        print(f"    {run.counts}")
        actions.queue_run(run=run, who="bench")
        measure("import", lambda: actions.advance_run(run=run))
        again = receive()
        measure("the same again", lambda: actions.check_run(run=again, who="bench"))
        print(f"    {again.counts}")
        measure("undo", lambda: actions.undo_run(run=run, who="bench"))


def main() -> int:
    """On SQLite, or on a throw-away PostgreSQL with ``--postgres``."""
    arguments = [a for a in sys.argv[1:] if a != "--postgres"]
    if "--postgres" in sys.argv:
        command = [sys.executable, "tools/postgres.py", "--required", sys.executable, "-m", "bench.imports"]
        return subprocess.run([*command, *arguments], cwd=ROOT, check=False).returncode
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MAILLAGE_DATA"] = folder
        os.environ.setdefault("MAILLAGE_SECRET_KEY", "bench")
        play(int(arguments[0]) if arguments else ROWS)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""``maillage import``: a file into the directory, with its dry run; ``maillage undo`` takes it back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from maillage.cli.errors import CommandError
from maillage.cli.prepare import expect_long_work
from maillage.cli.where import ask_territory, in_territory

if TYPE_CHECKING:
    from maillage.imports.models import ImportRun

HELP = "Bring a file into the directory; prints what every row and every column becomes."
CHUNK = 1 << 20


def describe(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("file", metavar="FILE", help="CSV, XLSX, ODS, JSON or GeoJSON")
    parser.add_argument("--source", required=True, metavar="NAME", help="where the file comes from")
    parser.add_argument("--kind", default="", metavar="KIND", help="kind of actor where a row says none")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
    parser.add_argument("--rows", action="store_true", help="print every row, not only the counts")
    ask_territory(parser)


def run(options: argparse.Namespace) -> int:
    """Check the file, then import it unless ``--dry-run`` was given; 1 when the file is refused."""
    file = Path(options.file).expanduser()
    if not file.is_file():
        raise CommandError(f"there is no file {file}.")
    with in_territory(options.territory) as territory:
        from maillage.imports import actions

        expect_long_work()
        source = actions.name_source(territory=territory, name=options.source)
        taken = actions.receive_file(
            source=source, file_name=file.name, chunks=_chunks(file), who="system", kind=options.kind
        )
        actions.check_run(run=taken, who="system")
        if not _told(taken, rows=options.rows) or options.dry_run:
            return 0 if taken.state == "checked" else 1
        actions.queue_run(run=taken, who="system")
        actions.advance_run(run=taken)
        found = actions.look_for_doubles(run=taken, who="system")
        print(
            f"{taken.ref}: done. {found} possible doubles to decide. Take it back: maillage undo {taken.ref}"
        )
    return 0


def _told(run: ImportRun, *, rows: bool) -> bool:
    """Print the dry run; False when the file was refused."""
    from maillage.imports.queries import rows_of

    if run.state == "refused":
        print(f"refused: {run.refusal['code']} {run.refusal['data']}", file=sys.stderr)
        return False
    for column in run.columns:
        print(f"column {column['name']!r}: {column['use']} {column.get('field') or ''}".rstrip())
    if rows:
        for row in rows_of(run).iterator(chunk_size=1000):
            why = ", ".join(code for code, _field, _text in row.reasons)
            print(f"row {row.number}: {row.outcome} {row.name!r} {why}".rstrip())
    print(", ".join(f"{count} {outcome}" for outcome, count in run.counts.items() if count))
    return True


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as content:
        while chunk := content.read(CHUNK):
            yield chunk

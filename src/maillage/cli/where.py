"""Which territory a command is about, at what date, and how its rows are printed."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from maillage.cli.errors import CommandError
from maillage.cli.prepare import refuse_old_tables, start_django

if TYPE_CHECKING:
    from maillage.territory.models import Territory

FORMATS = ("text", "csv", "json")


def ask_territory(parser: argparse.ArgumentParser) -> None:
    """The option that names a territory."""
    parser.add_argument(
        "--territory", default="", metavar="SLUG", help="which one (needed from two territories on)"
    )


def ask_format(parser: argparse.ArgumentParser) -> None:
    """The option that says how rows are printed."""
    parser.add_argument(
        "--format", choices=FORMATS, default="text", metavar="FORMAT", help="text, csv or json"
    )


@contextmanager
def in_territory(slug: str) -> Iterator[Territory]:
    """Start, and act inside the territory of this name, or inside the only one."""
    start_django()
    refuse_old_tables()
    from maillage.territory.inside import inside
    from maillage.territory.models import Territory

    found = list(Territory.objects.filter(**({"slug": slug} if slug else {})).order_by("slug"))
    if len(found) != 1:
        known = ", ".join(Territory.objects.order_by("slug").values_list("slug", flat=True))
        asked = f"there is no territory {slug!r}" if slug else "there is no single territory"
        raise CommandError(f"{asked}. Known ones: {known or 'none; run maillage setup'}. Use --territory.")
    with inside(found[0]):
        yield found[0]


def day_of(text: str) -> date:
    """The first day of a date written 2017, 2017-05 or 2017-05-12."""
    from maillage.common.partial_date import PartialDate, PartialDateError

    try:
        return PartialDate.parse(text).first
    except PartialDateError as error:
        raise CommandError(str(error)) from None


def moment_of(text: str) -> datetime | None:
    """The end of a day in the territory's time zone; None for an empty text (what is known now)."""
    from django.utils import timezone

    if not text:
        return None
    return timezone.make_aware(datetime.combine(day_of(text), time(23, 59, 59)))


def tell(rows: Iterable[Mapping[str, Any]], form: str) -> None:
    """Print rows as lines, as CSV with a header, or as one JSON list."""
    if form == "json":
        print(json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=1))
        return
    writer: Any = None
    for row in rows:
        if form == "text":
            print("  ".join(str(value) for value in row.values() if value not in ("", None)))
            continue
        if writer is None:
            writer = csv.DictWriter(sys.stdout, fieldnames=list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({key: _safe(value) for key, value in row.items()})


def _safe(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula is kept as text (OWASP, CSV injection)."""
    return (
        f"'{value}"
        if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
        else value
    )

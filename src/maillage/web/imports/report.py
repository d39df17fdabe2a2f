"""The dry run as a file: every column, then every row, with what it becomes and why."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from django.http import StreamingHttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from maillage.imports.models import ImportRun
from maillage.imports.queries import rows_of
from maillage.territory.inside import inside
from maillage.web.imports.lines import RowLine, column_lines, row_lines
from maillage.web.imports.steps import the_run
from maillage.web.screens import ScreenRequest

ROWS_AT_ONCE = 1_000
FORMULA = tuple("=+-@\t\r\n|%＝＋－＠")
"""First signs that a spreadsheet may take for a formula (OWASP, CSV injection), wide forms included."""


@require_safe
def report(_request: ScreenRequest, ref: str) -> StreamingHttpResponse:
    """Read by spreadsheets as by programs: UTF-8 with its mark, semicolons, no cell that is a formula."""
    found = the_run(ref)
    response = StreamingHttpResponse(
        _pieces(found, translation.get_language() or "fr"), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="import-{found.ref}.csv"'
    return response


def harmless(text: str) -> str:
    """A cell that no spreadsheet runs: what looks like a formula begins with an apostrophe."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA) else text


def _pieces(found: ImportRun, language: str) -> Iterator[str]:
    """The file in pieces; each is written inside the territory, which the request has left meanwhile."""
    last = -1
    with inside(found.territory), translation.override(language):
        piece = _head(found)
    while piece:
        yield piece
        with inside(found.territory), translation.override(language):
            rows = list(rows_of(found).filter(number__gt=last)[:ROWS_AT_ONCE])
            piece = _written(_row(line) for line in row_lines(rows, found.state))
        last = rows[-1].number if rows else last


def _head(found: ImportRun) -> str:
    """The titles, and what each column becomes."""
    titles = [_("quoi"), _("numéro"), _("nom"), _("devient"), _("pourquoi")]
    columns = [
        [_("colonne"), str(rank + 1), line.name, line.becomes, " ; ".join(line.why)]
        for rank, line in enumerate(column_lines(list(enumerate(found.columns)), None))
    ]
    return "\ufeff" + _written([titles, *columns])


def _row(line: RowLine) -> list[str]:
    return [_("ligne"), str(line.number), line.name, line.words, " ".join(line.reasons)]


def _written(lines: Iterable[Iterable[str]]) -> str:
    stream = StringIO()
    csv.writer(stream, delimiter=";").writerows([harmless(cell) for cell in line] for line in lines)
    return stream.getvalue()

"""The dry run as a file: every column, then every row, with what it becomes and why."""

from __future__ import annotations

from itertools import chain

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from maillage.actors.exports.files import csv_file, in_chunks
from maillage.actors.exports.rows import Row
from maillage.imports.models import ImportRun
from maillage.imports.queries import rows_of
from maillage.web.imports.lines import column_lines, row_lines
from maillage.web.imports.steps import the_run
from maillage.web.screens import ScreenRequest


@require_safe
def report(request: ScreenRequest, ref: str) -> StreamingHttpResponse:
    """Everything the page of an import says, without its pages; no cell is a formula."""
    found = the_run(ref)
    titles = (_("quoi"), _("numéro"), _("nom"), _("devient"), _("pourquoi"))

    def read(keys: list[int]) -> list[Row]:
        return _rows(titles, found, keys)

    keys = list(rows_of(found).values_list("pk", flat=True))
    pieces = csv_file(titles, chain([_columns(titles, found)], in_chunks(request.territory, keys, read)))
    response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{found.ref}.csv"'
    return response


def _columns(titles: tuple[str, ...], found: ImportRun) -> list[Row]:
    """What each column becomes."""
    return [
        _line(titles, _("colonne"), str(rank + 1), line.name, line.becomes, ", ".join(line.why))
        for rank, line in enumerate(column_lines(list(enumerate(found.columns)), None))
    ]


def _rows(titles: tuple[str, ...], found: ImportRun, keys: list[int]) -> list[Row]:
    """What some rows become."""
    return [
        _line(titles, _("ligne"), str(line.number), line.name, line.words, " ".join(line.reasons))
        for line in row_lines(rows_of(found).filter(pk__in=keys), found.state)
    ]


def _line(titles: tuple[str, ...], *cells: str) -> Row:
    return dict(zip(titles, cells, strict=True))

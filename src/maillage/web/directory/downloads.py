"""The same lists as files: CSV and JSON of any question, sent as they are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from maillage.actors.exports.actors import actor_records
from maillage.actors.exports.files import csv_file, heading, in_chunks, json_file, licence_of, times_of
from maillage.actors.exports.records import Record, episode_record, line_record
from maillage.actors.exports.rows import (
    ACTOR_COLUMNS,
    DIFFERENCE_COLUMNS,
    EPISODE_COLUMNS,
    Row,
    actor_row,
    difference_row,
    episode_row,
)
from maillage.actors.models import Episode
from maillage.actors.queries import Difference, directory_on
from maillage.actors.queries.changes import SECTIONS, Section, keys_of, lines_of, rows_of
from maillage.actors.queries.choice import every_key
from maillage.common.links import absolute
from maillage.common.open_data import opened
from maillage.imports.queries import origins
from maillage.web.directory.filters import DifferenceForm, ListForm, PastForm, refuse_unless_valid
from maillage.web.screens import ScreenRequest

Chunks = Iterable[list[Record]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A kind of file: the name of its list, its columns, and how a record becomes one line."""

    name: str
    columns: Sequence[str]
    row: Callable[[Record], Row]


ACTORS = Sheet("actors", ACTOR_COLUMNS, actor_row)
PAST = Sheet("actors", EPISODE_COLUMNS, episode_row)
CHANGES = Sheet("changes", DIFFERENCE_COLUMNS, difference_row)


@require_safe
def actors(request: ScreenRequest, shape: str) -> HttpResponseBase:
    """What the list shows, whole."""
    form = ListForm(request.GET)
    refuse_unless_valid(form)
    keys = every_key(form.choice)
    chunks = in_chunks(request.territory, keys, actor_records)
    return _sent(request, ACTORS, shape, len(keys), chunks)


@require_safe
def past(request: ScreenRequest, shape: str) -> HttpResponseBase:
    """The directory of a day, whole."""
    form = PastForm(request.GET)
    refuse_unless_valid(form)
    keys = list(directory_on(form.moment, form.narrowing).values_list("pk", flat=True))
    chunks = in_chunks(request.territory, keys, _read_episodes)
    return _sent(request, PAST, shape, len(keys), chunks, **times_of(form.moment))


@require_safe
def difference(request: ScreenRequest, shape: str) -> HttpResponseBase:
    """All that changed between two moments."""
    form = DifferenceForm(request.GET)
    refuse_unless_valid(form, needs="de")
    asked = form.difference
    keys = {code: keys_of(asked, code) for code in SECTIONS}
    chunks = chain.from_iterable(
        in_chunks(request.territory, keys[code], _reader(asked, code)) for code in SECTIONS
    )
    times = {"from": times_of(asked.first), "to": times_of(asked.second)}
    return _sent(request, CHANGES, shape, sum(map(len, keys.values())), chunks, **times)


def _read_episodes(keys: list[int]) -> list[Record]:
    rows = Episode.objects.filter(pk__in=keys).order_by("sort_name", "pk")
    return [episode_record(one) for one in rows.select_related("actor", "address__commune")]


def _reader(asked: Difference, code: Section) -> Callable[[list[int]], list[Record]]:
    """What reads some rows of a section."""

    def read(keys: list[int]) -> list[Record]:
        lines = lines_of(asked, code, rows_of(code, keys))
        return [line_record(line, change) for line in lines for change in line.codes]

    return read


def _sent(
    request: ScreenRequest, sheet: Sheet, shape: str, count: int, chunks: Chunks, **asked: Any
) -> HttpResponseBase:
    told = origins()
    if shape == "csv":
        text = csv_file(sheet.columns, ([sheet.row(record) for record in records] for records in chunks))
        response = StreamingHttpResponse(text, content_type="text/csv; charset=utf-8")
    else:
        head = heading(request.territory, absolute(request.get_full_path()), count, told, **asked)
        response = StreamingHttpResponse(json_file(head, sheet.name, chunks), content_type="application/json")
    file_name = f"{request.territory.slug}-{sheet.name}.{shape}"
    response["Link"] = f'<{licence_of(told).url}>; rel="license"'
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return opened(response)

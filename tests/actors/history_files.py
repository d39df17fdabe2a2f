"""Small files of imports for the stories of the directory, and the ways in which an import is interrupted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from unittest import mock

from hypothesis import strategies as st
from tests.actors.history_story import NAMES, written
from tests.actors.plain_history import Fact

from maillage.imports import actions
from maillage.imports.actions import common
from maillage.imports.actions import run as running
from maillage.imports.models import ImportRun, Source

COLUMNS = {
    "Identifiant": "id",
    "Nom de la structure": "name",
    "Type": "kind",
    "Adresse": "street",
    "Commune": "city",
    "SIRET": "siret",
    "Date de création": "founded",
    "Date de fermeture": "closed",
    "Mise à jour": "updated_at",
    "Horaires": "hours",
}
SIRETS = ("", "73282932000074", "55210055400013", "35600000000048", "")
"""The number of each entry: two have none."""
DAYS = written(date(2018, 1, 1), date(2026, 6, 8))
KINDS = {"association": "Association", "startup": "Start-up"}


@dataclass(frozen=True)
class Line:
    """What a row of a file says; ``street`` is « new », « same » (as its source said it last) or empty."""

    entry: int
    name: str
    kind: str
    street: str
    numbered: bool
    founded: str
    closed: str
    updated: str
    hours: str


LINES = st.builds(
    Line,
    entry=st.sampled_from((0, 0, 1, 1, 2, 3, 4)),
    name=st.sampled_from(("", *NAMES, *NAMES, *NAMES)),
    kind=st.sampled_from(sorted(KINDS)),
    street=st.sampled_from(("", "same", "same", "new")),
    numbered=st.booleans(),
    founded=st.one_of(st.just(""), DAYS),
    closed=st.one_of(st.just(""), st.just(""), DAYS),
    updated=st.one_of(st.just(""), DAYS),
    hours=st.sampled_from(("", "lundi", "mardi")),
)
FILES = st.lists(LINES, min_size=1, max_size=6)


@dataclass(frozen=True)
class Table:
    """What a file says; without keys of its own, its entries are known by their number or their name."""

    lines: tuple[Line, ...]
    own_keys: bool

    def with_news(self, lines: list[Line]) -> Table:
        """These lines, said of the entries of this file as long as there are some."""
        known = [replace(new, entry=old.entry) for old, new in zip(self.lines, lines, strict=False)]
        return replace(self, lines=(*known, *lines[len(known) :]))

    def written(self, streets: list[str]) -> bytes:
        """As a CSV file, with the street of each line."""
        rows = [";".join(COLUMNS)]
        for line, street in zip(self.lines, streets, strict=True):
            cells = (
                f"E{line.entry}" if self.own_keys else "",
                line.name,
                KINDS[line.kind],
                street,
                "Volcanville" if street else "",
                SIRETS[line.entry] if line.numbered else "",
                *(line.founded, line.closed, line.updated, line.hours),
            )
            rows.append(";".join(cells))
        return "\n".join(rows).encode()


@dataclass(frozen=True)
class Turn:
    """How far an import goes: after ``steps`` steps it is paused, or it dies between two, or within one."""

    steps: int
    end: str
    at_once: int


TURNS = st.builds(
    Turn,
    steps=st.sampled_from((0, 1, 2)),
    end=st.sampled_from(("", "", "", "paused", "dies between", "dies within")),
    at_once=st.sampled_from((1, 2, 500)),
)


@dataclass
class Load:
    """An import as the story knows it: what it promised and did, by the number of each row."""

    pk: int
    source: str
    table: Table
    content: bytes
    made: dict[int, int] = field(default_factory=dict)
    completed: dict[int, dict[str, Fact]] = field(default_factory=dict)
    shown: datetime | None = None
    undone: bool = False

    @property
    def run(self) -> ImportRun:
        """The import as it stands."""
        run: ImportRun = ImportRun.objects.select_related("source", "territory").get(pk=self.pk)
        return run

    def begin_again(self) -> None:
        """Nothing of it is written any more."""
        self.made, self.completed, self.shown, self.undone = {}, {}, None, False


def received(source: Source, content: bytes) -> ImportRun:
    """A file that was taken in and explained."""
    run = actions.receive_file(source=source, file_name="liste.csv", chunks=[content], who="ines")
    hints = {"separator": ";", "header_row": 0}
    return actions.map_columns(run=run, mapping=COLUMNS, hints=hints, who="ines")


class KilledError(BaseException):
    """The process died."""


def advanced(run: ImportRun, turn: Turn) -> None:
    """Let an import go as far as the turn says."""
    left = turn.steps

    def go_on() -> bool:
        nonlocal left
        left -= 1
        if turn.end == "dies between" and left < 0:
            raise KilledError
        return turn.end != "paused" or left >= 0

    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(common, "CHUNK", turn.at_once))
        stack.enter_context(mock.patch.object(running, "UPDATES_AT_ONCE", turn.at_once))
        if turn.end == "dies within":
            stack.enter_context(dying(turn.steps))
        try:
            actions.advance_run(run=run, go_on=go_on)
        except KilledError:
            run.refresh_from_db()


@contextmanager
def dying(steps: int) -> Iterator[None]:
    """The process dies within a step, after what the step wrote so far."""
    left = steps

    def then_die(write: Callable[..., None]) -> Callable[..., None]:
        def written(*given: object) -> None:
            nonlocal left
            write(*given)
            left -= 1
            if left < 0:
                raise KilledError

        return written

    with (
        mock.patch.object(running, "keep_rows", then_die(running.keep_rows)),
        mock.patch.object(running, "apply_update", then_die(running.apply_update)),
    ):
        yield

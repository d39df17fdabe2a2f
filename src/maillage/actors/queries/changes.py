"""The lines of a difference between two dates: what became of each actor and tie, and when.

Which rows a section has is the business of ``time_machine``; here they are made to speak.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple, get_args

from django.db.models import QuerySet, prefetch_related_objects

from maillage.actors.enums import LifeEventKind
from maillage.actors.models import Episode, LifeEvent, Tie
from maillage.actors.queries.lives import known
from maillage.actors.queries.time_machine import Difference, Moment
from maillage.common.partial_date import PartialDate

Section = Literal["appeared", "gone", "changed", "tied", "untied"]
SECTIONS: tuple[Section, ...] = get_args(Section)

ChangeCode = Literal[
    "born", "seen", "returned", "learned", "ended", "unknown",
    "renamed", "moved", "changed_kind", "asleep", "awake",
    "tied", "learned_tie", "untied", "unknown_tie",
]  # fmt: skip


class Dated(NamedTuple):
    """When a fact happened, as it was said, and whether it is a founding."""

    happened: str
    founds: bool


NOTHING_SAID = Dated("", founds=False)
Dates = dict[tuple[int, date], Dated]
"""By actor (primary key) and the day from which the fact counts."""


@dataclass(frozen=True, slots=True)
class Line:
    """One change: its codes, when it happened (a partial date, empty when nothing says so), and both states.

    ``seen`` is a first trace: nobody said when it was founded. ``learned`` existed at the first day already,
    and was not known then; ``unknown`` is not said any more, because it was taken back or put with another
    record.
    """

    codes: tuple[ChangeCode, ...]
    when: str = ""
    before: Episode | None = None
    after: Episode | None = None
    tie: Tie | None = None

    @property
    def episode(self) -> Episode:
        """The state that names the actor: the later one where there is one. A tie has none (ValueError)."""
        found = self.after or self.before
        if found is None:
            raise ValueError("A line about a tie has no state of an actor: read its tie.")
        return found


def keys_of(difference: Difference, section: Section) -> list[int]:
    """Primary keys of all the rows of a section, in order of date: what a whole file holds."""
    rows: QuerySet[Any] = getattr(difference, section)
    return list(rows.values_list("pk", flat=True))


def rows_of(section: Section, keys: Sequence[int]) -> list[Any]:
    """The rows of a section with these keys, in their order: episodes, or ties."""
    if section in ("tied", "untied"):
        ties = Tie.objects.filter(pk__in=keys).select_related("actor", "other").in_bulk()
        return [ties[key] for key in keys]
    wanted = Episode.objects.filter(pk__in=keys).select_related("actor", "commune", "address__commune")
    episodes = wanted.in_bulk()
    return [episodes[key] for key in keys]


def lines_of(difference: Difference, section: Section, rows: Sequence[Any]) -> list[Line]:
    """What these rows of a section say, in a fixed number of queries."""
    if section in ("tied", "untied"):
        prefetch_related_objects(rows, "actor__merged_into", "other__merged_into")
        return [_tie_line(difference, section, tie) for tie in rows]
    if section == "changed":
        return _changed(difference, rows)
    told = _spans(rows, difference.second)
    dates = _dates(rows, difference.second)
    make = _appeared if section == "appeared" else _gone
    return [make(difference, row, told[row.actor_id], dates) for row in rows]


def what_changed(before: Episode, after: Episode) -> tuple[ChangeCode, ...]:
    """In what two states of an actor differ."""
    other_state = before.state != after.state
    told: dict[ChangeCode, bool] = {
        "renamed": before.name != after.name,
        "moved": before.address_id != after.address_id,
        "changed_kind": before.kind != after.kind,
        "asleep": other_state and after.state == "dormant",
        "awake": other_state and after.state == "active",
    }
    return tuple(code for code, is_so in told.items() if is_so)


def _appeared(difference: Difference, row: Episode, spans: list[Episode], dates: Dates) -> Line:
    """A birth, a return, or what was there already without our knowing."""
    openings = [one.valid_from for one in spans if one.opens and one.valid_from <= row.valid_from]
    begun = max(openings, default=row.valid_from)
    founded = dates.get((row.actor_id, begun), NOTHING_SAID).founds
    code: ChangeCode = "returned" if len(openings) > 1 else "born" if founded else "seen"
    if begun <= difference.first.day:
        code = "learned"
    return Line((code,), _written(row.actor_id, begun, dates), after=row)


def _gone(difference: Difference, row: Episode, spans: list[Episode], dates: Dates) -> Line:
    """An end, or what is not said any more."""
    since, until = difference.first.day, difference.second.day
    ends = [one.valid_until for one in spans if one.closes and since < one.valid_until <= until]
    if not ends:
        return Line(("unknown",), before=row)
    return Line(("ended",), _written(row.actor_id, min(ends), dates), before=row)


def _changed(difference: Difference, rows: Sequence[Episode]) -> list[Line]:
    before, dates = difference.before(list(rows)), _dates(rows, difference.second)
    return [
        Line(
            what_changed(before[row.actor_id], row),
            _written(row.actor_id, row.valid_from, dates),
            before=before[row.actor_id],
            after=row,
        )
        for row in rows
    ]


def _tie_line(difference: Difference, section: Section, tie: Tie) -> Line:
    if section == "tied":
        code: ChangeCode = "tied" if tie.valid_from > difference.first.day else "learned_tie"
        return Line((code,), tie.since or str(PartialDate.of(tie.valid_from)), tie=tie)
    return Line(("untied" if tie.until else "unknown_tie",), tie.until, tie=tie)


def _spans(rows: Iterable[Episode], moment: Moment) -> dict[int, list[Episode]]:
    """All the periods of these actors, as known at a moment."""
    known_then = Episode.objects.filter(known(moment.known_at), actor__in=[row.actor_id for row in rows])
    found: dict[int, list[Episode]] = defaultdict(list)
    for one in known_then.only("actor_id", "valid_from", "valid_until", "opens", "closes"):
        found[one.actor_id].append(one)
    return found


def _dates(rows: Iterable[Episode], moment: Moment) -> Dates:
    """Dates as they were said: an episode begins on a day, its event may say a year. Foundings come first."""
    events = LifeEvent.objects.filter(known(moment.known_at), actor__in=[row.actor_id for row in rows])
    told = events.values_list("actor_id", "counts_from", "happened", "kind")
    found: Dates = {}
    for actor, day, happened, kind in told:
        founds = kind == LifeEventKind.FOUNDED
        if founds or not found.get((actor, day), NOTHING_SAID).founds:
            found[actor, day] = Dated(happened, founds)
    return found


def _written(actor: int, day: date, dates: Dates) -> str:
    return dates.get((actor, day), NOTHING_SAID).happened or str(PartialDate.of(day))

"""Phases told, corrected and taken back in any order are what a plain count of days says they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import factories
from tests.places.stage import PLAIN, a_place

from maillage.common.errors import Refusal
from maillage.common.partial_date import PartialDate
from maillage.places.actions import add_phase, correct_phase, take_back_phase
from maillage.places.models import Phase, Place
from maillage.places.queries import phase_on, phases_of, places_on

FIRST, LAST = date(2017, 1, 1), date(2018, 12, 31)
DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
WRITTEN = st.builds(
    lambda day, width: str(day)[:width], st.dates(FIRST, LAST), st.sampled_from((4, 7, 7, 10))
)


@dataclass(frozen=True)
class Told:
    """What is said of a phase: from when to when; its capacity tells it from the others."""

    since: str
    until: str
    number: int


@dataclass(frozen=True)
class Act:
    """Add a phase, correct the one that is ``which``-th, or take it back."""

    verb: str
    which: int
    since: str
    until: str


ACTS = st.lists(
    st.builds(
        Act,
        st.sampled_from(("add", "add", "add", "correct", "take_back")),
        st.integers(0, 4),
        WRITTEN,
        st.one_of(st.just(""), WRITTEN),
    ),
    max_size=7,
)


def begins(told: Told, before: Told | None) -> date | None:
    """The first day that its date may mean and that the phase before it has surely not outlasted."""
    said = PartialDate.parse(told.since)
    ended = PartialDate.parse(before.until).first if before and before.until else said.first
    return next((day for day in DAYS if said.first <= day <= said.last and day >= ended), None)


def by_day(phases: Sequence[Told]) -> dict[date, int | None] | None:
    """Which phase holds on each day, counted day by day; None when they cannot all hold."""
    rows = sorted(phases, key=lambda row: PartialDate.parse(row.since))
    starts = [begins(row, before) for row, before in zip(rows, [None, *rows], strict=False)]
    said = [PartialDate.parse(row.since).first for row in rows]
    if None in starts or len(set(said)) < len(said):
        return None
    answer: dict[date, int | None] = {}
    for day in DAYS:
        begun = [row for row, start in zip(rows, starts, strict=True) if start is not None and start <= day]
        over = begun and begun[-1].until and PartialDate.parse(begun[-1].until).last < day
        answer[day] = begun[-1].number if begun and not over else None
    return answer if {row.number for row in rows} <= set(answer.values()) else None


def after(phases: list[Told], act: Act, number: int) -> list[Told] | None:
    """What is told once the act is done; None when it says nothing that could be."""
    told = Told(act.since, act.until, number)
    if act.verb != "add" and not phases:
        return None
    ends_first = act.until and PartialDate.parse(act.until).last < PartialDate.parse(act.since).first
    if act.verb != "take_back" and ends_first:
        return None
    kept = list(phases)
    if act.verb != "add":
        kept.pop(act.which % len(phases))
    return kept if act.verb == "take_back" else [*kept, told]


def do(place: Place, phases: list[Told], act: Act, number: int) -> None:
    """The same, on real rows."""
    sheet = replace(PLAIN, since=act.since, until=act.until, capacity=number)
    if act.verb == "add":
        add_phase(place=place, sheet=sheet, who="ines")
        return
    phase = phases_of(place).get(capacity=phases[act.which % len(phases)].number)
    if act.verb == "correct":
        correct_phase(phase=phase, sheet=sheet, who="ines")
    else:
        take_back_phase(phase=phase, who="ines")


def check_days(place: Place, phases: list[Told]) -> None:
    """No day is in two phases, none is in another than the count of days says."""
    rows = list(phases_of(place))
    assert all(row.valid_from < row.valid_until for row in rows)
    assert all(one.valid_until <= two.valid_from for one, two in pairwise(rows))
    expected = by_day(phases)
    assert expected is not None
    found = {
        day: next((row.capacity for row in rows if row.valid_from <= day < row.valid_until), None)
        for day in DAYS
    }
    assert found == expected
    edges = {edge for row in rows for edge in (row.valid_from, row.valid_until)}
    for day in edges & set(DAYS):
        phase = phase_on(place, day)
        assert (phase.capacity if phase else None) == expected[day]
        assert [row.phase for row in places_on(day) if row.place == place] == ([phase] if phase else [])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_phases_never_overlap_and_hold_on_the_days_a_plain_count_says(
    city: factories.City, acts: list[Act]
) -> None:
    with transaction.atomic():
        place, phases = a_place(city.territory, "Totem"), list[Told]()
        for number, act in enumerate(acts, 1):
            if act.verb != "add" and not phases:
                continue
            told = after(phases, act, number)
            possible = told is not None and by_day(told) is not None
            versions = Phase.objects.count()
            try:
                do(place, phases, act, number)
            except Refusal as refusal:
                assert (possible, refusal.code in {"overlap", "ends_before"}) == (False, True)
                assert Phase.objects.count() == versions
            else:
                assert possible
                phases = told or []
            check_days(place, phases)
        transaction.set_rollback(True)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=st.lists(st.tuples(WRITTEN, st.one_of(st.just(""), WRITTEN)), min_size=1, max_size=4), data=st.data()
)
def test_the_order_in_which_phases_are_told_changes_nothing(
    city: factories.City, told: list[tuple[str, str]], data: st.DataObject
) -> None:
    phases: list[Told] = []
    for number, (since, until) in enumerate(told, 1):
        row = Told(since, until, number)
        if _can_be(row) and by_day([*phases, row]) is not None:
            phases.append(row)
    others = data.draw(st.permutations(phases))
    with transaction.atomic():
        places = [a_place(city.territory, name) for name in ("Totem", "Bivouac")]
        for place, rows in zip(places, (phases, others), strict=True):
            for row in rows:
                do(place, [], Act("add", 0, row.since, row.until), row.number)
            check_days(place, phases)
        transaction.set_rollback(True)


def _can_be(row: Told) -> bool:
    """Its end is not before its beginning."""
    return not row.until or PartialDate.parse(row.until).last >= PartialDate.parse(row.since).first

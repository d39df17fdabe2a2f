"""Which coordinate system a file uses, from its places themselves; and each row to WGS 84.

Every system that could be is tried on a sample, and judged by how many places fall where the row says it is:
near its commune (when the caller can place it), in its département, in the caller's box, or in France.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from maillage.engine.tabular.departments import Box, in_france
from maillage.engine.tabular.positions import read_angle, read_point
from maillage.engine.tabular.problem import FieldName as F
from maillage.engine.tabular.problem import Row
from maillage.engine.tabular.region import Expectation, Place, Region, expectation
from maillage.engine.tabular.result import ColumnGuess
from maillage.engine.tabular.systems import DEGREES, METRES, System, all_to_degrees, hinted, to_degrees
from maillage.engine.tabular.table import Table

SAMPLE = 400
"""Rows on which systems are tried."""

MAINLY = 0.6
"""Share of places in France above which the others are held as slips."""


class Position(NamedTuple):
    """A place in WGS 84 degrees, or none; ``problem`` is a key of ``PROBLEMS``."""

    latitude: float | None
    longitude: float | None
    problem: str | None = None

    @property
    def point(self) -> tuple[float, float] | None:
        """(latitude, longitude), when there is one."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude

    @property
    def problems(self) -> tuple[str, ...]:
        """The problem, if there is one, as a tuple like that of a row."""
        return (self.problem,) if self.problem else ()


@dataclass(frozen=True, slots=True)
class CoordinateGuess:
    """How the columns of coordinates are read. ``turned``: the first number is the y of a system of metres.

    ``system`` is ``None`` when no column holds coordinates. ``ranks`` are the columns: two, or one with both.
    ``chance`` is the share of places that fall where they should; ``reason`` (a key of ``REASONS``) by which
    test; ``french`` whether places abroad are slips.
    """

    system: System | None
    turned: bool
    ranks: tuple[int, ...]
    chance: float
    reason: str
    french: bool
    region: Region
    columns: ColumnGuess

    def of(self, values: Sequence[str]) -> Position:
        """The place of a row's values, put right when what is wrong is certain; without any, no problem."""
        numbers = _numbers(values, self.ranks) if self.system else ""
        if isinstance(numbers, str):
            return Position(None, None, numbers or None)
        return self._settle(*numbers, expectation(values, self.columns, self.region, french=self.french))

    def to_wgs84(self, first: float, second: float) -> Position:
        """The place of two numbers in the order of the columns, judged by the box and France alone."""
        return self._settle(first, second, expectation((), self.columns, self.region, french=self.french))

    def all_to_wgs84(self, firsts: Sequence[float], seconds: Sequence[float]) -> list[tuple[float, float]]:
        """Many places at once, without any judgement or repair; not finite where the system has none."""
        pair = (seconds, firsts) if self.turned else (firsts, seconds)
        return all_to_degrees(self._system(), *pair)

    def _system(self) -> System:
        if self.system is None:
            raise ValueError(
                "The table has no coordinates, so none can be converted. Look at `system` before, or use "
                "`of`, which gives an empty position."
            )
        return self.system

    def _settle(self, first: float, second: float, wanted: Expectation) -> Position:
        if first == 0 and second == 0:
            return Position(None, None, "zero_zero")
        system = self._system()
        if self.turned:
            first, second = second, first
        latitude, longitude = to_degrees(system, first, second)
        problem = wanted(latitude, longitude)
        if problem is None:
            return Position(latitude, longitude)
        for fixed, code in _repairs(system, first, second):
            if wanted.sure and wanted(*fixed) is None:
                return Position(*fixed, code)
        if problem == "impossible":
            return Position(None, None, problem)
        return Position(latitude, longitude, problem)


class Candidate(NamedTuple):
    """A system tried: how many places it puts right, after the penalty of being unusual."""

    system: System
    turned: bool
    share: float
    reason: str


def guess_coordinates(
    table: Table,
    guess: ColumnGuess,
    *,
    box: Box | None = None,
    place: Place | None = None,
    system: System | None = None,
) -> CoordinateGuess:
    """How the coordinates of a table are read; its ``system`` is ``None`` when no column holds any.

    ``box`` (south, west, north, east, in degrees) is where the territory is; ``place`` gives where a commune
    is from (postal code, city, commune code), or ``None``; ``system`` is imposed, its reason « given ».
    """
    region = Region(Box(*box) if box else None, place)
    rows = table.sample(SAMPLE)
    for ranks in _columns(guess):
        sample = [
            (row, numbers) for row in rows if not isinstance(numbers := _numbers(row.values, ranks), str)
        ]
        sample = [(row, numbers) for row, numbers in sample if numbers != (0.0, 0.0)]
        if not sample:
            continue
        tried = (system,) if system else _systems(sample)
        best = _best(sample, tried, guess, region, [table.columns[rank] for rank in ranks])
        places = all_to_degrees(best.system, *_ordered(sample, turned=best.turned))
        french = sum(in_france(*each) for each in places) >= MAINLY * len(places)
        reason = "given" if system else best.reason
        return CoordinateGuess(
            best.system, best.turned, ranks, round(best.share, 3), reason, french, region, guess
        )
    return CoordinateGuess(None, False, (), 0.0, "nothing", False, region, guess)


def _columns(guess: ColumnGuess) -> list[tuple[int, ...]]:
    """The columns that may hold coordinates: pairs before points."""
    found = []
    for pair in ((F.LATITUDE, F.LONGITUDE), (F.X, F.Y)):
        ranks = tuple(guess.ranks(field)[0] for field in pair if guess.ranks(field))
        if len(ranks) == 2:
            found.append(ranks)
    return [*found, *((rank,) for rank in guess.ranks(F.POINT)[:1])]


def _numbers(values: Sequence[str], ranks: tuple[int, ...]) -> tuple[float, float] | str:
    """Both numbers of a row, latitude or x first, or the problem; "" when there is nothing."""
    if len(ranks) == 1:
        point = read_point(values[ranks[0]])
        if point.value is None:
            return point.problem or ""
        pair = point.value
        return (pair.second, pair.first) if pair.east_first else (pair.first, pair.second)
    read = [read_angle(values[rank]) for rank in ranks]
    first, second = (each.value for each in read)
    if first is not None and second is not None:
        return first, second
    problems = [each.problem for each in read if each.problem]
    if problems:
        return "unreadable"
    return "" if first is None and second is None else "incomplete"


Sample = list[tuple[Row, tuple[float, float]]]


def _ordered(sample: Sample, *, turned: bool) -> tuple[list[float], list[float]]:
    firsts, seconds = [pair[0] for _, pair in sample], [pair[1] for _, pair in sample]
    return (seconds, firsts) if turned else (firsts, seconds)


def _systems(sample: Sample) -> tuple[System, ...]:
    """The systems whose numbers have the size of these."""
    large = sum(max(abs(first), abs(second)) > 200 for _, (first, second) in sample)
    return METRES if 2 * large > len(sample) else DEGREES


def _best(
    sample: Sample, tried: Sequence[System], guess: ColumnGuess, region: Region, names: Sequence[str]
) -> Candidate:
    """The system in which most places are where their row says."""
    suggested = hinted(names)
    found = []
    for rank, system in enumerate(tried):
        for turned in (False, True) if system in METRES else (False,):
            places = all_to_degrees(system, *_ordered(sample, turned=turned))
            share, reason = _fit(places, sample, guess, region)
            found.append(
                (
                    share + 0.2 * (system in suggested) - 0.002 * rank - 0.05 * turned,
                    share,
                    reason,
                    system,
                    turned,
                )
            )
    _, share, reason, system, turned = max(found, key=lambda each: each[0])
    return Candidate(system, turned, share, reason)


def _fit(
    places: Sequence[tuple[float, float]], sample: Sample, guess: ColumnGuess, region: Region
) -> tuple[float, str]:
    """The share of places that are where they should, and the strictest test made."""
    wanted = [expectation(row.values, guess, region, french=True) for row, _ in sample]
    right = sum(test(*each) is None for test, each in zip(wanted, places, strict=True))
    reasons = [test.reason for test in wanted]
    common = max(set(reasons), key=reasons.count)
    if right:
        return right / len(places), common
    possible = sum(abs(lat) <= 90 and abs(lon) <= 180 for lat, lon in places)
    return 0.1 * possible / len(places), "range"


def _repairs(system: System, first: float, second: float) -> list[tuple[tuple[float, float], str]]:
    """What the numbers may have been before a slip: the other way about, or with their decimal point."""
    if system not in DEGREES:
        return [(to_degrees(system, second, first), "swapped")]
    latitude, longitude = to_degrees(system, first, second)
    found = [((longitude, latitude), "swapped")] if abs(longitude) <= 90 else []
    if latitude.is_integer() and longitude.is_integer() and abs(latitude) > 1000:
        found += [
            ((latitude / 10**a, longitude / 10**b), "point_restored")
            for a in range(2, 16)
            for b in range(2, 16)
            if abs(latitude) / 10**a <= 90 and abs(longitude) / 10**b <= 180
        ]
    return found

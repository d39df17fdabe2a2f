"""Where the place of a row should be, from what else the row says."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from maillage.engine.tabular.departments import MARGIN, Box, box_of, in_france
from maillage.engine.tabular.places import read_commune_code, read_postcode, split_address
from maillage.engine.tabular.problem import FieldName as F
from maillage.engine.tabular.result import ColumnGuess
from maillage.engine.tabular.systems import distance

NEAR = 20.0
"""Kilometres from its commune beyond which a place is a slip: the largest communes reach that far."""

Place = Callable[[str, str, str], "tuple[float, float] | None"]
"""(postal code, city, commune code) → (latitude, longitude) of the commune, or ``None``."""


class Region(NamedTuple):
    """What the caller knows of the territory."""

    box: Box | None = None
    place: Place | None = None


class Expectation(NamedTuple):
    """Where one row should be. Called with a place, it answers a key of ``PROBLEMS``, or ``None``.

    ``reason`` names the strictest test; ``sure`` tells whether it is strict enough to repair a row by it.
    """

    box: Box | None
    near: tuple[float, float] | None
    department: Box | None
    french: bool

    @property
    def reason(self) -> str:
        """The strictest test, as a key of ``REASONS``."""
        if self.near:
            return "place"
        if self.department:
            return "department"
        if self.box:
            return "box"
        return "france" if self.french else "range"

    @property
    def sure(self) -> bool:
        """Whether a place that passes is surely right."""
        return self.reason != "range"

    def __call__(self, latitude: float, longitude: float) -> str | None:
        """The first promise that the place breaks."""
        if not (
            math.isfinite(latitude)
            and math.isfinite(longitude)
            and abs(latitude) <= 90
            and abs(longitude) <= 180
        ):
            return "impossible"
        if self.box and not self.box.holds(latitude, longitude):
            return "outside_box"
        if self.near:
            return "far_from_place" if distance((latitude, longitude), self.near) > NEAR else None
        if self.department:
            return None if self.department.holds(latitude, longitude, MARGIN) else "far_from_department"
        return "nowhere_known" if self.french and not in_france(latitude, longitude) else None


def expectation(values: Sequence[str], guess: ColumnGuess, region: Region, *, french: bool) -> Expectation:
    """Where the row of these values should be; without values, what holds for all rows."""
    if not values:
        return Expectation(region.box, None, None, french)
    postcode = read_postcode(_cell(values, guess, F.POSTCODE)).value or ""
    commune = read_commune_code(_cell(values, guess, F.COMMUNE_CODE)).value or ""
    city = _cell(values, guess, F.CITY)
    if not postcode:
        address = split_address(guess.text(tuple(values), F.STREET))
        postcode, city = address.postcode, city or address.city
    near = region.place(postcode, city, commune) if region.place and (postcode or city or commune) else None
    return Expectation(region.box, near, box_of(commune) or box_of(postcode), french)


def _cell(values: Sequence[str], guess: ColumnGuess, field: F) -> str:
    ranks = guess.ranks(field)
    return values[ranks[0]].strip() if ranks else ""

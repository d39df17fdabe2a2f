"""Where each French département lies: a box of degrees around its town halls.

``departments.csv`` was computed from the positions of the town halls of 34,969 communes (Étalab,
*découpage administratif*, and the directory of the administration, Licence Ouverte), leaving out the two in a
thousand farthest on each side, which are slips; 975, 977, 978, 987 and 988 from their maps.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

MARGIN = 0.25
"""Degrees that a place may lie beyond its département's town halls (about 25 km)."""


class Box(NamedTuple):
    """A box of WGS 84 degrees; it may not cross the 180th meridian."""

    min_lat: float
    min_lon: float
    max_lat: float
    max_lon: float

    def holds(self, latitude: float, longitude: float, margin: float = 0.0) -> bool:
        """Whether a place is in the box widened by ``margin`` degrees."""
        return (
            self.min_lat - margin <= latitude <= self.max_lat + margin
            and self.min_lon - margin <= longitude <= self.max_lon + margin
        )


@cache
def boxes() -> dict[str, Box]:
    """The boxes by code of département; « 20 » is Corsica."""
    with Path(__file__).with_name("departments.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: Box(float(row["south"]), float(row["west"]), float(row["north"]), float(row["east"]))
            for row in csv.DictReader(file)
        }


def department_of(code: str) -> str:
    """The département of a postal or commune code, "" when it has none; both halves of Corsica are « 20 »."""
    if code[:2] in ("2A", "2B"):
        return "20"
    found = code[:3] if code[:2] in ("97", "98") else code[:2]
    return found if found in boxes() else ""


def box_of(code: str) -> Box | None:
    """The box of the département of a postal or commune code, if it is known."""
    return boxes().get(department_of(code))


def in_france(latitude: float, longitude: float, margin: float = MARGIN) -> bool:
    """Whether a place is in or near some French département; the open sea and abroad are not."""
    return any(box.holds(latitude, longitude, margin) for box in boxes().values())

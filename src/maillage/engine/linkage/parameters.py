"""The figures of the model: how often doubles, and how often strangers, are at each level of likeness.

They ship as ``parameters.json``, our own figures made by ``python -m bench.linkage train``, so that a
directory of thirty rows needs no training. What depends on the problem itself, how crowded its towns are and
how many of its records are of one kind, is measured on it and replaces the shipped figure (``adapted``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Self

from maillage.engine.linkage.problem import LinkageError

Levels = Mapping[str, Mapping[str, tuple[float, float]]]
"""Comparison → level → (m, u)."""

LEAST = 1e-7
"""Least probability of a level: nothing is impossible."""

NEAR = ("address", "m50", "street", "m200", "m1000", "commune")
"""Levels of `where` that are of one town, whose chance follows how crowded the problem's towns are."""

MOST_NEAR = 0.95


@dataclass(frozen=True, slots=True)
class Parameters:
    """``share`` of new records that have a double; chances ``m`` and ``u`` of each level of each comparison.

    ``same_town`` and ``same_kind`` are the chances that two records at random share a town or a kind, in
    the data the levels were trained on. Raises ``LinkageError`` when a figure is not a chance.
    """

    share: float
    same_town: float
    same_kind: float
    levels: Levels

    def __post_init__(self) -> None:
        figures = [self.share, self.same_town, self.same_kind]
        figures += [value for levels in self.levels.values() for pair in levels.values() for value in pair]
        if not all(isinstance(value, (int, float)) and 0 < value < 1 for value in figures):
            raise LinkageError(
                "The parameters hold a figure that is not a chance (more than 0, less than 1), so weights "
                "could not be computed. Train them again with `python -m bench.linkage train`."
            )
        frozen = {name: MappingProxyType(dict(levels)) for name, levels in self.levels.items()}
        object.__setattr__(self, "levels", MappingProxyType(frozen))

    @classmethod
    def read(cls, text: str) -> Self:
        """Read the JSON that ``write`` made."""
        data: dict[str, Any] = json.loads(text)
        levels = {
            name: {code: (float(m), float(u)) for code, (m, u) in found.items()}
            for name, found in data["levels"].items()
        }
        return cls(data["share"], data["same_town"], data["same_kind"], levels)

    def write(self) -> str:
        """The figures as JSON, four significant digits, one comparison a line."""
        rows = [
            f'    "{name}": '
            + json.dumps({code: [float(f"{value:.4g}") for value in pair] for code, pair in found.items()})
            for name, found in self.levels.items()
        ]
        heads = [f'  "{key}": {float(f"{getattr(self, key):.4g}")}' for key in _HEADS]
        return "{\n" + ",\n".join(heads) + ',\n  "levels": {\n' + ",\n".join(rows) + "\n  }\n}\n"

    def of(self, comparison: str, level: str) -> tuple[float, float]:
        """``(m, u)`` of a level; raises ``LinkageError`` when the figures are of another model."""
        try:
            return self.levels[comparison][level]
        except KeyError:
            raise LinkageError(
                f"The parameters have no figures for the level {level!r} of {comparison!r}: they are "
                "of another model. Train them again with `python -m bench.linkage train`."
            ) from None

    def adapted(self, same_town: float, same_kind: float) -> Self:
        """The same figures for a problem whose records share a town, or a kind, more or less often.

        In a directory of one city, « the same commune » says nothing, and « 200 m away » says less.
        """
        levels = {name: dict(found) for name, found in self.levels.items()}
        _crowd(levels["where"], same_town / self.same_town)
        known = min(max(same_kind, LEAST), MOST_NEAR)
        levels["kind"] = {
            "same_kind": (levels["kind"]["same_kind"][0], known),
            "other_kind": (levels["kind"]["other_kind"][0], 1 - known),
        }
        return replace(self, levels=levels)


_HEADS = ("share", "same_town", "same_kind")


def _crowd(where: dict[str, tuple[float, float]], times: float) -> None:
    """Multiply the chance that strangers are near by ``times``, and let the far levels take the rest."""
    near = sum(where[code][1] for code in NEAR)
    times = min(times, MOST_NEAR / near)
    far = [code for code in where if code not in NEAR]
    rest = (1 - near * times) / sum(where[code][1] for code in far)
    for code, (m, u) in where.items():
        where[code] = (m, max(LEAST, u * (times if code in NEAR else rest)))


@cache
def shipped() -> Parameters:
    """The figures that ship with the engine."""
    return Parameters.read(
        resources.files("maillage.engine.linkage").joinpath("parameters.json").read_text("utf-8")
    )

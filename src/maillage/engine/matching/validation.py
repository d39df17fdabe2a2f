"""What a matching problem refuses, and the sentence it refuses it with."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

MAX_HOURS = 10_000
"""Most hours one need may ask (more is a project, not a need)."""

MAX_HELPER_HOURS = 1_000_000
"""Most hours one helper may have left."""

MAX_TOTAL_HOURS = 2_000_000
"""Most hours all the needs of one problem may ask together."""


class ProblemError(ValueError):
    """A matching problem that makes no sense: where, what, why and what to do next.

    Attributes:
        where: path of the offending value, such as ``needs[3].hours``.
    """

    def __init__(self, where: str, what: str, why: str, remedy: str) -> None:
        self.where = where
        super().__init__(f"{where}: {what}. {why}. {remedy}.")


def whole(value: Any, where: str, low: int, high: int) -> int:
    """Return ``value`` as an int, refusing anything but a whole number from ``low`` to ``high``."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer):
        raise ProblemError(
            where, f"{shown(value)} is not a whole number", "Hours and limits are counted one by one",
            f"Give an integer from {low} to {high}",
        )  # fmt: skip
    if not low <= value <= high:
        raise _out_of_range(where, int(value), low, high)
    return int(value)


def fraction(value: Any, where: str, high: float = 1.0) -> float:
    """Return ``value`` as a finite float from 0 to ``high``, refusing anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | np.floating | np.integer):
        raise ProblemError(
            where, f"{shown(value)} is not a number", "It is weighed and added", "Give a number"
        )
    if not 0 <= value <= high or not math.isfinite(value):
        raise _out_of_range(where, value, 0, high)
    return float(value)


def identifiers(values: Sequence[Any], path: str) -> tuple[str, ...]:
    """Return ``values`` as a tuple, refusing an id that is not a non-empty string or is used twice."""
    for index, value in enumerate(values):
        label(value, f"{path}[{index}].id")
    if len(set(values)) < len(values):
        raise _duplicate_id(values, path)
    return tuple(values)


def label(value: Any, where: str) -> str:
    """Return ``value``, refusing anything but a non-empty string without NUL or lone surrogate."""
    if not isinstance(value, str) or not value:
        raise ProblemError(
            where, f"{shown(value)} is not a non-empty string", "Answers are given back under this name",
            "Give a non-empty string",
        )  # fmt: skip
    if "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise ProblemError(
            where, f"{shown(value)} holds a character that no file can carry",
            "Answers are written as UTF-8 text", "Remove NUL characters and lone surrogates",
        )  # fmt: skip
    return value


def column(values: Any, where: str, kind: type, length: int | None = None) -> NDArray[Any]:
    """Return ``values`` as a column of ``kind``, refusing lossy conversion or a wrong length."""
    raw = np.asarray(values) if len(values) else np.zeros(0, kind)
    numeric = raw.dtype.kind in ("iu" if kind is np.int64 else "iuf")
    if raw.ndim != 1 or not numeric or not np.can_cast(raw.dtype, kind, "same_kind"):
        raise ProblemError(
            where, f"is not a list of {'whole ' if kind is np.int64 else ''}numbers",
            "Each line has exactly one value", f"Give a one-dimensional array of {kind.__name__}",
        )  # fmt: skip
    if length is not None and len(raw) != length:
        raise ProblemError(
            where, f"has {len(raw)} values for {length} lines", "Each line has exactly one value",
            f"Give {length} values",
        )  # fmt: skip
    return np.array(raw, kind)


def in_range(values: NDArray[Any], path: str, name: str, low: float, high: float) -> None:
    """Refuse the first value outside ``low`` to ``high`` (NaN is outside)."""
    bad = ~((values >= low) & (values <= high))
    if bad.any():
        first = int(bad.argmax())
        raise _out_of_range(f"{path}[{first}].{name}", values[first].item(), low, high)


def unique_pairs(keys: Ints, path: str, why: str) -> None:
    """Refuse the first line whose ``keys`` value was already used by an earlier line."""
    order = np.argsort(keys, kind="stable")
    again = np.flatnonzero(keys[order][1:] == keys[order][:-1])
    if len(again):
        later = int(order[again + 1].min())
        earlier = int(np.flatnonzero(keys == keys[later])[0])
        raise ProblemError(
            f"{path}[{later}]", f"repeats {path}[{earlier}] ({len(again)} such lines in all)", why,
            "Keep one line of the two",
        )  # fmt: skip


def wholes(values: Sequence[Any], path: str, name: str, low: int, high: int) -> Ints:
    """Return ``values`` as integers, refusing the first that is not a whole number in range."""
    checked = [whole(value, f"{path}[{index}].{name}", low, high) for index, value in enumerate(values)]
    return np.array(checked, np.int64)


def caps(values: Sequence[Any], path: str, name: str, high: int) -> Ints:
    """Return ``values`` as integers with -1 for None (no limit), refusing anything else out of range."""
    column = np.full(len(values), -1, np.int64)
    for index, value in enumerate(values):
        if value is not None:
            column[index] = whole(value, f"{path}[{index}].{name}", 0, high)
    return column


def affinities(values: Sequence[Any]) -> Floats:
    """Return ``values`` as floats, refusing the first that is not a number from 0 to 1."""
    if any(type(value) is not float for value in values):
        values = [fraction(value, f"candidates[{index}].affinity") for index, value in enumerate(values)]
    return np.array(values, np.float64)


def indices(known: Mapping[str, int], values: Sequence[Any], path: str, name: str) -> Ints:
    """Return the position of each id of ``values``, refusing the first that no line has."""
    try:
        return np.array([known[value] for value in values], np.int64)
    except (KeyError, TypeError):
        bad = next(i for i, value in enumerate(values) if not isinstance(value, str) or value not in known)
    raise ProblemError(
        f"{path}[{bad}].{name}", f"{shown(values[bad])} is the id of no {name} of this problem",
        "A line can only join a need and a helper that are listed", f"Add the {name} or remove the line",
    )  # fmt: skip


def kinds(values: Sequence[Any], allowed: Sequence[str]) -> Ints:
    """Return the position of each kind of bar in ``allowed``, refusing the first that is not one."""
    for index, value in enumerate(values):
        if not isinstance(value, str) or value not in allowed:
            raise ProblemError(
                f"bars[{index}].kind", f"{shown(value)} is not a kind of bar", "Each kind is counted apart",
                f"Choose one of {', '.join(allowed)}",
            )  # fmt: skip
    return np.array([allowed.index(value) for value in values], np.int64)


def shown(value: Any, limit: int = 60) -> str:
    """Return ``value`` as a message may quote it: its repr, cut to ``limit`` characters."""
    try:
        text = repr(value)
    except ValueError:  # Python refuses to print integers of thousands of digits
        text = "this very large number"
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _duplicate_id(values: Sequence[str], path: str) -> ProblemError:
    seen: dict[str, int] = {}
    for index, value in enumerate(values):
        if value in seen:
            break
        seen[value] = index
    count = len(values) - len(set(values))
    return ProblemError(
        f"{path}[{index}].id",
        f"{shown(value)} is already the id of {path}[{seen[value]}] ({count} repeated in all)",
        "An id names one line", "Give each line its own id",
    )  # fmt: skip


def _out_of_range(where: str, value: Any, low: float, high: float) -> ProblemError:
    return ProblemError(
        where, f"{shown(value)} is out of range", f"It must lie between {low} and {high}",
        "Correct the value or leave the line out",
    )  # fmt: skip

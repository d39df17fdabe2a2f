"""Problems and results as JSON text: the format of ``maillage match``.

The schemas are ``docs/engines/matching-problem.schema.json`` and ``matching-result.schema.json``. Unknown
keys, repeated keys, NaN and infinity are refused; keys are written sorted, so equal values give equal bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, asdict, fields
from enum import EnumType
from math import isfinite
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from maillage.engine.matching.lines import Bar, Candidate, HelperLine, NeedLine
from maillage.engine.matching.problem import MatchingProblem
from maillage.engine.matching.result import MatchingResult
from maillage.engine.matching.validation import ProblemError, shown

PROBLEM_FORMAT = "maillage.matching.problem/1"
RESULT_FORMAT = "maillage.matching.result/1"

_LISTS: dict[str, type] = {"needs": NeedLine, "helpers": HelperLine, "candidates": Candidate, "bars": Bar}
_SETTINGS = ("group_floor", "split_tolerance")
T = TypeVar("T")


def problem_from_json(text: str) -> MatchingProblem:
    """Read a problem; raises `ProblemError` saying where (line and column, or path) and what to do."""
    document = _document(text, PROBLEM_FORMAT)
    _known_keys(document, "the document", {"format", *_LISTS, *_SETTINGS}, {"needs", "helpers"})
    values: dict[str, Any] = {
        name: _lines(document.get(name, []), name, kind) for name, kind in _LISTS.items()
    }
    values.update((name, document[name]) for name in _SETTINGS if name in document)
    return MatchingProblem.of(**values)


def problem_to_json(problem: MatchingProblem) -> str:
    """Write a problem, its lines in their order, so that `problem_from_json` reads the same problem."""
    return _written(
        {
            "format": PROBLEM_FORMAT,
            "needs": [asdict(line) for line in problem.needs()],
            "helpers": [_without_none(asdict(line)) for line in problem.helpers()],
            "candidates": [_without_none(asdict(line)) for line in problem.candidates()],
            "bars": [asdict(line) for line in problem.barred()],
            "group_floor": float(problem.group_floor),
            "split_tolerance": float(problem.split_tolerance),
        }
    )


def result_to_json(result: MatchingResult) -> str:
    """Write a result; the same problem and seed give the same bytes."""
    return _written({"format": RESULT_FORMAT, **asdict(result)})


def result_from_json(text: str) -> MatchingResult:
    """Read a result; raises `ProblemError` saying where (line and column, or path) and what to do."""
    document = _document(text, RESULT_FORMAT)
    document.pop("format", None)
    value = _typed(document, MatchingResult, "result")
    assert isinstance(value, MatchingResult)  # noqa: S101 - narrows the type for mypy; _typed built it
    return value


def _written(document: dict[str, Any]) -> str:
    return json.dumps(document, sort_keys=True, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _without_none(line: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in line.items() if value is not None}


def _document(text: str, expected: str) -> dict[str, Any]:
    """Parse ``text`` as one JSON object of the ``expected`` format (the key may be left out)."""
    document = _parsed(text)
    if not isinstance(document, dict):
        raise ProblemError(
            "the document", f"is {_kind(document)}, not an object", "It must name needs and helpers",
            "Write { … } around it",
        )  # fmt: skip
    if document.get("format", expected) != expected:
        raise ProblemError(
            "format", f"{shown(document['format'])} is not a format this version reads",
            f"It reads {expected}", "Convert the file or use the version that wrote it",
        )  # fmt: skip
    return document


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_unrepeated, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise ProblemError(where, error.msg, "The text is not JSON", "Correct it there") from error
    except RecursionError as error:
        raise ProblemError(
            "the document", "is nested too deeply", "No matching document needs it", "Flatten it"
        ) from error
    except ProblemError:
        raise
    except ValueError as error:  # an integer of thousands of digits
        raise ProblemError(
            "the document", str(error), "It cannot be counted", "Correct the number"
        ) from error


def _unrepeated(items: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(items)
    if len(found) < len(items):
        keys = [key for key, _ in items]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ProblemError(
            shown(twice), "this key is written twice in one object", "Only one value could count",
            "Remove one of them",
        )  # fmt: skip
    return found


def _no_constant(name: str) -> Any:
    raise ProblemError(name, f"{name} is not JSON", "Nothing can be weighed with it", "Give a finite number")


def _lines(values: Any, name: str, kind: Callable[..., T]) -> list[T]:
    """Read a list of objects as lines of ``kind``, refusing unknown and missing keys."""
    if not isinstance(values, list):
        raise ProblemError(
            name, f"is {_kind(values)}, not a list", "It holds one object a line", "Write [ … ]"
        )
    columns = fields(kind)  # type: ignore[arg-type]  # every kind of line is a dataclass
    allowed = {field.name for field in columns}
    required = {field.name for field in columns if field.default is MISSING}
    for index, value in enumerate(values):
        if not isinstance(value, dict) or not required <= value.keys() <= allowed:
            _refuse_line(value, f"{name}[{index}]", allowed, required)
    return [kind(**value) for value in values]


def _refuse_line(value: Any, where: str, allowed: set[str], required: set[str]) -> None:
    if not isinstance(value, dict):
        raise ProblemError(
            where, f"is {_kind(value)}, not an object", "A line has named values", "Write { … }"
        )
    _known_keys(value, where, allowed, required)


def _known_keys(value: dict[str, Any], where: str, allowed: set[str], required: set[str]) -> None:
    unknown, missing = sorted(value.keys() - allowed), sorted(required - value.keys())
    if unknown:
        raise ProblemError(
            where, f"has the unknown key {shown(unknown[0])}", "A misspelt key would be silently ignored",
            f"Use {', '.join(sorted(allowed))}",
        )  # fmt: skip
    if missing:
        raise ProblemError(
            where, f"has no {missing[0]!r}", "Nothing can stand in for it", f"Add the key {missing[0]!r}"
        )


def _typed(value: Any, kind: Any, where: str) -> Any:
    """Build a value of the annotated type ``kind`` from parsed JSON, refusing anything of another shape."""
    origin = get_origin(kind)
    if hasattr(kind, "__dataclass_fields__"):
        return _typed_object(value, kind, where)
    if origin is tuple:
        return _typed_list(value, get_args(kind), where)
    if origin in (Union, UnionType):
        inner = next(arg for arg in get_args(kind) if arg is not NoneType)
        return None if value is None else _typed(value, inner, where)
    if origin is Literal:
        return _one_of(value, get_args(kind), where)
    if kind is float and type(value) is int:
        value = float(value)
    if isinstance(kind, EnumType):
        members: list[Any] = list(kind.__members__.values())
        return kind(_one_of(value, [str(member) for member in members], where))
    if type(value) is not kind or (kind is float and not isfinite(value)):
        raise _misfit(value, kind.__name__, where)
    return value


def _typed_object(value: Any, kind: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise _misfit(value, "object", where)
    hints = get_type_hints(kind)
    required = {field.name for field in fields(kind) if field.default is MISSING}
    _known_keys(value, where, set(hints), required)
    return kind(**{name: _typed(part, hints[name], f"{where}.{name}") for name, part in value.items()})


def _typed_list(value: Any, kinds: tuple[Any, ...], where: str) -> tuple[Any, ...]:
    endless = kinds[-1] is Ellipsis
    if not isinstance(value, list) or not (endless or len(value) == len(kinds)):
        raise _misfit(value, "list" if endless else f"list of {len(kinds)}", where)
    each = [kinds[0]] * len(value) if endless else kinds
    return tuple(
        _typed(part, kind, f"{where}[{index}]")
        for index, (part, kind) in enumerate(zip(value, each, strict=True))
    )


def _one_of(value: Any, allowed: Any, where: str) -> str:
    if value not in allowed:
        raise _misfit(value, " or ".join(map(str, allowed)), where)
    return str(value)


def _misfit(value: Any, expected: str, where: str) -> ProblemError:
    return ProblemError(
        where, f"{shown(value)} is not of the expected kind ({expected})", "The document follows a schema",
        "See docs/engines/ for the schemas",
    )  # fmt: skip


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", NoneType: "null", bool: "a boolean"}
    return names.get(type(value), "a number")

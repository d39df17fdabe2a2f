"""Invented organisations of an invented town, and numbers that pass their checks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from maillage.engine.linkage import LinkageProblem, LinkageResult, Pair, Record, solve

TOWN: dict[str, Any] = {"postcode": "99300", "city": "Valmorin-sur-Loue", "lat": 46.9, "lon": 6.1}
LATITUDE_OF_100_M = 0.1 / 111.2


def luhn(digits: str) -> str:
    """``digits`` with the last figure that makes them pass Luhn's test."""
    for last in "0123456789":
        figures = [int(figure) for figure in reversed(digits + last)]
        doubled = sum(sum(divmod(figure * 2, 10)) for figure in figures[1::2])
        if (sum(figures[::2]) + doubled) % 10 == 0:
            return digits + last
    raise AssertionError("one of ten figures always fits")


SIREN = luhn("99112233")
OTHER_SIREN = luhn("99445566")


def siret(siren: str = SIREN, site: int = 1) -> str:
    """A valid SIRET of a site of ``siren``."""
    return luhn(f"{siren}{site:04}")


def record(key: str, *names: str, **known: Any) -> Record:
    """A record of Valmorin, unless told otherwise."""
    return Record(key, names or ("Les Ateliers du Lavoir",), **(TOWN | known))


def nowhere(key: str, *names: str, **known: Any) -> Record:
    """A record of which only names are known, and what is told."""
    return Record(key, names or ("Les Ateliers du Lavoir",), **known)


def north(of: Record, metres: float) -> Record:
    """The same record, some metres further north."""
    return replace(of, lat=(of.lat or 0) + LATITUDE_OF_100_M * metres / 100)


def others(many: int = 30) -> tuple[Record, ...]:
    """A directory that has nothing to do with anything: each its own name, street and telephone."""
    words = [
        "Zadrel",
        "Ostavic",
        "Wiltan",
        "Uxandre",
        "Ygrine",
        "Quovar",
        "Ebrisse",
        "Idrulac",
        "Puzzol",
        "Axonne",
    ]
    return tuple(
        record(
            f"other {place}",
            f"Compagnie {words[place % 10]} {words[(place * 3 + place // 10 + 1) % 10]}{place}",
            street=f"{place + 1} rue {words[(place + 5) % 10]}{place}",
            phones=(f"01990000{place:02}",),
            lat=46.9 + place * 0.004,
            lon=6.1 + place * 0.003,
        )
        for place in range(many)
    )


def link(new: Record, known: Record, **options: Any) -> Pair | None:
    """The pair of two records, among thirty others that have nothing to do with them."""
    result = solve(LinkageProblem((new,), (known, *others())), **options)
    return pair_of(result, new.key, known.key)


def pair_of(result: LinkageResult, left: str, right: str) -> Pair | None:
    """The pair of two keys, in either order."""
    return next((pair for pair in result.pairs if {pair.left, pair.right} == {left, right}), None)


def codes(pair: Pair | None) -> list[str]:
    """The codes of a pair's reasons, heaviest first."""
    return [reason.code for reason in pair.reasons] if pair else []

"""The model: what is compared, in which degrees of likeness (probabilistic linkage, Fellegi & Sunter 1969).

Each *comparison* sorts a pair into one of its *levels*, tried in order. A level has two probabilities: ``m``,
how often two records of one organisation are there, and ``u``, how often two records taken at random are.
Its weight is log2(m/u), in bits; missing values have a level of their own, which weighs nothing. Splink
(Linacre et al. 2022) does the comparing; the few functions that differ between engines are in ``DIALECTS``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.engine.linkage.parameters import Parameters

if TYPE_CHECKING:
    from splink import SettingsCreator

DIALECTS = {
    "duckdb": {
        "any": "list_has_any({0}_l, {1}_r)",
        "count": "len(list_intersect({0}_l, {1}_r))",
        "alike": "jaro_winkler_similarity({0}_l, {0}_r)",
    },
    "spark": {
        "any": "arrays_overlap({0}_l, {1}_r)",
        "count": "size(array_intersect({0}_l, {1}_r))",
        "alike": "jaro_winkler({0}_l, {0}_r)",
    },
}
"""The same three questions in each engine: a common element, how many, likeness of two texts."""


@dataclass(frozen=True, slots=True)
class Level:
    """One degree of likeness: its code, and the condition in SQL with the functions of ``DIALECTS``."""

    code: str
    sql: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """``levels`` from the strongest to « none of these »; ``unknown``: there is nothing to compare."""

    name: str
    unknown: str
    levels: tuple[Level, ...]


def _any(left: str, right: str | None = None) -> str:
    return f"coalesce([any:{left}:{right or left}], false)"


def _both(column: str) -> str:
    return f"{column}_l is null or {column}_r is null"


_CHORD = "power(x_l - x_r, 2) + power(y_l - y_r, 2) + power(z_l - z_r, 2)"


def _within(km: float) -> str:
    return f"coalesce({_CHORD} <= {km * km!r}, false)"


_ONE_DEPARTMENT = "coalesce(department_l = department_r, true)"
_TOWN = f"({_any('towns')} and {_ONE_DEPARTMENT})"
_UNPLACED = f"({_both('x')}) and not {_any('town_forms')} and {_ONE_DEPARTMENT}"
"""No distance, and towns written in forms that cannot be compared (a postcode here, a name there)."""

_NUMBERED = "(figures_l = figures_r or figures_l = '' or figures_r = '')"
"""« Permanence 1 » and « Permanence 2 » share a name, and are two."""


def _either(left: str, right: str) -> str:
    """A usual name of one side agrees with any name of the other."""
    return f"({_any(left, right)} or {_any(right, left)})"


def _words(units: int, *, whole: bool) -> str:
    """Own words of a usual name weigh ``units`` in the other's names, and are nearly all of the shorter."""
    sides = (("info", "all_info", "least_l", "all_least_r"), ("all_info", "info", "all_least_l", "least_r"))
    tests = []
    for mine, yours, one, other in sides:
        test = f"[count:{mine}:{yours}] >= {units}"
        test += f" and [count:{mine}:{yours}] * 5 >= least({one}, {other}) * 4" if whole else ""
        tests.append(f"coalesce({test}, false)")
    found = f"({' or '.join(tests)})"
    return f"({found} and {_NUMBERED})" if whole else found


ELSE = "else"

COMPARISONS = (
    Comparison(
        "name",
        _both("all_full"),
        (
            Level("own_name", _either("usual_own", "all_own")),
            Level("close_name", "coalesce([alike:compact] >= 0.93 and figures_l = figures_r, false)"),
            Level("initials", _either("initials", "shorts")),
            Level("within_rare", _words(6, whole=True)),
            Level("within", _words(4, whole=True)),
            Level("rare_words", _words(6, whole=False)),
            Level("common_name", _either("usual_full", "all_full")),
            Level("bare", "bare_l or bare_r"),
            Level("few_words", _words(2, whole=False)),
            Level("other_name", ELSE),
        ),
    ),
    Comparison(
        "kind",
        _both("kinds"),
        (
            Level(
                "same_kind",
                "case when said_kinds_l is null or said_kinds_r is null "
                f"then {_any('kinds')} else {_any('said_kinds')} end",
            ),
            Level("other_kind", ELSE),
        ),
    ),
    Comparison(
        "alone",
        f"{_both('sole')} or coalesce(origin_l = origin_r, true)",
        (Level("only_one", _any("sole")), Level("not_only", ELSE)),
    ),
    Comparison(
        "where",
        _UNPLACED,
        (
            Level("address", f"{_any('doors')} and ({_TOWN} or {_within(1.0)})"),
            Level("m50", _within(0.05)),
            Level("street", f"coalesce(way_l = way_r, false) and ({_TOWN} or {_within(1.0)})"),
            Level("m200", _within(0.2)),
            Level("m1000", _within(1.0)),
            Level("commune", _TOWN),
            Level("km10", _within(10.0)),
            Level("away", ELSE),
        ),
    ),
    Comparison(
        "phone",
        "(phones_l is null and switchboards_l is null) or (phones_r is null and switchboards_r is null)",
        (
            Level("phone", _any("phones")),
            Level("switchboard", _any("switchboards")),
            Level("other_phone", ELSE),
        ),
    ),
    Comparison(
        "identity",
        f"({_both('siren')}) and ({_both('rna')}) and ({_both('domains')}) and not {_any('emails')}",
        (
            Level("siret", "coalesce(siret_l = siret_r, false)"),
            Level("rna", "coalesce(rna_l = rna_r, false)"),
            Level("siren", "coalesce(own_siren_l = own_siren_r, false)"),
            Level("other_number", "coalesce(siren_l <> siren_r, rna_l <> rna_r, false)"),
            Level("email", _any("emails")),
            Level("host", _any("hosts")),
            Level("domain", _any("domains")),
            Level("body", "coalesce(siren_l = siren_r, false)"),
            Level("other_web", ELSE),
        ),
    ),
)
"""What is compared, in the order of the reasons when they weigh the same."""

NAMES = tuple(comparison.name for comparison in COMPARISONS)


def settings(
    parameters: Parameters, prior: float, dialect: str = "duckdb", *, among: bool = True
) -> SettingsCreator:
    """The Splink model with these ``parameters``, for a pair that is a double with chance ``prior``.

    ``among``: the records are compared with one another; otherwise each new one with the known ones.

    The same model runs on Spark with ``dialect="spark"``: only three functions are written otherwise.
    """
    from splink import SettingsCreator
    from splink.blocking_rule_library import CustomRule

    sides = "" if among else " and l.fresh <> r.fresh"
    rule = CustomRule(f"l.block_keys = r.block_keys{sides}", arrays_to_explode=["block_keys"])
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_creator(comparison, parameters, dialect) for comparison in COMPARISONS],
        blocking_rules_to_generate_predictions=[rule],
        probability_two_random_records_match=prior,
        retain_matching_columns=True,  # without them Splink keeps no levels
        retain_intermediate_calculation_columns=True,
        linker_uid="maillage",
    )


def _creator(comparison: Comparison, parameters: Parameters, dialect: str) -> Any:
    from splink import comparison_library

    levels: list[Any] = [
        {
            "sql_condition": in_dialect(comparison.unknown, dialect),
            "label_for_charts": "unknown",
            "is_null_level": True,
        }
    ]
    for level in comparison.levels:
        m, u = parameters.of(comparison.name, level.code)
        levels.append(
            {
                "sql_condition": "ELSE" if level.sql == ELSE else in_dialect(level.sql, dialect),
                "label_for_charts": level.code,
                "m_probability": m,
                "u_probability": u,
            }
        )
    return comparison_library.CustomComparison(
        output_column_name=comparison.name, comparison_levels=levels, comparison_description=comparison.name
    )


def in_dialect(sql: str, dialect: str) -> str:
    """``sql`` with its bracketed questions in the words of ``dialect``."""
    for question, form in DIALECTS[dialect].items():
        start = f"[{question}:"
        while start in sql:
            before, rest = sql.split(start, 1)
            inside, after = rest.split("]", 1)
            sql = f"{before}{form.format(*inside.split(':'))}{after}"
    return sql


def level_at(comparison: Comparison, gamma: int) -> Level | None:
    """The level that Splink numbers ``gamma`` (0 is the last, -1 the unknown)."""
    return None if gamma < 0 else comparison.levels[len(comparison.levels) - 1 - gamma]

"""A refusal carries a code, data, and a sentence filled with them."""

from __future__ import annotations

from string import Formatter

import pytest

from maillage.engine.recurrence import RULE_REFUSALS, SERIES_REFUSALS, RuleError, SeriesError


@pytest.mark.parametrize(
    ("error", "code"),
    [*((RuleError, code) for code in RULE_REFUSALS), *((SeriesError, code) for code in SERIES_REFUSALS)],
)
def test_a_refusal_says_its_data(error: type[RuleError] | type[SeriesError], code: str) -> None:
    sentence = (RULE_REFUSALS | SERIES_REFUSALS)[code]
    names = [name for _text, name, _format, _conversion in Formatter().parse(sentence) if name]
    refusal = error(code, **{name: f"<{name}>" for name in names})
    assert (refusal.code, sorted(refusal.data)) == (code, sorted(set(names)))
    assert [f"<{name}>" in str(refusal) for name in names] == [True] * len(names)


def test_no_code_means_two_things() -> None:
    assert set(RULE_REFUSALS) & set(SERIES_REFUSALS) == set()

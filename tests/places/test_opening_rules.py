"""The rules of a text, one by one."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from opening_hours import State

from maillage.places.opening_rules import (
    HoursError,
    Rule,
    joined,
    parsed,
    refuse_nonsense,
    rules_of,
    stretches,
)

DAY = datetime(2026, 6, 8)  # noqa: DTZ001  # wall-clock time
NIGHT = datetime(2026, 6, 9)  # noqa: DTZ001  # the same


def test_rules_of_splits_selectors_times_state_and_words() -> None:
    assert rules_of('Mo-Fr 9:00-12:00,14:00-18:00 "a; b", Sa 10:00-12:00; PH off') == (
        Rule("", "Mo-Fr", "09:00-12:00,14:00-18:00", "", '"a; b"'),
        Rule(", ", "Sa", "10:00-12:00", "", ""),
        Rule("; ", "PH", "", "closed", ""),
    )


def test_rules_of_can_be_joined_again() -> None:
    text = "Mo,We 09:00-12:00, Sa (sunrise+01:00)-18:00; PH +1 days closed"
    assert joined(list(rules_of(text))) == text


def test_rule_has_its_spans_and_is_told_with_off() -> None:
    two = Rule("", "Mo", "09:00-12:00,14:00-18:00", "closed", "")
    assert (two.spans, two.told) == (["09:00-12:00", "14:00-18:00"], "Mo 09:00-12:00,14:00-18:00 off")
    assert Rule("", "Mo", "", "", "").spans == []


def test_parsed_reads_words_alone_as_unknown() -> None:
    assert [state for _, state, _ in stretches('"sur rendez-vous"', None, DAY, NIGHT)] == [State.UNKNOWN]
    assert [state for _, state, _ in stretches('24/7 "sonnez"', None, DAY, NIGHT)] == [State.OPEN]


def test_parsed_says_where_it_stopped() -> None:
    with pytest.raises(HoursError) as caught:
        parsed("Mo 09:00-18:00; Xx off", "FR")
    assert caught.value.data["position"] == 17
    assert caught.value.data["near"] == "Xx off"


def test_refuse_nonsense_looks_400_days_ahead() -> None:
    text = "Mo 09:00-18:00; 2030 Tu 09:00-10:00; Tu off"
    refuse_nonsense(text, "FR", date(2026, 6, 8))
    with pytest.raises(HoursError) as caught:
        refuse_nonsense(text, "FR", date(2029, 6, 8))
    assert caught.value.data == {"rule": "2030 Tu 09:00-10:00", "hidden_by": "Tu off"}

"""Lines: plain values with the defaults people expect."""

from __future__ import annotations

from maillage.engine.matching.lines import BAR_KINDS, Bar, BarKind, Candidate, HelperLine, NeedLine


def test_need_is_in_the_group_of_all_unless_said():
    assert NeedLine("fatou", 3).group == "all"


def test_helper_may_get_any_number_of_needs_unless_said():
    assert HelperLine("marc", 4).max_needs is None


def test_candidate_may_give_all_the_hours_asked_unless_said():
    assert Candidate("fatou", "marc", 0.5).pair_hours is None


def test_lines_of_equal_values_are_equal():
    assert Bar("fatou", "marc", BarKind.ABSENT) == Bar("fatou", "marc", BarKind.ABSENT)


def test_kinds_of_bar_keep_their_order_for_columns():
    assert [str(kind) for kind in BAR_KINDS] == ["absent", "declined", "not_with", "language", "full"]

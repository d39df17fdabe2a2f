"""Needs, read by what they wait for."""

from __future__ import annotations

from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import factories

from maillage.common import clock
from maillage.needs.actions import close_need, record_cause, record_progress
from maillage.needs.enums import Cause, NeedState, Outcome
from maillage.needs.models import Need
from maillage.needs.queries import (
    all_needs,
    late_needs,
    need_with_ref,
    needs_in_search,
    needs_to_qualify,
    open_needs,
    search_needs,
    unconfirmed_since,
    unserved_needs,
    with_context,
)
from maillage.territory.models import Territory


@pytest.fixture
def needs(territory: Territory, monday: datetime) -> dict[str, Need]:
    """One need in each state, an hour apart."""
    made = {}
    for hour, state in enumerate(NeedState):
        with clock.at(factories.after(monday, hours=hour)):
            if state == NeedState.SUBMITTED:
                made["submitted"] = factories.a_submitted_need(territory)
            elif state == NeedState.CONFIRMED:
                made["confirmed"] = factories.a_confirmed_need(territory)
            else:
                made[state] = factories.a_qualified_need(territory)
    made["answered"] = record_progress(need=made["answered"], state=NeedState.ANSWERED)
    made["closed"] = close_need(need=made["closed"], outcome=Outcome.WITHDRAWN, who="asker")
    return {str(name): need for name, need in made.items()}


def test_each_reading_finds_its_own(needs: dict[str, Need]) -> None:
    names = {need.pk: name for name, need in needs.items()}

    def named(rows: object) -> list[str]:
        return [names[need.pk] for need in rows]  # type: ignore[attr-defined]

    assert named(all_needs()) == ["closed", "answered", "qualified", "confirmed", "submitted"]
    assert named(open_needs()) == ["confirmed", "qualified", "answered"]
    assert (named(needs_to_qualify()), named(needs_in_search())) == (["confirmed"], ["qualified"])


def test_late_needs_are_those_without_an_answer_after_the_promise(
    needs: dict[str, Need], monday: datetime
) -> None:
    assert list(late_needs(monday)) == []
    later = factories.after(monday, days=30)
    assert list(late_needs(later)) == [needs["confirmed"], needs["qualified"]]


def test_need_that_had_an_answer_once_is_not_late_again(needs: dict[str, Need], monday: datetime) -> None:
    record_progress(need=needs["answered"], state=NeedState.QUALIFIED)
    assert needs["answered"] not in late_needs(factories.after(monday, days=30))


def test_unserved_needs_are_in_search_and_have_a_cause(needs: dict[str, Need]) -> None:
    assert list(unserved_needs()) == []
    record_cause(need=needs["qualified"], cause=Cause.NO_SKILL, data={})
    assert list(unserved_needs()) == [needs["qualified"]]


def test_unconfirmed_needs_are_older_than_the_delay(needs: dict[str, Need], monday: datetime) -> None:
    with clock.at(factories.after(monday, days=7)):
        assert list(unconfirmed_since(7)) == []
        assert list(unconfirmed_since(6)) == [needs["submitted"]]


def test_reference_finds_its_need_and_nothing_else(needs: dict[str, Need]) -> None:
    assert need_with_ref(needs["closed"].ref) == needs["closed"]
    assert need_with_ref("unheard") is None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("tableur", True),
        ("fichier TABLEUR", True),
        ("diallo", True),
        ("fil à", True),
        ("tableur violon", False),
        ("", True),
        ("%", False),
        ("\x00", True),
        ("tableur\x00", True),
        ("'; DROP TABLE", False),
        ("🎉", False),
        ("x" * 5_000, False),
    ],
)
def test_search_finds_every_word_in_words_asker_or_actor(
    territory: Territory, words: str, found: bool
) -> None:
    need = factories.a_confirmed_need(territory, factories.an_ask(actor="Fil à Fil"))
    result = list(search_needs(words))
    assert result == ([need] if found else [])


@pytest.mark.parametrize("count", [1, 3])
def test_list_reads_as_many_times_for_one_row_as_for_three(
    territory: Territory, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        factories.a_qualified_need(territory, ask=factories.an_ask(actor="Fil à Fil"))
    with django_assert_num_queries(3):
        rows = list(with_context(all_needs()))
        assert [(n.asker.email if n.asker else "", len(n.kept_skills())) for n in rows] == [
            ("fatou.diallo@volcanville.example", 1)
        ] * count

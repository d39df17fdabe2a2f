"""docs/lifecycles.md is what the tables of transitions say."""

from __future__ import annotations

from importlib import import_module

import pytest
from tests.docs.reading import actions, enums, page
from tools.lifecycles import LIVES, Life, document

NAMES = [life.title for life in LIVES]


def test_page_is_what_the_tables_say() -> None:
    assert page("lifecycles.md") == document(), "run: python tools/lifecycles.py"


@pytest.mark.parametrize("life", LIVES, ids=NAMES)
def test_every_transition_has_its_verb(life: Life) -> None:
    table = getattr(import_module(life.module), life.table)
    without = {(str(a), str(b)) for a, ends in table.items() for b in ends} - set(life.verbs)
    assert without == set()


@pytest.mark.parametrize("life", LIVES, ids=NAMES)
def test_every_verb_is_a_function_of_the_actions(life: Life) -> None:
    verbs = {name for said in life.verbs.values() for name in said.split(" or ")}
    assert verbs - set(actions()) == set()


@pytest.mark.parametrize("life", LIVES, ids=NAMES)
def test_every_state_is_in_the_table(life: Life) -> None:
    module = import_module(life.module)
    assert set(getattr(module, life.table)) == set(getattr(module, life.states))


def test_every_table_of_transitions_is_on_the_page() -> None:
    tables = {
        name for kind in enums() for name in vars(import_module(kind.__module__)) if "TRANSITIONS" in name
    }
    assert tables == {life.table for life in LIVES}

"""docs/vocabulary.md holds every model, state and action, with the words of the screens."""

from __future__ import annotations

from enum import Enum

import pytest
from django.db.models import Model
from django.utils import translation
from tests.docs.reading import actions, enums, models, page, plain, section


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_model_is_a_word(model: type[Model]) -> None:
    assert f"`{model.__name__}`" in section(page("vocabulary.md"), "Nouns")


@pytest.mark.parametrize("kind", list(enums()), ids=lambda kind: kind.__name__)
def test_every_state_is_a_word_with_its_french(kind: type[Enum]) -> None:
    text = plain(section(page("vocabulary.md"), f"`{kind.__name__}`"))
    assert text, f"no heading names `{kind.__name__}`"
    with translation.override("fr"):
        for state in kind:
            label = plain(str(getattr(state, "label", "")))
            code = f"`{state.value}`" if state.value else "(empty)"
            assert f"| {label or '–'} | {code} |" in text


@pytest.mark.parametrize("name", sorted(actions()))
def test_every_action_is_a_word(name: str) -> None:
    assert f"| `{name}` |" in section(page("vocabulary.md"), "Verbs")


def test_no_action_is_described_that_does_not_exist() -> None:
    lines = section(page("vocabulary.md"), "Verbs").splitlines()
    described = {line.split("`")[1] for line in lines if line.startswith("| `")}
    assert described == set(actions())

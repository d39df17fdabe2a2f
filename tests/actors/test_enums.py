"""Kinds of actor: each has a word, and a group at Volcanville or the last one."""

from __future__ import annotations

import pytest
from django.utils import translation

from maillage.actors.enums import ActorKind
from maillage.needs.forms import KIND_ORDER


@pytest.mark.parametrize("kind", ActorKind)
def test_kind_has_a_word_in_both_languages(kind: ActorKind) -> None:
    for language in ("fr", "en"):
        with translation.override(language):
            assert str(kind.label)


def test_every_kind_can_ask() -> None:
    assert set(KIND_ORDER) == set(ActorKind)

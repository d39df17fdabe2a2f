"""What a place may be, offer and ask: every code has its word, every state its rank."""

from __future__ import annotations

import pytest
from django.db.models import TextChoices
from django.utils import translation

from maillage.places.enums import (
    STATE_ORDER,
    STEP_FREE,
    WELCOMING,
    Access,
    Means,
    PhaseState,
    PlaceKind,
    Service,
    Terms,
)
from maillage.places.models import Occupancy, Phase, Place

STORED = (
    (PlaceKind, Place, "kind"),
    (PhaseState, Phase, "state"),
    (Terms, Occupancy, "terms"),
)
LISTS = (Service, Means, Access)


def test_every_state_has_one_rank_in_the_list() -> None:
    assert sorted(STATE_ORDER) == sorted(PhaseState)


def test_what_can_be_gone_to_comes_first_and_what_closed_last() -> None:
    assert STATE_ORDER[: len(WELCOMING)] == WELCOMING
    assert STATE_ORDER[-1] == PhaseState.CLOSED


def test_no_step_is_a_matter_of_access() -> None:
    assert set(STEP_FREE) == {Access.STEP_FREE, Access.RAMP}


@pytest.mark.parametrize("choices", [*(row[0] for row in STORED), *LISTS], ids=lambda row: row.__name__)
def test_every_code_has_its_own_words_in_both_languages(choices: type[TextChoices]) -> None:
    for language in ("fr", "en"):
        with translation.override(language):
            words = [str(code.label) for code in choices]
        assert len(set(words)) == len(words)
        assert all(words)


@pytest.mark.parametrize(("choices", "model", "column"), STORED, ids=str)
def test_every_code_fits_its_column(choices: type[TextChoices], model: type, column: str) -> None:
    assert max(map(len, choices.values)) <= model._meta.get_field(column).max_length  # type: ignore[attr-defined]  # a table


def test_codes_of_services_means_and_access_are_never_the_same() -> None:
    codes = [code for choices in LISTS for code in choices.values]
    assert len(set(codes)) == len(codes)

"""What a skill entry refuses, and what it says then."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from maillage.engine.text import SkillEntry, TextError


def entry(**changes: Any) -> SkillEntry:
    given: dict[str, Any] = {"id": "velo", "pref": {"fr": "Vélo"}}
    return SkillEntry(**{**given, **changes})


def test_an_entry_needs_only_an_id_and_a_label() -> None:
    velo = entry()
    assert velo.id == "velo"
    assert dict(velo.alt) == dict(velo.hidden) == dict(velo.said) == dict(velo.description) == {}


def test_an_entry_takes_lists_and_keeps_tuples() -> None:
    assert entry(alt={"fr": ["cycle", "bicyclette"]}).alt["fr"] == ("cycle", "bicyclette")


def test_an_entry_cannot_be_changed() -> None:
    velo = entry(alt={"fr": ("cycle",)})
    with pytest.raises(dataclasses.FrozenInstanceError):
        velo.id = "moto"  # type: ignore[misc] # that is the point
    with pytest.raises(TypeError):
        velo.pref["fr"] = "Moto"  # type: ignore[index] # that is the point
    with pytest.raises(TypeError):
        velo.alt["fr"] = ()  # type: ignore[index] # that is the point


def test_an_entry_does_not_share_the_callers_mapping() -> None:
    labels = {"fr": "Vélo"}
    velo = entry(pref=labels)
    labels["fr"] = "Moto"
    assert velo.pref["fr"] == "Vélo"


def test_two_entries_do_not_share_their_empty_fields() -> None:
    assert entry().alt == entry(id="moto").alt
    assert not entry().alt


@pytest.mark.parametrize("name", ["", "  ", None, 3])
def test_an_entry_without_an_id_is_refused(name: object) -> None:
    with pytest.raises(TextError, match=r"id .*Give it a short, stable id\."):
        entry(id=name)


@pytest.mark.parametrize("labels", [{}, {"fr": ""}, {"fr": "  ", "en": ""}])
def test_an_entry_without_a_label_is_refused(labels: dict[str, str]) -> None:
    with pytest.raises(TextError, match="'velo' has no preferred label"):
        entry(pref=labels)


@pytest.mark.parametrize("field", ["alt", "hidden", "said"])
def test_a_bare_text_instead_of_a_list_is_refused(field: str) -> None:
    with pytest.raises(TextError, match=rf"{field}\.fr is one text"):
        entry(**{field: {"fr": "cycle"}})


@pytest.mark.parametrize("field", ["alt", "hidden", "said"])
def test_a_list_of_something_else_is_refused(field: str) -> None:
    with pytest.raises(TextError, match=rf"{field}\.fr holds something that is not a text"):
        entry(**{field: {"fr": ("cycle", 3)}})


@pytest.mark.parametrize("field", ["pref", "description"])
def test_a_list_instead_of_a_text_is_refused(field: str) -> None:
    with pytest.raises(TextError, match=rf"{field}\.fr is list, not a text"):
        entry(**{field: {"fr": ["Vélo"]}})


@pytest.mark.parametrize("field", ["pref", "alt", "hidden", "said", "description"])
def test_an_unknown_language_is_refused(field: str) -> None:
    value: object = "Rad" if field in ("pref", "description") else ("Rad",)
    with pytest.raises(TextError, match=r"language 'de'.*Use one of fr, en"):
        entry(**{field: {"de": value}})


@pytest.mark.parametrize("field", ["pref", "alt", "description"])
def test_something_that_is_no_mapping_is_refused(field: str) -> None:
    with pytest.raises(TextError, match=f"`{field}` is str, so its languages are unknown"):
        entry(**{field: "Vélo"})


def test_phrases_reads_every_field_as_a_tuple() -> None:
    velo = entry(alt={"fr": ("cycle", " ", "")}, description={"en": "Fix bikes"})
    assert velo.phrases("pref", "fr") == ("Vélo",)
    assert velo.phrases("pref", "en") == ()
    assert velo.phrases("alt", "fr") == ("cycle",)
    assert velo.phrases("said", "fr") == ()
    assert velo.phrases("description", "en") == ("Fix bikes",)


def test_a_text_error_is_a_value_error() -> None:
    assert issubclass(TextError, ValueError)

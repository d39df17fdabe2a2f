"""Links that stand for a person: signed, bound to one purpose, refused when cut, altered or foreign."""

from __future__ import annotations

from itertools import permutations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from maillage.common.errors import Refusal
from maillage.common.ids import ALPHABET
from maillage.common.links import Purpose, absolute, read, sign

REF = "abcd2345wxyz"


@pytest.mark.parametrize("purpose", Purpose)
def test_link_names_its_object_for_its_purpose(purpose: Purpose) -> None:
    token = sign(purpose, REF)
    assert token.startswith(f"{REF}~")
    assert read(purpose, token) == REF


@pytest.mark.parametrize(("made_for", "used_for"), list(permutations(Purpose, 2)))
def test_link_made_for_something_else_is_refused(made_for: Purpose, used_for: Purpose) -> None:
    with pytest.raises(Refusal) as refused:
        read(used_for, sign(made_for, REF))
    assert (refused.value.code, refused.value.status) == ("bad_link", 404)


@pytest.mark.parametrize(
    "token",
    ["", "~", REF, f"{REF}~", f"{REF}~x", sign(Purpose.ANSWER, REF)[:-1], "é\x00~☃", "a" * 50_000],
)
def test_link_that_was_cut_or_invented_is_refused(token: str) -> None:
    with pytest.raises(Refusal, match="Ce lien n’est pas complet, ou il a été modifié"):
        read(Purpose.ANSWER, token)


def test_link_of_one_person_does_not_open_anothers() -> None:
    _, signature = sign(Purpose.ANSWER, REF).split("~")
    with pytest.raises(Refusal):
        read(Purpose.ANSWER, f"abcd2345wxyy~{signature}")


def test_link_of_another_installation_is_refused(settings: Settings) -> None:
    settings.SECRET_KEY = "another city's secret"
    token = sign(Purpose.FOLLOW, REF)
    settings.SECRET_KEY = "this city's secret"
    with pytest.raises(Refusal):
        read(Purpose.FOLLOW, token)


@given(st.text(ALPHABET, min_size=12, max_size=12), st.integers(0, 60), st.characters(codec="utf-8"))
def test_any_altered_character_is_noticed(ref: str, place: int, sign_put: str) -> None:
    token = sign(Purpose.HOURS, ref)
    place %= len(token)
    altered = token[:place] + sign_put + token[place + 1 :]
    if altered == token:
        assert read(Purpose.HOURS, altered) == ref
        return
    with pytest.raises(Refusal):
        read(Purpose.HOURS, altered)


def test_refusal_of_a_link_says_what_to_do_in_the_readers_language() -> None:
    with translation.override("en"), pytest.raises(Refusal) as refused:
        read(Purpose.FOLLOW, "x")
    assert refused.value.todo.startswith("Open the e-mail again")


def test_absolute_address_begins_with_that_of_the_installation(settings: Settings) -> None:
    settings.SITE_URL = "https://maillage.volcanville.example"
    assert absolute("/suivi/x/") == "https://maillage.volcanville.example/suivi/x/"

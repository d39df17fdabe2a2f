"""Accents encoded twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.engine.tabular.mojibake import repair

FRENCH = "éèàêçôîâûùïëœ’ÉÀÈ«»°–€…"


@pytest.mark.parametrize("letter", FRENCH)
def test_every_french_sign_is_repaired(letter: str) -> None:
    broken = "".join(bytes((byte,)).decode("cp1252", "replace") for byte in letter.encode())
    if "\ufffd" not in broken:
        assert repair(f"Caf{broken} du lac") == f"Caf{letter} du lac"


def test_undefined_bytes_are_repaired_too() -> None:
    assert repair("Ã\x81") == "Á"


def test_the_same_read_on_an_old_macintosh_is_repaired() -> None:
    assert repair("Caf√© de l‚Äôorme") == "Café de l’orme"


def test_the_space_of_an_accented_a_is_found_again() -> None:
    assert repair("Ã  cÃ´tÃ©") == "à côté"
    assert repair("Ã cÃ´tÃ©") == "à côté"


@pytest.mark.parametrize("text", ["CAFÉ»", "bâtiment", "Åland", "Ça et là", "√2", "", "naïve", "â€«"])
def test_sound_words_are_left_alone(text: str) -> None:
    assert repair(text) is text


@given(st.text(alphabet="abc " + FRENCH, max_size=50).filter(lambda text: "â€" not in text))
def test_sound_french_is_never_touched(text: str) -> None:
    assert repair(text) == text


@given(st.text(alphabet="abcdé èà’ç", max_size=50))
def test_what_was_encoded_twice_comes_back(text: str) -> None:
    broken = text.encode().decode("latin-1").encode("latin-1").decode("cp1252", "replace")
    if "\ufffd" not in broken:
        assert repair(broken) == text

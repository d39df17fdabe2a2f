"""Words, their places, their stems."""

from __future__ import annotations

import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.engine.text.tokens import MAX_CHARACTERS, MAX_WORD, Token, tokenise


def forms(text: str, language: str = "fr") -> list[str]:
    return [token.form for token in tokenise(text, language)]


def stems(text: str, language: str = "fr") -> list[str]:
    return [token.stem for token in tokenise(text, language)]


def test_tokenise_drops_the_words_of_grammar() -> None:
    assert forms("je voudrais un local pour notre chorale") == ["local", "chorale"]


def test_tokenise_cuts_elisions_whatever_the_apostrophe() -> None:
    assert forms("l'atelier d’écriture qu'on ouvre") == ["atelier", "ecriture", "ouvre"]


def test_tokenise_cuts_hyphens() -> None:
    assert forms("expert-comptable") == ["expert", "comptable"]


def test_tokenise_keeps_r_and_d_in_one_piece() -> None:
    assert forms("notre R&D avance") == ["r&d", "avance"]
    assert forms("notre R&amp;D avance") != []


def test_tokenise_keeps_words_with_a_digit_and_drops_bare_numbers() -> None:
    assert forms("imprimante 3d en 2009 pour 1500 euros") == ["imprimante", "3d", "euros"]


def test_tokenise_drops_single_letters() -> None:
    assert forms("plan b, vitamine c") == ["plan", "vitamine"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("subvention", "subventions"),
        ("financer", "financement"),
        ("bénévole", "bénévoles"),
        ("recruter", "recrutement"),
        ("développeur", "développeurs"),
        ("développeur·se", "développeurs"),
        ("créateur·rice·s", "créateur"),
        ("SUBVENTION", "subvention"),
    ],
)
def test_stems_of_one_family_meet_in_french(one: str, other: str) -> None:
    assert stems(one) == stems(other)


@pytest.mark.parametrize(
    ("one", "other"), [("hiring", "hire"), ("rooms", "room"), ("payments", "payment"), ("baking", "bakes")]
)
def test_stems_of_one_family_meet_in_english(one: str, other: str) -> None:
    assert stems(one, "en") == stems(other, "en")


def test_stems_are_taken_before_accents_are_removed() -> None:
    assert stems("salarié") != stems("salaire")
    assert stems("congrès") != stems("congre")


def test_stems_carry_no_accent() -> None:
    assert all(stem.isascii() for stem in stems("événement électronique œuvre à côté"))


def test_offsets_are_those_of_the_text_received() -> None:
    text = "<b>Réparer</b> l’œuvre d'un·e créateur·rice\u00a0: 20\u202f%"
    assert [text[token.start : token.end] for token in tokenise(text, "fr")] == [
        "Réparer",
        "œuvre",
        "créateur·rice",
    ]


def test_offsets_survive_invisible_characters_and_entities() -> None:
    text = "un v\x00élo et du caf&eacute; moulu"
    assert [text[token.start : token.end] for token in tokenise(text, "fr")] == [
        "v\x00élo",
        "caf&eacute;",
        "moulu",
    ]
    assert forms(text) == ["velo", "cafe", "moulu"]


def test_offsets_survive_right_to_left_marks() -> None:
    text = "\u202eun vélo\u202c bleu"
    found = tokenise(text, "fr")
    assert [token.form for token in found] == ["velo", "bleu"]
    assert all(0 <= token.start < token.end <= len(text) for token in found)


def test_words_of_asking_weigh_less() -> None:
    weights = {token.form: token.weight for token in tokenise("cherche quelqu'un pour un vélo", "fr")}
    assert weights["velo"] == 1.0
    assert weights["cherche"] == 0.25


def test_the_weight_of_asking_can_be_set() -> None:
    assert tokenise("besoin", "fr", help_weight=0.0)[0].weight == 0.0
    assert tokenise("besoin", "fr", help_weight=1.0)[0].weight == 1.0


def test_short_forms_are_written_out() -> None:
    assert forms("une asso") == ["association"]
    assert stems("une asso") == stems("des associations")


def test_the_language_decides_the_stop_words() -> None:
    assert forms("the chat", "en") == ["chat"]
    assert forms("the chat", "fr") == ["the", "chat"]


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "🎉🎉🎉", "!!! ???", "123 456", "le la les", "\u202e\u202c"]
)
def test_tokenise_of_nothing_is_nothing(text: str) -> None:
    assert tokenise(text, "fr") == ()


def test_tokenise_passes_over_endless_words() -> None:
    assert tokenise("a" * (MAX_WORD + 1), "fr") == ()
    assert len(tokenise("a" * MAX_WORD, "fr")) == 1


def test_tokenise_reads_only_the_first_characters() -> None:
    text = "vélo " * 20_000
    assert max(token.end for token in tokenise(text, "fr")) <= MAX_CHARACTERS


def test_tokenise_is_bounded_in_time() -> None:
    began = time.process_time()
    for text in ("a" * 50_000, "vélo·se" * 8_000, "&eacute;" * 7_000, "<p" * 25_000, "a-" * 25_000):
        tokenise(text, "fr")
    assert time.process_time() - began < 2


def test_tokenise_other_scripts() -> None:
    assert forms("مرحبا vélo שלום") != []
    assert "velo" in forms("مرحبا vélo שלום")


def test_tokens_are_equal_by_value() -> None:
    assert tokenise("vélo", "fr") == (Token(0, 4, "velo", "velo", 1.0),)


def test_stemming_from_many_threads_gives_the_same_stems() -> None:
    words = [
        f"{root}{end}" for root in ("financ", "recrut", "anim", "dirig") for end in ("er", "ement", "eurs")
    ]
    expected = [stems(word + "x" * 3 + str(i % 7)) for i, word in enumerate(words * 20)]
    seen: list[list[list[str]]] = []

    def work() -> None:
        seen.append([stems(word + "x" * 3 + str(i % 7)) for i, word in enumerate(words * 20)])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [expected] * 4


@given(st.text(max_size=200), st.sampled_from(["fr", "en"]))
def test_tokens_lie_in_the_text_in_order_without_overlap(text: str, language: str) -> None:
    end = 0
    for token in tokenise(text, language):
        assert end <= token.start < token.end <= len(text)
        assert token.form
        assert token.stem
        assert 0 < token.weight <= 1
        end = token.end

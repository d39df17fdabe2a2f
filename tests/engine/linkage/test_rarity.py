"""What a shared word says, and how codes make a weighted overlap of it."""

from __future__ import annotations

from maillage.engine.linkage.rarity import MOST_BITS, STEP, UNKNOWN_BITS, Rarity


def borne_by(many: int, word: str = "lavoir", among: int = 1000) -> Rarity:
    return Rarity([frozenset((word,))] * many + [frozenset(("autre",))] * (among - many))


def test_a_word_says_less_the_more_bear_it() -> None:
    bits = [borne_by(many).bits("lavoir") for many in (2, 10, 100, 1000)]
    assert bits == sorted(bits, reverse=True)
    assert bits[0] > 12 and bits[-1] < 1


def test_the_two_that_share_a_word_are_not_counted_against_it() -> None:
    assert borne_by(2).bits("lavoir") == borne_by(1).bits("lavoir")


def test_a_small_directory_relies_on_what_is_known_of_words() -> None:
    tiny = Rarity([frozenset(("lavoir", "service"))] * 2)
    assert round(tiny.bits("lavoir")) == UNKNOWN_BITS
    assert round(tiny.bits("service")) == 2


def test_a_small_number_says_little() -> None:
    tiny = Rarity([frozenset(("12", "1945"))] * 2)
    assert (round(tiny.bits("12")), round(tiny.bits("1945"))) == (2, UNKNOWN_BITS)


def test_bits_have_a_ceiling() -> None:
    assert borne_by(2, among=1_000_000).bits("lavoir") == MOST_BITS


def test_codes_share_as_many_numbers_as_shared_words_weigh() -> None:
    rarity = Rarity([frozenset(("lavoir", "brumel")), frozenset(("lavoir", "service"))])
    shared = set(rarity.codes(("lavoir", "brumel"))) & set(rarity.codes(("lavoir", "service")))
    assert len(shared) == round(rarity.bits("lavoir") / STEP)


def test_codes_of_different_words_never_meet() -> None:
    rarity = Rarity([frozenset((chr(97 + place) * 4,)) for place in range(26)])
    found = [code for place in range(26) for code in rarity.codes((chr(97 + place) * 4,))]
    assert len(found) == len(set(found))


def test_a_word_nobody_bears_has_no_code() -> None:
    assert Rarity([frozenset(("lavoir",))]).codes(("brumel",)) == []


def test_total_adds_the_words() -> None:
    rarity = Rarity([frozenset(("lavoir", "brumel"))])
    assert rarity.total(("lavoir", "brumel")) == rarity.bits("lavoir") + rarity.bits("brumel")

"""A taxonomy as one language reads it."""

from __future__ import annotations

import numpy as np
import pytest

from maillage.engine.text import Settings, SkillEntry
from maillage.engine.text.language import LANGUAGES
from maillage.engine.text.view import FIELDS, View, read_phrases


def velo(**changes: object) -> SkillEntry:
    fields: dict[str, object] = {"id": "velo", "pref": {"fr": "vélo"}}
    return SkillEntry(**{**fields, **changes})  # type: ignore[arg-type] # fields differ by test


def french(*entries: SkillEntry, settings: Settings | None = None) -> View:
    return View.of(read_phrases(entries), len(entries), "fr", settings or Settings())


def weight(view: View, stem: str, skill: int) -> float:
    """BM25F contribution of a stem to a skill."""
    rank = np.array([view.vocabulary.term_of_stem[stem]], dtype=np.int32)
    one = np.ones(1, dtype=np.float32)
    return float(view.words.gather(rank, one, np.zeros_like(rank), 1)[0, skill])


def other() -> SkillEntry:
    return SkillEntry(id="pain", pref={"fr": "pain"}, description={"fr": "Faire du pain"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_view_has_a_line_for_every_skill(entries: tuple[SkillEntry, ...], language: str) -> None:
    view = View.of(read_phrases(entries), len(entries), language, Settings())
    assert view.language == language
    assert view.skills == len(entries)
    assert view.phrase_starts.size == len(entries) + 1
    assert view.phrase_starts[-1] == view.phrases.width
    assert view.idf.size == len(view.vocabulary)


def test_every_field_is_read(entries: tuple[SkillEntry, ...]) -> None:
    marks = dict(zip(FIELDS, ("alpha", "bravo", "charlie", "delta", "echo"), strict=True))
    skill = SkillEntry(
        id="x",
        pref={"fr": marks["pref"]},
        alt={"fr": (marks["alt"],)},
        hidden={"fr": (marks["hidden"],)},
        said={"fr": (marks["said"],)},
        description={"fr": marks["description"]},
    )
    assert set(french(skill, *entries).vocabulary.term_of_form) >= set(marks.values())


def test_a_word_of_the_label_weighs_more_than_one_of_the_description() -> None:
    named = velo(description={"fr": "entretien"})
    view = french(named, other())
    assert weight(view, "velo", 0) > weight(view, "entretien", 0)


def test_a_word_of_another_language_weighs_less() -> None:
    view = french(velo(alt={"fr": ("cycle",), "en": ("bicycle",)}), other())
    assert weight(view, "cycl", 0) > weight(view, "bicycle", 0) > 0


def test_a_word_repeated_weighs_more_but_less_than_twice() -> None:
    once = weight(french(velo(), other()), "velo", 0)
    twice = weight(french(velo(hidden={"fr": ("vélo",)}), other()), "velo", 0)
    assert once < twice < 2 * once


def test_a_word_of_every_skill_weighs_less_than_a_rare_one() -> None:
    entries = [SkillEntry(id=str(rank), pref={"fr": f"projet mot{rank}"}) for rank in range(10)]
    view = french(*entries)
    assert weight(view, "mot3", 3) > weight(view, "projet", 3)


def test_idf_is_always_positive(entries: tuple[SkillEntry, ...]) -> None:
    assert (french(*entries).idf > 0).all()


def test_a_word_counts_less_in_a_longer_field() -> None:
    short = velo(said={"fr": ("freins",)})
    long = SkillEntry(
        id="y", pref={"fr": "y"}, said={"fr": ("freins roue guidon selle pédale chaîne lampe",)}
    )
    view = french(short, long)
    assert weight(view, "frein", 0) > weight(view, "frein", 1)


def test_without_length_normalisation_it_counts_the_same() -> None:
    short = velo(said={"fr": ("freins",)})
    long = SkillEntry(
        id="y", pref={"fr": "y"}, said={"fr": ("freins roue guidon selle pédale chaîne lampe",)}
    )
    view = french(short, long, settings=Settings(b=0.0))
    assert weight(view, "frein", 0) == pytest.approx(weight(view, "frein", 1))


def test_each_phrase_keeps_its_own_length() -> None:
    view = french(velo(said={"fr": ("mes freins grincent", "la chaîne saute")}), other())
    ranks = np.arange(len(view.vocabulary), dtype=np.int32)
    squares = view.phrases.gather(ranks, view.idf, np.zeros_like(ranks), 1)[0]
    lengths = np.sqrt(
        [sum(view.idf[t] ** 2 for t in np.flatnonzero(_column(view, p))) for p in range(squares.size)]
    )
    np.testing.assert_allclose(squares, lengths, rtol=1e-4)


def _column(view: View, phrase: int) -> np.ndarray:
    ranks = np.arange(len(view.vocabulary), dtype=np.int32)
    one = np.ones(ranks.size, dtype=np.float32)
    return view.phrases.gather(ranks, one, ranks, ranks.size)[:, phrase]


def test_stop_words_are_those_of_the_language_written() -> None:
    skill = SkillEntry(id="x", pref={"fr": "Vente", "en": "Sales"}, said={"en": ("we want the chat",)})
    assert "the" not in french(skill, other()).vocabulary.term_of_form
    assert "chat" in french(skill, other()).vocabulary.term_of_form


def test_a_field_weighing_nothing_is_left_out() -> None:
    fields = {"pref": 1.0, "alt": 0.0, "hidden": 1.0, "said": 1.0, "description": 1.0}
    view = french(velo(alt={"fr": ("cycle",)}), other(), settings=Settings(fields=fields))
    assert "cycle" not in view.vocabulary.term_of_form


def test_foreign_words_can_be_left_out() -> None:
    view = french(velo(alt={"en": ("bicycle",)}), other(), settings=Settings(foreign=0.0))
    assert "bicycle" not in view.vocabulary.term_of_form


def test_a_view_of_nothing_is_empty() -> None:
    view = french()
    assert view.skills == 0
    assert len(view.vocabulary) == 0


def test_a_view_of_skills_without_words_is_empty() -> None:
    view = french(SkillEntry(id="x", pref={"fr": "et ou"}))
    assert view.skills == 1
    assert len(view.vocabulary) == 0
    assert view.phrase_starts.tolist() == [0, 0]

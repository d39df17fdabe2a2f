"""An independent referee: recomputes every promise of a list of proposals, by other means than the engine's.

It reads the entries, never the arrays: words are cut by a plainer rule, accents are taken off another way,
and likeness is difflib's (Ratcliff & Obershelp 1988), not the edit distance and grams of the scorer.
"""

from __future__ import annotations

import difflib
import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

import snowballstemmer

from maillage.engine.text.index import SkillIndex
from maillage.engine.text.problem import SkillEntry
from maillage.engine.text.result import Proposal, Word
from maillage.engine.text.stopwords import SHORT

ALIKE = 0.6
"""Least difflib ratio between a word shown and a word of the skill."""

_CUT = re.compile(r"[\W_]+")


def check(index: SkillIndex, text: str, proposals: Sequence[Proposal]) -> list[str]:
    """What ``proposals`` promise about ``text`` and do not keep, in sentences; empty when all is kept.

    Ids exist and appear once; scores lie in [0, 1] and never grow; words lie inside the text, read as they
    are written there, do not overlap, come best first, and each is a form (stem or likeness) of the skill's
    vocabulary.
    """
    entries = {entry.id: entry for entry in index.entries}
    broken = list(_of_the_list(proposals, entries))
    for proposal in proposals:
        broken += _of_the_words(proposal, text)
        if proposal.skill in entries:
            broken += _of_the_vocabulary(proposal, entries[proposal.skill])
    return broken


def _of_the_list(proposals: Sequence[Proposal], known: dict[str, SkillEntry]) -> Iterator[str]:
    ids = [proposal.skill for proposal in proposals]
    for skill in sorted(set(ids)):
        if skill not in known:
            yield f"{skill} is not in the taxonomy"
        if ids.count(skill) > 1:
            yield f"{skill} is proposed {ids.count(skill)} times"
    for proposal in proposals:
        if not 0 <= proposal.score <= 1:
            yield f"{proposal.skill} has the score {proposal.score}, outside [0, 1]"
    for before, after in pairwise(proposals):
        if after.score > before.score:
            yield f"{after.skill} ({after.score}) comes after {before.skill} ({before.score})"


def _of_the_words(proposal: Proposal, text: str) -> Iterator[str]:
    for word in proposal.words:
        if not 0 <= word.start < word.end <= len(text):
            yield f"{proposal.skill}: {word.text!r} at [{word.start}:{word.end}] is outside the text"
        elif text[word.start : word.end] != word.text:
            read = text[word.start : word.end]
            yield f"{proposal.skill}: [{word.start}:{word.end}] reads {read!r}, not {word.text!r}"
    for before, after in pairwise(proposal.words):
        if after.weight > before.weight:
            yield f"{proposal.skill}: {after.text!r} weighs more than {before.text!r}, shown before it"
    for before, after in pairwise(sorted(proposal.words, key=lambda word: word.start)):
        if after.start < before.end:
            yield f"{proposal.skill}: {before.text!r} and {after.text!r} overlap"


def _of_the_vocabulary(proposal: Proposal, entry: SkillEntry) -> Iterator[str]:
    vocabulary = set(_vocabulary(entry)) if proposal.words else set()
    stems = {stem for word in vocabulary for stem in _stems(word)}
    for word in proposal.words:
        if not any(_belongs(form, vocabulary, stems) for form in _forms(word)):
            yield f"{proposal.skill}: {word.text!r} is no form of a word of this skill"


def _belongs(form: str, vocabulary: set[str], stems: set[str]) -> bool:
    if _plain(form) in {_plain(word) for word in vocabulary} or stems & set(_stems(form)):
        return True
    plain = _plain(form)
    return any(difflib.SequenceMatcher(None, plain, _plain(word)).ratio() >= ALIKE for word in vocabulary)


def _vocabulary(entry: SkillEntry) -> Iterator[str]:
    """Every word of every field, and what its short forms stand for (« asso », « association »)."""
    fields: list[str] = [*entry.pref.values(), *entry.description.values()]
    for labels in (entry.alt, entry.hidden, entry.said):
        fields += [phrase for phrases in labels.values() for phrase in phrases]
    for field in fields:
        lowered = unicodedata.normalize("NFKC", field).lower().replace("œ", "oe").replace("æ", "ae")
        words = [word for word in _CUT.split(lowered) if word] + re.findall(r"\w&\w", lowered)
        yield from words
        yield from (table[word] for table in SHORT.values() for word in words if word in table)


def _forms(word: Word) -> list[str]:
    """The word as written, its first half when it is an inclusive form, and what its short form stands
    for.
    """
    seen = "".join(
        c for c in html.unescape(word.text) if unicodedata.category(c)[0] not in "CM" or c > "\u02ff"
    )
    seen = "".join(c for c in seen if unicodedata.category(c) not in ("Cc", "Cf"))
    lowered = unicodedata.normalize("NFKC", seen).lower().replace("œ", "oe").replace("æ", "ae")
    parts = [lowered, *(part for part in _CUT.split(lowered) if part)]
    return parts + [table[part] for table in SHORT.values() for part in parts if part in table]


def _stems(word: str) -> list[str]:
    return [_plain(str(snowballstemmer.stemmer(name).stemWord(word))) for name in ("french", "english")]


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if unicodedata.category(c) != "Mn")

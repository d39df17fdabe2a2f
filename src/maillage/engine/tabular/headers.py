"""From a column's name to the fields it may mean, by words alone.

A name is cut into words (capitals, punctuation, digits, and glued words such as « Codepostal »), plain and
singular. A phrase of the lexicon that is in it counts by the share of the name's words it explains: « nom »
explains « Nom de la structure » well and « Nom de la commune » badly.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from maillage.engine.tabular.lexicon import GEOCODED_FIELDS, PERSON_PHRASES, PHRASES, WORDS

LONGEST = 300
"""Letters of a name that are read."""

_ALIASES = {"n": "numero", "no": "numero", "num": "numero", "nr": "numero", "nb": "nombre", "nbre": "nombre"}
_STOP = WORDS["stop"]


def plain(text: str) -> str:
    """Lower case without accents; ligatures undone."""
    folded = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae"))
    return "".join(c for c in folded if not unicodedata.combining(c)).casefold()


def stem(word: str) -> str:
    """A plain word without its mark of plural."""
    if word.endswith(("eaux", "eux", "oux")) and len(word) > 4:
        return word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


_BREAKS = re.compile(
    r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-ÿ]{2})|(?<=\D)(?=\d)|(?<=\d)(?=\D)"
)


def cut(text: str) -> list[str]:
    """Plain words of a name, cut at capitals, digits and punctuation."""
    return re.findall(r"[a-z]+|\d+", plain(_BREAKS.sub(" ", text)))


def _vocabulary() -> frozenset[str]:
    """Every word of the lexicon, but for those that are glued of others."""
    phrases = [phrase for weights in PHRASES.values() for each in weights.values() for phrase in each]
    known = {word for phrase in (*phrases, *PERSON_PHRASES) for word in cut(phrase)}
    words = {word for word in known.union(*WORDS.values()) if len(word) > 2}
    words |= {stem(word) for word in words}
    glue = frozenset({word for word in words if len(word) > 3} | WORDS["short"])
    return frozenset(word for word in words if len(_unglue(word, glue - {word}, 1.0, frozenset())) == 1)


def _unglue(word: str, vocabulary: frozenset[str], share: float, stop: frozenset[str]) -> tuple[str, ...]:
    """The known words glued in ``word``, when they make ``share`` of its letters; else the word itself."""
    if not 6 <= len(word) <= 90:
        return (word,)
    best: list[tuple[float, int, str]] = [(0.0, 0, "")]
    for end in range(1, len(word) + 1):
        letter = (best[end - 1][0] + 3.0, end - 1, "")
        options = [
            (best[start][0] + 1.0 + 2.0 / (end - start), start, word[start:end])
            for start in range(max(0, end - 20), end)
            if _glues(word[start:end], vocabulary, stop) and (end < len(word) or end - start > 1)
        ]
        best.append(min([letter, *options]))
    found, at = [], len(word)
    while at:
        _, start, piece = best[at]
        found.append(piece)
        at = start
    explained = sum(map(len, found))
    return tuple(reversed([piece for piece in found if piece])) if explained >= share * len(word) else (word,)


def _glues(piece: str, vocabulary: frozenset[str], stop: frozenset[str]) -> bool:
    return piece in vocabulary or piece in stop or (len(piece) > 4 and stem(piece) in vocabulary)


VOCABULARY = _vocabulary()


@cache
def _pieces(word: str) -> tuple[str, ...]:
    """The words glued in ``word`` (« adressemail »), or the word itself."""
    if word in VOCABULARY or stem(word) in VOCABULARY:
        return (word,)
    return _unglue(word, VOCABULARY, 0.85, _STOP)


@lru_cache(maxsize=20_000)
def words(name: str) -> tuple[str, ...]:
    """The words of a column's name that mean something, plain and singular, in order."""
    found = [stem(piece) for word in cut(name[:LONGEST]) for piece in _pieces(word)]
    kept = [_ALIASES.get(word, word) for word in found if word not in _STOP]
    return tuple(kept) or tuple(_ALIASES.get(word, word) for word in found)


_ELSEWHERE = frozenset(map(stem, WORDS["elsewhere"]))
_KNOWN = frozenset(
    word for weights in PHRASES.values() for phrases in weights.values() for p in phrases for word in words(p)
)


def _weight(word: str) -> float:
    if word in WORDS["neutral"] or word.isdigit() or len(word) == 1:
        return 0.15
    if word in WORDS["nominal"]:
        return 0.4
    if word in _ELSEWHERE:
        return 1.5
    return 1.0 if word in _KNOWN else 0.5


def _index() -> dict[str, list[tuple[frozenset[str], str, float]]]:
    index = defaultdict(list)
    for field, by_weight in PHRASES.items():
        for weight, phrases in by_weight.items():
            for phrase in phrases:
                if tokens := frozenset(words(phrase)):
                    index[min(tokens)].append((tokens, str(field), weight))
    return dict(index)


_INDEX = _index()
_PERSONS = frozenset(map(stem, WORDS["persons"]))
_PERSON_PHRASES = frozenset(frozenset(words(phrase)) for phrase in PERSON_PHRASES)


_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LEAF = re.compile(r"[^\s.:/][.:]([^\s.:]+)$")


@dataclass(frozen=True, slots=True)
class Named:
    """What a name says: strength in [0, 1] and words, by field (or piece of street); and its nature."""

    strengths: dict[str, tuple[float, tuple[str, ...]]]
    geocoded: bool
    person: bool
    day: bool
    elsewhere: bool


def read_name(name: str, dull: frozenset[str] = frozenset()) -> Named:
    """The fields that the words of a column's name may mean. ``dull`` words are in most of the names."""
    return _read_name(name[:LONGEST], dull)


@lru_cache(maxsize=20_000)
def _read_name(name: str, dull: frozenset[str]) -> Named:
    found = words(name)
    geocoded = len(found) > 1 and found[0] in WORDS["geocoded"]
    strengths = _strengths(found[1:] if geocoded else found, dull)
    for part in _parts(name):
        for field, (strength, seen) in _strengths(words(part), dull).items():
            if 0.9 * strength > strengths.get(field, (0.0, ()))[0]:
                strengths[field] = (round(0.9 * strength, 4), seen)
    if geocoded:
        strengths = {f: (0.75 * s, w) for f, (s, w) in strengths.items() if f in GEOCODED_FIELDS}
    return Named(
        strengths,
        geocoded,
        _is_person(found),
        bool(WORDS["days"] & set(found)),
        bool(_ELSEWHERE & set(found)),
    )


def dull_words(names: Sequence[str]) -> frozenset[str]:
    """Words that come in at least half of many names: a prefix (« org_nom », « org_ville »), a subject."""
    counts = Counter(word for name in names for word in set(words(name)))
    return frozenset(word for word, count in counts.items() if count >= max(4, len(names) / 2))


def _parts(name: str) -> list[str]:
    """What counts most in a name: the end of a path (« fields.nom », « contact:phone »), or what is outside
    parentheses (« Type (association, entreprise) »).
    """
    leaf = _LEAF.search(name)
    outside = _ASIDE.sub(" ", name)
    return [*([leaf[1]] if leaf else []), *([outside] if outside != name and outside.strip() else [])]


def _strengths(found: tuple[str, ...], dull: frozenset[str]) -> dict[str, tuple[float, tuple[str, ...]]]:
    have = frozenset(found)
    weights = {word: 0.15 if word in dull else _weight(word) for word in have}
    total = sum(weights.values())
    strengths: dict[str, tuple[float, tuple[str, ...]]] = {}
    for word in have:
        for tokens, field, weight in _INDEX.get(word, ()):
            if tokens <= have:
                said = sum(weights[token] for token in tokens)
                strength = weight * said / total
                if tokens <= WORDS["nominal"]:
                    # « date » or « nom » say how, not what: they count little beside another subject.
                    others = sum(weights[token] for token in have - tokens if weights[token] > 0.15)
                    strength *= said / (said + others)
                if strength > strengths.get(field, (0.0, ()))[0]:
                    strengths[field] = (round(strength, 4), tuple(w for w in found if w in tokens))
    return strengths


def _is_person(found: tuple[str, ...]) -> bool:
    """Whether the name is about a person: « Nom du responsable de la structure », and not « Structure
    responsable », where the organisation comes first.
    """
    have = frozenset(found)
    if "nombre" in have or "presence" in have:
        return False
    rank = next((rank for rank, word in enumerate(found) if word in _PERSONS), None)
    if rank is None:
        return any(phrase <= have for phrase in _PERSON_PHRASES)
    owner = max((at for at in range(rank) if found[at] in WORDS["organisations"]), default=None)
    return owner is None or any(word in _OF_PERSONS for word in found[owner + 1 : rank + 1])


_OF_PERSONS = frozenset(("nom", "prenom", "name", "email", "mail", "courriel", "telephone", "tel", "mobile"))


def known(names: Iterable[str]) -> float:
    """How much a row of cells looks like column names: the mean strength of its cells' best fields.

    Names do not begin with a digit, unlike house numbers.
    """
    best = [_best(name) for name in names if name.strip()]
    return sum(best) / len(best) if best else 0.0


def _best(name: str) -> float:
    if name.lstrip()[0].isdigit():
        return 0.0
    return max((strength for strength, _ in read_name(name).strengths.values()), default=0.0)

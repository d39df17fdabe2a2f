"""Whether a reason is true of two records, found out by other means than the engine's.

Distances by the haversine formula, likeness by Ratcliff & Obershelp (``difflib``), telephones by their last
nine figures, words by their first letters: nothing here calls the normalisation that is being judged. Only
the list of kinds is shared, since it is what « same kind » means.
"""

from __future__ import annotations

import difflib
import math
import re
import unicodedata
from collections.abc import Callable, Iterable

from maillage.engine.linkage.problem import Record
from maillage.engine.linkage.result import Reason
from maillage.engine.linkage.words import KINDS

Test = Callable[[Reason, Record, Record], bool]
NEAR_ENOUGH_KM = 1.1
"""« The same address » under two names of town is believed within this distance."""

FAR_KM = 9.9
LIKE = 0.6
"""Least likeness of two words that are said to be one."""


def is_true(reason: Reason, left: Record, right: Record) -> bool:
    """Whether what ``reason`` says holds between the two records."""
    return TESTS[reason.code](reason, left, right)


def plain(text: str) -> list[str]:
    """The words of ``text`` in capitals, without accents."""
    ascii_only = unicodedata.normalize("NFKD", text.replace("’", " ").replace("œ", "oe")).encode(
        "ascii", "ignore"
    )
    return re.findall(r"[A-Z]+|\d+", ascii_only.decode().replace("@", "a").upper())


def kilometres(left: Record, right: Record) -> float | None:
    """The distance by the haversine formula (Sinnott 1984)."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    a, b = math.radians(left.lat), math.radians(right.lat)
    chord = math.sin((b - a) / 2) ** 2
    chord += math.cos(a) * math.cos(b) * math.sin(math.radians(right.lon - left.lon) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(chord))


def same_town(left: Record, right: Record) -> bool:
    """Commune, postcode or the name of the town agree."""
    return _meet(_towns(left), _towns(right))


def _towns(record: Record) -> set[str]:
    words = " ".join(sorted(set(plain(record.city)) - {"CEDEX", "LE", "LA", "LES"}))
    return {found for found in (record.commune_code.strip(), record.postcode.strip(), words) if found}


def _meet(one: Iterable[str], other: Iterable[str]) -> bool:
    return not set(one).isdisjoint(other)


def _alike(one: Iterable[str], other: Iterable[str]) -> bool:
    """A word of each is the same, or nearly."""
    theirs = list(other)
    return any(
        mine == word or difflib.SequenceMatcher(None, mine, word).ratio() >= LIKE
        for mine in one
        for word in theirs
    )


def _long(texts: Iterable[str]) -> list[str]:
    words = [word for text in texts for word in plain(text)]
    joined = ["".join(plain(text)) for text in texts]
    return [word for word in words if len(word) > 1] + joined


def _named_alike(_: Reason, left: Record, right: Record) -> bool:
    return _alike(_long(left.names), _long(right.names))


def _close(_: Reason, left: Record, right: Record) -> bool:
    mine, yours = "".join(plain(left.names[0])), "".join(plain(right.names[0]))
    return difflib.SequenceMatcher(None, mine, yours).ratio() >= LIKE / 2 or _named_alike(_, left, right)


def _same_initials(_: Reason, left: Record, right: Record) -> bool:
    return any(
        _spelt(short, plain(long))
        for mine, yours in ((left, right), (right, left))
        for name in mine.names
        for short in plain(name)
        for long in yours.names
    )


def _spelt(short: str, words: list[str]) -> bool:
    """The letters of ``short`` begin words of ``words``, in order."""
    rest = iter(word[0] for word in words)
    return len(short) > 2 and all(letter in rest for letter in short)


def _shares_words(reason: Reason, left: Record, right: Record) -> bool:
    starts = [word[0].upper() for word in reason.left_value.split()]
    sides = [{word[0] for name in record.names for word in plain(name)} for record in (left, right)]
    return bool(starts) and all(start in side for start in starts for side in sides)


def _kinds(record: Record, *, said: bool) -> set[str]:
    texts = [record.names[0]] if said else [record.names[0], record.kind]
    return {kind for text in texts for kind, phrases in KINDS.items() if _says(text, phrases)}


def _says(text: str, phrases: Iterable[str]) -> bool:
    words = [re.sub(r"(?<=\w{3})(?<!S)[SX]$", "", word) for word in plain(text)]
    return any(_in_order([re.sub(r"(?<=\w{3})(?<!S)[SX]$", "", w) for w in plain(p)], words) for p in phrases)


def _in_order(wanted: list[str], words: list[str]) -> bool:
    rest = iter(words)
    return all(word in rest for word in wanted)


def _same_kind(_: Reason, left: Record, right: Record) -> bool:
    return _meet(_kinds(left, said=False), _kinds(right, said=False))


def _different_kind(_: Reason, left: Record, right: Record) -> bool:
    return any(_kinds(left, said=said) != _kinds(right, said=said) for said in (True, False))


def _same_address(_: Reason, left: Record, right: Record) -> bool:
    numbers = [set(re.findall(r"\d+", record.street)) for record in (left, right)]
    return _meet(*numbers) and _same_street(_, left, right)


def _same_street(_: Reason, left: Record, right: Record) -> bool:
    apart = kilometres(left, right)
    near = same_town(left, right) or (apart is not None and apart <= NEAR_ENOUGH_KM)
    mine, yours = (
        [w for w in plain(record.street) if w.isalpha() or len(w) == 4] for record in (left, right)
    )
    return near and _alike(mine, yours)


def _metres(reason: Reason, left: Record, right: Record) -> bool:
    apart = kilometres(left, right)
    return apart is not None and abs(apart * 1000 - (reason.metres or 0)) <= 2 + apart


def _away(_: Reason, left: Record, right: Record) -> bool:
    apart = kilometres(left, right)
    codes = left.commune_code.strip(), right.commune_code.strip()
    return (apart is None or apart >= FAR_KM) and not (codes[0] and codes[0] == codes[1])


def _figures(texts: Iterable[str]) -> set[str]:
    return {re.sub(r"\D", "", text.split("/")[0])[-9:] for text in texts} - {""}


def _hosts(texts: Iterable[str]) -> set[str]:
    return {re.sub(r"^\w+:/+", "", text.strip().lower()).split("/")[0].removeprefix("www.") for text in texts}


def _domains(record: Record) -> set[str]:
    return _hosts(record.websites) | {mail.strip().lower().rpartition("@")[2] for mail in record.emails}


def _number(record: Record, digits: int) -> str:
    found = re.sub(r"\D", "", record.siret or record.siren)
    return found[:digits] if len(found) >= digits else ""


def _equal(read: Callable[[Record], str]) -> Test:
    return lambda _, left, right: bool(read(left)) and read(left) == read(right)


def _unequal(read: Callable[[Record], str]) -> Test:
    return lambda _, left, right: bool(read(left) and read(right)) and read(left) != read(right)


def _common(read: Callable[[Record], set[str]]) -> Test:
    return lambda _, left, right: _meet(read(left), read(right))


def _apart(read: Callable[[Record], set[str]]) -> Test:
    return lambda _, left, right: bool(read(left) and read(right)) and not _meet(read(left), read(right))


def _rna(record: Record) -> str:
    return re.sub(r"\s", "", record.rna).upper()


def _siret(record: Record) -> str:
    return _number(record, 14)


def _siren(record: Record) -> str:
    return _number(record, 9)


def _phones(record: Record) -> set[str]:
    return _figures(record.phones)


def _mails(record: Record) -> set[str]:
    return {mail.strip().lower().removeprefix("mailto:") for mail in record.emails}


def _sites(record: Record) -> set[str]:
    return _hosts(record.websites)


TESTS: dict[str, Test] = {
    **dict.fromkeys(("same_name", "same_legal_name", "name_part", "name_within"), _named_alike),
    "close_name": _close,
    "same_initials": _same_initials,
    "shared_words": _shares_words,
    "same_common_name": lambda _, left, right: _named_alike(_, left, right) or _same_kind(_, left, right),
    "different_name": lambda _, left, right: plain(left.names[0]) != plain(right.names[0]),
    "only_one_in_town": lambda _, left, right: _same_kind(_, left, right) and same_town(left, right),
    "same_kind": _same_kind,
    "different_kind": _different_kind,
    "same_address": _same_address,
    "same_street": _same_street,
    "distance_m": _metres,
    "same_commune": lambda _, left, right: same_town(left, right),
    "different_commune": _away,
    "same_phone": _common(_phones),
    "shared_switchboard": _common(_phones),
    "different_phone": _apart(_phones),
    "same_email": _common(_mails),
    "same_website_host": _common(_sites),
    "same_email_domain": _common(_domains),
    "different_website": lambda _, left, right: _domains(left) != _domains(right),
    "same_siret": _equal(_siret),
    "same_siren": _equal(_siren),
    "same_siren_other_site": lambda _, left, right: (
        _siren(left) == _siren(right) and _siret(left) != _siret(right)
    ),
    "different_siret": _unequal(_siret),
    "different_siren": _unequal(_siren),
    "same_rna": _equal(_rna),
    "different_rna": _unequal(_rna),
}
"""Reason → the test it must pass."""

"""One spelling for what people write in many: names, streets, towns, phones, web and mail addresses, numbers.

Every function takes text as received and returns text or tuples, never raises on odd input, and gives the
empty string (or ``None``) for what cannot be read: unreadable is missing, and missing is neutral.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from stdnum import luhn

from maillage.engine.linkage.words import (
    EXPANDED,
    FREE_MAIL,
    REPEAT,
    SHARED_HOSTS,
    STOP,
    TITLES,
    WAYS,
)

OVERSEAS = {
    start: code
    for code, starts in {
        "262": ("0262", "0263", "0269", "0639", "0692", "0693"),
        "590": ("0590", "0690", "0691"),
        "594": ("0594", "0694"),
        "596": ("0596", "0696", "0697"),
    }.items()
    for start in starts
}
"""First figures of numbers of the overseas départements, and their calling code (Arcep)."""

_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}[a-z]?\b")
_OTHER = re.compile(r"[^a-z0-9]+")
_GLUED = re.compile(r"(?<=\d)(?=[a-z])")
_SPLIT = re.compile(r"[,;/()]| - | – |\.\.")
_POSTAL = re.compile(r"\b(?:f-?)?\d{5}\b.*$|\b(?:cedex|bp|cs|tsa)\b.*$")
_DISTRICT = re.compile(r"\d+(?:er|e|eme)?|arrondissement")
_NUMBER = re.compile(r"\d{1,4}")
_LIKENESS = ((re.compile(r"(.)\1+"), r"\1"), (re.compile("ph"), "f"), (re.compile("y"), "i"))


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """``text`` in lower case, without accents, ligatures or punctuation, words parted by one space.

    Dotted initials are joined (« C.C.A.S. » → « ccas »), « & » is read « et », « @ » inside a word « a »,
    « Sté » is a company and not a saint.
    """
    lowered = text.replace("Sté", "societe").replace("sté ", "societe ").replace("’", "'").lower()
    lowered = lowered.replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")
    plain = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    plain = _DOTTED.sub(lambda found: found.group().replace(".", ""), plain)
    return _OTHER.sub(" ", plain.replace("&", " et ").replace("@", "a")).strip()


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """``word`` without its plural mark: « services » → « service », « réseaux » → « reseau »."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" and not word.endswith("ss") else word


@lru_cache(maxsize=200_000)
def likeness(word: str) -> str:
    """``word`` reduced so that usual slips fall together: doubled letters, ph/f, y/i, a final e or t."""
    for pattern, by in _LIKENESS:
        word = pattern.sub(by, word)
    return word.rstrip("et") if len(word) > 4 else word


@lru_cache(maxsize=200_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a name in order: folded, abbreviations written out, plural taken off."""
    found = []
    for word in fold(text).split():
        found += EXPANDED.get(word, word).split()
    return tuple(stem(word) for word in found)


@lru_cache(maxsize=100_000)
def town(text: str) -> tuple[str, ...]:
    """The significant words of a town's name: « LES AIX-D’ANGILLON Cedex » → ``("aix", "angillon")``;
    districts (« Paris 12e ») are left to the postcode."""
    words = words_of(_POSTAL.sub("", text.lower()))
    return tuple(word for word in words if word not in STOP and not _DISTRICT.fullmatch(word))


@lru_cache(maxsize=200_000)
def street(text: str) -> tuple[tuple[str, ...], str, str]:
    """``(numbers, way, last)`` of an address: ``("19-21 place du Martroi")`` → ``(("19", "21"), "place",
    "martroi")``.

    Numbers lose « bis »; ``last`` is the likeness of the last word of the way's name, the one that is
    misspelt and abbreviated least. What follows a postcode is left out. Nothing that reads as a way gives
    ``((), "", "")``.
    """
    best: tuple[tuple[str, ...], str, str] = ((), "", "")
    for part in _SPLIT.split(_GLUED.sub(" ", text.lower())):
        found = _way(fold(_POSTAL.sub("", part)).split(), _numbers_before(text, part))
        if found[2] and (not best[2] or (found[0] and not best[0])):
            best = found
    return best


def _numbers_before(text: str, part: str) -> tuple[str, ...]:
    """The number that stands alone before ``part``, as in « 2, rue de la Fonderie » or « 19/21 place »."""
    before = _GLUED.sub(" ", text.lower()).split(part, 1)[0] if part else ""
    alone = re.search(r"(?:^|[^\w])((?:\d{1,4}\s*(?:bis|ter)?\s*[/,-]\s*)+)$", before)
    return tuple(_NUMBER.findall(alone.group(1))) if alone else ()


def _way(words: list[str], before: tuple[str, ...]) -> tuple[tuple[str, ...], str, str]:
    if words[-2:] in (["grande", "rue"], ["grand", "rue"]):
        words = [*words[:-2], "rue", "grande"]
    for place, word in enumerate(words):
        if word in WAYS and words[place + 1 :]:
            numbers = list(before)
            for previous in reversed(words[:place]):
                if not (previous.isdigit() or previous in REPEAT):
                    break
                numbers += [previous] if previous.isdigit() else []
            name = [TITLES.get(w, w) for w in words[place + 1 :] if w not in STOP]
            return tuple(sorted(set(numbers), key=int)), WAYS[word], _last(name)
    return (), "", ""


def _last(name: list[str]) -> str:
    kept = [word for word in name if word not in REPEAT and word != "etage"]
    return likeness(stem(kept[-1])) if kept else ""


def phone(text: str) -> str:
    """A telephone number in one form (E.164 where France is meant), or the empty string.

    ``"05 55 82 80 47"`` and ``"0033555828047"`` → ``"+33555828047"``; numbers of fewer than eight digits
    (short numbers, mistakes) are not told apart from one another and are left out.
    """
    digits = re.sub(r"\D", "", text.split("/", 1)[0])
    plus = text.strip().startswith("+")
    if digits.startswith("00"):
        digits, plus = digits[2:], True
    if plus or (digits.startswith("33") and len(digits) == 11):
        digits = digits[:2] + digits[3:] if digits.startswith("330") else digits
        return f"+{digits}" if 8 <= len(digits) <= 15 else ""
    if len(digits) == 9 and not digits.startswith("0"):
        digits = "0" + digits
    if len(digits) != 10 or not digits.startswith("0"):
        return ""
    return f"+{OVERSEAS.get(digits[:4], '33')}{digits[1:]}"


def host(text: str) -> str:
    """The host of a web address, without ``www``: ``""`` for pages of hosts that many share."""
    found = re.sub(r"^[a-z]+:/+", "", text.strip().lower()).split("/")[0].split("?")[0].split(":")[0]
    found = re.sub(r"^(?:www\d?|m)\.", "", found.strip("."))
    shared = found in SHARED_HOSTS or ".".join(found.split(".")[-2:]) in SHARED_HOSTS
    return "" if shared or "." not in found or " " in found else found


def email(text: str) -> str:
    """An e-mail address in lower case, or the empty string."""
    found = text.strip().lower().removeprefix("mailto:")
    return found if re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", found) else ""


def email_domain(address: str) -> str:
    """The domain of a normalised address, ``""`` when anybody can have an address there."""
    domain = address.rpartition("@")[2]
    return "" if domain in FREE_MAIL else domain


def siret(text: str) -> str:
    """A valid SIRET (14 digits, Luhn; La Poste's own sites add up to a multiple of five), or ``""``."""
    digits = re.sub(r"\D", "", text)
    if len(digits) != 14 or not siren(digits[:9]):
        return ""
    la_poste = digits.startswith("356000000") and sum(map(int, digits)) % 5 == 0
    return digits if luhn.is_valid(digits) or la_poste else ""


def siren(text: str) -> str:
    """A valid SIREN (nine digits, Luhn; Insee), or ``""``."""
    digits = re.sub(r"\D", "", text)
    return digits if len(digits) == 9 and int(digits) > 0 and luhn.is_valid(digits) else ""


def rna(text: str) -> str:
    """A number of the national register of associations (W and nine digits), or ``""``."""
    found = re.sub(r"\s", "", text).upper()
    return found if re.fullmatch(r"W\d[0-9A-Z]\d{7}", found) else ""

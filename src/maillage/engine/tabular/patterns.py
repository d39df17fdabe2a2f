"""What one cell looks like: tests of a text, each by its own pattern."""

from __future__ import annotations

import re

from maillage.engine.tabular.headers import plain
from maillage.engine.tabular.lexicon import CELLS, FIRST_NAMES
from maillage.engine.tabular.places import is_french_postcode

EMAIL = re.compile(r"[^\s@,;]+@[^\s@,;]+\.[a-z]{2,}", re.I)
URL = re.compile(
    r"^\W?(?:h[tp]{2,4}s?\s?:?//?|www\.)\S+|^(?:[\w-]+\.)+(?:fr|com|org|net|eu|info|io|coop|bzh|corsica|re|asso\.fr|gouv\.fr|city|paris|be|ch|uk|de|es|it)(?:[/?#]\S*)?/?$",
    re.I,
)
SOCIAL = re.compile(rf"(?:{CELLS['networks']})\b|//(?:www\.)?(?:x|fb|youtu)\.\w+/|^@[\w.]+$", re.I)
CALENDAR = re.compile(r"\.ics\b|^webcal:|openagenda|calendar\.google|/ical|caldav|/agenda", re.I)
PHONE = re.compile(
    r"^\D{0,12}(?:(?:\+|00)\s?\d{2,3}[\s.()-]*(?:\(0\))?|0|\(0\))\s?[1-9](?:[\s.,/()-]*\d{2}){4}\b"
)
BARE_PHONE = re.compile(r"^[1-9]\d{8}(?:\.0)?$")
SIREN = re.compile(r"^\d{3}[\s.\u00a0]?\d{3}[\s.\u00a0]?\d{3}(?:\.0)?$")
SIRET = re.compile(
    r"^\d{3}[\s.\u00a0]?\d{3}[\s.\u00a0]?\d{3}[\s.\u00a0]?\d{5}(?:\.0)?$|^\d{13}(?:\.0)?$|^\d[.,]\d+E\+13$",
    re.I,
)
RNA = re.compile(r"^W\s?\d[0-9A-Z]\s?\d{3}\s?\d{4}$|^W\s?\d{3}\s?\d{3}\s?\d{3}$", re.I)
VAT = re.compile(r"^FR\s?[0-9A-Z]{2}\s?\d{3}\s?\d{3}\s?\d{3}$", re.I)
NAF = re.compile(r"^\d{2}\.?\d{1,2}\s?[A-Z]\b", re.I)
COMMUNE = re.compile(r"^(?:\d{4,5}|2[AB]\d{3})(?:\.0)?$", re.I)
NUMBER = re.compile(r"^[-+−]?\d[\d\s\u00a0\u202f]*(?:[.,]\d+)?(?:E[-+]?\d+)?$", re.I)
WHOLE = re.compile(r"^\d+(?:\.0)?$")
DECIMAL = re.compile(r"^[-+−]?\d{1,3}[.,]\d{2,}$")
DEGREES = re.compile(r"^\s*[NSEWO]?\s*\d{1,3}\s*[°º]\s*\d{1,2}")
UUID = re.compile(r"^\{?[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\}?$", re.I)
CODE = re.compile(r"^(?=.*\d)[\w:/.#-]{1,40}$")
FLAG = re.compile(r"^(?:oui|non|yes|no|o|n|y|x|true|false|vrai|faux|0|1|✓|✔|ok|0\.0|1\.0)$", re.I)
TIME = re.compile(r"\b(?:[01]?\d|2[0-4])\s?(?:[h:]\s?[0-5]\d|h)(?!\w)", re.I)
DAY = re.compile(
    r"\b(?:lun|mar|mer|jeu|ven|sam|dim)(?:\.|di\b|credi\b|dredi\b|edi\b|anche\b|dis\b)?(?!\w)|\blundi|\bmardi"
    r"|\bmercredi|\bjeudi|\bvendredi|\bsamedi|\bdimanche|24/7|rendez-vous|\brdv\b|jours? ouvr|semaine"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\b"
    r"|\b(?-i:Mo|Tu|We|Th|Fr|Sa|Su|PH)(?=[-,; ]|$)",
    re.I,
)
WAYS = CELLS["ways"]
STREET = re.compile(rf"\b(?:{WAYS})\b")
NUMBERED = re.compile(r"^\s*\d{1,4}(?:[-/]\d{1,4})?\s*(?:bis|ter|quater|[a-d])?\s*,?\s+[a-zà-ÿ]", re.I)
IN_STREET = re.compile(r"(?<!\d)(\d{2})\s?(\d{3})(?!\d)\s*,?\s+[a-zà-ÿ]", re.I)
WAY = re.compile(rf"^(?:{WAYS})\.?$")
SUFFIX = re.compile(r"^(?:bis|ter|quater|quinquies|[a-h])$", re.I)
CITY = re.compile(
    r"^(?:\d{5}\s+)?[a-zà-ÿœ][a-zà-ÿœ'’. \-()/]{0,44}(?:\s?\d{0,2}(?:e|er|[èe]me)?)?(?:\s+cedex.*)?$", re.I
)
LEGAL = re.compile(rf"\b(?:{CELLS['legal_forms']})\b")
LEGAL_CODE = re.compile(r"^[1-9]\d{3}(?:\.0)?$")
SIZE = re.compile(
    r"^(?:NN|0[0-3]|1[12]|2[12]|3[12]|4[12]|5[1-3])$|\bsalari|\bemploy|\betp\b|^\d+\s?(?:[-–à]|et)\s?\d+",
    re.I,
)
COUNTRY = re.compile(rf"^(?:{CELLS['countries']})$")
CIVILITY = re.compile(r"^(?:m|mr|mme|mlle|monsieur|madame|mrs|ms|dr)\.?\s+\w", re.I)
LIST = re.compile(r"[;|,•]\s*\S|\n|\s/\s|\}$")


def is_person(text: str) -> bool:
    """Whether a text reads « Camille DURAND », « M. Durand »: a few words, one a frequent first name."""
    if CIVILITY.match(text):
        return True
    found = re.findall(r"[a-z]+", plain(text))
    if not 1 < len(text.split()) <= 4 or any(c.isdigit() for c in text) or len(text) > 40:
        return False
    if {"saint", "sainte", "st", "ste"} & set(found):  # places are called after saints
        return False
    return bool(found) and (found[0] in FIRST_NAMES or found[-1] in FIRST_NAMES)


def is_personal_mailbox(text: str) -> bool:
    """Whether an e-mail address is named after a person: « camille.durand@ »."""
    local = plain(text.partition("@")[0])
    parts = [part for part in re.split(r"[._-]", local) if part]
    return (
        len(parts) in (2, 3) and any(part in FIRST_NAMES for part in parts) and not re.search(r"\d{3}", local)
    )


def postcode_of(text: str) -> str:
    """The French postal code that a short text is, its lost zero put back, or ""."""
    digits = text.strip().replace(" ", "").replace("\u00a0", "").removesuffix(".0")
    code = digits.zfill(5) if len(digits) == 4 else digits
    return code if len(code) == 5 and code.isdigit() and is_french_postcode(code) else ""

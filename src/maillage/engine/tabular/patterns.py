"""What one cell looks like: tests of a text, each by its own pattern."""

from __future__ import annotations

import re

from maillage.engine.tabular.headers import plain
from maillage.engine.tabular.lexicon import FIRST_NAMES
from maillage.engine.tabular.places import is_french_postcode

EMAIL = re.compile(r"[^\s@,;]+@[^\s@,;]+\.[a-z]{2,}", re.I)
URL = re.compile(
    r"^\W?(?:h[tp]{2,4}s?\s?:?//?|www\.)\S+|^(?:[\w-]+\.)+(?:fr|com|org|net|eu|info|io|coop|bzh|corsica|re|asso\.fr|gouv\.fr|city|paris|be|ch|uk|de|es|it)(?:[/?#]\S*)?/?$",
    re.I,
)
SOCIAL = re.compile(
    r"(?:facebook|twitter|instagram|linkedin|youtube|tiktok|mastodon|snapchat|bsky|threads|pinterest|vimeo|dailymotion"
    r"|peertube|diaspora|discord|t\.me|whatsapp)\b|//(?:www\.)?(?:x|fb|youtu)\.\w+/|^@[\w.]+$",
    re.I,
)
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
    r"\b(?:lun|mar|mer|jeu|ven|sam|dim)(?:\.|di\b|credi\b|dredi\b|edi\b|anche\b|dis\b)?\b|\blundi|\bmardi|\bmercredi"
    r"|\bjeudi|\bvendredi|\bsamedi|\bdimanche|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\b"
    r"|\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)(?:[-,; ]|$)|24/7|rendez-vous|\brdv\b|jours? ouvr|semaine",
    re.I,
)
WAYS = (
    r"rue|avenue|ave|av|bd|bld|blvd|boulevard|place|pl|chemin|che|chem|all[ée]es?|impasse|imp|route|rte|quai|cours|square"
    r"|sq|faubourg|fbg|fg|esplanade|rond[- ]?point|lotissement|promenade|ruelle|sentier|voie|villa|mail|mont[ée]e|c[ôo]te"
    r"|passage|venelle|traverse|parvis|rocade|chauss[ée]e|street|st|road|rd|lane|drive|straat|stra[sß]e|quartier|hameau"
    r"|lieu[- ]?dit|bourg|r[ée]sidence|za|zi|zac|zone|parc|pole|p[ôo]le|bp|cs|centre commercial|cit[ée]|domaine|ham|res"
)
STREET = re.compile(rf"\b(?:{WAYS})\b", re.I)
NUMBERED = re.compile(r"^\s*\d{1,4}(?:[-/]\d{1,4})?\s*(?:bis|ter|quater|[a-d])?\s*,?\s+[a-zà-ÿ]", re.I)
IN_STREET = re.compile(r"(?<!\d)(\d{2})\s?(\d{3})(?!\d)\s*,?\s+[a-zà-ÿ]", re.I)
WAY = re.compile(rf"^(?:{WAYS})\.?$", re.I)
SUFFIX = re.compile(r"^(?:bis|ter|quater|quinquies|[a-h])$", re.I)
CITY = re.compile(
    r"^(?:\d{5}\s+)?[a-zà-ÿœ][a-zà-ÿœ'’. \-()/]{0,44}(?:\s?\d{0,2}(?:e|er|[èe]me)?)?(?:\s+cedex.*)?$", re.I
)
LEGAL = re.compile(
    r"\b(?:association|asso|associati(?:f|ve)|sarl|sas|sasu|eurl|s\.?a\.?r\.?l|scop|scic|sci|epic|epci|epa|gip|gie|snc"
    r"|ei|eirl|auto-?entrep\w*|micro-?entrep\w*|loi 1901|loi de 1901|collectivit[ée]|[ée]tablissement public|soci[ée]t[ée]"
    r"|coop[ée]rative|fondation|syndicat|public|publique|priv[ée]e?|commune|mutuelle|entreprise individuelle|ccas|cias"
    r"|r[ée]gie|entrepreneur|company|ltd|inc|non-?profit|charity|d[ée]partement|entreprise)\b",
    re.I,
)
LEGAL_CODE = re.compile(r"^[1-9]\d{3}(?:\.0)?$")
SIZE = re.compile(
    r"^(?:NN|0[0-3]|1[12]|2[12]|3[12]|4[12]|5[1-3])$|\bsalari|\bemploy|\betp\b|^\d+\s?(?:[-–à]|et)\s?\d+",
    re.I,
)
COUNTRY = re.compile(
    r"^(?:fr|fra|france|re|gp|mq|gf|yt|be|ch|lu|de|es|it|uk|gb|us|ca|belgique|suisse|luxembourg|belgium|switzerland|espagne"
    r"|allemagne|italie|canada|monaco|spain|germany|italy|united (?:kingdom|states)|royaume-uni|la r[ée]union)$",
    re.I,
)
CIVILITY = re.compile(r"^(?:m|mr|mme|mlle|monsieur|madame|mrs|ms|dr)\.?\s+\w", re.I)
LIST = re.compile(r"[;|,•/]\s*\S|\n")


def is_person(text: str) -> bool:
    """Whether a text reads « Camille DURAND », « M. Durand »: two to four words, one a frequent first name."""
    if CIVILITY.match(text):
        return True
    found = re.findall(r"[a-z]+", plain(text))
    if not 1 < len(text.split()) <= 4 or any(c.isdigit() for c in text) or len(text) > 40:
        return False
    return found[0] in FIRST_NAMES or found[-1] in FIRST_NAMES


def is_personal_mailbox(text: str) -> bool:
    """Whether an e-mail address is named after a person: « camille.durand@ », « c.durand@ » with a first name."""
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

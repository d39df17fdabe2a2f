"""Hours typed as people say them, « lu-ve 9h-18h », turned into the writing of OpenStreetMap, as a proposal.

Only ever a proposal: the reader sees it and takes it or not. French and English words are known.
"""

from __future__ import annotations

import re

import opening_hours

DAYS = {
    "Mo": "lundis?|lun|lu|mondays?|mon|mo",
    "Tu": "mardis?|mar|ma|tuesdays?|tues?|tu",
    "We": "mercredis?|mer|me|wednesdays?|wed|we",
    "Th": "jeudis?|jeu|je|thursdays?|thurs?|thu|th",
    "Fr": "vendredis?|ven|ve|fridays?|fri|fr",
    "Sa": "samedis?|sam|saturdays?|sat|sa",
    "Su": "dimanches?|dim|di|sundays?|sun|su",
}
SHUT = r"ferm[ée]e?s?|fermeture|closed|off"
ALWAYS = re.compile(
    r"(24\s*h?\s*/\s*24( *h)?([ ,]*7\s*j?\s*/\s*7( *j)?)?|jour et nuit|24\s*/\s*7|day and night)"
)
ANY_DAY = "|".join([*DAYS, "PH"])
SPOKEN: tuple[tuple[str, str], ...] = (
    (r"[–—−]", "-"),
    (r"[\u00a0\u202f\t]+", " "),
    (r"\s*[\n\r]+\s*", "; "),
    (r"\s*/\s*", ", "),
    (r"\b(?:les )?(?:jours? )?fériés?|public holidays?|bank holidays?", "PH"),
    (r"\b(?:tous les jours|chaque jour|7\s*j?\s*/\s*7|every ?day|daily)", "Mo-Su"),
    (r"\b(?:en semaine|weekdays)\b", "Mo-Fr"),
    (r"\bweek-?ends?\b", "Sa-Su"),
    *((rf"\b(?:{names})\b\.?", day) for day, names in DAYS.items()),
    (r"\bmidi\b|\bnoon\b", "12:00"),
    (r"\bminuit\b|\bmidnight\b", "24:00"),
    (r"\b(?:sauf|except)\b([^;\n]*)", r"; \1 off"),
    (rf"\b(?:{SHUT})\s+(?:le |les |on )?((?:{ANY_DAY})[^;]*)", r"; \1 off"),
    (rf"\b(?:{SHUT})(?!\w)", "off"),
    (r"\b(?:au|à|jusqu['’]?à|a|to|until|till)(?!\w)", "-"),
    (r"\b(?:et|and)\b|&", ","),
    (r"\b(?:du|de|des|le|les|from|on|the|open|ouvert)\b", " "),
)
NUMBERS: tuple[tuple[str, str], ...] = (
    (r"\b(\d{1,2})\s*[h.:]\s*(\d{2})\b", r"\1:\2"),
    (r"\b(\d{1,2})\s*h(?:eures?)?\b", r"\1:00"),
    (r"(?<![\d:])(\d{1,2})(?![\d:])", r"\1:00"),
    (r"(?<![\d:])(\d):", r"0\1:"),
    (r"(?<!\d)\s*:\s*", " "),
    (r"\s*-\s*", "-"),
    (r"\s*,\s*", ","),
    (r"(\d|off),\s*(?=[A-Z])", r"\1; "),
    (rf"(\d|off)\s+(?=(?:{ANY_DAY})\b)", r"\1; "),
    (r"[,;\s]*;[,;\s]*", "; "),
    (r"\s+", " "),
)


def osm_for(text: str) -> str | None:
    """What the text probably means, in OpenStreetMap's writing; None where we do not know.

    >>> osm_for("lu-ve 9h-18h")
    'Mo-Fr 09:00-18:00'
    """
    written = text.strip().lower()
    if ALWAYS.fullmatch(written):
        return "24/7"
    written = _half_days(written)
    for pattern, replacement in (*SPOKEN, *NUMBERS):
        written = re.sub(pattern, replacement, written)
    written = written.strip(" ;,.")
    says_hours = ":" in written or "off" in written
    if not says_hours or not opening_hours.validate(written):
        return None
    return str(opening_hours.OpeningHours(written)).replace("closed", "off")


def _half_days(text: str) -> str:
    """English hours: "9am" is 9:00 and "6:30pm" is 18:30."""

    def told(found: re.Match[str]) -> str:
        hour = int(found[1]) % 12 + (12 if found[3] == "p" else 0)
        return f"{hour}:{found[2] or '00'}"

    return re.sub(r"\b(\d{1,2})(?::(\d{2}))?\s*([ap])\.?m\b\.?", told, text)

"""Dates as people write them, with the precision they give: « 2017 », « mai 2017 », « 12/05/2017 ».

French and English; a day in figures comes before its month (12/05 is the twelfth of May), and nothing is
guessed: what could be read in two ways, or names a day that does not exist, is refused with the reason.
"""

from __future__ import annotations

import re
from calendar import monthrange

from django.utils.translation import gettext as _

from maillage.actors.naming import plain
from maillage.actors.typed_text import refusal, short
from maillage.common.errors import Refusal
from maillage.common.partial_date import FIRST_YEAR, LAST_YEAR, PartialDate

MONTHS = (
    ("janvier", "january"),
    ("fevrier", "february"),
    ("mars", "march"),
    ("avril", "april"),
    ("mai", "may"),
    ("juin", "june"),
    ("juillet", "july"),
    ("aout", "august"),
    ("septembre", "september"),
    ("octobre", "october"),
    ("novembre", "november"),
    ("decembre", "december"),
)
_LITTLE_WORDS = re.compile(r"\b(?:le|en|in|on|the|of)\b")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:er|st|nd|rd|th)\b")
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>\d{4})",
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?",
        r"(?:(?P<day>\d{1,2})[-/. ])?(?P<month>\d{1,2})[-/. ](?P<year>\d{4})",
        r"(?:(?P<day>\d{1,2}) )?(?P<month>[a-z]+) (?P<year>\d{4})",
        r"(?P<month>[a-z]+) (?P<day>\d{1,2}) (?P<year>\d{4})",
    )
)
_SHORT_YEAR = re.compile(r"\d{1,2}[-/. ](?:\d{1,2}[-/. ])?\d{2}|(?:\d{1,2} )?[a-z]+ \d{2}")


def read_date(text: str) -> PartialDate:
    """A year, a month or a day, as somebody typed it; refuses (422) anything else, saying what is wrong.

    >>> str(read_date("1er mai 2017"))
    '2017-05-01'
    """
    typed = _simplified(text)
    for form in _FORMS:
        if found := form.fullmatch(typed):
            parts = found.groupdict()
            month = _month(parts.get("month"), text)
            return _existing(int(parts["year"]), month, int(parts["day"]) if parts.get("day") else None)
    if _SHORT_YEAR.fullmatch(typed):
        raise _no_date(text, _("L’année y tient en deux chiffres : on ne sait pas de quel siècle."))
    raise _no_date(text, _("On y cherche un jour, un mois et une année, ou seulement les derniers."))


def _simplified(text: str) -> str:
    """Lower case, no accents, no ordinals, commas nor little words, single spaces."""
    bare = _ORDINAL.sub(r"\1", plain(text).replace(",", " "))
    bare = re.sub(r"(?<=[a-z])\.", " ", bare)  # « sept. 2017 »
    return " ".join(_LITTLE_WORDS.sub(" ", bare).split())


def _month(word: str | None, text: str) -> int | None:
    """The number of a month given by a number, a name, or the first three letters or more of a name."""
    if word is None:
        return None
    if word.isdigit():
        return _month_in_figures(int(word), text)
    meant = [
        number
        for number, names in enumerate(MONTHS, 1)
        if len(word) > 2 and any(name.startswith(word) for name in names)
    ]
    if len(meant) != 1:
        raise _no_date(text, _("« %(word)s » n’est pas un mois.") % {"word": short(word)})
    return meant[0]


def _month_in_figures(number: int, text: str) -> int:
    if 1 <= number <= 12:
        return number
    raise _no_date(
        text, _("Il n’y a pas de mois %(number)s : le jour s’écrit avant le mois.") % {"number": number}
    )


def _existing(year: int, month: int | None, day: int | None) -> PartialDate:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _no_date(
            str(year),
            _("Une année se tient ici entre %(first)s et %(last)s.")
            % {"first": FIRST_YEAR, "last": LAST_YEAR},
        )
    if month and day is not None and not 1 <= day <= monthrange(year, month)[1]:
        raise refusal(
            "no_such_day",
            _("Le %(date)s n’existe pas.") % {"date": f"{day:02d}/{month:02d}/{year}"},
            _("Ce mois-là compte %(count)s jours.") % {"count": monthrange(year, month)[1]},
            _("Corrigez le jour ; si vous en doutez, « %(month)s » suffit.")
            % {"month": PartialDate(year, month).label},
        )
    return PartialDate(year, month, day)


def _no_date(text: str, why: str) -> Refusal:
    return refusal(
        "bad_date",
        _("« %(text)s » ne se lit pas comme une date.") % {"text": short(text.strip())},
        why,
        _("Écrivez par exemple 2017, mai 2017 ou 12/05/2017."),
    )

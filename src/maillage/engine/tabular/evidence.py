"""How well what a column's cells look like agrees with a field, in logits (natural log of odds).

Each function is one field's judgement. Typed fields (an e-mail address, a SIRET) win much when cells have the
form and lose more when they do not; free texts win and lose little. The weights are plain first choices.
"""

from __future__ import annotations

from collections.abc import Callable

from maillage.engine.tabular.problem import FieldName as F
from maillage.engine.tabular.profile import Profile

NEVER = -12.0
"""What the cells exclude."""


def _typed(share: float, gain: float, loss: float = 7.0) -> float:
    """From ``-loss`` when no cell has the form, through zero at a third, to ``gain`` when all have it."""
    return gain * (share - 0.3) / 0.7 if share >= 0.3 else -loss * (0.3 - share) / 0.3


def _flags(it: Profile) -> float:
    """A column of yes and no, or of one mark, says nothing of an organisation but that."""
    return NEVER if it.share("flag") > 0.7 else 0.0


def _other_form(it: Profile) -> float:
    """What is an address, a number or a date is no free text."""
    forms = ("email", "url", "phone", "bare_phone", "siret", "pair", "date", "number")
    return -8.0 * max(it.share(form) for form in forms)


def _text(it: Profile) -> float:
    return _flags(it) + _other_form(it)


def name(it: Profile) -> float:
    """Letters, mostly distinct, neither short codes nor long texts."""
    score = _text(it) + 1.5 * it.share("letters") - 3.0 * it.share("long")
    score += 1.0 if it.unique > 0.7 else -2.5 if it.unique < 0.25 and it.filled > 20 else 0.0
    return score - (2.0 if it.length < 3 else 0.0) - 0.2 * (it.filled < 0.6 * it.total) * 5


def other_name(it: Profile) -> float:
    """A name that need not be there."""
    return _text(it) + 0.5 * it.share("letters") - 4.0 * it.share("long") - (2.0 if it.length > 60 else 0.0)


def parent(it: Profile) -> float:
    """A name that comes again."""
    return other_name(it) - (0.5 if it.unique > 0.95 and it.filled > 20 else 0.0)


def identifier(it: Profile) -> float:
    """Distinct codes without spaces."""
    code = max(it.share("code"), it.share("uuid"))
    other = max(
        it.share(form) for form in ("siret", "siren_valid", "email", "url", "phone", "decimal", "date")
    )
    score = _typed(code, 1.5) - 6.0 * other - (5.0 if it.unique < 0.9 else 0.0) - 4.0 * (it.words > 2)
    return score - 3.0 * (it.filled < 0.7 * it.total)


def kind(it: Profile) -> float:
    """Few labels that come again and again."""
    few = it.distinct <= 12 or it.unique < 0.35
    score = _text(it) + (1.5 if few else -1.5 if it.unique > 0.8 and it.filled > 15 else 0.0)
    score -= 2.5 * it.share("list")
    return score - 4.0 * it.share("long") - (2.0 if it.distinct == 1 and it.filled > 10 else 0.0)


def description(it: Profile) -> float:
    """Sentences."""
    score = _text(it) + 3.0 * it.share("long") + (0.5 if it.length > 80 else -1.5 if it.length < 20 else 0.0)
    return score - (2.0 if it.distinct <= 3 and it.filled > 10 else 0.0)


def summary(it: Profile) -> float:
    """A sentence, not a page: data·inclusion allows 280 characters."""
    return _text(it) + (1.0 if 25 <= it.length <= 280 else -1.5) - (1.0 if it.high > 600 else 0.0)


def legal_form(it: Profile) -> float:
    """A legal form, in words or as a code of Insee."""
    found = max(it.share("legal"), it.share("legal_code"))
    few = 0.5 if it.distinct <= 40 or it.unique < 0.3 else -2.0
    return _flags(it) + _typed(found, 2.5, 2.5) + few - 6.0 * max(it.share("email"), it.share("phone"))


def street(it: Profile) -> float:
    """Ways and house numbers; a postal code among words also tells an address."""
    found = max(it.share("street"), it.share("numbered"), it.share("in_street"))
    other = max(it.share(form) for form in ("email", "url", "phone", "number", "pair", "flag", "date"))
    return _typed(found, 2.5, 3.0) - 9.0 * other - 3.0 * it.share("long") - (2.0 if it.length < 5 else 0.0)


def complement(it: Profile) -> float:
    """A short text, often missing."""
    return _text(it) - 3.0 * it.share("long") - (1.0 if it.length > 60 else 0.0)


def postcode(it: Profile) -> float:
    """Five digits that begin like a département; most end with a zero, unlike commune codes and years."""
    share = it.share("postcode") - it.share("year")
    tens = it.share("tens") / share if share > 0 else 0.0
    return _typed(share, 4.0) + (1.0 if tens > 0.4 else -2.0 if it.distinct > 8 and tens < 0.2 else 0.0)


def commune_code(it: Profile) -> float:
    """Five characters; few end with a zero, unlike postal codes."""
    share = it.share("commune")
    tens = it.share("tens") / it.share("postcode") if it.share("postcode") else 0.0
    return _typed(share, 2.5) + (0.5 if tens < 0.25 else -2.5 if tens > 0.5 and it.distinct > 3 else 0.0)


def city(it: Profile) -> float:
    """A few words of letters, no street, no page."""
    score = (
        _text(it)
        + _typed(it.share("city"), 2.0, 5.0)
        - 3.0 * it.share("street") * (it.share("numbered") > 0.1)
    )
    return score - 3.0 * it.share("long") - (2.0 if it.words > 4 else 0.0)


def size(it: Profile) -> float:
    """Small whole numbers, or bands of employees."""
    found = max(it.share("whole"), it.share("size"))
    other = max(it.share(form) for form in ("postcode", "siren", "siret", "phone", "bare_phone"))
    return _typed(found, 1.5, 4.0) - 6.0 * other - 4.0 * (it.share("flag") > 0.95 and it.distinct <= 2)


def hours(it: Profile) -> float:
    """Days and times; a column of full dates is something else."""
    other = max(it.share("clock"), it.share("date"), it.share("email"), it.share("url"), it.share("phone"))
    return _flags(it) + _typed(it.share("hours"), 4.5, 4.0) - 8.0 * other - 3.0 * (it.length > 600)


def past(it: Profile) -> float:
    """A day or a year, not the second at which a record was written."""
    found = max(it.share("date"), it.share("year"))
    return _typed(found, 2.5) - 3.0 * (it.share("clock") > 0.5)


def updated_at(it: Profile) -> float:
    """A day, with its hour or not."""
    return _typed(it.share("date"), 2.5) + 0.7 * it.share("clock")


def skills(it: Profile) -> float:
    """Labels, lists of labels."""
    score = _text(it) + 1.5 * it.share("list") + (1.0 if it.unique < 0.5 or it.distinct <= 15 else 0.0)
    return score - 2.0 * it.share("long") * (it.unique > 0.8)


def website(it: Profile) -> float:
    """Web addresses, but not all of social networks."""
    return _typed(it.share("url"), 5.0) - 4.0 * (it.share("social") > 0.85) - 6.0 * it.share("email")


def social(it: Profile) -> float:
    """Addresses and names on social networks."""
    return _typed(max(it.share("social"), 0.29 * it.share("url")), 4.5, 4.0) - 5.0 * it.share("email")


def siren(it: Profile) -> float:
    """Nine digits that pass their control; the first nine of a SIRET do too."""
    return _typed(it.share("siren_valid"), 5.5) - 3.0 * it.share("siret")


def phone(it: Profile) -> float:
    """Telephone numbers; nine digits when a spreadsheet ate the zero, unless they are SIRENs."""
    bare = it.share("bare_phone") * (it.share("siren_valid") < 0.5)
    return _typed(max(it.share("phone"), 0.75 * bare), 5.0)


EVIDENCE: dict[str, Callable[[Profile], float]] = {
    F.ID: identifier,
    F.NAME: name,
    F.LEGAL_NAME: name,
    F.OTHER_NAMES: other_name,
    F.KIND: kind,
    F.DESCRIPTION: description,
    F.SUMMARY: summary,
    F.LEGAL_FORM: legal_form,
    F.SIRET: lambda it: _typed(max(it.share("siret_valid"), 0.8 * it.share("siret")), 6.0),
    F.SIREN: siren,
    F.RNA: lambda it: _typed(it.share("rna"), 6.0),
    F.VAT: lambda it: _typed(it.share("vat"), 6.0),
    F.NAF: lambda it: _typed(it.share("naf"), 5.0),
    F.SIZE: size,
    F.STREET: street,
    F.COMPLEMENT: complement,
    F.POSTCODE: postcode,
    F.CITY: city,
    F.COMMUNE_CODE: commune_code,
    F.COUNTRY: lambda it: _typed(it.share("country"), 3.5),
    F.POINT: lambda it: _typed(it.share("pair"), 5.5),
    F.PHONE: phone,
    F.EMAIL: lambda it: _typed(it.share("email"), 5.5),
    F.WEBSITE: website,
    F.SOCIAL: social,
    F.CALENDAR: lambda it: _typed(it.share("calendar"), 4.0, 4.0),
    F.HOURS: hours,
    F.FOUNDED: past,
    F.CLOSED: past,
    F.UPDATED_AT: updated_at,
    F.PARENT: parent,
    F.SKILLS: skills,
    "street:number": lambda it: _typed(it.share("street_number"), 2.0),
    "street:suffix": lambda it: _typed(max(it.share("suffix"), 0.4 * (it.length <= 2)), 2.0),
    "street:type": lambda it: _typed(max(it.share("way"), 0.5 * (it.length <= 5)), 2.0),
    "street:name": lambda it: _text(it) + 0.5 * it.share("letters"),
}
"""By field or piece of street. Coordinates are judged by pairs, elsewhere."""

TYPED = (
    F.EMAIL,
    F.PHONE,
    F.WEBSITE,
    F.SIRET,
    F.SIREN,
    F.RNA,
    F.VAT,
    F.POSTCODE,
    F.POINT,
    F.HOURS,
    F.SOCIAL,
    F.NAF,
)
"""Fields that the cells alone may tell, whatever the column's name."""

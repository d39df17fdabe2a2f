"""What programs ask, read from the address; what cannot be understood is refused with what would be."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection, Iterable

from django.http import QueryDict
from django.utils.translation import gettext as _

from maillage.actors.actions.register import date_or_refuse
from maillage.actors.enums import ActorKind
from maillage.actors.queries import Moment, Narrowing
from maillage.actors.queries.choice import LEAST_FRESH, Choice
from maillage.actors.queries.moments import moment_of
from maillage.common.errors import Refusal
from maillage.common.partial_date import PartialDate
from maillage.skills.queries import active_skills
from maillage.territory.models import Commune

MOST, USUAL = 200, 50
"""Lines of a page: at most, and unless told."""

LONGEST_WORDS = 200
YES = ("1", "true", "yes")


def choice_of(asked: QueryDict) -> Choice:
    """Which actors are asked for. Filters may be repeated, or hold several values between commas."""
    skills = values_of(asked, "skill")
    if skills:
        refuse_unknown("skill", skills, active_skills().values_list("code", flat=True))
    freshness = asked.get("freshness", "")
    refuse_unknown("freshness", [freshness], LEAST_FRESH)
    return Choice(
        words=asked.get("q", "").replace("\x00", "")[:LONGEST_WORDS],
        kinds=kinds_of(asked),
        communes=communes_of(asked),
        skills=skills,
        freshness=freshness,
        archived=asked.get("archived", "") in YES,
        ended=asked.get("ended", "") in YES,
    )


def narrowing_of(asked: QueryDict) -> Narrowing:
    """The filters of a list of the past."""
    return Narrowing(kinds_of(asked), tuple(one.pk for one in communes_of(asked)))


def kinds_of(asked: QueryDict) -> tuple[str, ...]:
    """The kinds of actor that are asked for."""
    kinds = values_of(asked, "kind")
    refuse_unknown("kind", kinds, ActorKind.values)
    return kinds


def communes_of(asked: QueryDict) -> tuple[Commune, ...]:
    """The communes that are asked for, by their official codes."""
    codes = values_of(asked, "commune")
    rows = tuple(Commune.objects.filter(code__in=codes).order_by("code")) if codes else ()
    if len(rows) < len(set(codes)):
        refuse_unknown("commune", codes, Commune.objects.values_list("code", flat=True))
    return rows


def moment_asked(asked: QueryDict, day: str, known: str) -> Moment | None:
    """The moment that two parameters name; None when neither is there."""
    if not (asked.get(day) or asked.get(known)):
        return None
    return moment_of(_date(asked, day), _date(asked, known))


def size_of(asked: QueryDict) -> int:
    """How many lines of a page are asked for."""
    text = asked.get("limit", "")
    if not text:
        return USUAL
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:9]) <= MOST:
        raise _bad("limit", text, _("De 1 à %(most)s lignes par page.") % {"most": MOST})
    return int(text)


def values_of(asked: QueryDict, name: str) -> tuple[str, ...]:
    """The values of a filter, repeated or between commas, each once."""
    parts = (part.strip() for text in asked.getlist(name) for part in text.split(","))
    return tuple(dict.fromkeys(part for part in parts if part and "\x00" not in part))


def refuse_unknown(name: str, values: Iterable[str], known: Collection[str] | Iterable[str]) -> None:
    """Refuse a value that a filter does not have, with those that it has."""
    possible = list(known)
    for value in values:
        if value not in possible:
            raise _bad(
                name,
                value,
                _("Valeurs possibles : %(values)s.") % {"values": ", ".join(filter(None, possible))},
            )


def cursor(place: str, name: str) -> str:
    """Where a page ended, as an address carries it."""
    return urlsafe_b64encode(f"{place} {name}".encode()).decode().rstrip("=")


def place_after(asked: QueryDict) -> tuple[str, str] | None:
    """Where the page before ended; None at the first page."""
    text = asked.get("after", "")
    if not text:
        return None
    try:
        place, _space, name = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(" ")
    except ValueError:
        raise _bad("after", text, _("Suivez l’adresse « next » que donne la page d’avant.")) from None
    return place, name.replace("\x00", "")


def _date(asked: QueryDict, name: str) -> PartialDate | None:
    text = asked.get(name, "")
    return date_or_refuse(text) if text else None


def _bad(name: str, value: str, todo: str) -> Refusal:
    return Refusal(
        f"bad_{name}",
        _("Le paramètre « %(name)s » ne peut pas valoir « %(value)s ».")
        % {"name": name, "value": value[:60]},
        todo=todo,
        status=422,
    )

"""What changed between two moments, as data: five sections, each with its count and its pages."""

from __future__ import annotations

from django.utils.translation import gettext as _

from maillage.actors.exports.files import heading, times_of
from maillage.actors.exports.records import Record, line_record
from maillage.actors.models import Actor, Episode, Tie
from maillage.actors.queries import Difference
from maillage.actors.queries.changes import SECTIONS, Section, lines_of
from maillage.actors.queries.moments import moment_of
from maillage.actors.queries.time_machine import Findings
from maillage.api.answers import ApiRequest, open_data
from maillage.api.asked import cursor, moment_asked, place_after, refuse_unknown, size_of
from maillage.common.errors import Refusal
from maillage.common.links import absolute


@open_data
def difference(request: ApiRequest) -> Record:
    """The five sections, or one of them (``section``) page after page."""
    asked = _asked(request)
    wanted = request.GET.get("section", "")
    if wanted:
        refuse_unknown("section", [wanted], SECTIONS)
    seen = asked.findings()
    sections = {code: _section(request, seen, code) for code in SECTIONS if wanted in ("", code)}
    count = sum(one["count"] for one in sections.values())
    times = {"from": times_of(asked.first), "to": times_of(asked.second)}
    return heading(request.territory, absolute(request.get_full_path()), count, **times) | sections


def _asked(request: ApiRequest) -> Difference:
    first = moment_asked(request.GET, "from", "known_from")
    if first is None:
        raise Refusal(
            "no_first_date",
            _("Il manque la première date."),
            why=_("Une différence se lit entre deux dates."),
            todo=_("Ajoutez « from » : une année, un mois ou un jour, comme 2019 ou 2019-05-01."),
            status=422,
        )
    second = moment_asked(request.GET, "to", "known_to") or moment_of(None, None)
    if first.day > second.day:
        raise Refusal(
            "dates_swapped",
            _("La première date vient après la seconde."),
            todo=_("Échangez « from » et « to »."),
            status=422,
        )
    return Difference(first, second)


def _section(request: ApiRequest, seen: Findings, code: Section) -> Record:
    """A page of a section; the cursor is the actor, or the tie, that was read last."""
    size, start = size_of(request.GET), _start(request, seen, code)
    rows = seen.rows(code, start=start, size=size)
    count, following = seen.count(code), None
    if start + size < count:
        following = _next(request, code, _ref(rows[-1]))
    lines = lines_of(seen.difference, code, rows)
    changes = [line_record(line, change) for line in lines for change in line.codes]
    return {"count": count, "next": following, "changes": changes}


def _start(request: ApiRequest, seen: Findings, code: Section) -> int:
    """The number of the line that follows the cursor."""
    after = place_after(request.GET)
    if after is None:
        return 0
    if code in ("tied", "untied"):
        keys = list(getattr(seen.difference, code).values_list("ref", flat=True))
        place: object = after[0]
    else:
        keys = getattr(seen, code)
        place = Actor.objects.filter(ref=after[0]).values_list("pk", flat=True).first()
    if place not in keys:
        raise Refusal(
            "bad_after",
            _("Le paramètre « after » n’est pas celui d’une page de cette liste."),
            todo=_("Suivez l’adresse « next » que donne la page d’avant."),
            status=422,
        )
    return keys.index(place) + 1


def _ref(row: Episode | Tie) -> str:
    return row.ref if isinstance(row, Tie) else row.actor.ref


def _next(request: ApiRequest, code: Section, place: str) -> str:
    query = request.GET.copy()
    query["section"], query["after"] = code, cursor(place, code)
    return absolute(f"{request.path}?{query.urlencode()}")

"""What changed between two moments, as data: five sections, each with its count and its pages."""

from __future__ import annotations

from django.utils.translation import gettext as _

from maillage.actors.exports.files import heading, times_of
from maillage.actors.exports.records import Record, line_record
from maillage.actors.queries import Difference
from maillage.actors.queries.changes import SECTIONS, Section, lines_of
from maillage.actors.queries.moments import moment_of
from maillage.actors.queries.time_machine import Findings
from maillage.api.answers import ApiRequest, open_data
from maillage.api.asked import cursor, moment_asked, place_after, refuse_unknown, size_of
from maillage.common.errors import Refusal
from maillage.common.links import absolute
from maillage.imports.queries import origins


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
    return heading(request.territory, absolute(request.get_full_path()), count, origins(), **times) | sections


def _asked(request: ApiRequest) -> Difference:
    first = moment_asked(request.GET, "from", "known_from")
    if first is None:
        raise Refusal(
            "no_first_date",
            _("Il manque la première date."),
            why=_("Une différence se lit entre deux dates."),
            todo=_("Ajoutez « from » : une année, un mois ou un jour, comme 2019 ou 2019-05-01."),
            status=422,
        )
    second = moment_asked(request.GET, "to", "known_to") or moment_of(None, None)
    if first.day > second.day:
        raise Refusal(
            "dates_swapped",
            _("La première date vient après la seconde."),
            todo=_("Échangez « from » et « to »."),
            status=422,
        )
    return Difference(first, second)


def _section(request: ApiRequest, seen: Findings, code: Section) -> Record:
    """A page of a section: what two moments have between them keeps its order, and its numbers."""
    size, start, count = size_of(request.GET), _start(request, code), seen.count(code)
    lines = lines_of(seen.difference, code, seen.rows(code, start=start, size=size))
    changes = [line_record(line, change) for line in lines for change in line.codes]
    following = _next(request, code, start + size) if start + size < count else None
    return {"count": count, "next": following, "changes": changes}


def _start(request: ApiRequest, code: Section) -> int:
    """How many lines of the section were read before this page."""
    after = place_after(request.GET)
    if after is None:
        return 0
    number, of = after
    if of != code or not (number.isascii() and number.isdigit()):
        raise Refusal(
            "bad_after",
            _("Le paramètre « after » n’est pas celui d’une page de cette liste."),
            todo=_("Suivez l’adresse « next » que donne la page d’avant."),
            status=422,
        )
    return int(number[:9])


def _next(request: ApiRequest, code: Section, place: int) -> str:
    query = request.GET.copy()
    query["section"], query["after"] = code, cursor(str(place), code)
    return absolute(f"{request.path}?{query.urlencode()}")

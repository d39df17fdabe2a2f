"""What every write on something told of a period shares: dates, versions, the source."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

from django.utils.translation import gettext as _

from maillage.actors.actions import Provenance
from maillage.actors.actions.register import any_date_or_refuse
from maillage.actors.models import FOREVER
from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.common.partial_date import NO_END, PartialDate
from maillage.places.models import Occupancy, Phase, Place, Told

T = TypeVar("T", bound=Told)
FARTHEST_YEARS = 60
"""How far ahead a plan is believed."""


def hold_place(place: Place) -> None:
    """Hold a place for the transaction; refuses one that was withdrawn."""
    place.refresh_from_db(fields=["is_withdrawn"], from_queryset=Place.objects.select_for_update())
    if place.is_withdrawn:
        raise Refusal(
            "withdrawn",
            _("Ce lieu a été retiré : il ne se montre plus nulle part."),
            todo=_("Remettez-le d’abord, depuis le message qui a suivi son retrait."),
        )


def period(since: str, until: str) -> tuple[PartialDate, PartialDate | None]:
    """The dates of a period; refuses what is no date, what ends before it begins, a century ahead."""
    begin, end = _date(since), (_date(until) if until else None)
    if end is not None and end.last < begin.first:
        raise Refusal(
            "ends_before",
            _("Cette période finirait (%(until)s) avant d’avoir commencé (%(since)s).")
            % {"until": end.label, "since": begin.label},
            todo=_("Corrigez l’une des deux dates."),
            status=422,
        )
    return begin, end


def last_day_after(end: PartialDate | None) -> date:
    """The first day on which a period no longer counts."""
    return end.last + timedelta(days=1) if end else NO_END


def provenance_of(row: Told) -> Provenance:
    """Who said a version, to be said again."""
    return Provenance(kind=row.source, name=row.source_name, url=row.source_url)  # type: ignore[arg-type]  # a text field


def sign(row: Told, *, who: str, source: Provenance) -> None:
    """Who says this version, from whom she has it, and from which moment it is known."""
    row.source, row.source_name, row.source_url = source.kind, source.name[:160], source.url
    row.who, row.known_from = who, clock.now()


def end_knowledge(row: Phase | Occupancy) -> None:
    """A version stops being known now; refuses one that has stopped being known already."""
    row.known_until = clock.now()
    model = type(row)
    if not model.objects.filter(pk=row.pk, known_until=FOREVER).update(known_until=row.known_until):
        raise Refusal(
            "taken_back",
            _("Ce fait a déjà été corrigé ou retiré."),
            todo=_("Rechargez la page pour lire ce que l’on sait aujourd’hui."),
        )


def _date(text: str) -> PartialDate:
    day = any_date_or_refuse(text)
    if day.year > clock.today().year + FARTHEST_YEARS:
        raise Refusal(
            "too_far",
            _("%(date)s : c’est dans plus de %(years)s ans.") % {"date": day.label, "years": FARTHEST_YEARS},
            why=_("Un plan aussi lointain est presque toujours une faute de frappe."),
            todo=_("Vérifiez l’année."),
            status=422,
        )
    return day

"""The quarter of a day: which places stand, in which phase, and who is in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from maillage.actors.models import FOREVER
from maillage.common.partial_date import NO_END
from maillage.places.enums import STATE_ORDER, PhaseState
from maillage.places.models import Occupancy, Phase, Place
from maillage.places.queries.lives import known_occupancies


@dataclass(frozen=True, slots=True)
class PlaceThen:
    """A place on a day: its phase, which one of its phases it is, and who is in it."""

    place: Place
    phase: Phase
    occupants: tuple[Occupancy, ...] = ()

    @property
    def lasts(self) -> bool:
        """True while nobody told when the phase ends."""
        return self.phase.valid_until == NO_END


def known_phases() -> QuerySet[Phase]:
    """Every phase as known now, of the places that show."""
    rows = Phase.objects.filter(known_until=FOREVER, place__is_withdrawn=False)
    return rows.select_related("place", "address__commune", "keeper")


def places_on(day: date) -> list[PlaceThen]:
    """What stands on a day, what can be gone to first, then by name; what has closed is left out."""
    phases = known_phases().filter(valid_from__lte=day, valid_until__gt=day).exclude(state=PhaseState.CLOSED)
    inside: dict[int, list[Occupancy]] = {}
    for row in occupancies_on(day):
        inside.setdefault(row.place_id, []).append(row)
    rows = [PlaceThen(phase.place, phase, tuple(inside.get(phase.place_id, ()))) for phase in phases]
    rank = {str(state): number for number, state in enumerate(STATE_ORDER)}
    return sorted(rows, key=lambda row: (rank[row.phase.state], row.place.sort_name, row.place.pk))


def phase_on(place: Place, day: date) -> Phase | None:
    """The phase of a place on a day; None before it was imagined, and where nothing is known."""
    rows = known_phases().filter(place=place, valid_from__lte=day, valid_until__gt=day)
    found: Phase | None = rows.first()
    return found


def occupancies_on(day: date, place: Place | None = None) -> list[Occupancy]:
    """Who is in which place (or in this one) on a day, by name; whoever left the directory is left out."""
    rows = known_occupancies().filter(valid_from__lte=day, valid_until__gt=day)
    if place is not None:
        rows = rows.filter(place=place)
    return [row for row in rows.order_by("actor__sort_name", "pk") if row.lasts_on(day)]

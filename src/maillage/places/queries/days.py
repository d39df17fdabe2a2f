"""The quarter of a day: which places stand, in which phase, and who is in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple

from django.db.models import QuerySet

from maillage.actors.models import FOREVER
from maillage.common.partial_date import NO_END
from maillage.places.enums import STATE_ORDER, PhaseState
from maillage.places.models import Occupancy, Phase, Place
from maillage.places.queries.later import Later
from maillage.places.queries.lives import known_occupancies

RANKS = {str(state): number for number, state in enumerate(STATE_ORDER)}


class Standing(NamedTuple):
    """A place that stands on a day, by its keys, ordered as the list is: rank of its state, then name."""

    rank: int
    sort_name: str
    place_id: int
    phase_id: int
    state: str


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


def places_on(day: date) -> Later[Standing, PlaceThen]:
    """What stands on a day, what can be gone to first, then by name; what has closed is left out."""
    phases = known_phases().filter(valid_from__lte=day, valid_until__gt=day).exclude(state=PhaseState.CLOSED)
    rows = phases.order_by().values_list("place__sort_name", "place_id", "pk", "state")
    return Later(sorted(Standing(RANKS[row[-1]], *row) for row in rows), partial(_then, day))


def phase_on(place: Place, day: date) -> Phase | None:
    """The phase of a place on a day; None before it was imagined, and where nothing is known."""
    rows = known_phases().filter(place=place, valid_from__lte=day, valid_until__gt=day)
    found: Phase | None = rows.first()
    return found


def occupancies_on(day: date, place: Place | None = None) -> list[Occupancy]:
    """Who is in which place (or in this one) on a day, by name; whoever left the directory is left out."""
    return _lasting(known_occupancies() if place is None else known_occupancies().filter(place=place), day)


def _lasting(stays: QuerySet[Occupancy], day: date) -> list[Occupancy]:
    rows = stays.filter(valid_from__lte=day, valid_until__gt=day).order_by("actor__sort_name", "pk")
    return [row for row in rows if row.lasts_on(day)]


def _then(day: date, keys: Sequence[Standing]) -> list[PlaceThen]:
    phases = known_phases().in_bulk([key.phase_id for key in keys])
    inside: dict[int, list[Occupancy]] = {}
    for row in _lasting(known_occupancies().filter(place__in=[key.place_id for key in keys]), day):
        inside.setdefault(row.place_id, []).append(row)
    found = [phases[key.phase_id] for key in keys if key.phase_id in phases]
    return [PlaceThen(phase.place, phase, tuple(inside.get(phase.place_id, ()))) for phase in found]

"""The places of the quarter and who is in them, written down by the coordinator on the first days."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from maillage.actors.actions import Provenance, Whereabouts
from maillage.actors.enums import SourceKind
from maillage.places.actions import (
    PhaseSheet,
    PlaceSheet,
    Stay,
    add_phase,
    enter_place,
    move_occupant,
    settle_in,
)
from maillage.places.enums import PhaseState, PlaceKind, Terms
from maillage.places.models import Place
from maillage.scenario.cast import Cast
from maillage.scenario.data import PhaseRow, PlaceRow, StayRow
from maillage.scenario.stage import FIRST_DAY
from maillage.territory.queries import commune_with_code

AFTER_EVERYBODY = FIRST_DAY + 2


def plan_sites(cast: Cast) -> None:
    """Plan when each place and each presence is written down."""
    stage, places = cast.stage, dict[str, Place]()
    start = stage.office(stage.moment(AFTER_EVERYBODY, 14))
    acts = [partial(_enter, cast, places, row) for row in cast.data.places]
    acts += [partial(_settle, cast, places, row) for row in cast.data.stays]
    for number, act in enumerate(acts):
        stage.at(start + timedelta(minutes=2 * number), act)


def _enter(cast: Cast, places: dict[str, Place], row: PlaceRow) -> None:
    sheet = PlaceSheet(row.name, PlaceKind(row.kind), {"fr": row.fr, "en": row.en})
    place = enter_place(
        territory=cast.stage.territory, sheet=sheet, who=cast.coordinator, is_invented=row.invented
    )
    for phase in row.phase:
        add_phase(
            place=place,
            sheet=_sheet(cast, phase),
            who=cast.coordinator,
            source=_source(phase),
            is_invented=row.invented or phase.invented,
        )
    places[row.slug] = place


def _sheet(cast: Cast, row: PhaseRow) -> PhaseSheet:
    where = Whereabouts(
        street=row.street,
        complement=row.complement,
        commune=commune_with_code(row.commune),
        lat=row.lat,
        lon=row.lon,
    )
    outline = {"type": "Polygon", "coordinates": [[list(point) for point in row.outline]]}
    return PhaseSheet(
        state=PhaseState(row.state),
        since=row.since,
        until=row.until,
        where=where,
        is_approximate=True,
        outline=outline if row.outline else None,
        capacity=row.capacity,
        services=tuple(row.services),
        means=tuple(row.means),
        access=tuple(row.access),
        hours=row.hours,
        keeper=cast.actors[row.keeper] if row.keeper else None,
        notes=row.note,
    )


def _source(row: PhaseRow) -> Provenance:
    kind = SourceKind.ARTICLE if row.source_name else SourceKind.COORDINATOR
    return Provenance(kind, row.source_name)


def _settle(cast: Cast, places: dict[str, Place], row: StayRow) -> None:
    stay = settle_in(
        place=places[row.place],
        actor=cast.actors[row.actor],
        stay=Stay(row.since, row.until, Terms(row.terms)),
        who=cast.coordinator,
        is_sure=True,
        is_invented=True,
    )
    if row.moves_to:
        move_occupant(
            stay=stay,
            to=places[row.moves_to],
            on=row.moves_on,
            terms=Terms(row.moves_terms) if row.moves_terms else None,
            who=cast.coordinator,
            is_sure=True,
        )

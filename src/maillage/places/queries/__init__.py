"""Reads of places: what stands on a day, the life of one place, what changed."""

from maillage.places.queries.changes import (
    Fact,
    facts_of,
    facts_of_the_quarter,
    moves_of_the_quarter,
    neighbours,
    span_of_days,
)
from maillage.places.queries.days import (
    PlaceThen,
    known_phases,
    occupancies_on,
    phase_on,
    places_on,
)
from maillage.places.queries.lives import (
    known_occupancies,
    occupancies_of,
    occupancy_with_ref,
    phase_with_ref,
    phases_of,
    place_with_ref,
    places_by_name,
    stays_of,
)

__all__ = [
    "Fact",
    "PlaceThen",
    "facts_of",
    "facts_of_the_quarter",
    "known_occupancies",
    "known_phases",
    "moves_of_the_quarter",
    "neighbours",
    "occupancies_of",
    "occupancies_on",
    "occupancy_with_ref",
    "phase_on",
    "phase_with_ref",
    "phases_of",
    "place_with_ref",
    "places_by_name",
    "places_on",
    "span_of_days",
    "stays_of",
]

"""What these screens share: finding what an address names, where the territory is."""

from __future__ import annotations

from django.http import Http404

from maillage.places.models import Occupancy, Phase, Place
from maillage.places.outlines import Bounds
from maillage.places.queries import occupancy_with_ref, phase_with_ref, place_with_ref
from maillage.territory.queries import box_of_communes

AROUND = 0.1
"""Degrees around the town halls that still belong to their communes: some ten kilometres."""
PLACE_PAGE = "quarter:place"
"""Where one lands after a change: the page that shows it to everybody."""


def the_place(ref: str) -> Place:
    """A place that shows."""
    if (found := place_with_ref(ref)) is None:
        raise Http404
    return found


def the_phase(ref: str) -> Phase:
    """A version of a phase, known or past."""
    if (found := phase_with_ref(ref)) is None:
        raise Http404
    return found


def the_stay(ref: str) -> Occupancy:
    """A version of an occupancy, known or past."""
    if (found := occupancy_with_ref(ref)) is None:
        raise Http404
    return found


def bounds() -> Bounds | None:
    """The box of the territory, in which coordinates are expected; None where no commune is placed."""
    box = box_of_communes()
    if box is None:
        return None
    south, west, north, east = box
    return Bounds(south - AROUND, west - AROUND, north + AROUND, east + AROUND)

"""One place, and one actor, through time."""

from __future__ import annotations

from django.db.models import QuerySet

from maillage.actors.enums import KEPT, Listing
from maillage.actors.models import FOREVER, Actor
from maillage.actors.queries import family_of
from maillage.places.models import Occupancy, Phase, Place


def place_with_ref(ref: str) -> Place | None:
    """The place an address names, unless it was withdrawn."""
    found: Place | None = Place.objects.filter(ref=ref, is_withdrawn=False).first()
    return found


def places_by_name() -> QuerySet[Place]:
    """Every place, in alphabetical order."""
    return Place.objects.filter(is_withdrawn=False)


def phases_of(place: Place) -> QuerySet[Phase]:
    """The phases of a place as known now, from the first to the last."""
    rows = Phase.objects.filter(place=place, known_until=FOREVER)
    return rows.select_related("address__commune", "keeper").order_by("valid_from", "pk")


def phase_with_ref(ref: str) -> Phase | None:
    """A version of a phase, known or past."""
    rows = Phase.objects.select_related("place__territory", "address__commune", "keeper")
    found: Phase | None = rows.filter(ref=ref, place__is_withdrawn=False).first()
    return found


def known_occupancies() -> QuerySet[Occupancy]:
    """Who was, is and will be where, as known now; entries and places that no longer show are left out."""
    rows = Occupancy.objects.filter(known_until=FOREVER, place__is_withdrawn=False)
    rows = rows.filter(actor__listing__in=(*KEPT, Listing.ABSORBED))
    return rows.select_related("actor__merged_into", "place")


def occupancies_of(place: Place) -> QuerySet[Occupancy]:
    """Who was, is and will be in a place, in order of arrival."""
    return known_occupancies().filter(place=place).order_by("valid_from", "pk")


def stays_of(actor: Actor) -> QuerySet[Occupancy]:
    """Where an actor was, is and will be, in order of arrival; the records merged into it count."""
    return known_occupancies().filter(actor__in=family_of(actor)).order_by("valid_from", "pk")


def occupancy_with_ref(ref: str) -> Occupancy | None:
    """A version of an occupancy, known or past."""
    rows = Occupancy.objects.select_related("place__territory", "actor__merged_into")
    found: Occupancy | None = rows.filter(ref=ref, place__is_withdrawn=False).first()
    return found

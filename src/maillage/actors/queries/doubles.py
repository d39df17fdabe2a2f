"""Reads of proposed doubles."""

from __future__ import annotations

from django.db.models import QuerySet

from maillage.actors.enums import KEPT, DoubleState
from maillage.actors.models import Actor, Double
from maillage.actors.queries.actors import with_everything

FIELDS = ("one", "two")


def open_doubles() -> QuerySet[Double]:
    """Pairs that wait for a decision, the most likely first; both records are still in the directory."""
    return _readable(
        Double.objects.filter(state=DoubleState.OPEN, one__listing__in=KEPT, two__listing__in=KEPT).order_by(
            "-is_sure", "-probability", "pk"
        )
    )


def decided_doubles() -> QuerySet[Double]:
    """Pairs that were decided, the latest first."""
    return _readable(Double.objects.exclude(state=DoubleState.OPEN).order_by("-decided_at", "-pk"))


def double_with_ref(ref: str) -> Double | None:
    """The proposed double with this reference."""
    found: Double | None = Double.objects.filter(ref=ref).select_related(*FIELDS).first()
    return found


def records_to_compare() -> QuerySet[Actor]:
    """The directory, archived entries included, with all that tells two actors apart."""
    return with_everything(Actor.objects.filter(listing__in=KEPT)).order_by("pk")


def _readable(rows: QuerySet[Double]) -> QuerySet[Double]:
    places = [f"{field}__{place}" for field in FIELDS for place in ("commune", "address__commune")]
    return rows.select_related(*FIELDS, *places)

"""What ties actors together, and which records may be the same one."""

from __future__ import annotations

from django.db import models

from maillage.actors.enums import DoubleState, SourceKind, TieEnd, TieKind
from maillage.actors.models.actor import Actor
from maillage.actors.models.history import FOREVER, no_end, stable_ref
from maillage.common import clock
from maillage.common.partial_date import PartialDate
from maillage.territory.models import TerritoryOwned


class Tie(TerritoryOwned):
    """A dated, sourced relation from one actor to another; a version of it, as known in a period.

    ``thread`` is the same for all versions of one tie. A correction, or an end, ends what was known and
    adds a version. A tie whose beginning is unknown counts from the day we knew it.
    """

    thread = models.CharField(max_length=16, default=stable_ref, db_index=True)
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="ties")
    other = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="ties_in")
    kind = models.CharField(max_length=14, choices=TieKind.choices)
    since = models.CharField(max_length=10, blank=True, help_text="year, year-month or full date")
    until = models.CharField(max_length=10, blank=True, help_text="year, year-month or full date")
    valid_from = models.DateField()
    valid_until = models.DateField(default=no_end)
    end_reason = models.CharField(max_length=12, choices=TieEnd.choices, blank=True)
    source = models.CharField(max_length=12, choices=SourceKind.choices)
    source_name = models.CharField(max_length=160, blank=True)
    source_url = models.URLField(max_length=400, blank=True)
    note = models.CharField(max_length=300, blank=True)
    who = models.CharField(max_length=40)
    known_from = models.DateTimeField(default=clock.now)
    known_until = models.DateTimeField(default=FOREVER)

    class Meta:
        ordering = ["valid_from", "pk"]
        indexes = [
            models.Index(
                fields=["territory", "known_until", "valid_from", "valid_until", "known_from", "thread"],
                name="tie_by_start",
            ),
            models.Index(
                fields=["territory", "known_until", "valid_until", "valid_from", "known_from", "thread"],
                name="tie_by_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.kind} {self.other}"

    @property
    def since_label(self) -> str:
        """Its beginning in words; empty when it is unknown."""
        return PartialDate.parse(self.since).label if self.since else ""

    @property
    def until_label(self) -> str:
        """Its end in words; empty while it lasts."""
        return PartialDate.parse(self.until).label if self.until else ""


class Double(TerritoryOwned):
    """Two records that may be the same actor, for a person to decide; ``one`` is the older record."""

    one = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+")
    two = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+")
    probability = models.FloatField()
    is_sure = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=DoubleState.choices, default=DoubleState.OPEN)
    decided_by = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    found_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-probability", "pk"]
        constraints = [models.UniqueConstraint(fields=["one", "two"], name="double_once")]

    def __str__(self) -> str:
        return f"{self.one} ≈ {self.two}"

"""Tables of pledged hours. Hours are whole hours; a month is named by its first day."""

from __future__ import annotations

from django.db import models

from maillage.actors.models import Actor
from maillage.common import clock
from maillage.common.scope import ScopedManager
from maillage.people.models import Person
from maillage.pledges.enums import HoldState
from maillage.skills.models import Skill
from maillage.territory.models import TerritoryOwned


class Pledge(TerritoryOwned):
    """A partner promises hours of some skills over a period."""

    partner = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="pledges")
    titles = models.JSONField(default=dict)
    hours_total = models.PositiveIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    skills = models.ManyToManyField(Skill, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    notice_sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["ends_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(hours_total__gte=1), name="pledge_hours_positive"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="pledge_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.hours_total} h"


class PledgedHelper(TerritoryOwned):
    """A named helper inside a pledge: her monthly hours, how many asks at once, her languages and skills."""

    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="helpers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="pledged")
    hours_per_month = models.PositiveSmallIntegerField()
    max_open = models.PositiveSmallIntegerField(default=2)
    languages = models.JSONField(default=list)
    skills = models.ManyToManyField(Skill, related_name="pledged_helpers")
    is_paused = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["pledge", "person"], name="pledged_helper_once")]

    def __str__(self) -> str:
        return f"{self.person} ({self.hours_per_month} h/mois)"


class Absence(TerritoryOwned):
    """A helper is away, both days included: nothing is asked of her."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="absences")
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="absence_dates"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.starts_on} – {self.ends_on}"


class NotWith(TerritoryOwned):
    """A helper and an actor who must not be put together; the reason is nobody's business."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="not_with")
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "actor"], name="not_with_once")]

    def __str__(self) -> str:
        return f"{self.person} × {self.actor}"


class Hold(models.Model):
    """Hours kept for one ask (``key`` is its reference), in the month they were asked for."""

    helper = models.ForeignKey(PledgedHelper, on_delete=models.CASCADE, related_name="holds")
    key = models.CharField(max_length=16, unique=True)
    month = models.DateField()
    hours = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=HoldState.choices, default=HoldState.HELD)

    territory_path = "helper__territory"
    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["helper", "state"], name="hold_state")]

    def __str__(self) -> str:
        return f"{self.key}: {self.hours} h ({self.state})"


class Contribution(TerritoryOwned):
    """Hours really given on a day, for one ask (``key`` is its reference)."""

    helper = models.ForeignKey(PledgedHelper, on_delete=models.CASCADE, related_name="contributions")
    key = models.CharField(max_length=16, unique=True)
    hours = models.PositiveSmallIntegerField()
    on = models.DateField()
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.CheckConstraint(condition=models.Q(hours__gte=1), name="contribution_positive")]

    def __str__(self) -> str:
        return f"{self.helper}: {self.hours} h"

"""Tables of matching runs and referrals."""

from __future__ import annotations

from django.db import models

from maillage.common import clock
from maillage.needs.models import Need
from maillage.people.models import Person
from maillage.pledges.models import PledgedHelper
from maillage.referrals.enums import DeclineReason, ReferralState
from maillage.territory.models import TerritoryOwned


class MatchingRun(TerritoryOwned):
    """One decision of the engine, with all it knew: it can be replayed and checked years later."""

    at = models.DateTimeField(default=clock.now)
    who = models.CharField(max_length=40)
    why = models.CharField(max_length=60)
    seed = models.PositiveIntegerField(default=0)
    problem = models.TextField()
    result = models.TextField()
    needs_count = models.PositiveIntegerField(default=0)
    helpers_count = models.PositiveIntegerField(default=0)
    price = models.FloatField(default=0)
    served_hours = models.PositiveIntegerField(default=0)
    left_with_nothing = models.PositiveIntegerField(default=0)
    left_with_nothing_unfair = models.PositiveIntegerField(default=0)
    shortfalls = models.JSONField(default=list)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.why}"


class Referral(TerritoryOwned):
    """A need put to a helper. ``due_at`` is her deadline; ``reasons`` are facts, shown in words.

    The same pair is never proposed again once it ended, whatever the end.
    """

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="referrals")
    helper = models.ForeignKey(PledgedHelper, on_delete=models.CASCADE, related_name="referrals")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="referrals")
    run = models.ForeignKey(
        MatchingRun, null=True, blank=True, on_delete=models.SET_NULL, related_name="referrals"
    )
    hours = models.PositiveSmallIntegerField()
    affinity = models.FloatField(default=0)
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=ReferralState.choices, default=ReferralState.PROPOSED)
    decline_reason = models.CharField(max_length=20, choices=DeclineReason.choices, blank=True)
    decline_note = models.CharField(max_length=300, blank=True)
    proposed_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    news_asked_at = models.DateTimeField(null=True, blank=True)
    hours_given = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["need", "person"],
                name="referral_pair_once",
                condition=~models.Q(state=ReferralState.SUPERSEDED),
            ),
            models.CheckConstraint(condition=models.Q(hours__gte=1), name="referral_hours_positive"),
        ]
        indexes = [
            models.Index(fields=["territory", "state", "due_at"], name="referral_state"),
            models.Index(fields=["person", "state"], name="referral_person"),
        ]

    def __str__(self) -> str:
        return f"{self.need_id} → {self.person} ({self.state})"

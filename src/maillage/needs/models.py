"""Tables of needs."""

from __future__ import annotations

from typing import Any

from django.db import models

from maillage.actors.enums import ActorKind
from maillage.actors.models import Actor
from maillage.common import clock
from maillage.common.scope import ScopedManager
from maillage.needs.enums import OPEN_STATES, Cause, NeedState, Outcome, SkillChoice, Urgency, Via
from maillage.people.models import Person
from maillage.skills.models import Skill
from maillage.territory.models import TerritoryOwned

MAX_WORDS = 6000
CLOSE_SCORE, CLOSE_SHARE = 0.3, 0.5


class Need(TerritoryOwned):
    """One ask. ``words`` are the person's own and are never rewritten by the software.

    Dates are moments; ``promised_at`` is the charter's deadline, fixed when the address is confirmed.
    ``version`` grows at each decision: two people cannot decide on the same state of a need.
    """

    words = models.TextField(max_length=MAX_WORDS)
    language = models.CharField(max_length=8)
    parts = models.JSONField(default=list)  # the two texts, when the words seem to hold two needs
    urgency = models.CharField(max_length=6, choices=Urgency.choices, default=Urgency.MONTH)
    wanted_by = models.DateField(null=True, blank=True)
    via = models.CharField(max_length=6, choices=Via.choices, default=Via.FORM)
    asker = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="needs")
    asker_name = models.CharField(max_length=160)
    actor = models.ForeignKey(Actor, null=True, blank=True, on_delete=models.SET_NULL, related_name="needs")
    actor_name = models.CharField(max_length=160, blank=True)
    actor_kind = models.CharField(max_length=20, choices=ActorKind.choices)
    hours = models.PositiveSmallIntegerField(default=2)
    state = models.CharField(max_length=10, choices=NeedState.choices, default=NeedState.SUBMITTED)
    version = models.PositiveIntegerField(default=1)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    outcome_note = models.CharField(max_length=400, blank=True)
    cause = models.CharField(max_length=14, choices=Cause.choices, blank=True)
    cause_data = models.JSONField(default=dict)
    form_key = models.CharField(max_length=40, null=True, blank=True)
    split_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="pieces"
    )
    submitted_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    qualified_at = models.DateTimeField(null=True, blank=True)
    promised_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="working days to the answer"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    resumed_at = models.DateTimeField(null=True, blank=True)  # the help given before did not suffice
    told_late_at = models.DateTimeField(null=True, blank=True)
    told_cause = models.CharField(max_length=14, blank=True)
    outcome_asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["territory", "form_key"], name="need_form_once"),
            models.CheckConstraint(condition=models.Q(hours__gte=1), name="need_hours_positive"),
        ]
        indexes = [
            models.Index(fields=["territory", "state", "promised_at"], name="need_state"),
            models.Index(fields=["territory", "-submitted_at", "-id"], name="need_newest"),
            models.Index(fields=["territory", "closed_at"], name="need_closed"),
        ]

    def __str__(self) -> str:
        return f"{self.who_asks}: {self.headline}"

    @property
    def is_open(self) -> bool:
        """True while somebody still has something to do for it."""
        return self.state in OPEN_STATES

    @property
    def who_asks(self) -> str:
        """The actor's name, or the person's when she asks for herself."""
        return self.actor_name or self.asker_name

    @property
    def headline(self) -> str:
        """The first words, for lists."""
        words = " ".join(self.words.split())
        return words if len(words) <= 110 else words[:109].rsplit(" ", 1)[0] + "…"

    def kept_skills(self) -> list[Skill]:
        """Skills the coordinator confirmed (uses the prefetched rows)."""
        return [row.skill for row in self.skill_rows.all() if row.choice == SkillChoice.CONFIRMED]

    def proposed_rows(self) -> list[NeedSkill]:
        """Skills heard in the words and not yet decided, surest first (uses the prefetched rows)."""
        rows = [row for row in self.skill_rows.all() if row.choice == SkillChoice.PROPOSED]
        return sorted(rows, key=lambda row: -row.score)

    def likely_rows(self) -> list[NeedSkill]:
        """The skills worth proposing in one click: the surest, and the others that come close to it."""
        rows = self.proposed_rows()
        return [row for n, row in enumerate(rows[:3]) if n == 0 or is_close(row.score, rows[0].score)]


def is_close(score: float, best: float) -> bool:
    """True when a skill is heard about as clearly as the surest one."""
    return score >= CLOSE_SCORE and score >= CLOSE_SHARE * best


class NeedSkill(models.Model):
    """A skill heard in a need's words: how sure, because of which words, and whether it was kept."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="skill_rows")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    choice = models.CharField(max_length=10, choices=SkillChoice.choices, default=SkillChoice.PROPOSED)
    score = models.FloatField(default=0)
    spans = models.JSONField(default=list)

    territory_path = "need__territory"
    objects = ScopedManager()

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [models.UniqueConstraint(fields=["need", "skill"], name="need_skill_once")]

    def __str__(self) -> str:
        return f"{self.need_id}: {self.skill} ({self.choice})"

    def heard(self) -> list[str]:
        """The words that counted, as the person wrote them."""
        words = self.need.words
        return [words[start:end] for start, end in self.spans]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep spans as pairs of whole numbers."""
        self.spans = [[int(a), int(b)] for a, b in self.spans]
        super().save(*args, **kwargs)

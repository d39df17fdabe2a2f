"""Tables of the shared vocabulary."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import translation

from maillage.common import clock
from maillage.skills.enums import WordState
from maillage.territory.models import TerritoryOwned


class Skill(TerritoryOwned):
    """One way to help; labels are SKOS pref/alt/hidden, ``said`` holds whole phrases as people say them."""

    code = models.CharField(max_length=40)
    family = models.CharField(max_length=40)
    family_names = models.JSONField(default=dict)
    pref = models.JSONField()
    alt = models.JSONField(default=dict)
    hidden = models.JSONField(default=dict)
    said = models.JSONField(default=dict)
    description = models.JSONField(default=dict)
    esco = models.JSONField(default=list)
    rome = models.JSONField(default=list)
    position = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "code"]
        constraints = [models.UniqueConstraint(fields=["territory", "code"], name="skill_code_once")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The preferred label in the reader's language."""
        return _in_language(self.pref)

    @property
    def family_label(self) -> str:
        """The family's name in the reader's language."""
        return _in_language(self.family_names) or self.family

    @property
    def summary(self) -> str:
        """One sentence in the reader's language."""
        return _in_language(self.description)


class SkillWord(TerritoryOwned):
    """A word of a need that the coordinator's correction links to a skill, once she approves it."""

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(max_length=8)
    word = models.CharField(max_length=80)
    heard_in = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=WordState.choices, default=WordState.PROPOSED)
    created_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["territory", "skill", "word"], name="skill_word_once"),
        ]

    def __str__(self) -> str:
        return f"{self.word} → {self.skill.code}"


def _in_language(labels: dict[str, Any]) -> str:
    language = (translation.get_language() or "fr")[:2]
    return str(labels.get(language) or labels.get("fr") or "")

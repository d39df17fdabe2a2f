"""Tables of actors and memberships."""

from __future__ import annotations

from django.db import models
from django.utils import translation

from maillage.actors.enums import ActorKind
from maillage.common import clock
from maillage.common.scope import ScopedManager
from maillage.people.models import Person
from maillage.territory.models import Commune, TerritoryOwned


class Actor(TerritoryOwned):
    """An organisation, a collective, a freelancer, a project."""

    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=ActorKind.choices)
    commune = models.ForeignKey(Commune, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    founded = models.CharField(max_length=10, blank=True, help_text="year, year-month or full date")
    descriptions = models.JSONField(default=dict)
    is_invented = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def description(self) -> str:
        """One sentence in the reader's language."""
        language = (translation.get_language() or "fr")[:2]
        return str(self.descriptions.get(language) or self.descriptions.get("fr") or "")


class Membership(models.Model):
    """A person's role in an actor, with its dates."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    titles = models.JSONField(default=dict)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    territory_path = "actor__territory"
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "person"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.person} · {self.actor}"

    @property
    def title(self) -> str:
        """The role's name in the reader's language."""
        language = (translation.get_language() or "fr")[:2]
        return str(self.titles.get(language) or self.titles.get("fr") or "")

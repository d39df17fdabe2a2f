"""Who keeps an entry true, and what others say about it."""

from __future__ import annotations

from django.db import models

from maillage.actors.enums import AskAnswer, KeeperProof, SuggestionState
from maillage.actors.models.actor import Actor, Contact
from maillage.common import clock
from maillage.common.scope import ScopedManager
from maillage.people.models import Person
from maillage.territory.models import TerritoryOwned


class Keeper(models.Model):
    """A person who speaks for an actor's entry, from when to when, and how we know it."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="keepers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="kept_entries")
    proof = models.CharField(max_length=12, choices=KeeperProof.choices)
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True, blank=True)

    territory_path = "actor__territory"
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "person"], condition=models.Q(until=None), name="keeper_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} keeps {self.actor}"


class KeeperCode(TerritoryOwned):
    """A code sent to an address of the entry, to prove that one speaks for the actor.

    The code itself is not kept, only its salted hash; five tries, half an hour. Without ``contact`` nothing
    was sent, and the visitor is not told: she must not learn whether the entry has an address.
    """

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="keeper_codes")
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(max_length=254)
    language = models.CharField(max_length=8, default="fr")
    code_hash = models.CharField(max_length=128)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"code for {self.actor}"


class ConfirmationAsk(TerritoryOwned):
    """A keeper, or the entry's own address, was asked whether it still holds; one answer, by one click.

    ``person`` is the keeper who was asked; without one, ``to_email`` is the entry's own address. With
    ``ended_at`` the question was dropped: somebody else answered, or it was asked again.
    """

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="asks")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    to_email = models.EmailField(max_length=254, blank=True)
    sent_at = models.DateTimeField(default=clock.now)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=AskAnswer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return f"{self.actor} asked on {self.sent_at:%Y-%m-%d}"


class Suggestion(TerritoryOwned):
    """A correction that anyone may suggest; the keeper or the coordinator decides."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="suggestions")
    words = models.TextField(max_length=2000, blank=True)
    changes = models.JSONField(default=dict)
    by_name = models.CharField(max_length=120, blank=True)
    by_email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=8, default="fr")
    state = models.CharField(max_length=8, choices=SuggestionState.choices, default=SuggestionState.OPEN)
    decided_by = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reply = models.CharField(max_length=300, blank=True)
    form_key = models.CharField(max_length=40, null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["territory", "form_key"], name="suggestion_form_once"),
        ]

    def __str__(self) -> str:
        return f"{self.actor}: {self.words[:40]}"

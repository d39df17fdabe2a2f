"""Tables of the journal and of the outbox. Both name people and objects by opaque references."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from maillage.common import clock, ids
from maillage.common.enums import MessageState
from maillage.common.scope import ScopedManager


class AppendOnlyError(TypeError):
    """The journal can be added to, never changed: correct a fact by a new entry."""


class AppendOnlyQuerySet(models.QuerySet["JournalEntry"]):
    """Rows that can be read and added, never changed nor removed."""

    def refuse(self, *args: object, **kwargs: object) -> NoReturn:
        """Say why."""
        del args, kwargs
        raise AppendOnlyError("The journal cannot be changed: record a new entry that corrects it.")

    update = bulk_update = delete = refuse


class JournalManager(ScopedManager["JournalEntry"]):
    """The journal of the current territory."""

    _queryset_class = AppendOnlyQuerySet


class JournalEntry(models.Model):
    """One fact: who did what, to what, when and why. Outlives the persons it names."""

    territory_key = models.IntegerField(db_index=True)
    at = models.DateTimeField(default=clock.now, db_index=True)
    who = models.CharField(max_length=40)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=30)
    object_ref = models.CharField(max_length=16)
    data = models.JSONField(default=dict)
    why = models.CharField(max_length=300, blank=True)

    territory_path = "territory_key"
    objects = JournalManager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["kind", "object_ref"], name="journal_object")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who} {self.verb} {self.kind} {self.object_ref}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new entry; refuse to change one."""
        if not self._state.adding:
            raise AppendOnlyError("A journal entry cannot be changed: record a new one that corrects it.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: the journal forgets nothing."""
        del args, kwargs
        raise AppendOnlyError("A journal entry cannot be removed.")


class OutboundMessage(models.Model):
    """An e-mail recorded in the same transaction as the fact it tells; a worker sends it once."""

    ref = models.CharField(max_length=16, unique=True, default=ids.new_ref, editable=False)
    territory_key = models.IntegerField(db_index=True)
    person_ref = models.CharField(max_length=16, blank=True, db_index=True)
    to_email = models.EmailField(max_length=254, blank=True)
    to_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=16, blank=True, db_index=True)
    language = models.CharField(max_length=8)
    subject = models.CharField(max_length=250, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    unsubscribe_url = models.URLField(max_length=400, blank=True)
    reply_to = models.EmailField(max_length=254, blank=True)
    sender = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=MessageState.choices, default=MessageState.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=clock.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    territory_path = "territory_key"
    objects = ScopedManager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="outbox_due")]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to_email} ({self.state})"

    @property
    def message_id(self) -> str:
        """The same at every attempt, so that a mailbox that sees it twice can show it once."""
        return f"<{self.ref}@maillage>"

"""Reads of the journal and of the outbox."""

from __future__ import annotations

from django.db.models import QuerySet

from maillage.common.enums import MessageState
from maillage.common.models import JournalEntry, OutboundMessage


def journal_of(kind: str, ref: str) -> QuerySet[JournalEntry]:
    """What happened to one object, oldest first."""
    return JournalEntry.objects.filter(kind=kind, object_ref=ref).order_by("at", "pk")


def messages_in_trouble() -> QuerySet[OutboundMessage]:
    """E-mails that could not leave at the first attempt and still can, oldest first."""
    queued = OutboundMessage.objects.filter(state=MessageState.QUEUED, attempts__gt=0)
    failed = OutboundMessage.objects.filter(state=MessageState.FAILED)
    return (queued | failed).exclude(text="").order_by("created_at")


def messages_newest_first() -> QuerySet[OutboundMessage]:
    """All e-mails, newest first."""
    return OutboundMessage.objects.order_by("-created_at", "-pk")

"""Reads of upkeep: who keeps an entry true, which entries are due, what others suggest."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from maillage.actors.enums import KEPT, AskAnswer, ContactKind, LifeState, Listing, SuggestionState
from maillage.actors.freshness import months_before
from maillage.actors.models import Actor, ConfirmationAsk, Contact, Keeper, Suggestion
from maillage.common.models import JournalEntry
from maillage.people.enums import DigestChoice
from maillage.people.models import Person
from maillage.territory.models import Territory

LATELY_DAYS = 90
SETTLING_DAYS = 14
"""Days that a new entry is left alone: an import may still be taken back, and its doubles decided."""
_WAITING = Q(answered_at=None, ended_at=None)


def keepers_of(actor: Actor) -> QuerySet[Keeper]:
    """Who keeps an entry today, the first who came first."""
    return (
        Keeper.objects.filter(actor=actor, until=None)
        .select_related("person", "actor")
        .order_by("since", "pk")
    )


def reachable_keepers(actor: Actor) -> QuerySet[Keeper]:
    """The keepers who have an address, and did not stop our e-mails."""
    return keepers_of(actor).exclude(person__email="").exclude(person__digest=DigestChoice.NEVER)


def keeper_of(actor: Actor, person: Person | None) -> Keeper | None:
    """This person as a keeper of the entry; None when she does not keep it."""
    found: Keeper | None = keepers_of(actor).filter(person=person).first() if person else None
    return found


def entries_kept_by(person: Person) -> QuerySet[Actor]:
    """The entries a person keeps, in alphabetical order."""
    kept = Keeper.objects.filter(person=person, until=None).values("actor")
    return Actor.objects.filter(pk__in=kept, listing__in=KEPT).order_by("sort_name", "pk")


def own_address(actor: Actor) -> Contact | None:
    """The entry's own e-mail address, whatever its visibility, unless it asked not to be asked any more."""
    refused = ConfirmationAsk.objects.filter(actor=actor, answer=AskAnswer.NO_MORE).values("to_email")
    rows = Contact.objects.filter(actor=actor, kind=ContactKind.EMAIL).exclude(value__in=refused)
    found: Contact | None = rows.order_by("pk").first()
    return found


def open_asks(actor: Actor) -> QuerySet[ConfirmationAsk]:
    """The questions about an entry that wait for an answer."""
    return ConfirmationAsk.objects.filter(_WAITING, actor=actor)


def ask_with_ref(ref: str) -> ConfirmationAsk | None:
    """The question with this reference, with its entry."""
    rows = ConfirmationAsk.objects.select_related("actor__territory", "actor__merged_into", "person")
    found: ConfirmationAsk | None = rows.filter(ref=ref).first()
    return found


def due_entries(territory: Territory, now: datetime) -> QuerySet[Actor]:
    """Listed entries whose confirmation is older than the charter's cycle, and that nobody was asked about.

    A new entry is left alone for two weeks, however old its source: an import may still be taken back.
    Those whose own address answered that something changed wait for a decision, and are not asked again.
    Invented actors are only asked in a demonstration.
    """
    before = months_before(now, territory.charter.confirm_every_months)
    asks = ConfirmationAsk.objects.filter(actor=OuterRef("pk"))
    told = asks.filter(
        answer__in=(AskAnswer.CHANGED, AskAnswer.STOPPED), answered_at__gt=OuterRef("confirmed_at")
    )
    settled = now - timedelta(days=SETTLING_DAYS)
    rows = _living(territory).filter(
        listing=Listing.LISTED, confirmed_at__lte=before, created_at__lte=settled
    )
    rows = rows.exclude(Exists(asks.filter(_WAITING))).exclude(Exists(told))
    return rows.order_by("confirmed_at", "pk")


def entries_to_ask(territory: Territory, now: datetime) -> QuerySet[Actor]:
    """The due entries that somebody can be asked about by e-mail, the oldest first."""
    return due_entries(territory, now).filter(_reachable())


def entries_without_anyone(territory: Territory, now: datetime) -> QuerySet[Actor]:
    """The due entries that nobody can be asked about by e-mail: the coordinator phones, the oldest first."""
    return due_entries(territory, now).exclude(_reachable())


def entries_in_silence(territory: Territory, now: datetime) -> QuerySet[Actor]:
    """Listed entries to show as unconfirmed: the charter's days passed in silence, or with nobody to ask."""
    days = timedelta(days=territory.charter.unconfirmed_after_days)
    asked = ConfirmationAsk.objects.filter(_WAITING, sent_at__lte=now - days)
    silent = _living(territory).filter(listing=Listing.LISTED, pk__in=asked.values("actor"))
    nobody = entries_without_anyone(territory, now - days)
    return Actor.objects.filter(Q(pk__in=silent.values("pk")) | Q(pk__in=nobody.values("pk"))).order_by("pk")


def entries_to_archive(territory: Territory, now: datetime) -> QuerySet[Actor]:
    """Unconfirmed entries whose confirmation is older than the charter's months.

    An entry that was already that old when it came in is shown as unconfirmed for a while first.
    """
    charter = territory.charter
    shown = now - timedelta(days=charter.unconfirmed_after_days)
    rows = _living(territory).filter(
        listing=Listing.UNCONFIRMED, confirmed_at__lte=months_before(now, charter.archive_after_months)
    )
    return rows.exclude(ref__in=_told("mark_unconfirmed", shown)).order_by("confirmed_at", "pk")


def unconfirmed_entries() -> QuerySet[Actor]:
    """The entries shown as unconfirmed, the oldest confirmation first."""
    return Actor.objects.filter(listing=Listing.UNCONFIRMED).order_by("confirmed_at", "pk")


def archived_lately(now: datetime) -> QuerySet[Actor]:
    """The entries archived within the last three months, the last confirmed first."""
    lately = _told("archive", now - timedelta(days=LATELY_DAYS))
    return Actor.objects.filter(listing=Listing.ARCHIVED, ref__in=lately).order_by("-confirmed_at", "pk")


def entries_to_confirm(territory: Territory, now: datetime) -> QuerySet[Actor]:
    """What only the coordinator can confirm: the due entries without anyone, and the unconfirmed ones."""
    nobody = entries_without_anyone(territory, now).order_by().values("pk")
    rows = Actor.objects.filter(Q(listing=Listing.UNCONFIRMED) | Q(pk__in=nobody))
    return rows.order_by("confirmed_at", "pk")


def open_suggestions() -> QuerySet[Suggestion]:
    """The corrections that wait for a decision, the oldest first."""
    rows = Suggestion.objects.filter(state=SuggestionState.OPEN).select_related(
        "actor__address__commune", "actor__territory"
    )
    return rows.order_by("created_at", "pk")


def suggestion_with_ref(ref: str) -> Suggestion | None:
    """The suggested correction with this reference."""
    rows = Suggestion.objects.select_related("actor__territory", "actor__merged_into")
    found: Suggestion | None = rows.filter(ref=ref).first()
    return found


def masked(email: str) -> str:
    """An address that its owner recognises and nobody else can use.

    >>> masked("contact@filafil.example")
    'c…@f….example'
    """
    name, _at, host = email.partition("@")
    first, _dot, rest = host.rpartition(".")
    return f"{name[:1]}…@{first[:1]}….{rest}"


def _living(territory: Territory) -> QuerySet[Actor]:
    rows = Actor.objects.exclude(life=LifeState.ENDED)
    return rows if territory.is_demo else rows.exclude(is_invented=True)


def _reachable() -> Exists | Q:
    """Somebody can be asked by e-mail: a keeper, or the entry's own address."""
    keepers = Keeper.objects.filter(actor=OuterRef("pk"), until=None)
    keepers = keepers.exclude(person__email="").exclude(person__digest=DigestChoice.NEVER)
    refused = ConfirmationAsk.objects.filter(
        actor=OuterRef("actor"), to_email=OuterRef("value"), answer=AskAnswer.NO_MORE
    )
    addresses = Contact.objects.filter(actor=OuterRef("pk"), kind=ContactKind.EMAIL)
    return Q(Exists(keepers)) | Q(Exists(addresses.exclude(Exists(refused))))


def _told(verb: str, since: datetime) -> QuerySet[JournalEntry, Any]:
    """References of the entries of which the journal tells this since a moment."""
    rows = JournalEntry.objects.filter(kind="actor", verb=verb, at__gt=since)
    return rows.values("object_ref")

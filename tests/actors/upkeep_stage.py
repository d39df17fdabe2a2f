"""Entries to keep: with an address, with a keeper, with a question that waits."""

from __future__ import annotations

from datetime import timedelta

from tests import factories
from tests.conftest import MONDAY

from maillage.actors.actions import Profile, ask_keepers, describe_actor, name_keeper
from maillage.actors.enums import ContactKind, Visibility
from maillage.actors.models import Actor, ConfirmationAsk, Contact, Keeper
from maillage.common.models import JournalEntry
from maillage.people.models import Person

YEAR_LATER = MONDAY + timedelta(days=365)
"""Monday 8 June 2026 plus the twelve months of the charter: Tuesday 8 June 2027, nine o'clock."""


def with_email(actor: Actor, *emails: str, visibility: Visibility = Visibility.PUBLIC) -> Contact:
    """The entry, with these addresses as its only contacts; gives the first."""
    rows = tuple((ContactKind.EMAIL, email, visibility) for email in emails)
    describe_actor(actor=actor, profile=Profile(contacts=rows), who="system")
    found: Contact = Contact.objects.get(actor=actor, value=emails[0])
    return found


def kept_by(actor: Actor, person: Person) -> Keeper:
    """The person keeps the entry, named by the coordinator."""
    return name_keeper(actor=actor, person=person, who="system")


def asked(actor: Actor) -> ConfirmationAsk:
    """The question that was just put about the entry."""
    ask_keepers(actor=actor, who="system")
    found: ConfirmationAsk = ConfirmationAsk.objects.filter(actor=actor).order_by("-pk")[0]
    return found


def asked_keeper(city: factories.City) -> ConfirmationAsk:
    """Fatou keeps Fil à Fil, and is asked whether it still holds."""
    kept_by(city.fil_a_fil, city.fatou)
    return asked(city.fil_a_fil)


def asked_address(city: factories.City) -> ConfirmationAsk:
    """Nobody keeps Fil à Fil; its own address is asked."""
    with_email(city.fil_a_fil, "bonjour@filafil.example")
    return asked(city.fil_a_fil)


def told(actor: Actor) -> list[tuple[str, str]]:
    """Who did what to an entry, in the order of the journal; its making is left out."""
    rows = JournalEntry.objects.filter(kind="actor", object_ref=actor.ref).exclude(verb="register")
    return list(rows.exclude(verb="join").order_by("pk").values_list("who", "verb"))

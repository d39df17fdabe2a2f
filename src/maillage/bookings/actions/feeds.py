"""The secret address of a person's own calendar: renewed, stopped. The journal never holds its key."""

from __future__ import annotations

import secrets

from django.db import transaction

from maillage.bookings.models import PersonalFeed
from maillage.common import clock, journal
from maillage.people.models import Person


def renew_feed(*, person: Person, who: str) -> PersonalFeed:
    """Give a person's calendar a new secret address, or its first; the one before leads nowhere."""
    with transaction.atomic():
        row, _is_new = PersonalFeed.objects.update_or_create(
            territory=person.territory,
            person=person,
            defaults={"key": secrets.token_urlsafe(32), "created_at": clock.now()},
        )
        journal.record(who=who, verb="renew_feed", kind="person", ref=person.ref)
    feed: PersonalFeed = row
    return feed


def stop_feed(*, person: Person, who: str) -> bool:
    """A person's calendar is no longer read from outside; False when it was not."""
    with transaction.atomic():
        stopped = bool(PersonalFeed.objects.filter(person=person).delete()[0])
        if stopped:
            journal.record(who=who, verb="stop_feed", kind="person", ref=person.ref)
    return stopped

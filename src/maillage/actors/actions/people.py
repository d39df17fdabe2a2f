"""Saying who is in an actor, as what, from when to when."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.actors.actions.register import date_or_refuse, hold
from maillage.actors.models import Actor, Membership
from maillage.common import clock, journal
from maillage.common.errors import Refusal
from maillage.common.partial_date import PartialDate
from maillage.people.models import Person


def join_actor(
    *,
    actor: Actor,
    person: Person,
    titles: dict[str, str],
    since: str = "",
    who: str = journal.SYSTEM,
) -> Membership:
    """Say that a person is in an actor, and as what; said again, it stays as it was.

    Someone who left and comes back has two functions: the former one keeps its dates.
    """
    begun = str(date_or_refuse(since)) if since else ""
    with transaction.atomic():
        hold(actor)
        membership, created = Membership.objects.get_or_create(
            actor=actor, person=person, until="", defaults={"titles": titles, "since": begun}
        )
        if created:
            journal.record(who=who, verb="join", kind="actor", ref=actor.ref, data={"person": person.ref})
    return membership


def leave_actor(*, membership: Membership, who: str, until: str = "") -> Membership:
    """Say that a person's function ended (today unless a date is given)."""
    ended = date_or_refuse(until) if until else PartialDate.of(clock.today())
    if membership.since and ended.last < PartialDate.parse(membership.since).first:
        raise Refusal(
            "ends_before",
            _("Cette fonction finirait avant d’avoir commencé."),
            todo=_("Corrigez la date."),
            status=422,
        )
    with transaction.atomic():
        membership.until = str(ended)
        membership.save(update_fields=["until"])
        data = {"person": membership.person.ref}
        journal.record(who=who, verb="leave", kind="actor", ref=membership.actor.ref, data=data)
    return membership

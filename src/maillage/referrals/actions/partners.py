"""When nobody in the network can serve a need: ask the partners whether somebody of theirs could."""

from __future__ import annotations

from django.db import transaction

from maillage.common import journal
from maillage.needs.models import Need
from maillage.people.actions import write_to
from maillage.people.enums import RoleKind
from maillage.people.models import Person
from maillage.people.queries import people_with_role
from maillage.referrals import letters


def ask_partners(*, need: Need, who: str) -> int:
    """Write to every partner's contact which skill is missing (never who asks, nor her words)."""
    people = list(people_with_role(RoleKind.PARTNER))
    with transaction.atomic():
        for person in people:
            _write(person, need)
        journal.record(
            who=who, verb="ask_partners", kind="need", ref=need.ref, data={"partners": len(people)}
        )
    return len(people)


def _write(person: Person, need: Need) -> None:
    write_to(
        person=person,
        compose=lambda: letters.skill_wanted(need, person),
        kind="skill_wanted",
        about=need.ref,
        stop_url=letters.stop_url(person),
    )

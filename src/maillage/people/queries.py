"""Reads of people."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from maillage.common import clock
from maillage.people.enums import DigestChoice, RoleKind
from maillage.people.models import Person, Role, User


def person_of_user(user: User) -> Person | None:
    """The person this login stands for in the current territory."""
    found: Person | None = Person.objects.filter(user=user).first()
    return found


def person_with_email(email: str) -> Person | None:
    """The person with this address in the current territory, whatever its case."""
    found: Person | None = Person.objects.filter(email__iexact=email.strip()).first()
    return found


def roles_of(person: Person) -> frozenset[str]:
    """The roles a person holds today."""
    moment = clock.now()
    held = Role.objects.filter(person=person).filter(Q(until=None) | Q(until__gt=moment))
    return frozenset(held.values_list("kind", flat=True))


def coordinators() -> QuerySet[Person]:
    """Those who run the service, in the order they arrived."""
    moment = clock.now()
    return Person.objects.filter(
        Q(roles__until=None) | Q(roles__until__gt=moment), roles__kind=RoleKind.COORDINATOR
    ).order_by("created_at", "pk")


def people_with_role(kind: RoleKind) -> QuerySet[Person]:
    """Those who hold a role today and still want to be written to."""
    moment = clock.now()
    held = Q(roles__until=None) | Q(roles__until__gt=moment)
    return (
        Person.objects.filter(held, roles__kind=kind)
        .exclude(digest=DigestChoice.NEVER)
        .order_by("created_at", "pk")
    )


def names_of(refs: set[str]) -> dict[str, str]:
    """Given names by reference, for the journal's lines."""
    return dict(Person.objects.filter(ref__in=refs).values_list("ref", "given_name"))


def person_with_ref(ref: str) -> Person | None:
    """The person with this reference in the current territory."""
    found: Person | None = Person.objects.filter(ref=ref).first()
    return found


def characters() -> QuerySet[Person]:
    """The invented people one can enter as in a demonstration: those who were given a login first."""
    rows = Person.objects.filter(is_invented=True, is_character=True)
    return rows.prefetch_related("memberships__actor", "roles").order_by("pk")

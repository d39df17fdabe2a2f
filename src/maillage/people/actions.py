"""Writes on people: making a person known, giving a role, opening a login, keeping preferences."""

from __future__ import annotations

from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from maillage.common import clock, journal
from maillage.common.actions import queue_letter
from maillage.common.letters import Letter
from maillage.people.enums import DigestChoice, RoleKind
from maillage.people.models import Person, Role, User
from maillage.people.queries import person_with_email
from maillage.territory.models import Territory


def register_person(
    *,
    territory: Territory,
    given_name: str,
    family_name: str = "",
    email: str = "",
    phone: str = "",
    language: str = "fr",
    paths: tuple[str, ...] = (),
    is_invented: bool = False,
    who: str = journal.SYSTEM,
) -> Person:
    """Make a person known; someone already known by this address is returned as she is.

    A stranger who types an address never changes what is known of the person who owns it.
    """
    email = email.strip().lower()
    if email and (known := person_with_email(email)):
        return known
    try:
        with transaction.atomic():
            person: Person = Person.objects.create(
                territory=territory,
                given_name=given_name.strip()[:80],
                family_name=family_name.strip()[:80],
                email=email,
                phone=phone.strip()[:30],
                language=language,
                paths=list(paths),
                is_invented=is_invented,
            )
            journal.record(who=who, verb="register", kind="person", ref=person.ref)
    except IntegrityError:  # the same address, registered at the same instant
        if email and (known := person_with_email(email)):
            return known
        raise
    return person


def give_role(*, person: Person, kind: RoleKind, who: str) -> Role:
    """Let a person act in a role from now on; a role that had ended begins again."""
    with transaction.atomic():
        role, created = Role.objects.get_or_create(person=person, kind=kind)
        if not created and role.until is not None:
            role.since, role.until = clock.now(), None
            role.save(update_fields=["since", "until"])
        open_login(person=person)
        journal.record(who=who, verb="give_role", kind="person", ref=person.ref, data={"role": kind})
    return role


def end_role(*, person: Person, kind: RoleKind, who: str) -> None:
    """End a role now; the person remains."""
    with transaction.atomic():
        Role.objects.filter(person=person, kind=kind, until=None).update(until=clock.now())
        journal.record(who=who, verb="end_role", kind="person", ref=person.ref, data={"role": kind})


def open_login(*, person: Person) -> User | None:
    """A login for the person's address, so that she can enter with a code sent there."""
    if not person.email:
        return None
    if person.user is None:
        user = User.objects.filter(email=person.email).first() or User.objects.create_user(person.email)
        person.user = user
        person.save(update_fields=["user"])
    return person.user


def choose_digest(*, person: Person, choice: DigestChoice, who: str) -> None:
    """Keep how often a person wants the summary; answers to her own need always reach her."""
    with transaction.atomic():
        person.digest = choice
        person.save(update_fields=["digest"])
        journal.record(who=who, verb="choose_digest", kind="person", ref=person.ref, data={"digest": choice})


def note_digest(*, person: Person) -> bool:
    """Say that today's summary is on its way; False when one already left today."""
    today = clock.today()
    changed = Person.objects.filter(pk=person.pk).exclude(last_digest_on=today).update(last_digest_on=today)
    return bool(changed)


def forget_person(*, person: Person, who: str) -> bool:
    """Erase a person whom nothing holds any more: no role, no need, no pledge, no actor, no login."""
    with transaction.atomic():
        held = person.user_id is not None or any(
            relation.related_model._base_manager.filter(**{relation.field.name: person}).exists()
            for relation in Person._meta.related_objects
            if relation.related_model is not None
        )
        if held:
            return False
        journal.record(who=who, verb="forget", kind="person", ref=person.ref)
        person.delete()
    return True


def make_character(*, person: Person) -> Person:
    """Let visitors of a demonstration enter as this invented person."""
    if not person.is_invented:
        raise ValueError(f"{person.ref} is a real person: nobody enters as her.")
    person.is_character = True
    person.save(update_fields=["is_character"])
    open_login(person=person)
    return person


def write_to(
    *,
    person: Person,
    compose: Callable[[], Letter],
    kind: str,
    about: str = "",
    stop_url: str = "",
) -> None:
    """Record a letter to a person, composed in her language and her territory's time zone.

    Without an address nothing is written: the coordinator phones. ``stop_url`` makes the letter
    one that she can stop by one click; answers to her own need never carry one.
    """
    if not person.email:
        return
    territory = person.territory
    with translation.override(person.language), timezone.override(territory.zone):
        letter = compose()
        name = territory.name
    queue_letter(
        letter=letter,
        kind=kind,
        to_email=person.email,
        to_name=person.full_name,
        person_ref=person.ref,
        language=person.language,
        territory_name=name,
        about=about,
        reply_to=territory.contact_email,
        sender=territory.sender,
        unsubscribe_url=stop_url,
    )

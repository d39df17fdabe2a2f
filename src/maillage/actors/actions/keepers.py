"""Who speaks for an entry: by a code sent to an address of the entry, or named by the coordinator."""

from __future__ import annotations

import secrets
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from maillage.actors import letters
from maillage.actors.actions.register import refuse_absorbed
from maillage.actors.enums import ContactKind, KeeperProof
from maillage.actors.models import Actor, Contact, Keeper, KeeperCode
from maillage.actors.queries import open_asks
from maillage.common import clock, journal
from maillage.common.actions import queue_letter
from maillage.common.errors import Refusal
from maillage.people.actions import open_login, register_person, write_to
from maillage.people.models import Person

CODE_DIGITS = 8
CODE_MINUTES = 30
TRIES = 5
CODES_A_DAY = 3
CODE_KEPT_DAYS = 30


def ask_keeper_code(
    *,
    actor: Actor,
    contact: Contact | None,
    given_name: str,
    family_name: str,
    email: str,
    language: str,
) -> KeeperCode:
    """Send a code to an address of the entry, for a person who says that she speaks for it.

    Without ``contact`` it goes to the first e-mail of the entry. Where there is none nothing leaves, and
    nothing else is different: whoever asks does not learn it. Three codes a day for an entry; a fourth is
    refused (429).
    """
    refuse_absorbed(actor)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    hashed = _hashed(code, secrets.token_hex(8))
    with transaction.atomic():
        _refuse_too_many(Actor.objects.select_for_update(of=("self",)).get(pk=actor.pk))
        to = _address(actor, contact)
        asked: KeeperCode = KeeperCode.objects.create(
            territory=actor.territory,
            actor=actor,
            contact=to,
            given_name=given_name.strip()[:80],
            family_name=family_name.strip()[:80],
            email=email.strip().lower(),
            language=language,
            code_hash=hashed,
        )
        journal.record(who=journal.VISITOR, verb="ask_code", kind="actor", ref=actor.ref)
        if to is not None:
            _send(asked, to.value, code)
    return asked


def use_keeper_code(*, asked: KeeperCode, code: str) -> Keeper:
    """The right code makes its person a keeper; it serves once, within half an hour and five tries.

    Every wrong try is counted, also when the code could not have been right; all refusals (422) say the same.
    """
    since = clock.now() - timedelta(minutes=CODE_MINUTES)
    alive = KeeperCode.objects.filter(pk=asked.pk, used_at=None, created_at__gt=since, attempts__lt=TRIES)
    counted = alive.update(attempts=F("attempts") + 1)  # before the comparison, and kept whatever follows
    salt = asked.code_hash.partition("$")[0]
    right = constant_time_compare(_hashed("".join(code.split()), salt), asked.code_hash)
    if not (counted and right):
        raise Refusal(
            "bad_code",
            _("Ce code n’est pas le bon, ou il ne vaut plus."),
            why=_("Un code vaut une demi-heure, cinq essais, et une seule fois."),
            todo=_("Vérifiez ses huit chiffres, ou demandez-en un autre."),
            status=422,
        )
    refuse_absorbed(asked.actor)
    with transaction.atomic():
        KeeperCode.objects.filter(pk=asked.pk).update(used_at=clock.now())
        person = _person_of(asked)
        return _keep(asked.actor, person, KeeperProof.CODE, who=person.ref)


def name_keeper(*, actor: Actor, person: Person, who: str) -> Keeper:
    """The coordinator knows that this person speaks for the entry; said again, nothing changes."""
    refuse_absorbed(actor)
    with transaction.atomic():
        return _keep(actor, person, KeeperProof.COORDINATOR, who=who)


def end_keeper(*, keeper: Keeper, who: str) -> None:
    """This person keeps the entry no more; what she was asked about it is dropped."""
    with transaction.atomic():
        if not Keeper.objects.filter(pk=keeper.pk, until=None).update(until=clock.now()):
            return
        open_asks(keeper.actor).filter(person=keeper.person).update(ended_at=clock.now())
        data = {"person": keeper.person.ref}
        journal.record(who=who, verb="end_keeper", kind="actor", ref=keeper.actor.ref, data=data)


def forget_codes(*, days: int = CODE_KEPT_DAYS) -> int:
    """Erase the codes of long ago, with the names and addresses of those who asked for them."""
    old = KeeperCode.objects.filter(created_at__lte=clock.now() - timedelta(days=days))
    return old.delete()[0]


def _hashed(code: str, salt: str) -> str:
    """A code as it is kept: without the installation's secret, not even all codes tried give it away."""
    digest = salted_hmac(f"maillage.keeper_code.{salt}", code, algorithm="sha256").hexdigest()
    return f"{salt}${digest}"


def _refuse_too_many(actor: Actor) -> None:
    today = KeeperCode.objects.filter(actor=actor, created_at__gt=clock.now() - timedelta(days=1))
    if today.count() >= CODES_A_DAY:
        raise Refusal(
            "too_many_codes",
            _("Trois codes ont déjà été demandés pour cette fiche en un jour."),
            why=_("Cela protège l’adresse de la fiche contre des envois répétés."),
            todo=_("Essayez demain, ou écrivez-nous : nous pouvons vous nommer nous-mêmes."),
            status=429,
        )


def _address(actor: Actor, contact: Contact | None) -> Contact | None:
    """The address chosen, if it is an e-mail of this entry; else its first one."""
    rows = Contact.objects.filter(actor=actor, kind=ContactKind.EMAIL).order_by("pk")
    return (rows.filter(pk=contact.pk).first() if contact else None) or rows.first()


def _send(asked: KeeperCode, to_email: str, code: str) -> None:
    territory = asked.territory
    language = str(territory.languages[0])
    with translation.override(language), timezone.override(territory.zone):
        letter, name = letters.keeper_code(asked, code), territory.name
    queue_letter(
        letter=letter,
        kind="keeper_code",
        to_email=to_email,
        to_name=asked.actor.name,
        language=language,
        territory_name=name,
        about=asked.ref,
        reply_to=territory.contact_email,
        sender=territory.sender,
    )


def _person_of(asked: KeeperCode) -> Person:
    return register_person(
        territory=asked.territory,
        given_name=asked.given_name,
        family_name=asked.family_name,
        email=asked.email,
        language=asked.language,
        is_invented=asked.territory.is_demo,
    )


def _keep(actor: Actor, person: Person, proof: KeeperProof, *, who: str) -> Keeper:
    keeper, is_new = Keeper.objects.get_or_create(
        actor=actor, person=person, until=None, defaults={"proof": proof}
    )
    if is_new:
        open_login(person=person)
        data = {"person": person.ref, "proof": proof}
        journal.record(who=who, verb="become_keeper", kind="actor", ref=actor.ref, data=data)
        letter = partial(letters.keeper_welcome, actor, person)
        write_to(person=person, compose=letter, kind="keeper_welcome", about=actor.ref)
    return keeper

"""A need comes in: by the public form, or heard by phone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from maillage.actors.enums import ActorKind
from maillage.actors.queries import actor_named
from maillage.common import clock, journal
from maillage.common.errors import Refusal
from maillage.needs import letters
from maillage.needs.actions.common import move, take, tell
from maillage.needs.bridge import language_of, two_parts, understand
from maillage.needs.enums import NeedState, SkillChoice, Urgency, Via
from maillage.needs.models import Need, NeedSkill
from maillage.people.actions import register_person
from maillage.skills.queries import skills_with_codes
from maillage.territory.models import Territory


@dataclass(frozen=True, slots=True)
class Ask:
    """What a person says when she asks: her words, by when, and where to answer her."""

    words: str
    asker_name: str
    actor_kind: ActorKind
    email: str = ""
    phone: str = ""
    actor_name: str = ""
    urgency: Urgency = Urgency.MONTH
    wanted_by: date | None = None
    hours: int | None = None
    ticked: tuple[str, ...] | None = None  # codes left ticked under "what we understood"; None: not shown


def submit_need(*, territory: Territory, ask: Ask, language: str, form_key: str | None = None) -> Need:
    """Take a need from the public form and ask for the address to be confirmed.

    The same form sent twice gives the same need: ``form_key`` is made with the empty form.
    """
    if form_key and (known := _sent_with(form_key)):
        return known
    try:
        with transaction.atomic():
            need = _create(territory, ask, language=language, via=Via.FORM, form_key=form_key)
            journal.record(who=journal.ASKER, verb="submit", kind="need", ref=need.ref)
            tell(need, "confirm_address", lambda: letters.confirm_address(need, territory.charter))
    except IntegrityError:  # the same form, sent at the same instant
        if form_key and (known := _sent_with(form_key)):
            return known
        raise
    return need


def enter_need(
    *, territory: Territory, ask: Ask, language: str, who: str, form_key: str | None = None
) -> Need:
    """Enter a need heard by phone: its address needs no confirming, its clock starts now.

    The same form sent twice gives the same need.
    """
    if form_key and (known := _sent_with(form_key)):
        return known
    try:
        with transaction.atomic():
            need = _create(territory, ask, language=language, via=Via.PHONE, form_key=form_key)
            journal.record(who=who, verb="enter", kind="need", ref=need.ref)
            _confirm(need)
            tell(need, "received", lambda: letters.received(need))
    except IntegrityError:  # the same form, sent at the same instant
        if form_key and (known := _sent_with(form_key)):
            return known
        raise
    return need


def confirm_address(*, need: Need) -> Need:
    """The asker proved her address: the promise starts. Doing it twice changes nothing."""
    with transaction.atomic():
        need = take(need)
        if need.state != NeedState.SUBMITTED:
            return need
        _confirm(need)
        journal.record(who=journal.ASKER, verb="confirm_address", kind="need", ref=need.ref)
        tell(need, "received", lambda: letters.received(need))
    return need


def change_words(*, need: Need, words: str, who: str = journal.ASKER) -> Need:
    """The asker corrects her own words, until somebody has read them; they are heard again."""
    with transaction.atomic():
        need = take(need)
        if need.state not in (NeedState.SUBMITTED, NeedState.CONFIRMED):
            raise Refusal(
                "already_read",
                _("Vos mots ont déjà été relus."),
                why=_("La recherche s’appuie sur eux."),
                todo=_("Écrivez-nous : nous les corrigerons ensemble."),
            )
        need.words = words
        need.version += 1
        need.save(update_fields=["words", "version"])
        need.skill_rows.filter(choice=SkillChoice.PROPOSED).delete()
        _hear(need, None)
        journal.record(who=who, verb="change_words", kind="need", ref=need.ref)
    return need


def _sent_with(form_key: str) -> Need | None:
    found: Need | None = Need.objects.filter(form_key=form_key).first()
    return found


def _create(territory: Territory, ask: Ask, *, language: str, via: Via, form_key: str | None) -> Need:
    given, _space, family = ask.asker_name.strip().partition(" ")
    person = register_person(
        territory=territory,
        given_name=given,
        family_name=family,
        email=ask.email,
        phone=ask.phone,
        language=language,
        is_invented=territory.is_demo,
        who=journal.ASKER,
    )
    actor = actor_named(ask.actor_name) if ask.actor_name else None
    need: Need = Need.objects.create(
        territory=territory,
        words=ask.words,
        language=language_of(ask.words, default=language),
        urgency=ask.urgency,
        wanted_by=ask.wanted_by,
        via=via,
        asker=person,
        asker_name=ask.asker_name.strip()[:160],
        actor=actor,
        actor_name=ask.actor_name.strip()[:160],
        actor_kind=actor.kind if actor else ask.actor_kind,
        hours=ask.hours or territory.charter.default_hours,
        form_key=form_key,
        submitted_at=clock.now(),
    )
    _hear(need, ask.ticked)
    return need


def _confirm(need: Need) -> None:
    move(need, NeedState.CONFIRMED)
    need.confirmed_at = clock.now()
    need.promised_at = need.territory.charter.deadline(
        need.confirmed_at, need.territory.charter.promised_answer
    )
    need.save(update_fields=["state", "version", "confirmed_at", "promised_at"])


def _hear(need: Need, ticked: tuple[str, ...] | None) -> None:
    heard = {u.code: u for u in understand(need.words, language=need.language)}
    rows = []
    for skill in skills_with_codes([*heard, *(ticked or ())]):
        found = heard.get(skill.code)
        unticked = ticked is not None and skill.code not in ticked
        rows.append(
            NeedSkill(
                need=need,
                skill=skill,
                score=found.score if found else 1.0,
                spans=[list(span) for span in found.spans] if found else [],
                choice=SkillChoice.REJECTED if unticked else SkillChoice.PROPOSED,
            )
        )
    NeedSkill.objects.bulk_create(rows, ignore_conflicts=True)
    need.parts = two_parts(need)
    need.save(update_fields=["parts"])

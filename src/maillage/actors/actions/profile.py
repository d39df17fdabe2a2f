"""Writes on what a record says besides its life: what it does, its numbers, how to reach it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.actors.actions.indexing import reindex
from maillage.actors.actions.register import hold
from maillage.actors.contact_values import clean_email, clean_phone, clean_url
from maillage.actors.enums import ContactKind, NameKind, SkillSide, Visibility
from maillage.actors.identifiers import IdentifierScheme, check_identifier
from maillage.actors.models import Actor, ActorName, ActorSkill, Contact, Identifier, PastProfile
from maillage.actors.nomenclatures import normalise_activity, normalise_legal_form, normalise_size
from maillage.actors.queries import profile_of
from maillage.common import journal
from maillage.common.errors import Refusal
from maillage.skills.models import Skill


@dataclass(frozen=True, slots=True)
class Profile:
    """What to write; None leaves a field as it is."""

    descriptions: dict[str, str] | None = None
    legal_form: str | None = None
    activity: str | None = None
    activity_2025: str | None = None
    size: str | None = None
    hours: str | None = None
    legal_name: str | None = None
    short_name: str | None = None
    identifiers: tuple[tuple[str, str], ...] | None = None
    contacts: tuple[tuple[str, str, str], ...] | None = None
    skills_offered: tuple[Skill, ...] | None = None
    skills_sought: tuple[Skill, ...] | None = None


def describe_actor(*, actor: Actor, profile: Profile, who: str) -> Actor:
    """Change what a record says; what it said until now is kept. Nothing is written if nothing changes."""
    clean = _cleaned(profile, country=actor.territory.country)
    with transaction.atomic():
        hold(actor)
        before = profile_of(actor)
        contacts_changed = _write(actor, clean)
        after = profile_of(actor)
        changed = sorted(key for key in after if after[key] != before[key])
        if changed:
            PastProfile.objects.create(actor=actor, who=who, data=before)
        if changed or contacts_changed:
            names = [*changed, *(["contacts"] if contacts_changed else [])]
            journal.record(who=who, verb="describe", kind="actor", ref=actor.ref, data={"fields": names})
            reindex([actor])
    return actor


@contextmanager
def past_kept(*actors: Actor, who: str) -> Iterator[None]:
    """What the profiles of these records said before the block is kept, where the block changes it."""
    before = {actor: profile_of(actor) for actor in actors}
    yield
    for actor, data in before.items():
        if profile_of(actor) != data:
            PastProfile.objects.create(actor=actor, who=who, data=data)


def _cleaned(profile: Profile, *, country: str) -> Profile:
    """The same, in canonical form; refuses the first value that cannot be right."""
    values: dict[str, Any] = {field.name: getattr(profile, field.name) for field in fields(profile)}
    for name, normalise in (
        ("activity", normalise_activity),
        ("activity_2025", normalise_activity),
        ("legal_form", normalise_legal_form),
        ("size", normalise_size),
    ):
        if values[name]:
            values[name] = _coded(name, values[name], normalise(values[name]))
    if profile.identifiers is not None:
        values["identifiers"] = tuple(
            dict.fromkeys(
                (scheme, check_identifier(IdentifierScheme(scheme), text, country=country))
                for scheme, text in profile.identifiers
                if text.strip()
            )
        )
    if profile.contacts is not None:
        values["contacts"] = _once(
            (kind, clean_contact(kind, text, country=country), visibility)
            for kind, text, visibility in profile.contacts
            if text.strip()
        )
    return Profile(**values)


def _once(contacts: Iterable[tuple[str, str, str]]) -> tuple[tuple[str, str, str], ...]:
    """Each contact once; one that was given twice is shown to the fewest people."""
    kept: dict[tuple[str, str], str] = {}
    for kind, value, visibility in contacts:
        shown = kept.get((kind, value), visibility)
        kept[kind, value] = max(shown, visibility, key=Visibility.values.index)
    return tuple((*told, visibility) for told, visibility in kept.items())


def clean_contact(kind: str, text: str, *, country: str) -> str:
    """The canonical form of a contact; refuses what is not one."""
    if kind == ContactKind.PHONE:
        return clean_phone(text, country)
    return clean_email(text) if kind == ContactKind.EMAIL else clean_url(text)


def _coded(field: str, text: str, code: str | None) -> str:
    if code is None:
        raise Refusal(
            "unknown_code",
            _("« %(text)s » n’est pas un code connu.") % {"text": text},
            why=_("Le champ « %(field)s » suit une nomenclature de l’Insee.") % {"field": field},
            todo=_("Choisissez un code de la liste, ou laissez le champ vide."),
            status=422,
        )
    return code


def _write(actor: Actor, profile: Profile) -> bool:
    plain = ("descriptions", "legal_form", "activity", "activity_2025", "size", "hours")
    told = [name for name in plain if getattr(profile, name) is not None]
    for name in told:
        setattr(actor, name, getattr(profile, name))
    if told:
        actor.save(update_fields=told)
    for kind, text in ((NameKind.LEGAL, profile.legal_name), (NameKind.SHORT, profile.short_name)):
        if text is not None:
            _write_name(actor, kind, text.strip()[:160])
    if profile.identifiers is not None:
        _write_rows(Identifier, actor, ("scheme", "value"), profile.identifiers)
    for side, skills in (
        (SkillSide.OFFERED, profile.skills_offered),
        (SkillSide.SOUGHT, profile.skills_sought),
    ):
        if skills is not None:
            _write_skills(actor, side, skills)
    if profile.contacts is None:
        return False
    return _write_rows(Contact, actor, ("kind", "value", "visibility"), profile.contacts)


def _write_name(actor: Actor, kind: NameKind, text: str) -> None:
    rows = ActorName.objects.filter(actor=actor, kind=kind)
    rows.exclude(text=text).delete()
    if text and text != actor.name:
        ActorName.objects.get_or_create(actor=actor, kind=kind, text=text)


def _write_skills(actor: Actor, side: SkillSide, skills: Iterable[Skill]) -> None:
    wanted = {skill.pk for skill in skills}
    rows = ActorSkill.objects.filter(actor=actor, side=side)
    rows.exclude(skill_id__in=wanted).delete()
    known = set(rows.values_list("skill_id", flat=True))
    ActorSkill.objects.bulk_create(
        ActorSkill(actor=actor, skill_id=pk, side=side) for pk in sorted(wanted - known)
    )


def _write_rows(
    model: type[Identifier] | type[Contact],
    actor: Actor,
    columns: tuple[str, ...],
    wanted: tuple[tuple[str, ...], ...],
) -> bool:
    rows = model._default_manager.filter(actor=actor)
    known = {tuple(row[:-1]): row[-1] for row in rows.values_list(*columns, "pk")}
    gone = [pk for told, pk in known.items() if told not in wanted]
    rows.filter(pk__in=gone).delete()
    new = [told for told in wanted if told not in known]
    for told in new:
        model._default_manager.create(actor=actor, **dict(zip(columns, told, strict=True)))
    return bool(gone or new)


def default_visibility(*, personal: bool) -> Visibility:
    """Who sees a contact unless somebody says otherwise: a person's own address is not published."""
    return Visibility.COORDINATION if personal else Visibility.PUBLIC

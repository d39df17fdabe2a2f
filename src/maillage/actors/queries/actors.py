"""Reads of actors as known and true today."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from maillage.actors.enums import KEPT, SHOWN, NameKind, SkillSide
from maillage.actors.models import Actor, ActorName, ActorSkill, Contact, Identifier, Membership
from maillage.actors.naming import sort_name
from maillage.people.models import Person


def actors_by_name() -> QuerySet[Actor]:
    """The actors of the directory, in alphabetical order; archived ones are left out."""
    return Actor.objects.filter(listing__in=SHOWN).order_by("sort_name", "pk")


def kept_actors() -> QuerySet[Actor]:
    """The directory with its archived entries."""
    return Actor.objects.filter(listing__in=KEPT).order_by("sort_name", "pk")


def actor_named(name: str) -> Actor | None:
    """The actor of the directory with this name, whatever its case and accents."""
    asked = name.strip()
    found: Actor | None = actors_by_name().filter(name__iexact=asked).first()
    return found or actors_by_name().filter(sort_name=sort_name(asked)).first()


def actor_with_ref(ref: str) -> Actor | None:
    """The record with this reference, whatever its listing; one merged away is returned as it is."""
    found: Actor | None = (
        Actor.objects.filter(ref=ref).select_related("commune", "address__commune", "merged_into").first()
    )
    return found


def with_everything(rows: QuerySet[Actor]) -> QuerySet[Actor]:
    """The same actors with what a page or an export shows of them, in a fixed number of queries."""
    return rows.select_related("commune", "address__commune").prefetch_related(
        Prefetch("other_names", ActorName.objects.order_by("kind", "text")),
        Prefetch("identifiers", Identifier.objects.all()),
        Prefetch("contacts", Contact.objects.all()),
        Prefetch("skill_rows", ActorSkill.objects.select_related("skill").order_by("skill__code")),
    )


def memberships_of(person: Person) -> QuerySet[Membership]:
    """The actors a person belongs to today."""
    return Membership.objects.filter(person=person, until="").select_related("actor")


def profile_of(actor: Actor) -> dict[str, object]:
    """What a record says besides its life and its contacts, as plain values."""
    return {
        "descriptions": dict(actor.descriptions),
        "legal_form": actor.legal_form,
        "activity": actor.activity,
        "activity_2025": actor.activity_2025,
        "size": actor.size,
        "hours": actor.hours,
        "names": [[n.kind, n.text] for n in ActorName.objects.filter(actor=actor).order_by("kind", "text")],
        "identifiers": [[i.scheme, i.value] for i in Identifier.objects.filter(actor=actor)],
        "offered": _skills(actor, SkillSide.OFFERED),
        "sought": _skills(actor, SkillSide.SOUGHT),
    }


def legal_name_of(actor: Actor) -> str:
    """The name in the register, where it is not the usual one."""
    return next((n.text for n in actor.other_names.all() if n.kind == NameKind.LEGAL), "")


def _skills(actor: Actor, side: SkillSide) -> list[str]:
    rows = ActorSkill.objects.filter(actor=actor, side=side)
    return list(rows.order_by("skill__code").values_list("skill__code", flat=True))

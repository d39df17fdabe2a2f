"""Two records side by side: what each says, and where they differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from maillage.actors.contact_values import shown_phone
from maillage.actors.enums import ContactKind, SkillSide
from maillage.actors.models import Actor
from maillage.actors.naming import plain
from maillage.actors.nomenclatures import activity_label, legal_form_label, size_label
from maillage.actors.queries import with_everything

LONGEST = 240
"""Signs of a description that are shown beside another one."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the comparison: what it is about, and what each record says; lists are shown as lines."""

    label: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """True when both say the same, whatever the case, the accents and the order."""
        left, right = ({plain(text) for text in side} for side in (self.left, self.right))
        return bool(left) and left == right


def side_by_side(one: Actor, two: Actor) -> list[Fact]:
    """What two records say, line by line; what neither says is left out."""
    rows = loaded([one, two])
    return compared(rows[one.pk], rows[two.pk])


def loaded(actors: Iterable[Actor]) -> dict[int, Actor]:
    """The same actors, by primary key, with all that a comparison reads of them, in a few queries."""
    return {row.pk: row for row in with_everything(Actor.objects.filter(pk__in=[one.pk for one in actors]))}


def compared(left: Actor, right: Actor) -> list[Fact]:
    """The comparison of two loaded records."""
    sides = zip(_lines(left), _lines(right), strict=True)
    facts = (Fact(label, said, other) for (label, said), (_label, other) in sides)
    return [fact for fact in facts if fact.left or fact.right]


def _lines(actor: Actor) -> list[tuple[str, tuple[str, ...]]]:
    """What one record says, in the order of the comparison."""
    contacts = [
        shown_phone(row.value) if row.kind == ContactKind.PHONE else row.value for row in actor.contacts.all()
    ]
    return [
        (_("Nature"), (actor.get_kind_display(),)),
        (_("Où"), _told(actor.address.line if actor.address else "", str(actor.commune or ""))[:1]),
        (_("Numéros"), tuple(str(row) for row in actor.identifiers.all())),
        (_("Joindre"), tuple(contacts)),
        (
            _("Autres noms"),
            tuple(f"{row.text} ({row.get_kind_display()})" for row in actor.other_names.all()),
        ),
        (_("Vie"), _told(_since(actor), _until(actor), actor.get_life_display())),
        (_("Forme juridique"), _told(legal_form_label(actor.legal_form))),
        (_("Activité"), _told(_activity(actor))),
        (_("Taille"), _told(size_label(actor.size))),
        (_("Propose"), _skills(actor, SkillSide.OFFERED)),
        (_("Cherche"), _skills(actor, SkillSide.SOUGHT)),
        (_("Ce qu’il fait"), _told(_cut(actor.description))),
        (_("Relue le"), (date_format(actor.confirmed_at, _("j F Y")),)),
    ]


def _told(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _since(actor: Actor) -> str:
    return _("depuis %(date)s") % {"date": actor.founded_label} if actor.founded else ""


def _until(actor: Actor) -> str:
    return _("jusqu’à %(date)s") % {"date": actor.ended_label} if actor.ended else ""


def _activity(actor: Actor) -> str:
    return activity_label(actor.activity, "rev2") or activity_label(actor.activity_2025, "2025")


def _skills(actor: Actor, side: SkillSide) -> tuple[str, ...]:
    return tuple(row.skill.label for row in actor.skill_rows.all() if row.side == side)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"

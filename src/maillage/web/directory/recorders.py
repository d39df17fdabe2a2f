"""Who recorded a fact, in words: its role for everybody, its given name for whoever runs the service."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from maillage.actors.models import Actor, Keeper
from maillage.common.journal import ASKER, SYSTEM
from maillage.people.enums import RoleKind
from maillage.people.models import Role
from maillage.people.queries import names_of


def recorders_of(actor: Actor, refs: Iterable[str], *, with_names: bool) -> dict[str, str]:
    """What to say of each reference; three queries at most, whatever their number."""
    asked = set(refs)
    roles = Role.objects.filter(person__ref__in=asked, kind=RoleKind.COORDINATOR)
    coordinators = set(roles.values_list("person__ref", flat=True))
    keepers = set(
        Keeper.objects.filter(actor=actor, person__ref__in=asked).values_list("person__ref", flat=True)
    )
    names = names_of(asked) if with_names else {}
    return {ref: _in_words(ref, coordinators, keepers, names) for ref in asked}


def _in_words(ref: str, coordinators: set[str], keepers: set[str], names: dict[str, str]) -> str:
    if ref in names:
        return names[ref]
    if ref in (SYSTEM, ASKER):
        return _("le service")
    if ref in coordinators:
        return _("l’animation du territoire")
    return _("la personne qui tient la fiche") if ref in keepers else _("une personne du réseau")

"""The ties of an actor in words, grouped by what they are, the former ones apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from maillage.actors.enums import TieKind
from maillage.actors.models import Actor, Tie
from maillage.actors.queries import Moment
from maillage.web.directory.life import readable, source_in_words


@dataclass(frozen=True, slots=True)
class Bond:
    """A tie read from one of its ends (``outward``: the first): the other end, and the tie with its dates."""

    other: Actor
    tie: Tie
    outward: bool
    label: str
    source: str


@dataclass(slots=True)
class Group:
    """Ties that say the same thing: « héberge », « est membre de »."""

    label: str
    bonds: list[Bond] = field(default_factory=list)


def bonds_of(actor: Actor, ties: Iterable[Tie]) -> list[Bond]:
    """The ties of an actor, read from it; those to a record that does not show are left out."""
    found = []
    for tie in ties:
        outward = actor.pk in (tie.actor_id, tie.actor.merged_into_id)
        other = readable(tie.other if outward else tie.actor)
        if other is not None:
            source = source_in_words(tie.get_source_display(), tie.source_name)
            found.append(Bond(other, tie, outward, label_of(tie, outward=outward), source))
    return found


def grouped(bonds: Iterable[Bond]) -> list[Group]:
    """By what they say, in the order in which each was met first."""
    groups: dict[str, Group] = {}
    for bond in bonds:
        groups.setdefault(bond.label, Group(bond.label)).bonds.append(bond)
    return list(groups.values())


def lasting(bonds: Iterable[Bond], today: Moment) -> tuple[list[Bond], list[Bond]]:
    """Those of a day and those that had ended by then."""
    rows = list(bonds)
    now = [bond for bond in rows if bond.tie.valid_until > today.day]
    return now, [bond for bond in rows if bond not in now]


def label_of(tie: Tie, *, outward: bool) -> str:
    """What the tie says of the actor on whose page it is read."""
    if outward:
        return str(tie.get_kind_display())
    return {
        TieKind.PARTNER: _("est partenaire de"),
        TieKind.HOSTS: _("est hébergé par"),
        TieKind.FUNDS: _("est financé par"),
        TieKind.SUPPORTS: _("est accompagné par"),
        TieKind.MEMBER_OF: _("a pour membre"),
        TieKind.SPUN_OFF_FROM: _("a donné naissance à"),
        TieKind.SUCCEEDS: _("a pour successeur"),
        TieKind.MET_THROUGH: _("a fait connaître"),
    }[TieKind(tie.kind)]

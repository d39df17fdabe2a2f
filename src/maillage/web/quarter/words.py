"""What a page of the quarter says, in whole sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.places.enums import Access, Means, PhaseState, Service
from maillage.places.models import Phase
from maillage.places.queries import Fact
from maillage.places.queries.changes import CAME, END, LEFT, MOVED

RINGS = {PhaseState.DECIDED: "plan", PhaseState.WORKS: "plan", PhaseState.IMAGINED: "idea"}
"""How the number of a place is ringed: dashed once decided, dotted while imagined, solid when open."""


def claim(states: Iterable[str]) -> str:
    """The day in one line, from the state of each place: how many were open, being made ready, imagined."""
    counts = Counter(_group(state) for state in states)
    told = [
        (counts["open"], ngettext("%(n)s ouvert", "%(n)s ouverts", counts["open"])),
        (
            counts["plan"],
            ngettext("%(n)s décidé ou en travaux", "%(n)s décidés ou en travaux", counts["plan"]),
        ),
        (counts["idea"], ngettext("%(n)s imaginé", "%(n)s imaginés", counts["idea"])),
    ]
    return ", ".join(words % {"n": number} for number, words in told if number) or _("aucun lieu connu")


def fact_words(fact: Fact) -> str:
    """A fact in a sentence without its date."""
    names = {"place": fact.place.name}
    if fact.stay is not None:
        names["actor"] = fact.stay.occupant.name
    if fact.kind == MOVED and fact.before is not None:
        return _("%(actor)s quitte « %(before)s » pour « %(place)s »") % {
            **names,
            "before": fact.before.place.name,
        }
    if fact.kind == CAME:
        return _("%(actor)s s’installe : « %(place)s »") % names
    if fact.kind == LEFT:
        return _("%(actor)s quitte « %(place)s »") % names
    assert fact.phase is not None  # noqa: S101  a fact tells a phase or a stay
    names["state"] = fact.phase.get_state_display()
    if fact.kind == END:
        return _("« %(place)s » n’est plus %(state)s ; la suite n’est pas connue") % names
    return _("« %(place)s » : %(state)s") % names


def where(phase: Phase) -> str:
    """Where a place was in a phase, in the fewest words: its street or what stands for it, else the town."""
    row = phase.address
    if row is None:
        return ""
    return row.street or row.complement or str(row.commune or row.city)


def offered(phase: Phase) -> dict[str, list[str]]:
    """Services, means and accessibility of a phase, in words."""
    return {
        "services": [str(Service(code).label) for code in phase.services],
        "means": [str(Means(code).label) for code in phase.means],
        "access": [str(Access(code).label) for code in phase.access],
    }


def _group(state: str) -> str:
    return RINGS.get(PhaseState(state), "open")

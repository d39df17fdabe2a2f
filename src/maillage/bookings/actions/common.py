"""What every write on bookings shares: the lock on a space, a change of state, the line in the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.utils import formats
from django.utils.translation import gettext as _

from maillage.bookings.enums import OCCURRENCE_TRANSITIONS, OccurrenceState
from maillage.bookings.models import Booking, Occurrence, Space
from maillage.common import clock, journal
from maillage.common.errors import Refusal
from maillage.common.letters import Letter
from maillage.people.actions import write_to

TOLD = 5
"""How many dates a refusal names before it only counts them."""


def hold_space(space: Space) -> Space:
    """The space, held for the transaction: whoever writes on its calendar takes turns."""
    rows = Space.objects.select_for_update(of=("self",)).select_related("place__territory", "territory")
    held: Space = rows.get(pk=space.pk)
    return held


def move(occurrence: Occurrence, state: OccurrenceState, **columns: object) -> bool:
    """Bring a date to a state, when its present one allows it; call it under the lock on its space."""
    allowed = [known for known, after in OCCURRENCE_TRANSITIONS.items() if state in after]
    columns = {"ended_at": clock.now(), **columns}
    rows = Occurrence.objects.filter(pk=occurrence.pk, state__in=allowed)
    changed = bool(rows.update(state=state, **columns))
    occurrence.refresh_from_db(fields=["state", *columns])
    return changed


def record(
    booking: Booking, verb: str, who: str, occurrence: Occurrence | None = None, why: str = ""
) -> None:
    """One line in the journal, on the booking."""
    data = {"space": booking.space.ref}
    if occurrence is not None:
        data |= {"occurrence": occurrence.ref, "local": occurrence.local}
    journal.record(who=who, verb=verb, kind="booking", ref=booking.ref, data=data, why=why)


def tell(booking: Booking, compose: Callable[[], Letter], kind: str) -> None:
    """Write to the person of a booking, in her language."""
    if booking.person is not None:
        write_to(person=booking.person, compose=compose, kind=f"booking_{kind}", about=booking.ref)


def tell_others_act(booking: Booking, who: str, compose: Callable[[], Letter], kind: str) -> None:
    """Write to the person of a booking what somebody else did with it; she knows what she did herself."""
    if booking.person is not None and who not in (booking.person.ref, journal.ASKER):
        tell(booking, compose, kind)


def local_words(locals_: Iterable[datetime]) -> str:
    """« 9 juin 2026 14:00, 16 juin 2026 14:00 », and how many more."""
    told = list(locals_)
    words = ", ".join(formats.date_format(local, "j F Y H:i") for local in told[:TOLD])
    if len(told) <= TOLD:
        return words
    return _("%(days)s et %(count)s autres") % {"days": words, "count": len(told) - TOLD}


def refuse_past(occurrence: Occurrence) -> None:
    """What has begun is no longer changed."""
    if occurrence.starts_at <= clock.now():
        raise Refusal(
            "past",
            _("Ce créneau a déjà commencé ou il est passé."),
            why=_("Ce qui a eu lieu reste noté comme il a eu lieu."),
            todo=_("Choisissez une date à venir."),
        )

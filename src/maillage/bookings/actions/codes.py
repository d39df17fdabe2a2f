"""The codes of a door: renewing them."""

from __future__ import annotations

from django.db import transaction

from maillage.bookings.actions.common import hold_space
from maillage.bookings.models import Space
from maillage.common import journal


def new_codes(*, space: Space, who: str) -> int:
    """The poster of a door is renewed: the codes made before are refused from now on.

    Returns the new version, which the codes made from now on carry.
    """
    with transaction.atomic():
        held = hold_space(space)
        held.door_version += 1
        held.save(update_fields=["door_version"])
        version: int = held.door_version
        journal.record(who=who, verb="new_codes", kind="space", ref=held.ref, data={"version": version})
    space.door_version = version
    return version

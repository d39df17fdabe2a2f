"""What every letter ends with: the name of somebody."""

from __future__ import annotations

from django.utils.translation import gettext as _

from maillage.people.queries import coordinators


def signature() -> tuple[str, ...]:
    """The coordinator's name: a letter comes from somebody."""
    coordinator = coordinators().first()
    if coordinator is None:
        return (_("L’équipe du réseau"),)
    return (_("%(name)s, pour le réseau") % {"name": coordinator.full_name},)

"""Kinds of space, and the states of a booked date and of a wait."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SpaceKind(models.TextChoices):
    """What can be booked in a place."""

    ROOM = "room", _("salle")
    DESK = "desk", _("poste de travail")
    WORKSHOP = "workshop", _("atelier")
    STAGE = "stage", _("scène")


class OccurrenceState(models.TextChoices):
    """One date of a booking."""

    ASKED = "asked", _("à valider")
    HELD = "held", _("réservé")
    DECLINED = "declined", _("refusé")
    USED = "used", _("utilisé")
    RELEASED = "released", _("rendu faute de confirmation")
    MISSED = "missed", _("resté vide")
    CANCELLED = "cancelled", _("annulé")


OCCURRENCE_TRANSITIONS: dict[str, tuple[str, ...]] = {
    OccurrenceState.ASKED: (OccurrenceState.HELD, OccurrenceState.DECLINED, OccurrenceState.CANCELLED),
    OccurrenceState.HELD: (
        OccurrenceState.USED,
        OccurrenceState.RELEASED,
        OccurrenceState.MISSED,
        OccurrenceState.CANCELLED,
    ),
    OccurrenceState.DECLINED: (),
    OccurrenceState.USED: (),
    OccurrenceState.RELEASED: (),
    OccurrenceState.MISSED: (),
    OccurrenceState.CANCELLED: (),
}
BLOCKING = (OccurrenceState.ASKED, OccurrenceState.HELD, OccurrenceState.USED)
"""The states in which nobody else can have the same unit; migration 0002 holds the database to them."""
OPEN_STATES = (OccurrenceState.ASKED, OccurrenceState.HELD)
"""What may still be cancelled."""


class WaitingState(models.TextChoices):
    """Somebody waits for a time that is taken."""

    WAITING = "waiting", _("en attente")
    SERVED = "served", _("servi")
    LEFT = "left", _("parti")
    PAST = "past", _("passé")

"""The life of a need, as a table."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NeedState(models.TextChoices):
    """Where a need stands."""

    SUBMITTED = "submitted", _("adresse à confirmer")
    CONFIRMED = "confirmed", _("à relire")
    QUALIFIED = "qualified", _("en recherche")
    ANSWERED = "answered", _("quelqu’un a dit oui")
    CLOSED = "closed", _("terminé")


NEED_TRANSITIONS: dict[str, tuple[str, ...]] = {
    NeedState.SUBMITTED: (NeedState.CONFIRMED, NeedState.CLOSED),
    NeedState.CONFIRMED: (NeedState.QUALIFIED, NeedState.CLOSED),
    NeedState.QUALIFIED: (NeedState.CONFIRMED, NeedState.ANSWERED, NeedState.CLOSED),
    NeedState.ANSWERED: (NeedState.QUALIFIED, NeedState.CLOSED),
    NeedState.CLOSED: (NeedState.CONFIRMED, NeedState.QUALIFIED),
}
OPEN_STATES = (NeedState.CONFIRMED, NeedState.QUALIFIED, NeedState.ANSWERED)


class Outcome(models.TextChoices):
    """How a need ended, honestly."""

    HELPED = "helped", _("aidé")
    ANSWERED_BY_AID = "answered_by_aid", _("une aide existante répond")
    NO_HELP_AVAILABLE = "no_help_available", _("personne ne pouvait aider")
    UNREACHABLE = "unreachable", _("injoignable")
    WITHDRAWN = "withdrawn", _("retiré")


TRUTHFUL_ANSWERS = (Outcome.HELPED, Outcome.ANSWERED_BY_AID, Outcome.NO_HELP_AVAILABLE)


class Urgency(models.TextChoices):
    """By when."""

    WEEK = "week", _("Cette semaine")
    MONTH = "month", _("Dans le mois")
    DATE = "date", _("Avant une date")


class Via(models.TextChoices):
    """How the need reached the service."""

    FORM = "form", _("formulaire")
    PHONE = "phone", _("téléphone")
    SPLIT = "split", _("issu d’un autre besoin")


class SkillChoice(models.TextChoices):
    """Whether a skill heard in the words was kept."""

    PROPOSED = "proposed", _("proposé")
    CONFIRMED = "confirmed", _("gardé")
    REJECTED = "rejected", _("écarté")


class Cause(models.TextChoices):
    """Why nobody can serve a need today; the same words as the engine's."""

    NONE = "", ""
    NO_SKILL = "no_skill", _("personne n’a promis ce savoir-faire")
    ALL_TAKEN = "all_taken", _("toutes les heures promises sont prises")
    ALL_ABSENT = "all_absent", _("tous ceux qui savent faire sont absents")
    ALL_DECLINED = "all_declined", _("tous ceux qui savent faire ont été sollicités")
    CAPPED = "capped", _("ceux qui savent faire ont déjà assez de demandes en cours")
    CONFLICT = "conflict", _("personne, parmi ceux qui savent faire, ne peut intervenir en ce moment")

"""Roles, paths and preferences of people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoleKind(models.TextChoices):
    """What a person may do in a territory."""

    COORDINATOR = "coordinator", _("animatrice ou animateur")
    HELPER = "helper", _("aidante ou aidant")
    PARTNER = "partner", _("partenaire")
    OFFICIAL = "official", _("élue ou élu")


class PathKind(models.TextChoices):
    """The worlds a person has known."""

    PUBLIC = "public", _("public")
    PRIVATE = "private", _("entreprise")
    ASSOCIATION = "association", _("association")
    STARTUP = "startup", _("start-up")


class DigestChoice(models.TextChoices):
    """How often a person wants the summary."""

    DAILY = "daily", _("chaque jour ouvré, s’il y a du nouveau")
    WEEKLY = "weekly", _("le lundi")
    NEVER = "never", _("jamais")

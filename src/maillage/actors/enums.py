"""Kinds of actor."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActorKind(models.TextChoices):
    """Whoever plays a part; none of them needs a company number."""

    STARTUP = "startup", _("start-up")
    ASSOCIATION = "association", _("association")
    COOPERATIVE = "cooperative", _("coopérative")
    SOCIAL_ENTERPRISE = "social_enterprise", _("entreprise solidaire")
    THIRD_PLACE = "third_place", _("tiers-lieu")
    COMPANY = "company", _("entreprise, commerce")
    LARGE_COMPANY = "large_company", _("grande entreprise")
    PUBLIC_BODY = "public_body", _("organisme public")
    SCHOOL = "school", _("école, université")
    LAB = "lab", _("laboratoire")
    FREELANCER = "freelancer", _("indépendante ou indépendant")
    ARTIST = "artist", _("artiste")
    MEDIA = "media", _("média")
    FUNDER = "funder", _("financeur, fondation")
    COLLECTIVE = "collective", _("collectif")
    PROJECT = "project", _("projet, idée")

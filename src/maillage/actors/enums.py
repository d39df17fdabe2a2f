"""Kinds and states of actors, their lives, their ties and their upkeep."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.people.enums import PathKind


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


WORLDS: dict[PathKind, tuple[ActorKind, ...]] = {
    PathKind.PUBLIC: (ActorKind.PUBLIC_BODY, ActorKind.SCHOOL, ActorKind.LAB),
    PathKind.ASSOCIATION: (
        ActorKind.ASSOCIATION,
        ActorKind.COLLECTIVE,
        ActorKind.THIRD_PLACE,
        ActorKind.SOCIAL_ENTERPRISE,
    ),
    PathKind.STARTUP: (ActorKind.STARTUP, ActorKind.PROJECT),
}
"""The worlds between which a person's path goes, by kind of actor; all other kinds are private."""


def world_of(kind: str) -> PathKind:
    """The world of a kind of actor; whoever works on her own account is of the private one.

    >>> str(world_of(ActorKind.SCHOOL)), str(world_of(ActorKind.ARTIST))
    ('public', 'private')
    """
    return next((world for world, kinds in WORLDS.items() if kind in kinds), PathKind.PRIVATE)


class LifeState(models.TextChoices):
    """Whether an actor lives, sleeps or has ended."""

    ACTIVE = "active", _("en activité")
    DORMANT = "dormant", _("en sommeil")
    ENDED = "ended", _("disparu")


class Listing(models.TextChoices):
    """Whether, and how, a record shows in the directory."""

    WITHHELD = "withheld", _("import en cours")
    LISTED = "listed", _("dans l’annuaire")
    UNCONFIRMED = "unconfirmed", _("non confirmée")
    ARCHIVED = "archived", _("archivée")
    ABSORBED = "absorbed", _("réunie à une autre")
    WITHDRAWN = "withdrawn", _("retirée avec son import")


LISTING_TRANSITIONS: dict[str, tuple[str, ...]] = {
    Listing.WITHHELD: (Listing.LISTED, Listing.WITHDRAWN),
    Listing.LISTED: (Listing.UNCONFIRMED, Listing.ARCHIVED, Listing.ABSORBED, Listing.WITHDRAWN),
    Listing.UNCONFIRMED: (Listing.LISTED, Listing.ARCHIVED, Listing.ABSORBED, Listing.WITHDRAWN),
    Listing.ARCHIVED: (Listing.LISTED, Listing.ABSORBED, Listing.WITHDRAWN),
    Listing.ABSORBED: (Listing.LISTED, Listing.UNCONFIRMED, Listing.ARCHIVED),
    Listing.WITHDRAWN: (Listing.WITHHELD,),
}
SHOWN = (Listing.LISTED, Listing.UNCONFIRMED)
KEPT = (*SHOWN, Listing.ARCHIVED)


class LifeEventKind(models.TextChoices):
    """What happens in a life (W3C ORG change events); ``seen`` is the first trace of an actor."""

    SEEN = "seen", _("première trace")
    FOUNDED = "founded", _("création")
    RENAMED = "renamed", _("changement de nom")
    MOVED = "moved", _("déménagement")
    CHANGED_KIND = "changed_kind", _("changement de nature")
    DORMANT = "dormant", _("mise en sommeil")
    REVIVED = "revived", _("reprise")
    SPLIT = "split", _("scission")
    MERGED = "merged", _("fusion")
    CLOSED = "closed", _("fin")


class SourceKind(models.TextChoices):
    """Where a fact comes from."""

    DECLARED = "declared", _("déclaré par l’acteur")
    REGISTER = "register", _("registre public")
    ARTICLE = "article", _("article")
    IMPORT = "import", _("import d’un fichier")
    COORDINATOR = "coordinator", _("animation du territoire")


class TieKind(models.TextChoices):
    """What ties an actor to another one; read from the first to the second."""

    PARTNER = "partner", _("est partenaire de")
    HOSTS = "hosts", _("héberge")
    FUNDS = "funds", _("finance")
    SUPPORTS = "supports", _("accompagne")
    MEMBER_OF = "member_of", _("est membre de")
    SPUN_OFF_FROM = "spun_off_from", _("est issu de")
    SUCCEEDS = "succeeds", _("succède à")
    MET_THROUGH = "met_through", _("s’est fait connaître par")


class TieEnd(models.TextChoices):
    """Why a tie ended."""

    COMPLETED = "completed", _("c’était prévu, c’est terminé")
    STOPPED = "stopped", _("l’un des deux a arrêté")
    MOVED = "moved", _("déménagement")
    ACTOR_ENDED = "actor_ended", _("l’un des deux a disparu")
    UNKNOWN = "unknown", _("raison inconnue")


class ContactKind(models.TextChoices):
    """A way to reach an actor, or to follow it."""

    EMAIL = "email", _("e-mail")
    PHONE = "phone", _("téléphone")
    WEBSITE = "website", _("site web")
    SOCIAL = "social", _("réseau social")
    CALENDAR = "calendar", _("agenda en ligne")


class Visibility(models.TextChoices):
    """Who sees a contact."""

    PUBLIC = "public", _("tout le monde")
    NETWORK = "network", _("les personnes du réseau")
    COORDINATION = "coordination", _("l’animation seulement")


class NameKind(models.TextChoices):
    """Names an actor has besides its usual one."""

    LEGAL = "legal", _("nom légal")
    SHORT = "short", _("sigle")
    OTHER = "other", _("autre nom")


class SkillSide(models.TextChoices):
    """Whether a skill is offered or sought."""

    OFFERED = "offered", _("propose")
    SOUGHT = "sought", _("cherche")


class KeeperProof(models.TextChoices):
    """How we know that a person speaks for an actor."""

    CODE = "code", _("code envoyé à une adresse de la fiche")
    COORDINATOR = "coordinator", _("désignée par l’animation")


class AskAnswer(models.TextChoices):
    """What a keeper answers when she is asked whether the entry still holds."""

    STILL_TRUE = "still_true", _("c’est toujours vrai")
    CHANGED = "changed", _("des choses ont changé")
    STOPPED = "stopped", _("nous avons arrêté")
    NO_MORE = "no_more", _("ne plus me demander")


class SuggestionState(models.TextChoices):
    """Where a suggested correction stands."""

    OPEN = "open", _("à lire")
    ACCEPTED = "accepted", _("acceptée")
    DECLINED = "declined", _("refusée")


SUGGESTION_TRANSITIONS: dict[str, tuple[str, ...]] = {
    SuggestionState.OPEN: (SuggestionState.ACCEPTED, SuggestionState.DECLINED),
    SuggestionState.ACCEPTED: (),
    SuggestionState.DECLINED: (),
}


class DoubleState(models.TextChoices):
    """Where a proposed double stands."""

    OPEN = "open", _("à décider")
    MERGED = "merged", _("réunies")
    DISTINCT = "distinct", _("deux acteurs différents")


DOUBLE_TRANSITIONS: dict[str, tuple[str, ...]] = {
    DoubleState.OPEN: (DoubleState.MERGED, DoubleState.DISTINCT),
    DoubleState.MERGED: (DoubleState.DISTINCT,),
    DoubleState.DISTINCT: (DoubleState.OPEN, DoubleState.MERGED),
}

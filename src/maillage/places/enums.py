"""Kinds of place, the phases of a place, what it offers, and on what terms one is there."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceKind(models.TextChoices):
    """What a place is; a café where one works is a place like the others."""

    INCUBATOR = "incubator", _("incubateur")
    BUILDING = "building", _("bâtiment")
    COWORKING = "coworking", _("espace de travail partagé")
    THIRD_PLACE = "third_place", _("tiers-lieu")
    WORKSHOP = "workshop", _("atelier, fablab")
    STUDIO = "studio", _("studio")
    NEWSROOM = "newsroom", _("rédaction")
    VENUE = "venue", _("salle, scène")
    LIBRARY = "library", _("bibliothèque")
    CAFE = "cafe", _("café")
    BAR = "bar", _("bar")
    RESTAURANT = "restaurant", _("restaurant")
    OFFICE = "office", _("bureaux")
    AREA = "area", _("quartier, friche, terrain")


class PhaseState(models.TextChoices):
    """What a place is in a period of its life; only the open ones can be gone to."""

    IMAGINED = "imagined", _("imaginé")
    DECIDED = "decided", _("décidé")
    WORKS = "works", _("en travaux")
    OPEN = "open", _("ouvert")
    TRANSITIONAL = "transitional", _("ouvert à titre transitoire")
    CLOSED = "closed", _("fermé")


WELCOMING = (PhaseState.OPEN, PhaseState.TRANSITIONAL)
"""The phases in which people can come in."""
STATE_ORDER = (
    PhaseState.OPEN,
    PhaseState.TRANSITIONAL,
    PhaseState.WORKS,
    PhaseState.DECIDED,
    PhaseState.IMAGINED,
    PhaseState.CLOSED,
)
"""The order of the quarter's list: what one can go to first."""


class Service(models.TextChoices):
    """What a place offers to whoever comes."""

    WIFI = "wifi", _("wifi")
    COFFEE = "coffee", _("café, boissons")
    MEALS = "meals", _("repas")
    RECEPTION = "reception", _("accueil par une personne")
    QUIET = "quiet", _("calme")
    CALLS = "calls", _("cabine pour téléphoner")
    PRINTING = "printing", _("impression")
    MAIL = "mail", _("domiciliation, courrier")
    SUPPORT = "support", _("accompagnement de projets")
    EVENTS = "events", _("rencontres, programmation")
    CHILDREN = "children", _("coin pour les enfants")
    BICYCLES = "bicycles", _("garage à vélos")


class Means(models.TextChoices):
    """What a place puts in people's hands."""

    SCREEN = "screen", _("écran ou vidéoprojecteur")
    VIDEO_CALL = "video_call", _("visioconférence")
    BOARD = "board", _("tableau blanc")
    SOUND = "sound", _("sonorisation")
    STAGE = "stage", _("scène")
    KITCHEN = "kitchen", _("cuisine")
    PRINTER_3D = "printer_3d", _("imprimante 3D")
    LASER = "laser", _("découpe laser")
    SEWING = "sewing", _("machines à coudre")
    WOOD = "wood", _("outils à bois")
    RECORDING = "recording", _("prise de son")
    CAMERA = "camera", _("prise de vue")


class Terms(models.TextChoices):
    """On what terms an actor is in a place."""

    OWNER = "owner", _("propriétaire")
    LEASE = "lease", _("bail")
    LICENCE = "licence", _("convention d’occupation")
    SUBLET = "sublet", _("sous-location")
    RESIDENCE = "residence", _("résidence")
    FREE = "free", _("à titre gracieux")
    UNKNOWN = "unknown", _("conditions inconnues")


class Access(models.TextChoices):
    """What is said of accessibility: the names of Acceslibre's open vocabulary, those a visitor asks for."""

    STEP_FREE = "entree_plain_pied", _("entrée de plain-pied")
    RAMP = "entree_marches_rampe", _("rampe à l’entrée")
    LIFT = "accueil_cheminement_ascenseur", _("ascenseur")
    WIDE_DOOR = "entree_largeur_mini", _("porte de 90 cm ou plus")
    TOILETS = "sanitaires_adaptes", _("toilettes adaptées")
    PARKING = "stationnement_pmr", _("place de stationnement adaptée")
    HEARING = "accueil_equipements_malentendants", _("aide pour les personnes malentendantes")
    GUIDING = "cheminement_ext_bande_guidage", _("bande de guidage")


STEP_FREE = (Access.STEP_FREE, Access.RAMP)
"""What lets one in without a step."""

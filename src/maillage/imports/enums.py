"""The life of an import, and what becomes of each row."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceType(models.TextChoices):
    """How entries reach us."""

    FILE = "file", _("un fichier")
    COMPANIES = "companies", _("recherche d’entreprises")
    OVERPASS = "overpass", _("OpenStreetMap")
    GOGOCARTO = "gogocarto", _("carte GoGoCarto")
    DATA_INCLUSION = "data_inclusion", _("data·inclusion")


class RunState(models.TextChoices):
    """Where an import stands."""

    RECEIVED = "received", _("reçu, à vérifier")
    CHECKING = "checking", _("vérification en cours")
    CHECKED = "checked", _("vérifié, rien n’est encore écrit")
    QUEUED = "queued", _("prêt à partir")
    RUNNING = "running", _("en cours")
    STOPPED = "stopped", _("arrêté en chemin")
    DONE = "done", _("terminé")
    UNDONE = "undone", _("annulé")
    REFUSED = "refused", _("refusé")


RUN_TRANSITIONS: dict[str, tuple[str, ...]] = {
    RunState.RECEIVED: (RunState.CHECKING, RunState.REFUSED),
    RunState.CHECKING: (RunState.CHECKED, RunState.RECEIVED, RunState.REFUSED),
    RunState.CHECKED: (RunState.RECEIVED, RunState.CHECKING, RunState.QUEUED),
    RunState.QUEUED: (RunState.RUNNING, RunState.STOPPED),
    RunState.RUNNING: (RunState.DONE, RunState.STOPPED),
    RunState.STOPPED: (RunState.QUEUED, RunState.UNDONE),
    RunState.DONE: (RunState.UNDONE,),
    RunState.UNDONE: (RunState.RECEIVED,),
    RunState.REFUSED: (RunState.RECEIVED,),
}


class RowOutcome(models.TextChoices):
    """What a row becomes."""

    CREATE = "create", _("fiche créée")
    UPDATE = "update", _("fiche complétée")
    SAME = "same", _("rien à changer")
    IGNORE = "ignore", _("ligne laissée de côté")
    REFUSE = "refuse", _("ligne refusée")


class ColumnUse(models.TextChoices):
    """What becomes of a column."""

    USED = "used", _("utilisée")
    EXTRA = "extra", _("non reprise")
    EMPTY = "empty", _("vide")
    PERSONAL = "personal", _("données d’une personne, non reprises")

"""States of a proposed word."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WordState(models.TextChoices):
    """Whether a word heard in a need leads to a skill."""

    PROPOSED = "proposed", _("proposé")
    APPROVED = "approved", _("approuvé")
    REFUSED = "refused", _("refusé")


WORD_TRANSITIONS: dict[str, tuple[str, ...]] = {
    WordState.PROPOSED: (WordState.APPROVED, WordState.REFUSED),
    WordState.APPROVED: (WordState.PROPOSED,),
    WordState.REFUSED: (WordState.PROPOSED,),
}

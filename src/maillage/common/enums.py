"""States of an outbound message."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageState(models.TextChoices):
    """Where an e-mail is on its way."""

    QUEUED = "queued", _("en attente d’envoi")
    SENDING = "sending", _("en cours d’envoi")
    SENT = "sent", _("envoyé")
    FAILED = "failed", _("abandonné")


MESSAGE_TRANSITIONS: dict[str, tuple[str, ...]] = {
    MessageState.QUEUED: (MessageState.SENDING,),
    MessageState.SENDING: (MessageState.SENT, MessageState.QUEUED, MessageState.FAILED),
    MessageState.SENT: (),
    MessageState.FAILED: (MessageState.QUEUED,),
}

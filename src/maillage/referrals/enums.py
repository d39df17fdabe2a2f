"""The life of a referral, as a table."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferralState(models.TextChoices):
    """Where a referral stands."""

    PROPOSED = "proposed", _("attend votre oui")
    SENT = "sent", _("demandé")
    ACCEPTED = "accepted", _("accepté")
    MET = "met", _("rencontre faite")
    DONE = "done", _("heures notées")
    DECLINED = "declined", _("pas disponible")
    EXPIRED = "expired", _("sans réponse")
    DISCARDED = "discarded", _("écarté par la coordination")
    CANCELLED = "cancelled", _("annulé")
    SUPERSEDED = "superseded", _("remplacé par une meilleure proposition")


REFERRAL_TRANSITIONS: dict[str, tuple[str, ...]] = {
    ReferralState.PROPOSED: (ReferralState.SENT, ReferralState.DISCARDED, ReferralState.SUPERSEDED),
    ReferralState.SENT: (
        ReferralState.ACCEPTED,
        ReferralState.DECLINED,
        ReferralState.EXPIRED,
        ReferralState.CANCELLED,
    ),
    ReferralState.ACCEPTED: (ReferralState.MET, ReferralState.DONE, ReferralState.CANCELLED),
    ReferralState.MET: (ReferralState.DONE, ReferralState.CANCELLED),
    ReferralState.DONE: (),
    ReferralState.DECLINED: (),
    ReferralState.EXPIRED: (),
    ReferralState.DISCARDED: (ReferralState.PROPOSED,),
    ReferralState.CANCELLED: (),
    ReferralState.SUPERSEDED: (),
}
LIVE = (ReferralState.SENT, ReferralState.ACCEPTED, ReferralState.MET)
OPEN_FOR_HELPER = (ReferralState.SENT, ReferralState.ACCEPTED)
AFTER_A_NO = (
    ReferralState.DECLINED,
    ReferralState.EXPIRED,
    ReferralState.DISCARDED,
    ReferralState.CANCELLED,
    ReferralState.DONE,
)


class DeclineReason(models.TextChoices):
    """Why a helper could not, if she wishes to say; never shown to the asker."""

    NO_TIME = "no_time", _("Pas le temps en ce moment")
    NOT_MY_TRADE = "not_my_trade", _("Ce n’est pas mon métier")
    SOMEONE_BETTER = "someone_better", _("Je connais quelqu’un de mieux placé")
    CONFLICT = "conflict", _("Je préfère ne pas intervenir pour cette structure")
    UNSAID = "unsaid", _("Je préfère ne pas dire")

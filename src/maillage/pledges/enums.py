"""States of the hours kept for an ask."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HoldState(models.TextChoices):
    """Hours kept for an ask: until they are given, or given back."""

    HELD = "held", _("réservées")
    USED = "used", _("données")
    RELEASED = "released", _("rendues")


HOLD_TRANSITIONS: dict[str, tuple[str, ...]] = {
    HoldState.HELD: (HoldState.USED, HoldState.RELEASED),
    HoldState.USED: (),
    HoldState.RELEASED: (),
}

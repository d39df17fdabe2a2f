"""Protection of the public forms against robots: so many of one network in a time, then a kind pause."""

from __future__ import annotations

from django.core.cache import cache
from django.utils.translation import gettext as _

from maillage.common.errors import Refusal
from maillage.web.screens import ScreenRequest, visitor_address


def refuse_flood(request: ScreenRequest, what: str, limit: int, seconds: int) -> None:
    """At most ``limit`` per address of the network and period; more is asked to wait (429), kindly."""
    key = f"flood:{what}:{request.territory.pk}:{visitor_address(request)}"
    cache.add(key, 0, timeout=seconds)
    try:
        count = cache.incr(key)
    except ValueError:  # expired between the two lines
        return
    if count > limit:
        raise Refusal(
            "flood",
            _("Trop de demandes viennent de votre réseau en peu de temps."),
            why=_("C’est notre protection contre les robots ; vous n’y êtes sans doute pour rien."),
            todo=_("Attendez quelques minutes, ou téléphonez-nous : nous saisirons votre demande."),
            status=429,
        )

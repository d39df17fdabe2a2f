"""The code at a door: a signed word that names a space, the version of its codes, and maybe one day.

``<space.ref>.<door_version>.<day or ->``, signed for :attr:`Purpose.DOOR`. The printed poster has no day; the
code of a screen at the door has the day it is shown, and is refused on any other. Nothing is kept of it: a
code is refused as soon as the space says another version.
"""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from maillage.bookings.models import Space
from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.common.links import Purpose, read, sign

ANY_DAY = "-"
"""What a code says that is good every day."""
GONE = 410
"""The HTTP status of a code that was good once (RFC 9110, 15.5.11)."""


def door_code(space: Space, day: date | None = None) -> str:
    """The code of a door, good until it is renewed; with ``day``, on that day only."""
    return sign(Purpose.DOOR, f"{space.ref}.{space.door_version}.{day.isoformat() if day else ANY_DAY}")


def space_at(code: str) -> Space:
    """The space whose door shows this code.

    Refuses (404) a code that was cut or altered, and (410) one that was renewed since, is of another day,
    or of a space that is no longer booked.
    """
    ref, version, day = _parts(code)
    space: Space | None = Space.objects.select_related("place", "territory").filter(ref=ref).first()
    if space is None:
        raise _unreadable()
    if space.is_withdrawn or space.place.is_withdrawn:
        raise _gone("withdrawn", _("Cet espace a été retiré : il ne se réserve plus."))
    if version != str(space.door_version):
        raise _gone(
            "old_code",
            _("Ce code a été remplacé depuis."),
            why=_("La porte en montre un plus récent."),
            todo=_("Scannez celui qui est affiché à la porte, ou demandez à qui tient le lieu."),
        )
    _refuse_other_day(day)
    return space


def _parts(code: str) -> tuple[str, str, str]:
    try:
        ref, version, day = read(Purpose.DOOR, code).split(".")
    except (Refusal, ValueError):
        raise _unreadable() from None
    return ref, version, day


def _refuse_other_day(text: str) -> None:
    if text not in (ANY_DAY, clock.today().isoformat()):
        raise _gone(
            "other_day",
            _("Ce code n’était bon que le %(day)s.")
            % {"day": date_format(date.fromisoformat(text), "j F Y")},
            why=_("Le code de cette porte change chaque jour."),
            todo=_("Scannez celui qu’elle montre aujourd’hui."),
        )


def _unreadable() -> Refusal:
    return Refusal(
        "bad_code",
        _("Ce code de porte n’est pas complet, ou il a été modifié."),
        todo=_("Scannez de nouveau le code affiché à la porte."),
        status=404,
    )


def _gone(code: str, what: str, *, why: str = "", todo: str = "") -> Refusal:
    return Refusal(code, what, why=why, todo=todo or _("Choisissez un autre espace."), status=GONE)

"""« Do you still come? », answered from an e-mail: opening a link changes nothing, a button does."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillage.bookings.actions import cancel_occurrence, reconfirm
from maillage.bookings.enums import OccurrenceState
from maillage.bookings.models import Occurrence
from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.common.journal import ASKER
from maillage.common.links import Purpose, read
from maillage.web.rights import COORDINATOR
from maillage.web.screens import ScreenRequest, done
from maillage.web.spaces.rooms import is_bookable
from maillage.web.spaces.words import span_words


@require_safe
def letter(request: ScreenRequest, token: str) -> HttpResponse:
    """The date, and two answers; or what became of it."""
    row = _the_date(request, token)
    ahead = row.starts_at > clock.now()
    context = {
        "row": row,
        "token": token,
        "span": span_words(row.starts_at, row.ends_at, row.space.territory.zone),
        "may_confirm": ahead and row.state == OccurrenceState.HELD and row.reconfirmed_at is None,
        "may_give_back": ahead and row.is_open,
        "is_over": not ahead,
        "is_bookable": is_bookable(row.space),
    }
    return render(request, "web/spaces/letter.html", context)


@require_POST
def confirm(request: ScreenRequest, token: str) -> HttpResponse:
    """She comes."""
    row = _the_date(request, token)
    reconfirm(occurrence=row, who=_who(row))
    return done(request, _("Merci. Le créneau est bien à vous."), "spaces:letter", token)


@require_POST
def give_back(request: ScreenRequest, token: str) -> HttpResponse:
    """She does not come: whoever waits has it at once."""
    row = _the_date(request, token)
    said = (
        _("Merci d’avoir prévenu. Le créneau est libre pour les autres.")
        if cancel_occurrence(occurrence=row, who=_who(row))
        else _("Ce créneau était déjà rendu.")
    )
    return done(request, said, "spaces:letter", token)


def _the_date(request: ScreenRequest, token: str) -> Occurrence:
    """The date of a link, for the person it was sent to."""
    rows = Occurrence.objects.select_related("space__place", "space__territory", "booking__person")
    found: Occurrence | None = rows.filter(ref=read(Purpose.BOOKING, token)).first()
    if found is None:
        raise Refusal(
            "gone",
            _("Cette page n’existe plus."),
            why=_("Ce qu’elle montrait a été effacé, ou appartient à un autre territoire."),
            todo=_("Cherchez l’espace dans la liste, ou écrivez-nous."),
            status=404,
        )
    owner = found.booking.person
    others = request.person is not None and owner is not None and request.person != owner
    if others and COORDINATOR not in request.roles:
        raise Refusal(
            "not_yours",
            _("Ce lien est personnel à quelqu’un d’autre."),
            why=_("Vous êtes entré sous un autre nom que celui à qui il a été envoyé."),
            todo=_("Sortez, puis rouvrez le lien ; ou laissez répondre la personne elle-même."),
            status=403,
        )
    return found


def _who(row: Occurrence) -> str:
    """The link was sent to one person: it speaks for her."""
    return row.booking.person.ref if row.booking.person else ASKER

"""The code of a door on paper, the code of the day on a screen, and new codes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import segno
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillage.bookings import actions
from maillage.bookings.door_codes import door_code
from maillage.bookings.models import Space
from maillage.common import clock, links
from maillage.web.screens import ScreenRequest, done, who
from maillage.web.spaces.sheet import the_space

AFTER_MIDNIGHT = timedelta(seconds=5)


@require_safe
def poster(request: ScreenRequest, ref: str) -> HttpResponse:
    """A page to print and to put at the door; its code is good until it is renewed."""
    space = the_space(ref)
    return render(request, "web/spaces/poster.html", {"space": space, "drawing": drawing_of(space)})


@require_safe
def today_code(request: ScreenRequest, ref: str) -> HttpResponse:
    """For a screen at the door: a code that is good today only; the page comes anew after midnight."""
    space, today = the_space(ref), clock.today()
    context = {"space": space, "day": today, "drawing": drawing_of(space, today)}
    answer = render(request, "web/spaces/poster.html", context)
    answer.headers["Refresh"] = str(_seconds_left(today, request))
    return answer


@require_POST
def new_codes(request: ScreenRequest, ref: str) -> HttpResponse:
    """A poster was lost or copied: what was printed before is refused."""
    space = the_space(ref)
    actions.new_codes(space=space, who=who(request))
    said = _("Voici le nouveau code. L’ancien est refusé : remplacez l’affiche de la porte.")
    return done(request, said, "spaces:poster", space.ref)


def drawing_of(space: Space, day: date | None = None) -> SafeString:
    """The address of a door as a QR code (ISO/IEC 18004, level M), dark on light whatever the page's colours.

    It is drawn in the page itself, by attributes: no style, no image to fetch.
    """
    address = links.absolute(reverse("spaces:door", args=[door_code(space, day)]))
    code = segno.make_qr(address, error="m", boost_error=False)
    drawn = code.svg_inline(dark="#000", light="#fff", border=4, omitsize=True, svgclass=None, lineclass=None)
    return mark_safe(drawn)  # nothing in it was typed: numbers and two colours


def _seconds_left(today: date, request: ScreenRequest) -> int:
    """How long until the day ends by the clocks of the territory, also when they change."""
    midnight = datetime.combine(today + timedelta(days=1), time(), tzinfo=request.territory.zone)
    return int((midnight.astimezone(UTC) - clock.now() + AFTER_MIDNIGHT).total_seconds())

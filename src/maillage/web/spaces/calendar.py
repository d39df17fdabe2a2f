"""The calendar a space had before: show what it comes to, take it over, let it go."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from maillage.bookings.actions import drop_calendar
from maillage.bookings.connectors import REMARKS
from maillage.bookings.forms.calendars import CalendarFileForm, TakeCalendarForm
from maillage.bookings.models import BlockedPeriod, Space
from maillage.bookings.reading import Taken, conflicts
from maillage.common import clock
from maillage.web.imports.uploads import was_too_large
from maillage.web.registry.common import METHODS, shown
from maillage.web.screens import ScreenRequest, done, who
from maillage.web.spaces.sheet import the_space

SHOWN = 50
"""How many conflicts and remarks the page lists; beyond, it counts them."""


@require_http_methods(METHODS)
def calendar(request: ScreenRequest, ref: str) -> HttpResponse:
    """Give the file of a calendar, and see what it comes to; nothing is written yet."""
    space, sent = the_space(ref), request.method == "POST"
    if not sent:
        return shown(
            request, "web/spaces/calendar.html", _context(space, CalendarFileForm(space=space)), wrong=False
        )
    form = CalendarFileForm(request.POST, request.FILES, space=space, too_large=was_too_large(request))
    if form.is_valid() and (taken := form.dry_run()) is not None:
        return render(request, "web/spaces/calendar_dry.html", _dry(space, form, taken))
    return shown(request, "web/spaces/calendar.html", _context(space, form), wrong=True)


@require_POST
def take(request: ScreenRequest, ref: str) -> HttpResponse:
    """Take over what was shown."""
    space = the_space(ref)
    taken = TakeCalendarForm(request.POST).take(space, who=who(request))
    count = len(taken.periods)
    said = ngettext(
        "C’est repris : %(count)s période de « %(name)s » ne se réserve pas.",
        "C’est repris : %(count)s périodes de « %(name)s » ne se réservent pas.",
        count,
    )
    return done(request, said % {"count": count, "name": space.name}, "spaces:calendar", ref)


@require_POST
def drop(request: ScreenRequest, ref: str) -> HttpResponse:
    """Let go of all that was taken over."""
    space = the_space(ref)
    drop_calendar(space=space, who=who(request))
    said = _("L’agenda repris est retiré. « %(name)s » se réserve de nouveau pendant ces heures.")
    return done(request, said % {"name": space.name}, "spaces:calendar", ref)


def _context(space: Space, form: CalendarFileForm) -> dict[str, Any]:
    held = BlockedPeriod.objects.filter(space=space, ends_at__gt=clock.now()).exclude(uid="")
    last = held.order_by("-ends_at").first()
    return {"space": space, "place": space.place, "form": form, "held": held.count(), "last": last}


def _dry(space: Space, form: CalendarFileForm, taken: Taken) -> dict[str, Any]:
    found = conflicts(space, taken)
    counts = Counter(remark.code for remark in taken.remarks)
    return {
        "space": space,
        "place": space.place,
        "form": form,
        "taken": taken,
        "count": len(taken.periods),
        "conflicts": found[:SHOWN],
        "conflict_count": len(found),
        "remarks": taken.remarks[:SHOWN],
        "remark_count": len(taken.remarks),
        "kinds": [(REMARKS[code], number) for code, number in counts.most_common()],
    }

"""When a space cannot be had: block it for a time, let it go again."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillage.bookings.actions import unblock_period
from maillage.bookings.forms.blocks import BlockForm
from maillage.bookings.models import BlockedPeriod
from maillage.common import clock
from maillage.web.registry.common import METHODS, shown
from maillage.web.screens import ScreenRequest, done, page_of, who
from maillage.web.spaces.sheet import the_space


@require_http_methods(METHODS)
def block(request: ScreenRequest, ref: str) -> HttpResponse:
    """The periods in which nobody can book it, and one more."""
    space, sent = the_space(ref), request.method == "POST"
    form = BlockForm(request.POST if sent else None, space=space)
    if sent and form.is_valid() and form.block(who=who(request)):
        said = _("C’est noté : « %(name)s » ne se réserve pas pendant ce temps.") % {"name": space.name}
        return done(request, said, "spaces:block", space.ref)
    page = page_of(request, BlockedPeriod.objects.filter(space=space, ends_at__gt=clock.now()))
    context = {"form": form, "space": space, "place": space.place, "page": page}
    return shown(request, "web/spaces/block.html", context, wrong=sent)


@require_POST
def unblock(request: ScreenRequest, ref: str) -> HttpResponse:
    """It can be booked again in this period, by who waits first."""
    rows = BlockedPeriod.objects.select_related("space")
    period: BlockedPeriod | None = rows.filter(ref=ref).first()
    if period is None:
        raise Http404
    unblock_period(period=period, who=who(request))
    said = _("« %(name)s » se réserve de nouveau pendant ce temps.") % {"name": period.space.name}
    return done(request, said, "spaces:block", period.space.ref)

"""The sheet of a space in the coordinator's hands: open it, describe it, withdraw it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.bookings.enums import BLOCKING
from maillage.bookings.forms.spaces import SpaceForm, WhyForm
from maillage.bookings.models import Occurrence, Space
from maillage.common import clock
from maillage.web.places.common import the_place
from maillage.web.registry.common import METHODS, shown
from maillage.web.screens import ScreenRequest, done, who

SPACE_PAGE = "spaces:space"
"""Where one lands after a change: the page that shows it to everybody."""


def the_space(ref: str) -> Space:
    """A space that can be booked, of a place that shows."""
    rows = Space.objects.filter(is_withdrawn=False, place__is_withdrawn=False)
    found: Space | None = rows.select_related("place", "territory").filter(ref=ref).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(METHODS)
def new(request: ScreenRequest, ref: str) -> HttpResponse:
    """A space of a place can be booked from now on."""
    place, sent = the_place(ref), request.method == "POST"
    form = SpaceForm(request.POST if sent else None, territory=request.territory)
    if sent and form.is_valid() and (made := form.open(place, who=who(request))):
        said = _("« %(name)s » se réserve désormais. Imprimez l’affiche de sa porte quand vous voulez.")
        return done(request, said % {"name": made.name}, SPACE_PAGE, made.ref)
    return shown(request, "web/spaces/sheet.html", {"form": form, "place": place}, wrong=sent)


@require_http_methods(METHODS)
def edit(request: ScreenRequest, ref: str) -> HttpResponse:
    """What a space is and its rules; what is booked stays booked."""
    space, sent = the_space(ref), request.method == "POST"
    form = SpaceForm(request.POST if sent else None, territory=request.territory, space=space)
    if sent and form.is_valid() and form.describe(space, who=who(request)) is not None:
        return done(request, _("La fiche de cet espace est à jour."), SPACE_PAGE, space.ref)
    context = {"form": form, "place": space.place, "space": space}
    return shown(request, "web/spaces/sheet.html", context, wrong=sent)


@require_http_methods(METHODS)
def withdraw(request: ScreenRequest, ref: str) -> HttpResponse:
    """Ask for a yes, then a space can no longer be booked; refused while it is."""
    space, sent = the_space(ref), request.method == "POST"
    form = WhyForm(request.POST if sent else None)
    if sent and form.is_valid():
        form.withdraw(space, who=who(request))
        said = _("« %(name)s » ne se réserve plus.") % {"name": space.name}
        return done(request, said, "quarter:place", space.place.ref)
    rows = Occurrence.objects.filter(space=space, state__in=BLOCKING, ends_at__gt=clock.now())
    context = {"form": form, "place": space.place, "space": space, "to_come": rows.count()}
    return shown(request, "web/spaces/withdraw.html", context, wrong=sent)

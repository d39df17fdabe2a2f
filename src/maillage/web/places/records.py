"""Making a place known, changing what its record says, taking it away and putting it back."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillage.actors.record_forms.fields import ReasonForm
from maillage.places.actions import restore_place, withdraw_place
from maillage.places.forms import PlaceForm
from maillage.places.models import Place
from maillage.web.places.common import PLACE_PAGE, the_place
from maillage.web.registry.common import METHODS, shown
from maillage.web.screens import ScreenRequest, done, who


@require_http_methods(METHODS)
def new(request: ScreenRequest) -> HttpResponse:
    """Make a place known; then tell its first phase."""
    form = PlaceForm(request.POST if request.method == "POST" else None)
    if (
        form.is_bound
        and form.is_valid()
        and (made := form.enter(territory=request.territory, who=who(request)))
    ):
        said = _("« %(name)s » est connu. Dites maintenant ce qu’il est, et depuis quand.")
        undo = reverse("places:withdraw", args=[made.ref])
        return done(request, said % {"name": made.name}, "places:phase", made.ref, undo=undo)
    return shown(request, "web/places/edit.html", {"form": form}, wrong=form.is_bound)


@require_http_methods(METHODS)
def edit(request: ScreenRequest, ref: str) -> HttpResponse:
    """What the record of a place says, whatever its phase."""
    place, sent = the_place(ref), request.method == "POST"
    form = PlaceForm(request.POST if sent else None, place=place)
    if sent and form.is_valid() and form.describe(place, who=who(request)) is not None:
        return done(request, _("La fiche du lieu est à jour."), PLACE_PAGE, place.ref)
    context = {"form": form, "place": place, "reason": ReasonForm(auto_id="back_%s")}
    return shown(request, "web/places/edit.html", context, wrong=sent)


@require_POST
def withdraw(request: ScreenRequest, ref: str) -> HttpResponse:
    """A place was entered by mistake."""
    place = the_place(ref)
    withdraw_place(place=place, who=who(request), why=ReasonForm(request.POST).reason())
    said = _("« %(name)s » est retiré : il ne se montre plus.") % {"name": place.name}
    return done(request, said, "quarter:home", undo=reverse("places:restore", args=[place.ref]))


@require_POST
def restore(request: ScreenRequest, ref: str) -> HttpResponse:
    """Put back a place that was withdrawn."""
    place: Place | None = Place.objects.filter(ref=ref).first()
    if place is None:
        raise Http404
    restore_place(place=place, who=who(request))
    said = _("« %(name)s » se montre de nouveau.") % {"name": place.name}
    return done(request, said, PLACE_PAGE, place.ref)

"""Who is in a place, in the coordinator's hands: come, leave, move, correct, take back, say again."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillage.actors.models import FOREVER
from maillage.actors.queries import actor_with_ref
from maillage.actors.record_forms.fields import ReasonForm
from maillage.places.actions import correct_stay, settle_in, take_back_stay
from maillage.places.actions.occupancies import stay_of
from maillage.places.actions.telling import provenance_of
from maillage.places.forms import MoveForm, StayEditForm, StayEndForm, StayForm
from maillage.places.models import Occupancy
from maillage.places.queries import occupancies_of
from maillage.web.places.common import PLACE_PAGE, the_place, the_stay
from maillage.web.registry.common import METHODS, shown
from maillage.web.screens import ScreenRequest, done, who

STAYS = "places:stays"


@require_http_methods(METHODS)
def stays(request: ScreenRequest, ref: str) -> HttpResponse:
    """Who is, was and will be in a place, and one more."""
    place, sent = the_place(ref), request.method == "POST"
    actor = actor_with_ref(request.GET.get("acteur", "")) if not sent else None
    first = {"words": actor.name, "chosen": actor.ref} if actor else {}
    form = StayForm(request.POST if sent else None, place=place, initial=first)
    if sent and form.is_valid() and (made := form.save(who=who(request))):
        said = _("C’est noté : « %(actor)s » est à « %(place)s ».") % _words(made)
        return done(request, said, STAYS, place.ref, undo=reverse("places:stay_undo", args=[made.ref]))
    context = {"form": form, "place": place, "rows": occupancies_of(place)}
    return shown(request, "web/places/stays.html", context, wrong=sent)


@require_http_methods(METHODS)
def stay_edit(request: ScreenRequest, ref: str) -> HttpResponse:
    """What was said of an occupancy was wrong; or it never was."""
    found, sent = the_stay(ref), request.method == "POST"
    form = StayEditForm(request.POST if sent else None, stay=found)
    if sent and form.is_valid() and form.save(who=who(request)):
        return _noted(request, found, _("La présence de « %(actor)s » est corrigée.") % _words(found))
    context = {"form": form, "stay": found, "place": found.place, "reason": ReasonForm(auto_id="back_%s")}
    return shown(request, "web/places/stay_edit.html", context, wrong=sent)


@require_http_methods(METHODS)
def stay_end(request: ScreenRequest, ref: str) -> HttpResponse:
    """An actor leaves, or left."""
    found, sent = the_stay(ref), request.method == "POST"
    form = StayEndForm(request.POST if sent else None, stay=found)
    if sent and form.is_valid() and form.save(who=who(request)):
        return _noted(request, found, _("Le départ de « %(actor)s » est noté.") % _words(found))
    context = {"form": form, "stay": found, "place": found.place}
    return shown(request, "web/places/stay_end.html", context, wrong=sent)


@require_http_methods(METHODS)
def stay_move(request: ScreenRequest, ref: str) -> HttpResponse:
    """An actor moves to another place, on a date past or to come."""
    found, sent = the_stay(ref), request.method == "POST"
    form = MoveForm(request.POST if sent else None, stay=found)
    if sent and form.is_valid() and (made := form.save(who=who(request))):
        said = _("C’est noté : « %(actor)s » passe à « %(place)s », %(since)s.") % _words(made)
        return done(
            request, said, PLACE_PAGE, made.place.ref, undo=reverse("places:stay_undo", args=[made.ref])
        )
    context = {"form": form, "stay": found, "place": found.place}
    return shown(request, "web/places/stay_move.html", context, wrong=sent)


@require_POST
def stay_undo(request: ScreenRequest, ref: str) -> HttpResponse:
    """An occupancy never was; a move that is taken back leaves everybody where they were."""
    found = the_stay(ref)
    take_back_stay(stay=found, who=who(request), why=ReasonForm(request.POST).reason())
    said = _("La présence de « %(actor)s » est retirée ; elle reste dans la mémoire.") % _words(found)
    undo = reverse("places:stay_restore", args=[found.ref])
    return done(request, said, STAYS, found.place.ref, undo=undo)


@require_POST
def stay_restore(request: ScreenRequest, ref: str) -> HttpResponse:
    """Say a version of an occupancy again: in the place of the one known now, or anew."""
    old = the_stay(ref)
    now: Occupancy | None = Occupancy.objects.filter(thread=old.thread, known_until=FOREVER).first()
    said, source = stay_of(old), provenance_of(old)
    if now is not None:
        correct_stay(stay=now, said=said, who=who(request), source=source)
        undo = reverse("places:stay_restore", args=[now.ref])
    else:
        made = settle_in(
            place=old.place,
            actor=old.actor,
            stay=said,
            who=who(request),
            source=source,
            is_sure=True,
            is_invented=old.is_invented,
        )
        undo = reverse("places:stay_undo", args=[made.ref])
    words = _("C’est noté : « %(actor)s » est à « %(place)s ».") % _words(old)
    return done(request, words, STAYS, old.place.ref, undo=undo)


def _noted(request: ScreenRequest, before: Occupancy, said: str) -> HttpResponse:
    undo = reverse("places:stay_restore", args=[before.ref])
    return done(request, said, STAYS, before.place.ref, undo=undo)


def _words(stay: Occupancy) -> dict[str, str]:
    return {"actor": stay.occupant.name, "place": stay.place.name, "since": stay.since_label}

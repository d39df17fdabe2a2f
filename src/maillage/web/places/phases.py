"""The phases of a place in the coordinator's hands: tell, correct, take back, say again."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillage.actors.models import FOREVER
from maillage.actors.record_forms.fields import ReasonForm
from maillage.places.actions import add_phase, correct_phase, take_back_phase
from maillage.places.actions.telling import provenance_of
from maillage.places.forms import PhaseForm, phase_sheet_of
from maillage.places.models import Phase
from maillage.places.queries import phases_of
from maillage.web.places.common import PLACE_PAGE, bounds, the_phase, the_place
from maillage.web.registry.common import METHODS, shown
from maillage.web.screens import ScreenRequest, done, who


@require_http_methods(METHODS)
def phase(request: ScreenRequest, ref: str) -> HttpResponse:
    """A new phase of a place; what the last one offered is proposed again."""
    place, sent = the_place(ref), request.method == "POST"
    form = PhaseForm(request.POST if sent else None, place=place, bounds=bounds())
    if sent and form.is_valid() and (made := form.add(who=who(request))):
        said = _("C’est noté : « %(name)s », %(state)s, %(since)s.") % _words(made)
        return done(request, said, PLACE_PAGE, place.ref, undo=reverse("places:phase_undo", args=[made.ref]))
    context = {"form": form, "place": place, "phases": phases_of(place)}
    return shown(request, "web/places/phase.html", context, wrong=sent)


@require_http_methods(METHODS)
def phase_edit(request: ScreenRequest, ref: str) -> HttpResponse:
    """What was said of a phase was wrong, or says more now."""
    found, sent = the_phase(ref), request.method == "POST"
    form = PhaseForm(request.POST if sent else None, place=found.place, phase=found, bounds=bounds())
    if sent and form.is_valid() and form.correct(found, who=who(request)):
        undo = reverse("places:phase_restore", args=[found.ref])
        return done(request, _("La phase est corrigée."), PLACE_PAGE, found.place.ref, undo=undo)
    context = {"form": form, "place": found.place, "phase": found, "phases": phases_of(found.place)}
    context["reason"] = ReasonForm(auto_id="back_%s")
    return shown(request, "web/places/phase.html", context, wrong=sent)


@require_POST
def phase_undo(request: ScreenRequest, ref: str) -> HttpResponse:
    """A phase never was, or is no longer planned."""
    found = the_phase(ref)
    take_back_phase(phase=found, who=who(request), why=ReasonForm(request.POST).reason())
    said = _("La phase « %(state)s » est retirée ; elle reste dans la mémoire.") % _words(found)
    undo = reverse("places:phase_restore", args=[found.ref])
    return done(request, said, PLACE_PAGE, found.place.ref, undo=undo)


@require_POST
def phase_restore(request: ScreenRequest, ref: str) -> HttpResponse:
    """Say a version of a phase again: in the place of the one known now, or anew."""
    old = the_phase(ref)
    now: Phase | None = Phase.objects.filter(thread=old.thread, known_until=FOREVER).first()
    sheet, source = phase_sheet_of(old), provenance_of(old)
    if now is not None:
        correct_phase(phase=now, sheet=sheet, who=who(request), source=source)
        undo = reverse("places:phase_restore", args=[now.ref])
    else:
        made = add_phase(
            place=old.place, sheet=sheet, who=who(request), source=source, is_invented=old.is_invented
        )
        undo = reverse("places:phase_undo", args=[made.ref])
    said = _("C’est noté : « %(name)s », %(state)s, %(since)s.") % _words(old)
    return done(request, said, PLACE_PAGE, old.place.ref, undo=undo)


def _words(phase: Phase) -> dict[str, str]:
    return {
        "name": phase.place.name,
        "state": phase.get_state_display(),
        "since": phase.since_label,
    }

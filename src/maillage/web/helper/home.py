"""A helper's own hours and absences; a partner's account of what became of its hours."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillage.actors.queries import memberships_of
from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.common.links import Purpose, sign
from maillage.needs.queries import needs_of
from maillage.observatory.queries import partner_accounts
from maillage.pledges.actions import cancel_absence, pause_helper
from maillage.pledges.forms import AbsenceForm
from maillage.pledges.models import Absence
from maillage.pledges.queries import hours_left, pledged_lines_of
from maillage.referrals.queries import referrals_of_person
from maillage.web.screens import ScreenRequest, done, the_person

RECENT = 30


@require_safe
def home(request: ScreenRequest) -> HttpResponse:
    """My hours this month, what is asked of me, when I am away."""
    person = the_person(request)
    lines = list(pledged_lines_of(person))
    left = hours_left(lines, clock.today())
    referrals = list(referrals_of_person(person)[:RECENT])
    return render(
        request,
        "web/helper/home.html",
        {
            "lines": [(line, left[line.pk]) for line in lines],
            "paused": any(line.is_paused for line in lines),
            "asks": [(r, sign(Purpose.ANSWER, r.ref), sign(Purpose.HOURS, r.ref)) for r in referrals],
            "needs": [(need, sign(Purpose.FOLLOW, need.ref)) for need in needs_of(person)[:RECENT]],
            "absences": Absence.objects.filter(person=person, ends_on__gte=clock.today()),
            "form": AbsenceForm(),
        },
    )


@require_POST
def absence(request: ScreenRequest) -> HttpResponse:
    """I am away."""
    person = the_person(request)
    form = AbsenceForm(request.POST)
    if not form.is_valid():
        raise Refusal(
            "dates",
            _("Ces dates ne se lisent pas."),
            todo=_("Choisissez deux dates du calendrier."),
            status=422,
        )
    form.save(person=person, who=person.ref)
    return done(request, _("C’est noté : rien ne vous sera demandé pendant ce temps."), "helper:home")


@require_POST
def cancel(request: ScreenRequest, ref: str) -> HttpResponse:
    """I am here after all."""
    person = the_person(request)
    found = Absence.objects.filter(ref=ref, person=person).first()
    if found is None:
        raise Http404
    cancel_absence(absence=found, who=person.ref)
    return done(request, _("Cette absence est annulée."), "helper:home")


@require_POST
def pause(request: ScreenRequest) -> HttpResponse:
    """Stop asking me, or start again."""
    person = the_person(request)
    paused = request.POST.get("paused") == "yes"
    pause_helper(person=person, paused=paused, who=person.ref)
    said = _("Plus rien ne vous sera demandé.") if paused else _("Vous pouvez de nouveau être sollicité.")
    return done(request, said, "helper:home")


@require_safe
def partner(request: ScreenRequest) -> HttpResponse:
    """What became of our hours, and for whom."""
    actors = [membership.actor for membership in memberships_of(the_person(request))]
    return render(
        request,
        "web/helper/partner.html",
        {"accounts": partner_accounts(request.territory, actors), "actors": actors},
    )

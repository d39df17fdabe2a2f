"""Pledged hours in the coordinator's hands."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.pledges.forms import ExtendForm, HelperAbsenceForm, HelperForm, KeepApartForm, PledgeForm
from maillage.pledges.models import Absence, NotWith, Pledge
from maillage.pledges.queries import hours_by_pledge, hours_left, pledge_with_ref
from maillage.skills.queries import skill_names
from maillage.web.screens import ScreenRequest, done, page_of, who


@require_safe
def pledges(request: ScreenRequest) -> HttpResponse:
    """Every promise of hours, the next to end first, with what is left of it."""
    page = page_of(request, Pledge.objects.select_related("partner").order_by("-ends_on", "pk"))
    hours = hours_by_pledge(list(page))
    rows = [(pledge, hours[pledge.pk]) for pledge in page]
    return render(
        request, "web/coordinator/pledges.html", {"page": page, "rows": rows, "today": clock.today()}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_pledge(request: ScreenRequest) -> HttpResponse:
    """A partner, an association or a freelancer promises hours."""
    form = PledgeForm(
        request.POST if request.method == "POST" else None, initial={"starts_on": clock.today()}
    )
    if request.method == "POST" and form.is_valid():
        made = form.save(territory=request.territory, who=who(request))
        return done(
            request,
            _("Promesse notée. Nommez maintenant qui donne ces heures."),
            "coordinator:pledge",
            made.ref,
        )
    return render(
        request, "web/coordinator/pledge_form.html", {"form": form}, status=422 if form.is_bound else 200
    )


@require_safe
def pledge(request: ScreenRequest, ref: str) -> HttpResponse:
    """One promise: its hours, its helpers, what each has left this month."""
    return _pledge_page(request, _pledge(ref))


@require_POST
def new_helper(request: ScreenRequest, ref: str) -> HttpResponse:
    """Name a helper."""
    found = _pledge(ref)
    form = HelperForm(request.POST)
    if not form.is_valid():
        return _pledge_page(request, found, form=form, status=422)
    helper = form.save(pledge=found, who=who(request))
    return done(
        request, _("%(name)s peut être sollicité(e).") % {"name": helper.person}, "coordinator:pledge", ref
    )


@require_POST
def extend(request: ScreenRequest, ref: str) -> HttpResponse:
    """Carry the hours over."""
    found = _pledge(ref)
    months = request.POST.get("months", "")
    later = found.ends_on + timedelta(days=30 * int(months)) if months in {"1", "3", "6"} else None
    form = ExtendForm({"ends_on": later} if later else request.POST)
    if not form.is_valid():
        raise Refusal(
            "dates", _("Cette date ne se lit pas."), todo=_("Choisissez-la dans le calendrier."), status=422
        )
    extended = form.save(pledge=found, who=who(request))
    said = _("Les heures sont reportées jusqu’au %(day)s.") % {"day": date_format(extended.ends_on, "j F Y")}
    to = ("coordinator:monday",) if later else ("coordinator:pledge", extended.ref)
    return done(request, said, *to)


@require_POST
def keep_apart(request: ScreenRequest, ref: str) -> HttpResponse:
    """Never put this helper and this actor together."""
    form = KeepApartForm(request.POST, pledge=_pledge(ref))
    if not form.is_valid():
        raise Refusal(
            "keep_apart",
            _("Il manque quelqu’un."),
            todo=_("Choisissez une personne et une structure."),
            status=422,
        )
    form.save(who=who(request))
    said = _("C’est noté : ils ne seront pas mis ensemble. Seule la coordination le sait.")
    return done(request, said, "coordinator:pledge", ref)


@require_POST
def absence(request: ScreenRequest, ref: str) -> HttpResponse:
    """A helper said that she will be away: nothing is asked of her meanwhile."""
    form = HelperAbsenceForm(request.POST, pledge=_pledge(ref))
    if not form.is_valid():
        raise Refusal(
            "absence",
            _("Cette absence ne se lit pas."),
            todo=_("Choisissez une personne et deux dates du calendrier."),
            status=422,
        )
    noted = form.note(who=who(request))
    said = _("C’est noté : rien ne sera demandé à %(name)s pendant ce temps.") % {
        "name": noted.person.given_name
    }
    return done(request, said, "coordinator:pledge", ref)


def _pledge_page(
    request: ScreenRequest, found: Pledge, *, form: HelperForm | None = None, status: int = 200
) -> HttpResponse:
    helpers = list(
        found.helpers.select_related("person", "pledge").prefetch_related(
            Prefetch("skills", queryset=skill_names())
        )
    )
    left = hours_left(helpers, clock.today())
    return render(
        request,
        "web/coordinator/pledge.html",
        {
            "pledge": found,
            "hours": hours_by_pledge([found])[found.pk],
            "helpers": [(helper, left[helper.pk]) for helper in helpers],
            "form": form or HelperForm(),
            "absence_form": HelperAbsenceForm(pledge=found, auto_id="absence_%s"),
            "absences": Absence.objects.filter(
                person__in=[h.person_id for h in helpers], ends_on__gte=clock.today()
            ).select_related("person"),
            "apart_form": KeepApartForm(pledge=found, auto_id="apart_%s"),
            "apart": NotWith.objects.filter(person__in=[h.person_id for h in helpers]).select_related(
                "person", "actor"
            ),
            "extend_form": ExtendForm(initial={"ends_on": found.ends_on}, auto_id="extend_%s"),
        },
        status=status,
    )


def _pledge(ref: str) -> Pledge:
    found = pledge_with_ref(ref)
    if found is None:
        raise Http404
    return found

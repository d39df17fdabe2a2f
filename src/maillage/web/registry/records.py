"""Making an actor known, and changing what its record says."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillage.actors.actions import describe_actor
from maillage.actors.models import Actor, PastProfile
from maillage.actors.record_forms import NewRecordForm, RecordSheet, profile_before
from maillage.skills.models import Skill
from maillage.skills.queries import active_skills
from maillage.web.registry.common import ACTOR_PAGE, MEMORY, METHODS, number_or_404, shown, the_actor
from maillage.web.screens import ScreenRequest, done, who


@require_http_methods(METHODS)
def new(request: ScreenRequest) -> HttpResponse:
    """Make an actor known; what looks like it is shown first."""
    form = NewRecordForm(
        request.POST if request.method == "POST" else None,
        territory=request.territory,
        initial={"name": request.GET.get("nom", "")[:160]},
    )
    if form.is_bound and form.is_valid() and (actor := form.save(who=who(request))):
        said = _("« %(name)s » est dans l’annuaire. Complétez sa fiche si vous en savez plus.")
        return done(request, said % {"name": actor.name}, "registry:edit", actor.ref)
    return shown(request, "web/registry/new.html", {"form": form}, wrong=form.is_bound)


@require_http_methods(METHODS)
def edit(request: ScreenRequest, ref: str) -> HttpResponse:
    """What the record says, besides its life."""
    actor = the_actor(ref)
    skills = list(active_skills().only("pk", "code", "family", "family_names", "pref", "territory_id"))
    sheet = RecordSheet(request.POST if request.method == "POST" else None, actor=actor, skills=skills)
    if request.method == "POST" and sheet.is_valid():
        before = _last_state(actor)
        if sheet.save(who=who(request)) is not None:
            undo = _way_back(actor, before)
            said = _("La fiche est à jour.")
            if undo:
                said = _("La fiche est à jour ; ce qu’elle disait avant reste dans sa mémoire.")
            return done(request, said, ACTOR_PAGE, actor.ref, undo=undo)
    context = {"actor": actor, "sheet": sheet, "form": sheet.form, "families": _families(sheet, skills)}
    return shown(request, "web/registry/edit.html", context, wrong=request.method == "POST")


@require_POST
def profile_restore(request: ScreenRequest, number: str) -> HttpResponse:
    """Say again what the record said before; ways to reach the actor stay as they are."""
    past: PastProfile | None = (
        PastProfile.objects.filter(pk=number_or_404(number)).select_related("actor__territory").first()
    )
    if past is None:
        raise Http404
    before = _last_state(past.actor)
    describe_actor(actor=past.actor, profile=profile_before(past), who=who(request))
    said = _("La fiche dit de nouveau ce qu’elle disait. Les moyens de joindre l’acteur n’ont pas changé.")
    return done(request, said, MEMORY, past.actor.ref, undo=_way_back(past.actor, before))


def _last_state(actor: Actor) -> PastProfile | None:
    """The latest state that was kept when the record was changed."""
    return actor.past_profiles.order_by("-pk").first()


def _way_back(actor: Actor, before: PastProfile | None) -> str:
    """Where a change is undone; empty when nothing changed but contacts, whose past is not kept."""
    after = _last_state(actor)
    return reverse("registry:profile_restore", args=[after.pk]) if after and after != before else ""


def _families(
    sheet: RecordSheet, skills: list[Skill]
) -> list[tuple[str, list[tuple[Skill, bool, bool]], int]]:
    """The skills by family, each with its two ticks, and how many are ticked in the family."""
    offered, sought = (set(sheet.form[name].value() or ()) for name in ("offered", "sought"))
    families = []
    for _family, rows in groupby(sorted(skills, key=_by_family), key=lambda skill: skill.family):
        lines = [(skill, skill.code in offered, skill.code in sought) for skill in rows]
        ticked = sum(gives + seeks for _skill, gives, seeks in lines)
        families.append((lines[0][0].family_label, lines, ticked))
    return families


def _by_family(skill: Skill) -> tuple[str, str]:
    return skill.family, skill.label

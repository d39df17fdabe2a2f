"""The people of an actor: who they are there, from when to when."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from maillage.actors.models import Actor, Membership
from maillage.actors.record_forms import JoinForm, LeaveForm
from maillage.common.partial_date import PartialDate
from maillage.people.queries import person_with_ref
from maillage.web.paths import steps_of
from maillage.web.registry.common import METHODS, number_or_404, shown, the_actor
from maillage.web.screens import ScreenRequest, done, who


@require_http_methods(METHODS)
def members(request: ScreenRequest, ref: str) -> HttpResponse:
    """Who is in the actor, who was, and somebody more."""
    actor, sent = the_actor(ref), request.method == "POST"
    form = JoinForm(request.POST if sent else None)
    if sent and form.is_valid() and (made := form.save(actor=actor, who=who(request))):
        said = _("%(name)s est dans « %(actor)s ».") % {"name": made.person, "actor": actor.name}
        return done(request, said, "registry:members", actor.ref)
    context = {"actor": actor, "form": form, "functions": _functions(actor)}
    return shown(request, "web/registry/members.html", context, wrong=sent)


@require_http_methods(METHODS)
def member_end(request: ScreenRequest, number: str) -> HttpResponse:
    """A function ended."""
    rows = Membership.objects.select_related("actor__merged_into", "person")
    membership: Membership | None = rows.filter(pk=number_or_404(number), until="").first()
    if membership is None:
        raise Http404
    sent, actor = request.method == "POST", membership.actor
    form = LeaveForm(request.POST if sent else None)
    if sent and form.is_valid() and form.save(membership=membership, who=who(request)):
        said = _("La fonction de %(name)s est finie ; elle reste dans son parcours.")
        return done(request, said % {"name": membership.person}, "registry:members", actor.ref)
    context = {"actor": actor, "form": form, "membership": membership}
    return shown(request, "web/registry/member_end.html", context, wrong=sent)


@require_safe
def path(request: ScreenRequest, ref: str) -> HttpResponse:
    """Where somebody has been: her functions one after the other, and the worlds they go through."""
    person = person_with_ref(ref)
    if person is None:
        raise Http404
    return render(request, "web/registry/path.html", {"subject": person, **steps_of(person)})


def _functions(actor: Actor) -> list[tuple[Membership, str, str]]:
    """Each function with its two dates in words, those that last first."""
    rows = actor.memberships.select_related("person").order_by("until", "person__family_name", "pk")
    return [(row, _label(row.since), _label(row.until)) for row in rows]


def _label(text: str) -> str:
    return PartialDate.parse(text).label if text else ""

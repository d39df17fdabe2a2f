"""After entering: to the page of one's role; and one's own preferences."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from maillage.actors.queries import entries_kept_by
from maillage.common.links import Purpose, sign
from maillage.needs.queries import needs_of
from maillage.people.actions import choose_digest
from maillage.people.enums import DigestChoice
from maillage.web.screens import ScreenRequest, done, the_person

FIRST_PAGE = (
    ("coordinator", "coordinator:monday"),
    ("official", "coordinator:observatory"),
    ("partner", "helper:partner"),
    ("helper", "helper:home"),
)


@require_safe
def entry(request: ScreenRequest) -> HttpResponse:
    """The first page of each role; who has none goes to the entries she keeps, her own need, or the form."""
    for role, page in FIRST_PAGE:
        if role in request.roles:
            return redirect(page)
    if request.person and entries_kept_by(request.person).exists():
        return redirect("keeper:mine")
    need = needs_of(request.person).first() if request.person else None
    return redirect("public:follow", sign(Purpose.FOLLOW, need.ref)) if need else redirect("public:ask")


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: ScreenRequest) -> HttpResponse:
    """How often to be written to; the double check for coordinators."""
    person = the_person(request)
    if request.method == "POST" and request.POST.get("digest") in DigestChoice.values:
        choose_digest(person=person, choice=DigestChoice(request.POST["digest"]), who=person.ref)
        return done(request, _("Votre choix est gardé."), "account:preferences")
    return render(request, "web/account/preferences.html", {"choices": DigestChoice.choices})

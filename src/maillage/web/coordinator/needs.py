"""A need in the coordinator's hands: read, qualify, split, ask, close."""

from __future__ import annotations

from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.needs.actions import erase_need, reopen_need
from maillage.needs.enums import NeedState, Outcome, SkillChoice
from maillage.needs.forms import PhoneForm, QualifyForm, SplitForm, clean_text
from maillage.needs.models import Need
from maillage.needs.queries import need_with_ref, search_needs, with_context
from maillage.observatory.queries import story_for_coordinator
from maillage.referrals import actions
from maillage.referrals.forms import HoursForm
from maillage.referrals.models import Referral
from maillage.referrals.queries import referral_with_ref, referrals_of_need
from maillage.referrals.reasons import reason_to_coordinator
from maillage.skills.queries import skill_names
from maillage.web.screens import ScreenRequest, done, page_of, who


@require_safe
def listing(request: ScreenRequest) -> HttpResponse:
    """All needs, newest first; found by words, kept by state."""
    words, state = clean_text(request.GET.get("q", ""))[:80], request.GET.get("etat", "")
    rows = search_needs(words)
    if state in NeedState.values:
        rows = rows.filter(state=state)
    return render(
        request,
        "web/coordinator/needs.html",
        {
            "page": page_of(request, with_context(rows)),
            "q": words,
            "state": state,
            "states": NeedState.choices,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: ScreenRequest) -> HttpResponse:
    """A need heard by phone."""
    form = PhoneForm(request.POST if request.method == "POST" else None, initial={"form_key": uuid4().hex})
    if request.method == "POST" and form.is_valid():
        need = form.enter(territory=request.territory, language=get_language() or "fr", who=who(request))
        return done(
            request, _("Le besoin est saisi. Il ne reste qu’à le qualifier."), "coordinator:need", need.ref
        )
    return render(request, "web/coordinator/enter.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
def detail(request: ScreenRequest, ref: str) -> HttpResponse:
    """One need: its words, its skills, whom we asked, its story."""
    return _detail(request, _need(ref))


@require_POST
def qualify(request: ScreenRequest, ref: str) -> HttpResponse:
    """Confirm or correct the skills; the search starts at once."""
    need = _need(ref)
    form = QualifyForm(request.POST, choices=_skill_choices())
    if not form.is_valid():
        return _detail(request, need, form=form, status=422)
    need = form.save(need=need, who=who(request))
    actions.propose(territory=request.territory, who=who(request), why="qualify")
    following = Referral.objects.filter(need=need, state="proposed").select_related("person").first()
    said = (
        _("Qualifié. Nous proposons %(name)s.") % {"name": following.person.full_name}
        if following
        else _("Qualifié. Personne n’est disponible aujourd’hui : la raison est sur la ligne.")
    )
    return done(request, said, *_back(request, need))


@require_POST
def split(request: ScreenRequest, ref: str) -> HttpResponse:
    """Cut a need that holds two."""
    need = _need(ref)
    form = SplitForm(request.POST)
    if not form.is_valid():
        return _detail(request, need, split_form=form, status=422)
    form.save(need=need, who=who(request))
    return done(request, _("Coupé en deux : chaque besoin suit son chemin."), *_back(request, need))


@require_POST
def close(request: ScreenRequest, ref: str) -> HttpResponse:
    """End a need with what really happened."""
    need = _need(ref)
    outcome = request.POST.get("outcome", "")
    if outcome not in Outcome.values:
        raise Http404
    note = clean_text(request.POST.get("note", ""))
    actions.end_need(need=need, outcome=Outcome(outcome), note=note, who=who(request))
    undo = reverse("coordinator:reopen", args=[need.ref])
    said = _("C’est clos, et la personne en est informée.")
    return done(request, said, "coordinator:need", need.ref, undo=undo)


@require_POST
def reopen(request: ScreenRequest, ref: str) -> HttpResponse:
    """Undo a closing."""
    need = reopen_need(need=_need(ref), who=who(request))
    return done(request, _("Le besoin est rouvert."), "coordinator:need", need.ref)


@require_POST
def erase(request: ScreenRequest, ref: str) -> HttpResponse:
    """She asks to be forgotten: her words and her name go, for good."""
    need = _need(ref)
    erase_need(need=need, who=who(request), why="asked")
    return done(
        request,
        _("C’est effacé. Il ne reste que des dates et une issue, sans nom."),
        "coordinator:need",
        need.ref,
    )


@require_POST
def send(request: ScreenRequest, ref: str) -> HttpResponse:
    """The coordinator's yes: ask this helper."""
    referral = actions.send(referral=_referral(ref), who=who(request))
    return done(
        request,
        _("Demandé à %(name)s.") % {"name": referral.person.full_name},
        *_back(request, referral.need),
    )


@require_POST
def discard(request: ScreenRequest, ref: str) -> HttpResponse:
    """Not this pair; somebody else is looked for."""
    referral = actions.discard(referral=_referral(ref), who=who(request))
    actions.propose(territory=request.territory, who=who(request), why="discard")
    undo = reverse("coordinator:restore", args=[referral.ref])
    said = _("Écarté. Nous avons cherché quelqu’un d’autre.")
    return done(request, said, "coordinator:need", referral.need.ref, undo=undo)


@require_POST
def restore(request: ScreenRequest, ref: str) -> HttpResponse:
    """Undo a discard."""
    referral = actions.restore(referral=_referral(ref), who=who(request))
    return done(request, _("De nouveau proposé."), "coordinator:need", referral.need.ref)


@require_POST
def meet(request: ScreenRequest, ref: str) -> HttpResponse:
    """They have met: heard by the coordinator."""
    referral = actions.record_meeting(referral=_referral(ref), met_on=clock.today(), who=who(request))
    return done(request, _("Rencontre notée."), "coordinator:need", referral.need.ref)


@require_POST
def log_hours(request: ScreenRequest, ref: str) -> HttpResponse:
    """Hours heard by the coordinator: they draw the pledge down."""
    referral = _referral(ref)
    form = HoursForm(request.POST)
    if not form.is_valid():
        raise Refusal(
            "hours",
            _("Ces heures ne se lisent pas."),
            todo=_("Écrivez un nombre entier d’heures."),
            status=422,
        )
    form.save(referral=referral, who=who(request))
    return done(request, _("Heures notées."), "coordinator:need", referral.need.ref)


@require_POST
def news(request: ScreenRequest, ref: str) -> HttpResponse:
    """Ask the helper whether they have met."""
    referral = actions.ask_news(referral=_referral(ref), who=who(request))
    said = _("Nous demandons des nouvelles à %(name)s.") % {"name": referral.person.full_name}
    return done(request, said, *_back(request, referral.need))


@require_POST
def pass_on(request: ScreenRequest, ref: str) -> HttpResponse:
    """Do not wait for the deadline: ask somebody else."""
    referral = _referral(ref)
    following = actions.pass_on(referral=referral, who=who(request))
    said = (
        _("Demandé à %(name)s.") % {"name": following.person.full_name}
        if following
        else _("Plus personne d’autre n’est disponible : la raison est sur la ligne.")
    )
    return done(request, said, *_back(request, referral.need))


@require_POST
def ask_partners(request: ScreenRequest, ref: str) -> HttpResponse:
    """Tell the partners which skill is missing."""
    need = _need(ref)
    count = actions.ask_partners(need=need, who=who(request))
    said = ngettext("%(n)s partenaire est sollicité.", "%(n)s partenaires sont sollicités.", count) % {
        "n": count
    }
    return done(request, said, *_back(request, need))


def _detail(
    request: ScreenRequest,
    need: Need,
    *,
    form: QualifyForm | None = None,
    split_form: SplitForm | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = list(need.skill_rows.all())
    kept = [r.skill.code for r in rows if r.choice == SkillChoice.CONFIRMED]
    ticked = kept or [r.skill.code for r in need.likely_rows()]
    form = form or QualifyForm(
        initial={
            "skills": ticked,
            "hours": need.hours,
            "actor_kind": need.actor_kind,
            "version": need.version,
        },
        choices=_skill_choices(),
    )
    first, second = need.parts if len(need.parts) == 2 else (need.words, "")
    referrals = list(referrals_of_need(need))
    return render(
        request,
        "web/coordinator/need.html",
        {
            "need": need,
            "rows": rows,
            "ticked": ticked,
            "form": form,
            "split_form": split_form
            or SplitForm(initial={"first": first, "second": second, "version": need.version}),
            "holds_two": len(need.parts) == 2,
            "referrals": [
                (r, [reason_to_coordinator(reason, r.person.given_name, need) for reason in r.reasons])
                for r in referrals
            ],
            "story": story_for_coordinator(need),
            "outcomes": Outcome.choices,
            "can_qualify": need.state in (NeedState.CONFIRMED, NeedState.QUALIFIED),
        },
        status=status,
    )


def _skill_choices() -> list[tuple[str, str]]:
    return [(skill.code, skill.label) for skill in skill_names().filter(is_active=True)]


def _need(ref: str) -> Need:
    need = need_with_ref(ref)
    if need is None:
        raise Http404
    return need


def _referral(ref: str) -> Referral:
    referral = referral_with_ref(ref)
    if referral is None:
        raise Http404
    return referral


def _back(request: ScreenRequest, need: Need) -> tuple[str, ...]:
    """Where the act was made from: the Monday page, or the need's own."""
    return ("coordinator:monday",) if request.POST.get("from") == "monday" else ("coordinator:need", need.ref)

"""The asker's private page, opened by her link: everything about her need, and her decisions."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.common.errors import Refusal
from maillage.common.journal import ASKER
from maillage.common.links import Purpose, read
from maillage.needs.actions import confirm_address, reopen_need
from maillage.needs.enums import NeedState, Outcome
from maillage.needs.forms import WordsForm
from maillage.needs.letters import cause_sentence
from maillage.needs.models import Need
from maillage.needs.queries import need_with_ref
from maillage.observatory.queries import story_for_asker
from maillage.people.actions import choose_digest
from maillage.people.enums import DigestChoice
from maillage.people.models import Person
from maillage.people.queries import person_with_ref
from maillage.pledges.actions import pause_helper
from maillage.referrals.actions import end_need, say_whether_helped
from maillage.referrals.enums import ReferralState
from maillage.referrals.queries import referrals_of_need
from maillage.web.screens import ScreenRequest, done


@require_safe
def follow(request: ScreenRequest, token: str) -> HttpResponse:
    """Where the need stands, what happened, what comes next."""
    need = _need(token)
    referrals = list(referrals_of_need(need))
    return render(
        request,
        "web/public/follow.html",
        {
            "need": need,
            "token": token,
            "story": story_for_asker(need, referrals),
            "waiting": next((r for r in referrals if r.state == ReferralState.SENT), None),
            "helpers": [r for r in referrals if r.answered_at and r.state in ("accepted", "met", "done")],
            "cause": cause_sentence(need.cause),
            "form": WordsForm(initial={"words": need.words}),
            "can_change": need.state in (NeedState.SUBMITTED, NeedState.CONFIRMED),
        },
    )


@require_POST
def confirm(request: ScreenRequest, token: str) -> HttpResponse:
    """The address is proved: a button, so that a scanner that opens links confirms nothing."""
    confirm_address(need=_need(token))
    return done(
        request, _("Merci. Votre adresse est confirmée, la recherche commence."), "public:follow", token
    )


@require_POST
def words(request: ScreenRequest, token: str) -> HttpResponse:
    """She corrects her words, until they have been read."""
    need = _need(token)
    form = WordsForm(request.POST)
    if not form.is_valid():
        raise Refusal(
            "words",
            " ".join(str(error) for error in form.errors["words"]),
            todo=_("Revenez en arrière : ils y sont encore."),
            status=422,
        )
    form.save(need=need)
    return done(request, _("Vos mots sont corrigés."), "public:follow", token)


@require_POST
def withdraw(request: ScreenRequest, token: str) -> HttpResponse:
    """She no longer needs it; undone within 30 days."""
    need = _need(token)
    end_need(need=need, outcome=Outcome.WITHDRAWN, who=ASKER, tells_asker=False)
    return done(
        request, _("Votre demande est retirée. Vous pouvez la rouvrir ci-dessous."), "public:follow", token
    )


@require_POST
def reopen(request: ScreenRequest, token: str) -> HttpResponse:
    """She still needs it."""
    reopen_need(need=_need(token), who=ASKER)
    return done(request, _("Votre demande est rouverte."), "public:follow", token)


@require_POST
def outcome(request: ScreenRequest, token: str) -> HttpResponse:
    """Did it help? Yes ends the need; no puts it back in search."""
    need = _need(token)
    helped = request.POST.get("helped") == "yes"
    say_whether_helped(need=need, helped=helped, who=ASKER)
    said = (
        _("Merci de nous l’avoir dit.")
        if helped
        else _("Merci de votre franchise. Nous reprenons la recherche.")
    )
    return done(request, said, "public:follow", token)


@csrf_exempt  # RFC 8058: the mailbox posts here without a cookie; the signed link is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: ScreenRequest, token: str) -> HttpResponse:
    """One click stops summaries and asks; answers to one's own need always arrive."""
    person = _person(token)
    if request.method == "POST":
        choose_digest(person=person, choice=DigestChoice.NEVER, who=person.ref)
        pause_helper(person=person, paused=True, who=person.ref)
        return render(request, "web/public/stopped.html", {"reader": person})
    return render(request, "web/public/stop.html", {"reader": person, "token": token})


def _need(token: str) -> Need:
    need = need_with_ref(read(Purpose.FOLLOW, token))
    if need is None:
        raise _gone()
    return need


def _person(token: str) -> Person:
    person = person_with_ref(read(Purpose.STOP, token))
    if person is None:
        raise _gone()
    return person


def _gone() -> Refusal:
    return Refusal(
        "gone",
        _("Cette page n’existe plus."),
        why=_("Ce qu’elle montrait a été effacé, ou appartient à un autre territoire."),
        todo=_("Faites une nouvelle demande, ou écrivez-nous."),
        status=404,
    )

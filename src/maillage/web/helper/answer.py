"""The helper answers from the e-mail: a page, one button, no password.

Opening the link changes nothing: a mail scanner that follows it answers nothing.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.common.links import Purpose, read
from maillage.referrals.actions import accept
from maillage.referrals.enums import ReferralState
from maillage.referrals.forms import DeclineForm, HoursForm
from maillage.referrals.letters import deadline_words, hours_words, when_words
from maillage.referrals.models import Referral
from maillage.referrals.queries import referral_with_ref
from maillage.referrals.reasons import reason_to_helper
from maillage.web.screens import ScreenRequest, done


@require_safe
def answer(request: ScreenRequest, token: str) -> HttpResponse:
    """Who asks, for what, why you, until when; or where it stands if it was answered already."""
    referral = _referral(request, Purpose.ANSWER, token)
    expired = referral.state == ReferralState.SENT and bool(referral.due_at and clock.now() > referral.due_at)
    return render(
        request,
        "web/helper/answer.html",
        {
            "referral": referral,
            "need": referral.need,
            "token": token,
            "hours": hours_words(referral.hours),
            "when": when_words(referral.need),
            "due": deadline_words(referral),
            "reasons": [reason_to_helper(reason, referral.need) for reason in referral.reasons],
            "form": DeclineForm(),
            "can_answer": referral.state == ReferralState.SENT and not expired,
            "expired": expired or referral.state == ReferralState.EXPIRED,
        },
    )


@require_POST
def say_yes(request: ScreenRequest, token: str) -> HttpResponse:
    """Yes: both receive the other's contact details."""
    referral = _referral(request, Purpose.ANSWER, token)
    accept(referral=referral, who=referral.person.ref)
    return done(request, _("Merci. Vous recevez par e-mail de quoi vous joindre."), "helper:answer", token)


@require_POST
def say_no(request: ScreenRequest, token: str) -> HttpResponse:
    """Not this time: somebody else is asked."""
    referral = _referral(request, Purpose.ANSWER, token)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        form = DeclineForm({})
        form.is_valid()
    form.save(referral=referral)
    return done(
        request,
        _("C’est noté, sans vous en tenir rigueur. Nous demandons à quelqu’un d’autre."),
        "helper:answer",
        token,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: ScreenRequest, token: str) -> HttpResponse:
    """Log the hours given: one click when they are those that were promised."""
    referral = _referral(request, Purpose.HOURS, token)
    form = HoursForm(
        request.POST if request.method == "POST" else None,
        initial={"hours": referral.hours, "on": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        form.save(referral=referral, who=referral.person.ref)
        return done(request, _("Merci. Vos heures sont notées."), "helper:hours", token)
    return render(
        request,
        "web/helper/hours.html",
        {
            "referral": referral,
            "need": referral.need,
            "form": form,
            "token": token,
            "words": hours_words(referral.hours),
            "can_log": referral.state in (ReferralState.ACCEPTED, ReferralState.MET),
            "is_done": referral.state == ReferralState.DONE,
        },
        status=422 if form.is_bound else 200,
    )


def _referral(request: ScreenRequest, purpose: Purpose, token: str) -> Referral:
    referral = referral_with_ref(read(purpose, token))
    if referral is None or referral.sent_at is None:  # a proposal that nobody was asked is nobody's business
        raise Refusal(
            "gone",
            _("Cette demande n’existe plus."),
            why=_("Elle a été effacée, ou appartient à un autre territoire."),
            todo=_("Vous n’avez rien à faire."),
            status=404,
        )
    if (
        request.person is not None
        and request.person.pk != referral.person_id
        and "coordinator" not in request.roles
    ):
        raise Refusal(
            "not_yours",
            _("Ce lien est personnel à quelqu’un d’autre."),
            why=_("Vous êtes entré sous un autre nom que celui à qui il a été envoyé."),
            todo=_("Sortez, puis rouvrez le lien ; ou laissez répondre la personne elle-même."),
            status=403,
        )
    return referral

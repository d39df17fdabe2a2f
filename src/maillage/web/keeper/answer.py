"""« Is it still true? », answered from an e-mail: opening a link changes nothing, a button does."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.actors.actions import answer_no_more, answer_still_true
from maillage.actors.actions.register import refuse_absorbed
from maillage.actors.entry_forms import AddressEntryForm, KeeperEntryForm
from maillage.actors.forms import StoppedForm
from maillage.actors.models import ConfirmationAsk
from maillage.actors.queries import ask_with_ref, keeper_of
from maillage.common.errors import Refusal
from maillage.common.links import Purpose, read
from maillage.web.keeper.common import METHODS, shown
from maillage.web.rights import COORDINATOR
from maillage.web.screens import ScreenRequest, done


@require_safe
def answer(request: ScreenRequest, token: str) -> HttpResponse:
    """What the entry says, and three choices; or what was answered already."""
    ask = _own_ask(request, token)
    return render(request, "web/keeper/answer.html", _context(ask, token))


@require_POST
def still_true(request: ScreenRequest, token: str) -> HttpResponse:
    """It is still true."""
    ask = _own_ask(request, token)
    answer_still_true(ask=ask)
    said = _("Merci. « %(name)s » est confirmée aujourd’hui.") % {"name": ask.actor.name}
    return done(request, said, "keeper:answer", token)


@require_http_methods(METHODS)
def change(request: ScreenRequest, token: str) -> HttpResponse:
    """Things have changed: a keeper writes them, the entry's own address suggests them."""
    ask = _own_ask(request, token)
    data = request.POST if request.method == "POST" else None
    speaks = keeper_of(ask.actor, ask.person) is not None
    form = KeeperEntryForm(data, actor=ask.actor) if speaks else AddressEntryForm(data, actor=ask.actor)
    if data is not None and form.is_valid() and form.answer(ask=ask):
        said = (
            _("Merci. La fiche est à jour.")
            if speaks
            else _("Merci. L’animation du territoire relit vos changements avant qu’ils paraissent.")
        )
        return done(request, said, "keeper:answer", token)
    context = {**_context(ask, token), "form": form, "speaks": speaks}
    return render(request, "web/keeper/change.html", context, status=422 if form.is_bound else 200)


@require_http_methods(METHODS)
def stopped(request: ScreenRequest, token: str) -> HttpResponse:
    """The actor has stopped, since when."""
    ask = _own_ask(request, token)
    form = StoppedForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and form.answer(ask=ask):
        said = _("Merci de nous l’avoir dit. Votre histoire reste dans l’annuaire.")
        return done(request, said, "keeper:answer", token)
    context = {**_context(ask, token), "form": form}
    return render(request, "web/keeper/stopped.html", context, status=422 if form.is_bound else 200)


@csrf_exempt  # RFC 8058: the mailbox posts here without a cookie; the signed link is the proof
@require_http_methods(METHODS)
def stop_asking(request: ScreenRequest, token: str) -> HttpResponse:
    """One click, and nothing more is asked about this entry."""
    ask = _ask(token)
    if request.method == "POST":
        answer_no_more(ask=ask)
        return render(request, "web/keeper/no_more.html", {"ask": ask})
    return render(request, "web/keeper/stop_asking.html", {"ask": ask, "token": token})


def _context(ask: ConfirmationAsk, token: str) -> dict[str, object]:
    entry = shown(ask.actor, everything=keeper_of(ask.actor, ask.person) is not None)
    waits = not ask.answer and ask.ended_at is None
    return {"ask": ask, "token": token, "entry": entry, "waits": waits}


def _ask(token: str) -> ConfirmationAsk:
    ask = ask_with_ref(read(Purpose.KEEP, token))
    if ask is None:
        raise Refusal(
            "gone",
            _("Cette page n’existe plus."),
            why=_("Ce qu’elle montrait a été effacé, ou appartient à un autre territoire."),
            todo=_("Cherchez la fiche dans l’annuaire, ou écrivez-nous."),
            status=404,
        )
    return ask


def _own_ask(request: ScreenRequest, token: str) -> ConfirmationAsk:
    """The question of a link, for the person it was sent to; a link to the entry's address is anyone's."""
    ask = _ask(token)
    others = request.person is not None and ask.person is not None and request.person != ask.person
    if others and COORDINATOR not in request.roles:
        raise Refusal(
            "not_yours",
            _("Ce lien est personnel à quelqu’un d’autre."),
            why=_("Vous êtes entré sous un autre nom que celui à qui il a été envoyé."),
            todo=_("Sortez, puis rouvrez le lien ; ou laissez répondre la personne elle-même."),
            status=403,
        )
    refuse_absorbed(ask.actor)
    return ask

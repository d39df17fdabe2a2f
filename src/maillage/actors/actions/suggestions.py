"""Corrections that anyone may suggest, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from maillage.actors import letters
from maillage.actors.actions.corrections import apply_changes
from maillage.actors.actions.freshness import confirm_entry
from maillage.actors.actions.register import refuse_absorbed
from maillage.actors.corrections import Changes
from maillage.actors.enums import AskAnswer, Listing, SuggestionState
from maillage.actors.freshness import months_before
from maillage.actors.models import Actor, ConfirmationAsk, Suggestion
from maillage.actors.queries import reachable_keepers
from maillage.common import clock, journal
from maillage.common.actions import queue_letter
from maillage.common.errors import Refusal
from maillage.common.letters import Letter
from maillage.people.actions import write_to

KEPT_MONTHS = 12
"""Months after which the name and address of whoever suggested a correction are erased."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of an entry, in words, as changes, or both; and where to answer, if she wants."""

    words: str = ""
    changes: Changes = field(default_factory=Changes)
    by_name: str = ""
    by_email: str = ""
    language: str = "fr"


def suggest_correction(
    *, actor: Actor, said: Said, who: str = journal.VISITOR, form_key: str | None = None
) -> Suggestion:
    """Keep a correction that somebody suggests, and tell the entry's keepers; nothing changes yet.

    The same form sent twice gives the same suggestion: ``form_key`` is made with the empty form. Keepers are
    written to once a day at most for an entry. Refuses words that say nothing, and an entry that is gone.
    """
    _refuse_gone(actor)
    if not said.words.strip() and not said.changes:
        raise Refusal(
            "says_nothing",
            _("Vous n’avez rien changé, ni rien écrit."),
            todo=_("Dites ce qui est faux, ou corrigez un champ."),
            status=422,
        )
    if form_key and (known := Suggestion.objects.filter(form_key=form_key).first()):
        return known
    try:
        with transaction.atomic():
            suggestion = _create(actor, said, who, form_key)
    except IntegrityError:  # the same form, sent at the same instant
        if form_key and (known := Suggestion.objects.filter(form_key=form_key).first()):
            return known
        raise
    return suggestion


def accept_suggestion(*, suggestion: Suggestion, who: str) -> Actor:
    """Write what was suggested, as declared by the actor, and thank whoever suggested it.

    One that is only words is accepted once its reader has written it herself. When the entry's own address
    said it, the entry is confirmed too. Raises the refusals of the actions that write.
    """
    with transaction.atomic():
        held = _take(suggestion)
        actor = apply_changes(actor=held.actor, changes=Changes.of(held.changes), who=who)
        _decide(held, SuggestionState.ACCEPTED, who=who)
        _confirm_if_asked(held, who)
        _tell(held, partial(letters.suggestion_accepted, held), "suggestion_accepted")
    return actor


def decline_suggestion(*, suggestion: Suggestion, who: str, reply: str) -> Suggestion:
    """Leave the entry as it is; the reason is told to whoever suggested the correction."""
    if not reply.strip():
        raise Refusal(
            "no_reply",
            _("Il manque la raison."),
            why=_("La personne qui a pris la peine d’écrire la recevra."),
            todo=_("Écrivez-la en une phrase."),
            status=422,
        )
    with transaction.atomic():
        held = _take(suggestion)
        held.reply = reply.strip()[:300]
        _decide(held, SuggestionState.DECLINED, who=who)
        _confirm_if_asked(held, who)
        _tell(held, partial(letters.suggestion_declined, held), "suggestion_declined")
    return held


def forget_suggesters(*, months: int = KEPT_MONTHS) -> int:
    """Erase who suggested the corrections of long ago; what was suggested stays."""
    old = Suggestion.objects.filter(created_at__lte=months_before(clock.now(), months))
    return old.exclude(by_name="", by_email="").update(by_name="", by_email="")


def _create(actor: Actor, said: Said, who: str, form_key: str | None) -> Suggestion:
    lately = Suggestion.objects.filter(actor=actor, created_at__gt=clock.now() - timedelta(days=1))
    told_today = lately.exists()
    suggestion: Suggestion = Suggestion.objects.create(
        territory=actor.territory,
        actor=actor,
        words=said.words.strip()[:2000],
        changes=said.changes.as_data(),
        by_name=said.by_name.strip()[:120],
        by_email=said.by_email.strip().lower(),
        language=said.language,
        form_key=form_key,
    )
    journal.record(who=who, verb="suggest", kind="actor", ref=actor.ref, data={"suggestion": suggestion.ref})
    for keeper in () if told_today else reachable_keepers(actor):
        letter = partial(letters.suggestion_waits, suggestion, keeper.person)
        write_to(person=keeper.person, compose=letter, kind="suggestion_waits", about=suggestion.ref)
    return suggestion


def _take(suggestion: Suggestion) -> Suggestion:
    """The suggestion, held for this transaction; refuses one that was decided."""
    rows = Suggestion.objects.select_for_update(of=("self",))
    held = rows.select_related("actor__territory", "actor__merged_into", "territory").get(pk=suggestion.pk)
    if held.state != SuggestionState.OPEN:
        raise Refusal(
            "decided",
            _("Cette correction a déjà été %(state)s.") % {"state": held.get_state_display()},
            why=_("Quelqu’un d’autre vient de s’en occuper."),
            todo=_("Rechargez la page."),
        )
    refuse_absorbed(held.actor)
    return held


def _decide(held: Suggestion, state: SuggestionState, *, who: str) -> None:
    held.state, held.decided_by, held.decided_at = state, who, clock.now()
    held.save(update_fields=["state", "decided_by", "decided_at", "reply"])
    verb = "accept_suggestion" if state == SuggestionState.ACCEPTED else "decline_suggestion"
    journal.record(who=who, verb=verb, kind="actor", ref=held.actor.ref, data={"suggestion": held.ref})


def _confirm_if_asked(held: Suggestion, who: str) -> None:
    """Whoever decides on what the entry's own address answered has looked at the whole entry with it."""
    actor = Actor.objects.select_related("territory", "merged_into").get(pk=held.actor_id)
    told = ConfirmationAsk.objects.filter(
        actor=actor,
        person=None,
        answer__in=(AskAnswer.CHANGED, AskAnswer.STOPPED),
        answered_at__gt=actor.confirmed_at,
    )
    if told.exists():
        confirm_entry(actor=actor, who=who, how=held.ref)


def _tell(held: Suggestion, compose: Callable[[], Letter], kind: str) -> None:
    """Write to whoever suggested it, in her language, if she left an address."""
    if not held.by_email:
        return
    territory = held.territory
    with translation.override(held.language), timezone.override(territory.zone):
        letter, name = compose(), territory.name
    queue_letter(
        letter=letter,
        kind=kind,
        to_email=held.by_email,
        to_name=held.by_name,
        language=held.language,
        territory_name=name,
        about=held.ref,
        reply_to=territory.contact_email,
        sender=territory.sender,
    )


def _refuse_gone(actor: Actor) -> None:
    refuse_absorbed(actor)
    if actor.listing == Listing.WITHHELD:
        raise Refusal(
            "withheld", _("Cette fiche n’est pas encore dans l’annuaire."), todo=_("Revenez dans un moment.")
        )

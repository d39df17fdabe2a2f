"""What is answered to « is it still true? », by the link of one question."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.actors.actions.corrections import apply_changes
from maillage.actors.actions.freshness import confirm_entry
from maillage.actors.actions.keepers import end_keeper
from maillage.actors.actions.register import refuse_absorbed
from maillage.actors.actions.suggestions import Said, suggest_correction
from maillage.actors.corrections import Changes
from maillage.actors.enums import AskAnswer, LifeState
from maillage.actors.models import Actor, ConfirmationAsk, Suggestion
from maillage.actors.queries import keeper_of
from maillage.common import clock, journal
from maillage.common.errors import Refusal


def answer_still_true(*, ask: ConfirmationAsk) -> Actor:
    """The entry holds: it is fresh from today. Said twice, nothing more happens."""
    with transaction.atomic():
        held = _take(ask)
        if held.answer == AskAnswer.STILL_TRUE:
            return held.actor
        _refuse_answered(held)
        if held.actor.life == LifeState.ENDED:
            raise Refusal(
                "ended",
                _("La fin de « %(name)s » est notée : %(date)s.")
                % {"name": held.actor.name, "date": held.actor.ended_label},
                why=_("Quelqu’un nous l’a dit depuis que nous vous avons écrit."),
                todo=_("Si c’est faux, répondez à notre e-mail : nous la ferons revivre."),
            )
        _note(held, AskAnswer.STILL_TRUE)
        return confirm_entry(actor=held.actor, who=speaker(held), how=held.ref)


def answer_changed(*, ask: ConfirmationAsk, changes: Changes, words: str = "") -> Suggestion | None:
    """Things changed. A keeper's word is written at once; that of the entry's own address is suggested.

    Returns the suggestion, or None when it was written.
    """
    return _answer(ask, AskAnswer.CHANGED, changes, words)


def answer_stopped(*, ask: ConfirmationAsk, closed_on: str) -> Suggestion | None:
    """The actor has stopped, at this date with its precision. The end is written, or suggested, as above."""
    return _answer(ask, AskAnswer.STOPPED, Changes(closed_on=closed_on))


def update_entry(*, actor: Actor, changes: Changes, who: str) -> Actor:
    """A keeper writes her entry: it reads so at once, and is fresh from today."""
    with transaction.atomic():
        apply_changes(actor=actor, changes=changes, who=who)
        return confirm_entry(actor=actor, who=who, how="keeper")


def answer_no_more(*, ask: ConfirmationAsk) -> None:
    """Ask nothing more about this entry: a keeper keeps it no more, an address is not written to again.

    Always possible, whatever became of the question: a link of an old e-mail must stop them too.
    """
    with transaction.atomic():
        held = _held(ask)
        if held.answer == AskAnswer.NO_MORE:
            return
        if held.person is not None and (keeper := keeper_of(held.actor, held.person)):
            end_keeper(keeper=keeper, who=held.person.ref)
        _note(held, AskAnswer.NO_MORE)
        data = {"ask": held.ref}
        journal.record(who=speaker(held), verb="stop_asking", kind="actor", ref=held.actor.ref, data=data)


def speaker(ask: ConfirmationAsk) -> str:
    """How the journal names whoever answers by this link."""
    return ask.person.ref if ask.person else journal.VISITOR


def _answer(ask: ConfirmationAsk, answer: AskAnswer, changes: Changes, words: str = "") -> Suggestion | None:
    with transaction.atomic():
        held = _take(ask)
        _refuse_answered(held)
        _note(held, answer)
        if keeper_of(held.actor, held.person):
            update_entry(actor=held.actor, changes=changes, who=speaker(held))
            return None
        language = str(held.territory.languages[0])
        said = Said(words=words, changes=changes, by_email=held.to_email, language=language)
        return suggest_correction(actor=held.actor, said=said, form_key=held.ref)


def _take(ask: ConfirmationAsk) -> ConfirmationAsk:
    """The question, held for this transaction; refuses when its entry is gone."""
    held = _held(ask)
    refuse_absorbed(held.actor)
    return held


def _refuse_answered(held: ConfirmationAsk) -> None:
    """A question that was answered, or dropped, takes no other answer."""
    if held.ended_at is not None or held.answer:
        raise Refusal(
            "answered",
            _("Cette question n’attend plus de réponse."),
            why=_("Quelqu’un a déjà répondu, ou nous vous avons écrit de nouveau depuis."),
            todo=_("Ouvrez notre dernier e-mail ; ou proposez une correction sur la page de la fiche."),
        )


def _held(ask: ConfirmationAsk) -> ConfirmationAsk:
    rows = ConfirmationAsk.objects.select_for_update(of=("self",))
    return rows.select_related("actor__territory", "actor__merged_into", "person", "territory").get(pk=ask.pk)


def _note(held: ConfirmationAsk, answer: AskAnswer) -> None:
    held.answer, held.answered_at = answer, clock.now()
    held.save(update_fields=["answer", "answered_at"])

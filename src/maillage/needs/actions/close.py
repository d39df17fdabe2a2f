"""A need ends with an honest outcome, can be reopened, and is never let fall in silence."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.common import clock, journal
from maillage.common.errors import Refusal
from maillage.needs import letters
from maillage.needs.actions.common import move, note_answer, take, tell
from maillage.needs.actions.erase import erase_need
from maillage.needs.enums import TRUTHFUL_ANSWERS, NeedState, Outcome
from maillage.needs.models import Need
from maillage.needs.queries import late_needs, unconfirmed_since

REOPEN_DAYS = 30


def close_need(*, need: Need, outcome: Outcome, who: str, note: str = "", tells_asker: bool = True) -> Need:
    """End a need with what really happened; its asker is told unless she decided it herself."""
    with transaction.atomic():
        need = take(need)
        before = need.state
        move(need, NeedState.CLOSED)
        need.outcome = outcome
        need.outcome_note = note[:400]
        need.closed_at = clock.now()
        if outcome in TRUTHFUL_ANSWERS:
            note_answer(need)
        need.save(
            update_fields=[
                "state",
                "version",
                "outcome",
                "outcome_note",
                "closed_at",
                "answered_at",
                "answer_days",
            ]
        )
        journal.record(
            who=who, verb="close", kind="need", ref=need.ref, data={"outcome": outcome, "from": before}
        )
        if tells_asker:
            tell(need, "closed", lambda: letters.closed(need))
    return need


def reopen_need(*, need: Need, who: str) -> Need:
    """Undo a closing within 30 days: the need goes back where the search can go on."""
    with transaction.atomic():
        need = take(need)
        is_erased = not need.words
        if need.closed_at is None or is_erased or need.closed_at < clock.now() - timedelta(days=REOPEN_DAYS):
            raise Refusal(
                "too_old",
                _("Cette demande ne peut plus être rouverte."),
                why=_("Elle est close depuis plus de 30 jours, ou ne l’a jamais été."),
                todo=_("Faites une nouvelle demande : nous repartons de vos mots."),
            )
        undoes_a_slip = need.answered_at is None or need.answered_at >= need.closed_at
        move(need, NeedState.QUALIFIED if need.qualified_at else NeedState.CONFIRMED)
        need.outcome, need.outcome_note, need.closed_at = "", "", None
        need.confirmed_at = need.confirmed_at or clock.now()
        _begin_anew(need, keeps_promise=undoes_a_slip and need.promised_at is not None)
        journal.record(who=who, verb="reopen", kind="need", ref=need.ref)
    return need


def resume_search(*, need: Need, who: str) -> Need:
    """They met and it did not help: the need is in search again, with a new promised date."""
    with transaction.atomic():
        need = take(need)
        move(need, NeedState.QUALIFIED)
        _begin_anew(need, keeps_promise=False)
        journal.record(who=who, verb="not_helped", kind="need", ref=need.ref)
    return need


def _begin_anew(need: Need, *, keeps_promise: bool) -> None:
    """What was asked before no longer counts: without an answer in time, the need is late again."""
    need.resumed_at = clock.now()
    need.answered_at = need.answer_days = need.outcome_asked_at = None
    if not keeps_promise:
        charter = need.territory.charter
        need.promised_at = charter.deadline(need.resumed_at, charter.promised_answer)
        need.told_late_at = None
    need.save()


def withdraw_unconfirmed(*, days: int) -> int:
    """End the needs whose address was never confirmed, and forget who typed them."""
    count = 0
    for need in unconfirmed_since(days):
        with transaction.atomic():
            closed = close_need(need=need, outcome=Outcome.UNREACHABLE, who=journal.SYSTEM, tells_asker=False)
            erase_need(need=closed, who=journal.SYSTEM, why="unconfirmed")
            count += 1
    return count


def tell_late_askers() -> int:
    """Tell the truth to every asker whose promised date has passed without an answer; once each."""
    count = 0
    for need in late_needs(clock.now()).filter(told_late_at=None):
        with transaction.atomic():
            held = take(need)
            if held.told_late_at is not None:
                continue
            held.told_late_at = clock.now()
            held.save(update_fields=["told_late_at"])
            journal.record(who=journal.SYSTEM, verb="tell_late", kind="need", ref=held.ref)
            tell(held, "promise_missed", lambda held=held: letters.promise_missed(held))  # type: ignore[misc]
            count += 1
    return count

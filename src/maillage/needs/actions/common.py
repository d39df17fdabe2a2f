"""What the actions on a need share: taking it, and moving it along its life."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.common.letters import Letter
from maillage.needs.enums import NEED_TRANSITIONS, NeedState
from maillage.needs.models import Need
from maillage.people.actions import write_to


def take(need: Need, *, seen_version: int | None = None) -> Need:
    """The need, held for this transaction; refuses when somebody decided on it since it was shown."""
    held: Need = (
        Need.objects.select_for_update(of=("self",)).select_related("territory", "asker").get(pk=need.pk)
    )
    if seen_version is not None and held.version != seen_version:
        raise Refusal(
            "need_changed",
            _("Ce besoin a changé depuis que vous l’avez ouvert."),
            why=_("Quelqu’un d’autre vient de s’en occuper ; rien de ce qu’il a fait n’est perdu."),
            todo=_("Rechargez la page pour voir où il en est, puis décidez."),
        )
    return held


def move(need: Need, state: NeedState) -> None:
    """Move a need along its life; refuses what the table of transitions does not hold."""
    if state not in NEED_TRANSITIONS[need.state]:
        raise _refusal(need)
    need.state = state
    need.version += 1


def refuse_unless_readable(need: Need) -> None:
    """Only a need that waits to be read, or is in search, can be qualified or cut."""
    if need.state not in (NeedState.CONFIRMED, NeedState.QUALIFIED):
        raise _refusal(need)


def refuse_if_ended(need: Need) -> None:
    """Nobody is asked for a need that ended while its proposal was on the screen."""
    if not need.is_open:
        raise _refusal(need)


def _refusal(need: Need) -> Refusal:
    return Refusal(
        "need_state",
        _("Ce n’est plus possible : ce besoin est « %(state)s ».") % {"state": need.get_state_display()},
        why=_("Il a avancé entre-temps."),
        todo=_("Rechargez la page pour voir où il en est."),
    )


def note_answer(need: Need) -> None:
    """Fix when the need had its first truthful answer, and after how many working days."""
    if need.answered_at is not None:
        return
    need.answered_at = clock.now()
    start = need.confirmed_at or need.submitted_at
    need.answer_days = need.territory.charter.working_days_between(start, need.answered_at)


def tell(need: Need, kind: str, compose: Callable[[], Letter]) -> None:
    """Write to the asker about her own need, if she can be written to."""
    if need.asker is not None:
        write_to(person=need.asker, compose=compose, kind=kind, about=need.ref)

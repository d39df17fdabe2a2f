"""Forgetting: what the charter says is kept no longer is erased; that it happened stays in the journal."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.common import clock, journal
from maillage.common.errors import Refusal
from maillage.needs.enums import NeedState
from maillage.needs.models import Need
from maillage.people.actions import forget_person
from maillage.skills.actions import forget_heard

DAYS_A_MONTH = 30.44


def erase_need(*, need: Need, who: str, why: str) -> None:
    """Erase the words and the names of a closed need; its dates, skills and outcome still count."""
    if need.state != NeedState.CLOSED:
        raise Refusal(
            "need_open",
            _("Ce besoin est encore ouvert."),
            why=_("Sans nom ni mots, personne ne pourrait plus y répondre."),
            todo=_("Clôturez-le d’abord, puis effacez-le."),
        )
    with transaction.atomic():
        asker = need.asker
        forget_heard(heard_in=need.headline)
        need.words = need.asker_name = need.actor_name = need.outcome_note = ""
        need.parts = []
        need.asker = None
        need.actor = None
        need.save(
            update_fields=["words", "parts", "asker_name", "actor_name", "outcome_note", "asker", "actor"]
        )
        need.skill_rows.update(spans=[])
        journal.record(who=who, verb="erase", kind="need", ref=need.ref, why=why)
        if asker is not None:
            forget_person(person=asker, who=who)


def erase_old_needs(*, months: int) -> int:
    """Erase every need closed for longer than the charter keeps it."""
    limit = clock.now() - timedelta(days=round(months * DAYS_A_MONTH))
    old = Need.objects.filter(state=NeedState.CLOSED, closed_at__lt=limit).exclude(words="")
    count = 0
    for need in old.select_related("asker"):
        erase_need(need=need, who=journal.SYSTEM, why="retention")
        count += 1
    return count

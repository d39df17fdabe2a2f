"""A need ends, or did not end after all: its asks follow it."""

from __future__ import annotations

from django.db import transaction

from maillage.needs.actions import close_need, resume_search
from maillage.needs.enums import Outcome
from maillage.needs.models import Need
from maillage.referrals.actions.propose import cancel_for_need, propose


def end_need(*, need: Need, outcome: Outcome, who: str, note: str = "", tells_asker: bool = True) -> Need:
    """Close a need with what really happened, and cancel what was still being asked for it."""
    with transaction.atomic():
        need = close_need(need=need, outcome=outcome, who=who, note=note, tells_asker=tells_asker)
        cancel_for_need(need=need, who=who)
    return need


def search_anew(*, need: Need, who: str) -> Need:
    """The help given did not suffice: the need is in search again, and a helper is proposed at once."""
    with transaction.atomic():
        need = resume_search(need=need, who=who)
        cancel_for_need(need=need, who=who)
        propose(territory=need.territory, who=who, why="not_helped")
    return need

"""A need ends, or did not end after all: its asks follow it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.common.errors import Refusal
from maillage.needs.actions import close_need, resume_search
from maillage.needs.enums import NeedState, Outcome
from maillage.needs.models import Need
from maillage.referrals.actions.propose import cancel_for_need, propose


def end_need(*, need: Need, outcome: Outcome, who: str, note: str = "", tells_asker: bool = True) -> Need:
    """Close a need with what really happened, and cancel what was still being asked for it."""
    with transaction.atomic():
        need = close_need(need=need, outcome=outcome, who=who, note=note, tells_asker=tells_asker)
        cancel_for_need(need=need, who=who, even_accepted=outcome != Outcome.HELPED)
    return need


def say_whether_helped(*, need: Need, helped: bool, who: str) -> Need:
    """The asker's own verdict, once somebody has said yes: it ends the need, or the search begins anew."""
    if need.state != NeedState.ANSWERED:
        raise Refusal(
            "not_answered",
            _("Ce n’est plus possible : votre demande a changé depuis que cette page est ouverte."),
            why=_("On dit si cela a aidé quand quelqu’un a dit oui."),
            todo=_("Rouvrez votre page pour voir où en est votre demande."),
        )
    if helped:
        return end_need(need=need, outcome=Outcome.HELPED, who=who, tells_asker=False)
    return search_anew(need=need, who=who)


def search_anew(*, need: Need, who: str) -> Need:
    """The help given did not suffice: the need is in search again, and a helper is proposed at once."""
    with transaction.atomic():
        need = resume_search(need=need, who=who)
        cancel_for_need(need=need, who=who, even_accepted=False)
        propose(territory=need.territory, who=who, why="not_helped")
    return need

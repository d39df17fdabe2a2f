"""What the actions on a need share."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import transaction
from tests import factories

from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.common.letters import Letter
from maillage.needs.actions.common import note_answer, refuse_if_ended, take, tell
from maillage.needs.enums import NeedState
from maillage.needs.models import Need
from maillage.territory.models import Territory


def test_taking_reads_the_need_as_it_is_now(territory: Territory) -> None:
    need = factories.a_confirmed_need(territory)
    Need.objects.filter(pk=need.pk).update(words="Changed")
    with transaction.atomic():
        assert take(need, seen_version=need.version).words == "Changed"


def test_taking_what_changed_since_it_was_seen_is_refused(territory: Territory) -> None:
    need = factories.a_confirmed_need(territory)
    with transaction.atomic(), pytest.raises(Refusal) as refused:
        take(need, seen_version=need.version + 1)
    assert refused.value.code == "need_changed"


def test_first_answer_is_dated_once_in_working_days(territory: Territory, monday: datetime) -> None:
    need = factories.a_confirmed_need(territory)
    with clock.at(factories.after(monday, days=7)):
        note_answer(need)
    note_answer(need)
    assert (need.answered_at, need.answer_days) == (factories.after(monday, days=7), 5)


def test_nobody_is_told_when_nobody_is_known(territory: Territory) -> None:
    def compose() -> Letter:
        raise AssertionError("not composed")

    tell(Need(territory=territory, asker=None), "received", compose)


@pytest.mark.parametrize("state", NeedState)
def test_only_an_open_need_lets_anybody_be_asked(state: NeedState) -> None:
    need = Need(state=state)
    if need.is_open:
        refuse_if_ended(need)
        return
    with pytest.raises(Refusal):
        refuse_if_ended(need)

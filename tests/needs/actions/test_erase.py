"""Forgetting: what the charter keeps no longer is erased, what happened still counts."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests import factories

from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.common.queries import journal_of
from maillage.needs.actions import close_need, qualify_need
from maillage.needs.actions.erase import erase_need, erase_old_needs
from maillage.needs.enums import Outcome
from maillage.needs.models import Need
from maillage.people.models import Person
from maillage.skills.models import SkillWord
from maillage.territory.models import Territory


def a_closed_need(territory: Territory, name: str = "Zoé Blanc") -> Need:
    """A need that ended today."""
    need = factories.a_qualified_need(territory, ask=factories.an_ask(name=name, actor="Fil à Fil"))
    return close_need(need=need, outcome=Outcome.HELPED, who="ines", note="Marc l’a aidée.")


def test_need_closed_for_longer_than_the_charter_says_loses_its_words_and_names(
    territory: Territory, monday: datetime
) -> None:
    need = a_closed_need(territory)
    with clock.at(factories.after(monday, days=700)):
        assert erase_old_needs(months=24) == 0
    with clock.at(factories.after(monday, days=740)):
        assert (erase_old_needs(months=24), erase_old_needs(months=24)) == (1, 0)
    need.refresh_from_db()
    assert (need.words, need.asker_name, need.actor_name, need.outcome_note) == ("", "", "", "")
    assert (need.asker, need.actor) == (None, None)
    assert {tuple(row.spans) for row in need.skill_rows.all()} == {()}
    assert Person.objects.filter(given_name="Zoé").count() == 0


def test_erased_need_still_counts(territory: Territory, monday: datetime) -> None:
    need = a_closed_need(territory)
    before = (need.outcome, need.answer_days, need.closed_at, need.actor_kind)
    with clock.at(factories.after(monday, days=740)):
        erase_old_needs(months=24)
    need.refresh_from_db()
    assert (need.outcome, need.answer_days, need.closed_at, need.actor_kind) == before
    entry = journal_of("need", need.ref).last()
    assert entry is not None
    assert (entry.verb, entry.who, entry.why) == ("erase", "system", "retention")


def test_erasing_an_open_need_is_refused(territory: Territory) -> None:
    need = factories.a_qualified_need(territory)
    with pytest.raises(Refusal) as refused:
        erase_need(need=need, who="ines", why="asked")
    assert refused.value.code == "need_open"
    assert Need.objects.get().words == factories.FATOU_SAYS


def test_words_heard_in_an_erased_need_are_kept_without_where_they_were_heard(territory: Territory) -> None:
    need = factories.a_qualified_need(territory, ask=factories.an_ask(name="Zoé Blanc"))
    qualify_need(need=need, skills=["compta"], hours=2, who="ines", word="vieux tableur")
    need = close_need(need=need, outcome=Outcome.HELPED, who="ines")
    erase_need(need=need, who="ines", why="asked")
    word = SkillWord.objects.get()
    assert (word.word, word.heard_in) == ("vieux tableur", "")


def test_need_of_nobody_is_erased_too(territory: Territory) -> None:
    need = a_closed_need(territory)
    need.asker = None
    erase_need(need=need, who="ines", why="asked")
    assert Need.objects.get().words == ""


def test_open_need_is_never_erased(territory: Territory, monday: datetime) -> None:
    need = factories.a_qualified_need(territory)
    with clock.at(factories.after(monday, days=4000)):
        assert erase_old_needs(months=24) == 0
    need.refresh_from_db()
    assert need.words == factories.FATOU_SAYS


def test_person_who_also_helps_stays_known(city: factories.City, monday: datetime) -> None:
    a_closed_need(city.territory, name="Marc Vasseur")
    with clock.at(factories.after(monday, days=740)):
        erase_old_needs(months=24)
    assert Person.objects.filter(pk=city.marc.pk).exists()

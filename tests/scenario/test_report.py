"""The report counts what is there and names the needs that missed their fate."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.scenario.conftest import SHORT

from maillage.needs.models import Need
from maillage.scenario.data import read_demo
from maillage.scenario.fates import Fate
from maillage.scenario.report import KEPT, deviations, digest, summary
from maillage.territory.models import Territory


def test_every_fate_can_be_checked() -> None:
    assert set(KEPT) == set(Fate)


def test_summary_counts_what_is_there(played: Territory) -> None:
    city = summary(played)
    assert (city.actors, city.helpers, city.partners, city.words) == (74, 25, 8, 5)
    assert sum(city.needs.values()) == Need.objects.count()


def test_deviations_name_the_need_and_what_became_of_it(played: Territory, folder: Path) -> None:
    data = read_demo(folder / "demo").last_needs(SHORT)
    last = data.needs[-1]
    wrong = replace(data, needs=(replace(last, fate=Fate.HELPED),))
    assert deviations(played, wrong) == [f"{last.day} {last.asker} (helped): confirmed  "]


def test_deviations_miss_a_need_that_never_came(played: Territory, folder: Path) -> None:
    data = read_demo(folder / "demo").last_needs(SHORT)
    ghost = replace(data, needs=(replace(data.needs[-1], text="Rien de tel"),))
    assert deviations(played, ghost) == [
        f"{ghost.needs[0].day} daniel-okafor (to_qualify): the need is not there"
    ]


def test_digest_changes_with_any_need(played: Territory) -> None:
    before = digest(played)
    assert digest(played) == before
    need = Need.objects.first()
    assert need is not None
    Need.objects.filter(pk=need.pk).update(hours=need.hours + 1)
    assert digest(played) != before
    Need.objects.filter(pk=need.pk).update(hours=need.hours)
    assert digest(played) == before

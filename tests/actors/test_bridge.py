"""Between rows and engines: facts with their days, periods, contradictions."""

from __future__ import annotations

from datetime import date

import pytest
from tests import factories
from tests.conftest import MONDAY

from maillage.actors.bridge import broken_by, closes, counting_day, spells_of
from maillage.actors.enums import LifeEventKind
from maillage.actors.models import Actor, LifeEvent
from maillage.common import clock
from maillage.common.partial_date import PartialDate


def fact(actor: Actor, kind: str, when: str, **said: object) -> LifeEvent:
    """A fact, as it is written."""
    happened = PartialDate.parse(when)
    day = counting_day(kind, happened, ends=bool(said.get("ends", False)))
    told = {"territory": actor.territory, "source": "coordinator", "who": "ines", **said}
    row: LifeEvent = LifeEvent.objects.create(actor=actor, kind=kind, happened=when, counts_from=day, **told)
    return row


@pytest.mark.parametrize(
    ("kind", "when", "counts"),
    [
        ("founded", "2017", "2017-01-01"),
        ("seen", "2026", "2026-01-01"),
        ("renamed", "2017-05", "2017-05-01"),
        ("closed", "2017", "2017-12-31"),
        ("dormant", "2017-02", "2017-02-28"),
        ("revived", "2017-05-12", "2017-05-12"),
        ("split", "2017", "2017-01-01"),
        ("closed", "2026", "2026-06-08"),
        ("merged", "2026-06", "2026-06-08"),
        ("closed", "2026-06-08", "2026-06-08"),
    ],
)
def test_a_fact_told_on_monday_counts_from_a_day(monday: object, kind: str, when: str, counts: str) -> None:
    assert str(counting_day(kind, PartialDate.parse(when))) == counts


def test_a_split_that_ends_counts_from_its_last_day(monday: object) -> None:
    assert counting_day("split", PartialDate.parse("2017"), ends=True) == date(2017, 12, 31)


def test_a_fact_told_on_the_first_day_of_its_month_counts_from_that_day() -> None:
    with clock.at(MONDAY.replace(day=1)):
        assert counting_day("closed", PartialDate.parse("2026-06")) == date(2026, 6, 1)


def test_ends_close(city: factories.City) -> None:
    closing = [kind for kind in LifeEventKind if closes(LifeEvent(kind=kind))]
    assert closing == [LifeEventKind.MERGED, LifeEventKind.CLOSED]
    assert closes(LifeEvent(kind="split", ends=True))
    assert not closes(LifeEvent(kind="moved", ends=True))


def test_spells_say_what_the_rows_say(city: factories.City) -> None:
    LifeEvent.objects.all().delete()
    facts = [
        fact(city.forge, "founded", "2010", name="Forge", actor_kind="company"),
        fact(city.forge, "renamed", "2014-05", name="Forge & Cie", was_name="La Forge"),
        fact(city.forge, "changed_kind", "2016", actor_kind="large_company", was_kind="company"),
        fact(city.forge, "split", "2018", ends=True),
    ]
    spells = spells_of(facts, root=city.forge.pk)
    assert [(str(s.start), str(s.end), s.name, s.kind) for s in spells] == [
        ("2010-01-01", "2014-05-01", "La Forge", "company"),
        ("2014-05-01", "2016-01-01", "Forge & Cie", "company"),
        ("2016-01-01", "2018-12-31", "Forge & Cie", "large_company"),
    ]
    assert spells[-1].closes


def test_spells_follow_the_day_a_fact_counted_from_when_it_was_told(city: factories.City) -> None:
    LifeEvent.objects.all().delete()
    facts = [fact(city.forge, "founded", "2010", name="Forge"), fact(city.forge, "closed", "2026")]
    with clock.at(MONDAY.replace(year=2027)):
        assert [str(spell.end) for spell in spells_of(facts, root=city.forge.pk)] == ["2026-06-08"]


def test_facts_of_another_record_are_inherited(city: factories.City) -> None:
    LifeEvent.objects.all().delete()
    facts = [
        fact(city.forge, "seen", "2014", name="Forge", actor_kind="company"),
        fact(city.bourrasque, "founded", "2010", name="Bourrasque", actor_kind="startup"),
    ]
    (spell,) = spells_of(facts, root=city.forge.pk)
    assert (str(spell.start), spell.name, spell.kind) == ("2010-01-01", "Forge", "company")


def test_contradictions_name_the_two_rows(city: factories.City) -> None:
    LifeEvent.objects.all().delete()
    first, second = (fact(city.forge, "founded", when) for when in ("2010", "2012"))
    (broken,) = broken_by([second, first], root=city.forge.pk)
    assert broken.other is not None
    assert (broken.code, broken.event.order, broken.other.order) == ("founded_twice", second.pk, first.pk)
    assert broken_by([second, first], root=city.bourrasque.pk) == []


def test_a_fact_that_is_not_written_yet_comes_last(city: factories.City) -> None:
    LifeEvent.objects.all().delete()
    written = fact(city.forge, "renamed", "2014", name="Deux")
    new = LifeEvent(
        actor=city.forge, kind="renamed", happened="2014", counts_from=date(2014, 1, 1), name="Trois"
    )
    (spell,) = spells_of([new, written], root=city.forge.pk)
    assert spell.name == "Trois"

"""The answers of the directory, each compared with what the plain history says."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from unittest import mock

from tests.actors.plain_history import NOW, PlainHistory, State, known, span_of

from maillage.actors.enums import SHOWN
from maillage.actors.models import Actor, Episode
from maillage.actors.queries import (
    Difference,
    Moment,
    Narrowing,
    count_on,
    days,
    directory_on,
    episode_on,
    page_on,
    ties_on,
)
from maillage.common import clock


def a_moment(memory: PlainHistory, moments: list[datetime], chance: Random) -> Moment:
    """A day and a moment of knowledge, likely to be on a boundary."""
    days = [fact.day for fact in memory.facts] + [tie.first_said for tie in memory.said_ties]
    days += [day for fact in memory.facts for day in span_of(fact.written)]
    days += [day for tie in memory.said_ties for text in (tie.since, tie.until) if text
             for day in span_of(text)]  # fmt: skip
    days.append(date(2019, 1, 1) + timedelta(days=chance.randrange(3000)))
    day = chance.choice(days) + timedelta(days=chance.choice((-1, 0, 0, 1)))
    known = chance.choice(moments) + timedelta(seconds=chance.choice((-1, 0, 0, 1)))
    return Moment(day, chance.choice((None, known)))


def compare_day(memory: PlainHistory, moment: Moment, commune: int, chance: Random) -> None:
    """The directory of a day, its pages, each life and each actor's ties."""
    at = moment.known_at or NOW
    expected = memory.directory(moment.day, at)
    rows = list(directory_on(moment).select_related("address"))
    assert {row.actor_id: told(row) for row in rows} == expected
    assert len(rows) == count_on(moment) == len(expected)
    start = chance.randrange(len(rows) + 1)
    with mock.patch.object(days, "FEW", chance.choice((0, 2000))):
        assert page_on(moment, start=start, size=2) == rows[start : start + 2]
        some = Narrowing(("startup",), (commune,))
        narrowed = [row for row in rows if row.kind == "startup" and row.commune_id == commune]
        assert page_on(moment, some) == narrowed
    assert count_on(moment, some) == len(narrowed)
    for actor in chance.choices(list(Actor.objects.all()), k=2) if Actor.objects.exists() else ():
        episode = episode_on(actor, moment.day, moment.known_at)
        assert (told(episode) if episode else None) == expected.get(memory.root(actor.pk, at))
        ties = {tie.thread for tie in ties_on(actor, moment.day, moment.known_at)}
        assert ties == memory.ties_of(actor.pk, moment.day, at)


def compare_difference(memory: PlainHistory, one: Moment, two: Moment) -> None:
    """What differs between two moments: the difference of two sets."""
    first, second = (memory.directory(m.day, m.known_at or NOW) for m in (one, two))
    tied, untied = (set(memory.ties(m.day, m.known_at or NOW)) for m in (two, one))
    expected = {
        "appeared": second.keys() - first.keys(),
        "gone": first.keys() - second.keys(),
        "changed": {actor for actor in first.keys() & second.keys() if first[actor] != second[actor]},
        "tied": tied - untied,
        "untied": untied - tied,
    }
    between = Difference(one, two)
    findings = between.findings()
    for section, wanted in expected.items():
        rows = list(getattr(between, section))
        assert {row.thread if "tied" in section else row.actor_id for row in rows} == wanted
        assert len(rows) == findings.count(section) == len(wanted)
        assert findings.rows(section) == rows
    before = between.before(between.changed)
    assert {actor: told(row) for actor, row in before.items()} == {
        actor: first[actor] for actor in expected["changed"]
    }


def compare_records(memory: PlainHistory, commune: int) -> None:
    """Each record says what is so today."""
    today = clock.today()
    listed = Actor.objects.select_related("address").filter(listing__in=SHOWN)
    assert {actor.pk for actor in listed} == {
        memory.root(fact.record, NOW) for fact in known(memory.facts, NOW)
    }
    for actor in listed:
        state = memory.state(actor.pk, today, NOW)
        assert actor.life == (state["state"] if state else "ended")
        if state:
            said = {"name": actor.name, "kind": actor.kind, "place": street(actor), "state": actor.life}
            assert said == state
        assert actor.commune_id == (commune if actor.address else None)


def told(row: Episode) -> State:
    """What an episode says."""
    return {"name": row.name, "kind": row.kind, "place": street(row), "state": row.state}


def street(row: Episode | Actor) -> str:
    """Its street, empty where it is not known."""
    return row.address.street if row.address else ""

"""Events, ties, past states and changes as records."""

from __future__ import annotations

from datetime import date

from tests.directory_stage import Stage

from maillage.actors.actions import merge_records
from maillage.actors.exports.records import (
    address_record,
    episode_record,
    event_record,
    line_record,
    named,
    tie_record,
)
from maillage.actors.models import LifeEvent, Tie
from maillage.actors.queries import Difference, Moment, episode_on
from maillage.actors.queries.changes import Line


def test_an_event_says_what_when_and_who_says_so(directory: Stage) -> None:
    event = LifeEvent.objects.get(kind="renamed")
    record = event_record(event)
    told = ("event", "kind", "happened", "name", "was_name", "source", "known_from", "known_until", "other")
    assert {name: record[name] for name in told} == {
        "event": event.ref,
        "kind": "renamed",
        "happened": "2019-03",
        "name": "Bourrasque",
        "was_name": "Coup de Vent",
        "source": {"kind": "coordinator", "name": "", "url": ""},
        "known_from": "2026-03-02T09:00:00+00:00",
        "known_until": None,
        "other": None,
    }
    assert "who" not in record


def test_a_tie_is_read_from_its_first_actor(directory: Stage) -> None:
    tie = Tie.objects.get(kind="hosts")
    record = tie_record(tie)
    told = ("tie", "kind", "since", "until", "end_reason")
    assert {name: record[name] for name in told} == {
        "tie": tie.thread,
        "kind": "hosts",
        "since": "2016-01",
        "until": "2020-05-02",
        "end_reason": "moved",
    }
    assert (record["from"]["name"], record["to"]["name"]) == ("La Forge", "Bourrasque")


def test_a_past_state_has_its_period(directory: Stage) -> None:
    episode = episode_on(directory.bourrasque, date(2019, 6, 1))
    assert episode is not None
    record = episode_record(episode)
    assert (record["name"], record["valid_from"], record["valid_until"], record["address"]["street"]) == (
        "Bourrasque",
        "2019-03-01",
        "2020-05-02",
        "1 rue du Puits",
    )
    now = episode_on(directory.bourrasque, date(2026, 1, 1))
    assert now is not None
    assert episode_record(now)["valid_until"] is None


def test_an_absorbed_actor_is_mentioned_by_the_record_it_is_read_on(directory: Stage) -> None:
    merge_records(kept=directory.forge, absorbed=directory.fil, who="system")
    assert named(directory.fil)["ref"] == directory.forge.ref


def test_no_address_is_null() -> None:
    assert address_record(None) is None


def test_a_line_has_both_states_or_the_two_ends_of_a_tie(directory: Stage) -> None:
    before = episode_on(directory.bourrasque, date(2018, 1, 1))
    after = episode_on(directory.bourrasque, date(2019, 6, 1))
    line = Line(("renamed",), "2019-03", before=before, after=after)
    record = line_record(line, "renamed")
    assert (record["change"], record["on"], record["before"]["name"], record["after"]["name"]) == (
        "renamed",
        "2019-03",
        "Coup de Vent",
        "Bourrasque",
    )
    tied = line_record(Line(("tied",), "2018", tie=Tie.objects.get(kind="member_of")), "tied")
    assert (tied["tie"], tied["from"]["name"], tied["to"]["name"]) == ("member_of", "Bourrasque", "Fil à Fil")
    assert Difference(Moment(date(2018, 1, 1)), Moment(date(2019, 6, 1))).findings().count("changed") == 1

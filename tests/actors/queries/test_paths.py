"""The path of a person: functions in order, actors as they were then, and the worlds they go through."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories

from maillage.actors.actions import (
    Happening,
    join_actor,
    leave_actor,
    merge_records,
    record_event,
    register_actor,
)
from maillage.actors.enums import ActorKind, LifeEventKind
from maillage.actors.models import Actor
from maillage.actors.queries import path_of, worlds_of
from maillage.people.enums import PathKind
from maillage.people.models import Person
from maillage.territory.models import Territory


def joined(
    territory: Territory, person: Person, name: str, kind: ActorKind, *, since: str, until: str = ""
) -> Actor:
    """An actor founded in 2000, and her function there."""
    actor = register_actor(territory=territory, name=name, kind=kind, founded="2000")
    membership = join_actor(actor=actor, person=person, titles={"fr": "membre"}, since=since)
    if until:
        leave_actor(membership=membership, who="ines", until=until)
    return actor


def told(person: Person) -> list[tuple[str, str, str, str]]:
    """From when to when, where, and in which world."""
    return [(step.since, step.until, step.name, str(step.world)) for step in path_of(person)]


def test_a_path_goes_from_world_to_world(territory: Territory) -> None:
    person = factories.a_person(territory, "Lou Roche")
    joined(territory, person, "Jeune Pousse", ActorKind.STARTUP, since="2022")
    joined(territory, person, "Mairie", ActorKind.PUBLIC_BODY, since="2010", until="2015-06")
    joined(territory, person, "École", ActorKind.SCHOOL, since="2015", until="2019")
    joined(territory, person, "Atelier", ActorKind.ASSOCIATION, since="")
    assert told(person) == [
        ("", "", "Atelier", "association"),
        ("2010", "juin 2015", "Mairie", "public"),
        ("2015", "2019", "École", "public"),
        ("2022", "", "Jeune Pousse", "startup"),
    ]
    assert worlds_of(path_of(person)) == [PathKind.ASSOCIATION, PathKind.PUBLIC, PathKind.STARTUP]


def test_an_actor_is_told_as_it_was_when_the_function_began(territory: Territory) -> None:
    person = factories.a_person(territory, "Lou Roche")
    actor = joined(territory, person, "Fil à Fil", ActorKind.COLLECTIVE, since="2005", until="2010")
    for what in (
        Happening(LifeEventKind.RENAMED, "2012", name="Bourrasque"),
        Happening(LifeEventKind.CHANGED_KIND, "2012", actor_kind=ActorKind.COMPANY),
    ):
        record_event(actor=actor, what=what, who="ines")
    join_actor(actor=actor, person=person, titles={"fr": "gérante"}, since="2020")
    assert [row[2:] for row in told(person)] == [("Fil à Fil", "association"), ("Bourrasque", "private")]
    join_actor(actor=actor, person=factories.a_person(territory, "Zoé Lune"), titles={}, since="1990")
    assert told(Person.objects.get(family_name="Lune"))[0][2:] == ("Fil à Fil", "association")


def test_a_function_of_a_record_merged_away_is_read_on_the_other(territory: Territory) -> None:
    person = factories.a_person(territory, "Lou Roche")
    gone = joined(territory, person, "Ecole", ActorKind.SCHOOL, since="2015")
    kept = register_actor(territory=territory, name="École", kind=ActorKind.SCHOOL, founded="2000")
    merge_records(kept=kept, absorbed=gone, who="ines")
    assert [(step.actor, step.name) for step in path_of(person)] == [(kept, "École")]


def test_a_path_costs_two_queries(territory: Territory) -> None:
    person = factories.a_person(territory, "Lou Roche")
    for number in range(5):
        joined(
            territory,
            person,
            f"Atelier {number}",
            ActorKind.ASSOCIATION,
            since=str(2001 + number),
            until="2015",
        )
    with CaptureQueriesContext(connection) as asked:
        path_of(person)
    assert len(asked) == 2


def test_nobody_has_a_path_without_a_function(territory: Territory) -> None:
    person = factories.a_person(territory, "Lou Roche")
    assert (path_of(person), worlds_of([])) == ([], [])

"""One object of each kind that the addresses of the registry hold."""

from __future__ import annotations

from maillage.actors.actions import (
    Bond,
    Happening,
    Profile,
    describe_actor,
    end_tie,
    join_actor,
    merge_records,
    record_event,
    register_actor,
    settle_as_distinct,
    take_back_event,
    tie_actors,
)
from maillage.actors.enums import ActorKind, LifeEventKind, TieEnd, TieKind
from maillage.actors.models import Actor, Double, PastProfile
from maillage.people.actions import register_person
from maillage.people.models import Person
from maillage.territory.models import Territory


def an_association(territory: Territory, name: str) -> Actor:
    """A record of this name."""
    return register_actor(territory=territory, name=name, kind=ActorKind.ASSOCIATION)


def a_double(territory: Territory, name: str) -> Double:
    """Two records of this name, proposed as a double."""
    one, two = an_association(territory, name), an_association(territory, name.upper())
    reasons = [{"code": "same_name", "weight": 5.0}, {"code": "different_phone", "weight": -2.0}]
    double: Double = Double.objects.create(
        territory=territory, one=one, two=two, probability=0.9, reasons=reasons
    )
    return double


def registry_things(territory: Territory, person: Person) -> dict[str, str]:
    """For each route of the registry that names an object, the reference (or the number) of one."""
    actor, other, third = (an_association(territory, name) for name in ("Registre", "Lié", "Réuni"))
    rename = Happening(LifeEventKind.RENAMED, "2017", name="Registre")
    event = record_event(actor=actor, what=rename, who="system")
    tie = tie_actors(actor=actor, other=other, bond=Bond(TieKind.HOSTS), who="system")
    function = join_actor(actor=actor, person=person, titles={"fr": "membre"})
    describe_actor(actor=actor, profile=Profile(hours="lundi"), who="system")
    merge = merge_records(kept=actor, absorbed=third, who="system")
    double = a_double(territory, "Ponts")
    past = PastProfile.objects.filter(actor=actor).latest("pk")
    pages = ("edit", "event", "tie", "members", "merge", "history")
    return {
        **{f"registry:{page}": actor.ref for page in pages},
        **{f"registry:event_{act}": event.ref for act in ("edit", "undo", "restore")},
        **{f"registry:tie_{act}": tie.ref for act in ("edit", "end", "undo", "restore")},
        **{f"registry:double_{act}": double.ref for act in ("same", "distinct", "reopen")},
        "registry:member_end": str(function.pk),
        "registry:path": person.ref,
        "registry:profile_restore": str(past.pk),
        "registry:unmerge": merge.ref,
    }


def registry_crowd(territory: Territory, rows: int) -> Actor:
    """A record with ``rows`` of all that the registry lists: facts, ties, people, states, merges, doubles."""
    actor = an_association(territory, "Registre des foules")
    for number in range(rows):
        other = an_association(territory, f"Foule {number}")
        rename = Happening(LifeEventKind.RENAMED, str(2020 - number), name=f"Registre {number}")
        event = record_event(actor=actor, what=rename, who="system")
        if number % 2:
            take_back_event(event=event, who="system")
        tie = tie_actors(actor=actor, other=other, bond=Bond(TieKind.HOSTS), who="system")
        end_tie(tie=tie, until="2020", reason=TieEnd.STOPPED, who="system")
        person = register_person(
            territory=territory, given_name=f"P{number}", family_name="F", email=f"p{number}@foule.example"
        )
        join_actor(actor=actor, person=person, titles={"fr": "membre"})
        profile = Profile(hours=f"jour {number}", contacts=(("email", f"a{number}@foule.example", "public"),))
        describe_actor(actor=actor, profile=profile, who="system")
        merge_records(kept=actor, absorbed=an_association(territory, f"Autre {number}"), who="system")
        a_double(territory, f"Pont {number}")
        settle_as_distinct(double=a_double(territory, f"Rive {number}"), who="system")
    return actor

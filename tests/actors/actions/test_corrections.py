"""What was said of an entry is written by the action that is meant for it, whole or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import factories
from tests.actors.upkeep_stage import told, with_email

from maillage.actors.actions import (
    Profile,
    Provenance,
    Whereabouts,
    apply_changes,
    describe_actor,
    merge_records,
    record_event,
    register_actor,
)
from maillage.actors.actions.life import Happening
from maillage.actors.corrections import Changes, NewAddress, NewContact, NewName
from maillage.actors.enums import ActorKind, ContactKind, LifeEventKind, LifeState, SourceKind, Visibility
from maillage.actors.models import Actor, Contact, LifeEvent
from maillage.actors.queries import known_events
from maillage.common.errors import Refusal
from maillage.territory.models import Commune

RUE = NewAddress("3 rue du Port", "99000", "VOLCANVILLE")


def apply(actor: Actor, changes: Changes) -> Actor:
    """Write changes as somebody."""
    return apply_changes(actor=actor, changes=changes, who="somebody")


def facts(actor: Actor) -> list[tuple[str, str, str, str]]:
    """What is known of a life: kind, date, name, address."""
    return [(e.kind, e.happened, e.name, e.address.line if e.address else "") for e in known_events(actor)]


def contacts(actor: Actor) -> set[tuple[str, str, str]]:
    """Every contact of an entry."""
    return set(Contact.objects.filter(actor=actor).values_list("kind", "value", "visibility"))


@pytest.fixture
def atelier(city: factories.City) -> Actor:
    """L’Atelier, founded in 2017, with its address from the start."""
    return register_actor(
        territory=city.territory,
        name="Latelier",
        kind=ActorKind.ASSOCIATION,
        where=Whereabouts(street="1 place Haute", city="Volcanville"),
        founded="2017-05",
        source=Provenance(SourceKind.IMPORT, "annuaire.csv"),
    )


def test_nothing_to_change_changes_nothing(atelier: Actor) -> None:
    apply(atelier, Changes())
    assert told(atelier) == []
    assert facts(atelier) == [("founded", "2017-05", "Latelier", "1 place Haute, Volcanville")]


def test_a_new_name_is_a_fact_with_its_date(atelier: Actor) -> None:
    changed = apply(atelier, Changes(name=NewName("L’Atelier haut", since="2020")))
    assert changed.name == "L’Atelier haut"
    assert facts(atelier)[1] == ("renamed", "2020", "L’Atelier haut", "")


def test_a_new_name_without_date_is_new_today(atelier: Actor) -> None:
    apply(atelier, Changes(name=NewName("L’Atelier haut")))
    assert facts(atelier)[1][:2] == ("renamed", "2026-06-08")


def test_a_new_name_older_than_our_first_trace_is_the_name_of_that_trace(city: factories.City) -> None:
    changed = apply(city.fil_a_fil, Changes(name=NewName("Fil et Fil", since="2020")))
    assert changed.name == "Fil et Fil"
    assert facts(city.fil_a_fil) == [
        ("renamed", "2020", "Fil et Fil", ""),
        ("seen", "2026-06-08", "Fil et Fil", ""),
    ]
    assert known_events(city.fil_a_fil)[0].was_name == "Fil à Fil"


def test_a_move_older_than_our_first_trace_is_the_address_of_that_trace(city: factories.City) -> None:
    actor = register_actor(
        territory=city.territory,
        name="Vue hier",
        kind=ActorKind.ASSOCIATION,
        where=Whereabouts(street="1 place Haute", city="Volcanville"),
    )
    changed = apply(actor, Changes(address=replace(RUE, since="2024")))
    assert changed.address is not None
    assert changed.address.street == "3 rue du Port"
    assert [fact[3] for fact in facts(actor)] == ["3 rue du Port, 99000 VOLCANVILLE"] * 2
    moved = known_events(actor)[0]
    assert moved.was_address is not None
    assert moved.was_address.street == "1 place Haute"


def test_a_name_that_was_wrong_is_corrected_where_it_was_told(atelier: Actor) -> None:
    changed = apply(atelier, Changes(name=NewName("L’Atelier", was_wrong=True)))
    assert changed.name == "L’Atelier"
    assert facts(atelier) == [("founded", "2017-05", "L’Atelier", "1 place Haute, Volcanville")]
    assert LifeEvent.objects.filter(actor=atelier).count() == 2  # what we knew can still be asked


def test_the_latest_name_is_the_one_that_was_wrong(atelier: Actor) -> None:
    record_event(
        actor=atelier, what=Happening(LifeEventKind.RENAMED, "2020", name="Latelié", note="AG"), who="system"
    )
    apply(atelier, Changes(name=NewName("L’Atelier", was_wrong=True)))
    assert facts(atelier)[0][2] == "Latelier"
    assert facts(atelier)[1] == ("renamed", "2020", "L’Atelier", "")
    assert known_events(atelier)[1].note == "AG"


def test_the_name_it_has_already_changes_nothing(atelier: Actor) -> None:
    apply(atelier, Changes(name=NewName("Latelier")))
    assert told(atelier) == []


def test_a_move_is_a_fact_in_the_commune_of_that_name(atelier: Actor) -> None:
    changed = apply(atelier, Changes(address=replace(RUE, since="2024-03")))
    assert changed.address is not None
    assert changed.address.line == "3 rue du Port, 99000 VOLCANVILLE"
    assert changed.commune == Commune.objects.get(name="Volcanville")
    assert facts(atelier)[1][:2] == ("moved", "2024-03")


def test_an_address_elsewhere_has_no_commune(atelier: Actor) -> None:
    changed = apply(atelier, Changes(address=NewAddress("2 quai Bas", "29000", "Rivemer")))
    assert (changed.commune, changed.address.city if changed.address else "") == (None, "Rivemer")


def test_an_address_that_was_wrong_is_corrected_with_the_birth_that_told_it(atelier: Actor) -> None:
    apply(atelier, Changes(address=replace(RUE, was_wrong=True)))
    assert facts(atelier) == [("founded", "2017-05", "Latelier", "3 rue du Port, 99000 VOLCANVILLE")]


def test_an_address_that_was_missing_is_known_from_the_start(city: factories.City) -> None:
    apply(city.fil_a_fil, Changes(address=replace(RUE, was_wrong=True)))
    assert facts(city.fil_a_fil) == [("seen", "2026-06-08", "Fil à Fil", "3 rue du Port, 99000 VOLCANVILLE")]


def test_correcting_the_name_keeps_the_address_that_the_same_fact_told(atelier: Actor) -> None:
    apply(atelier, Changes(name=NewName("L’Atelier", was_wrong=True)))
    atelier.refresh_from_db()
    assert atelier.address is not None
    assert atelier.address.street == "1 place Haute"


def test_a_contact_takes_the_place_of_another_and_the_rest_stays(city: factories.City) -> None:
    actor = city.fil_a_fil
    with_email(actor, "vieux@filafil.example", "autre@filafil.example", visibility=Visibility.NETWORK)
    site = NewContact(ContactKind.WEBSITE, "", "https://filafil.example/")
    email = NewContact(ContactKind.EMAIL, "vieux@filafil.example", "neuf@filafil.example", Visibility.PUBLIC)
    apply(actor, Changes(contacts=(site, email)))
    assert contacts(actor) == {
        ("email", "neuf@filafil.example", "public"),
        ("email", "autre@filafil.example", "network"),
        ("website", "https://filafil.example", "public"),
    }


def test_an_emptied_contact_goes_away(city: factories.City) -> None:
    with_email(city.fil_a_fil, "vieux@filafil.example")
    gone = NewContact(ContactKind.EMAIL, "vieux@filafil.example", "")
    apply(city.fil_a_fil, Changes(contacts=(gone,)))
    assert contacts(city.fil_a_fil) == set()


def test_a_contact_that_is_there_already_is_not_there_twice(city: factories.City) -> None:
    with_email(city.fil_a_fil, "un@filafil.example", "deux@filafil.example")
    same = NewContact(ContactKind.EMAIL, "un@filafil.example", "deux@filafil.example", Visibility.NETWORK)
    apply(city.fil_a_fil, Changes(contacts=(same,)))
    assert [value for _kind, value, _seen in contacts(city.fil_a_fil)] == ["deux@filafil.example"]


def test_a_description_is_written_in_its_language_only(city: factories.City) -> None:
    describe_actor(
        actor=city.fil_a_fil, profile=Profile(descriptions={"fr": "Coudre", "en": "Sewing"}), who="system"
    )
    changed = apply(city.fil_a_fil, Changes(description="Sewing together", language="en"))
    assert changed.descriptions == {"fr": "Coudre", "en": "Sewing together"}


def test_hours_can_be_emptied(city: factories.City) -> None:
    describe_actor(actor=city.fil_a_fil, profile=Profile(hours="mardi"), who="system")
    assert apply(city.fil_a_fil, Changes(hours="")).hours == ""


def test_the_end_is_declared(atelier: Actor) -> None:
    changed = apply(atelier, Changes(closed_on="2025"))
    assert (changed.life, changed.ended) == (LifeState.ENDED, "2025")
    closed = known_events(atelier).get(kind=LifeEventKind.CLOSED)
    assert (closed.source, closed.who) == (SourceKind.DECLARED, "somebody")


def test_what_cannot_be_leaves_everything_as_it_was(atelier: Actor) -> None:
    with pytest.raises(Refusal) as refused:
        apply(atelier, Changes(name=NewName("L’Atelier"), hours="mardi", closed_on="2012"))
    assert refused.value.code == "before_birth"
    atelier.refresh_from_db()
    assert (atelier.name, atelier.hours, told(atelier)) == ("Latelier", "", [])


def test_a_merged_record_is_written_where_it_is_read(city: factories.City, atelier: Actor) -> None:
    merge_records(kept=city.forge, absorbed=atelier, who="system")
    atelier.refresh_from_db()
    with pytest.raises(Refusal) as refused:
        apply(atelier, Changes(hours="mardi"))
    assert refused.value.code == "absorbed"

"""Pairs that may be one actor: proposed once, refreshed, dropped when nothing is alike any more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import factories
from tests.conftest import MONDAY

from maillage.actors.actions import ask_doubles, find_doubles, register_actor, settle_as_distinct
from maillage.actors.actions import doubles as door
from maillage.actors.enums import ActorKind, ContactKind, DoubleState
from maillage.actors.models import Actor, Contact, Double
from maillage.common import clock
from maillage.common.models import JournalEntry
from maillage.duty.rounds import compare_records


def a_look_alike(city: factories.City, name: str) -> tuple[Actor, Actor]:
    """Two records of one name that share a mail."""
    made = tuple(
        register_actor(territory=city.territory, name=text, kind=ActorKind.ASSOCIATION)
        for text in (name, f"Association {name}")
    )
    for actor in made:
        Contact.objects.create(
            actor=actor, kind=ContactKind.EMAIL, value=f"{name.split(maxsplit=1)[0].lower()}@example.org"
        )
    return made[0], made[1]


def open_pairs() -> set[tuple[int, int]]:
    """The pairs that wait for a decision."""
    return set(Double.objects.filter(state=DoubleState.OPEN).values_list("one_id", "two_id"))


def test_a_pair_is_proposed_once_with_its_reasons(city: factories.City) -> None:
    one, two = a_look_alike(city, "Zéphyr Bleu")
    assert [find_doubles(territory=city.territory) for _ in range(2)] == [1, 0]
    double = Double.objects.get()
    assert (double.one, double.two) == (one, two)
    assert {reason["code"] for reason in double.reasons} >= {"same_email", "same_name"}


def test_a_pair_that_was_put_apart_is_not_proposed_again(city: factories.City) -> None:
    a_look_alike(city, "Zéphyr Bleu")
    find_doubles(territory=city.territory)
    settle_as_distinct(double=Double.objects.get(), who=city.ines.ref)
    assert (find_doubles(territory=city.territory), open_pairs()) == (0, set())


def test_a_pair_that_is_no_longer_alike_is_dropped_by_a_whole_search_only(city: factories.City) -> None:
    one, two = a_look_alike(city, "Zéphyr Bleu")
    third, fourth = a_look_alike(city, "Ondine Verte")
    find_doubles(territory=city.territory)
    Actor.objects.filter(pk=two.pk).update(name="Marteau Rouge")
    Contact.objects.filter(actor=two).delete()
    find_doubles(territory=city.territory, among=[third.pk])
    assert open_pairs() == {(one.pk, two.pk), (third.pk, fourth.pk)}
    find_doubles(territory=city.territory)
    assert open_pairs() == {(third.pk, fourth.pk)}
    assert JournalEntry.objects.filter(verb="find_doubles").latest("pk").data["dropped"] == 1


def test_a_large_directory_is_left_to_the_worker(
    city: factories.City, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_look_alike(city, "Zéphyr Bleu")
    monkeypatch.setattr(door, "AT_ONCE", 1)
    assert ask_doubles(territory=city.territory, who=city.ines.ref) is None
    assert open_pairs() == set()
    with clock.at(MONDAY + timedelta(minutes=1)):  # at nine in the morning, not at night
        assert compare_records(city.territory) == 1
        assert compare_records(city.territory) == 0


def test_a_small_directory_is_compared_at_once(city: factories.City) -> None:
    a_look_alike(city, "Zéphyr Bleu")
    assert ask_doubles(territory=city.territory, who=city.ines.ref) == 1

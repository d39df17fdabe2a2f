"""Who is in an actor, as what, from when to when."""

from __future__ import annotations

import pytest
from tests import factories
from tests.actors.actions.refusals import plain, refused

from maillage.actors.actions import join_actor, leave_actor, merge_records
from maillage.actors.enums import ActorKind
from maillage.actors.models import Membership
from maillage.common.queries import journal_of
from maillage.territory.models import Territory


def test_person_joins_an_actor_once(territory: Territory) -> None:
    fatou = factories.a_person(territory, "Fatou Diallo")
    actor = factories.an_actor(territory, "Fil à Fil", ActorKind.ASSOCIATION, fatou)
    again = join_actor(actor=actor, person=fatou, titles={"fr": "présidente"})
    assert (Membership.objects.get(), again.titles["fr"]) == (again, "membre")
    assert [entry.verb for entry in journal_of("actor", actor.ref)] == ["register", "join"]


def test_function_has_a_beginning_with_its_precision(city: factories.City) -> None:
    joined = join_actor(
        actor=city.forge, person=city.karim, titles={"fr": "trésorier"}, since=" 2020-03 ", who="ines"
    )
    assert (joined.since, joined.until, joined.title) == ("2020-03", "", "trésorier")
    entry = list(journal_of("actor", city.forge.ref))[-1]
    assert (entry.verb, entry.who, entry.data) == ("join", "ines", {"person": city.karim.ref})


def test_beginning_that_is_no_date_or_is_to_come_is_refused(city: factories.City) -> None:
    for since, code in (("mars", "bad_date"), ("2027", "future_date")):
        with refused(code):
            join_actor(actor=city.forge, person=city.karim, titles={}, since=since)
    assert not Membership.objects.filter(actor=city.forge, person=city.karim).exists()


def test_function_ends_today_unless_a_date_is_given(city: factories.City) -> None:
    membership = Membership.objects.get(person=city.fatou)
    leave_actor(membership=membership, who="ines")
    assert Membership.objects.get(person=city.fatou).until == "2026-06-08"
    entry = list(journal_of("actor", city.fil_a_fil.ref))[-1]
    assert (entry.verb, entry.who, entry.data) == ("leave", "ines", {"person": city.fatou.ref})


def test_who_comes_back_has_two_functions(city: factories.City) -> None:
    leave_actor(membership=Membership.objects.get(person=city.fatou), who="ines", until="2024")
    join_actor(actor=city.fil_a_fil, person=city.fatou, titles={"fr": "présidente"}, since="2026")
    rows = Membership.objects.filter(person=city.fatou).order_by("pk")
    assert list(rows.values_list("since", "until")) == [("", "2024"), ("2026", "")]


def test_function_does_not_end_before_it_began(city: factories.City) -> None:
    joined = join_actor(actor=city.forge, person=city.karim, titles={}, since="2020-03")
    with refused("ends_before") as refusal:
        leave_actor(membership=joined, who="ines", until="2020-02")
    assert plain(str(refusal.value)) == "Cette fonction finirait avant d’avoir commencé. Corrigez la date."
    joined.refresh_from_db()
    assert joined.until == ""


@pytest.mark.parametrize("until", ["2020", "2020-03", "2020-03-01"])
def test_function_may_end_in_the_month_or_the_year_it_began(city: factories.City, until: str) -> None:
    joined = join_actor(actor=city.forge, person=city.karim, titles={}, since="2020-03")
    assert leave_actor(membership=joined, who="ines", until=until).until == until


def test_nobody_joins_a_record_merged_away(city: factories.City) -> None:
    merge_records(kept=city.forge, absorbed=city.bourrasque, who="ines")
    with refused("absorbed", 409):
        join_actor(actor=city.bourrasque, person=city.lea, titles={})

"""Two records of one actor: put together with both histories, taken apart as they were."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests import factories
from tests.actors.actions.refusals import plain, refused
from tests.conftest import MONDAY

from maillage.actors.actions import (
    Bond,
    Happening,
    Profile,
    describe_actor,
    join_actor,
    merge_records,
    record_event,
    register_actor,
    tie_actors,
    undo_merge,
)
from maillage.actors.enums import ActorKind, ContactKind, LifeEventKind, Listing, TieKind, Visibility
from maillage.actors.models import (
    Actor,
    ActorName,
    Contact,
    Double,
    Episode,
    Identifier,
    LifeEvent,
    Membership,
    PastProfile,
    RecordMerge,
    Tie,
)
from maillage.actors.queries import episode_on, family_of, profile_of, profile_then, ties_on
from maillage.common import clock
from maillage.common.queries import journal_of
from maillage.needs.models import Need
from maillage.pledges.models import Pledge
from maillage.territory.models import Territory

TODAY = date(2026, 6, 8)
EMAIL, PHONE, PUBLIC = ContactKind.EMAIL, ContactKind.PHONE, Visibility.PUBLIC


@pytest.fixture
def twin(city: factories.City) -> Actor:
    """Another record of Fil à Fil, older, with a number and two contacts, one of which the first one has."""
    actor = register_actor(
        territory=city.territory, name="Fil-à-Fil", kind=ActorKind.COLLECTIVE, founded="2012"
    )
    same = (EMAIL, "bonjour@fil.example", PUBLIC)
    describe_actor(actor=city.fil_a_fil, profile=Profile(contacts=(same,)), who="ines")
    mine = Profile(
        identifiers=(("siren", "732 829 320"),), contacts=(same, (PHONE, "04 73 00 00 00", PUBLIC))
    )
    return describe_actor(actor=actor, profile=mine, who="ines")


def everything(*actors: Actor) -> list[object]:
    """What records are and have."""
    models = (Contact, Identifier, Membership, ActorName, LifeEvent)
    rows = [
        sorted(model._default_manager.filter(actor__in=actors).values_list("pk", "actor")) for model in models
    ]
    fields = ("pk", "name", "kind", "listing", "merged_into", "life", "founded")
    return [*rows, sorted(Actor.objects.filter(pk__in=[a.pk for a in actors]).values_list(*fields))]


def shown() -> list[tuple[int, str, str]]:
    """The directory of today."""
    rows = Episode.objects.filter(known_until__year=9999, valid_from__lte=TODAY, valid_until__gt=TODAY)
    return sorted(rows.values_list("actor_id", "name", "valid_from__year"))


def test_merged_records_show_as_one_with_both_histories(city: factories.City, twin: Actor) -> None:
    merge = merge_records(kept=city.fil_a_fil, absorbed=twin, who="ines", why="même adresse")
    assert (twin.listing, twin.merged_into, merge.was_listing) == ("absorbed", city.fil_a_fil, "listed")
    assert (merge.who, merge.why) == ("ines", "même adresse")
    mine = [row for row in shown() if row[0] in (city.fil_a_fil.pk, twin.pk)]
    assert mine == [(city.fil_a_fil.pk, "Fil à Fil", 2012)]
    assert (city.fil_a_fil.founded, city.fil_a_fil.kind) == ("2012", "association")
    entry = list(journal_of("actor", city.fil_a_fil.ref))[-1]
    assert (entry.verb, entry.why) == ("merge", "même adresse")
    assert entry.data == {"absorbed": twin.ref, "merge": merge.ref}


def test_belongings_go_to_the_kept_record_and_what_it_has_already_stays(
    city: factories.City, twin: Actor
) -> None:
    join_actor(actor=twin, person=city.karim, titles={"fr": "voisin"})
    join_actor(actor=twin, person=city.fatou, titles={"fr": "présidente"})
    merge_records(kept=city.fil_a_fil, absorbed=twin, who="ines")
    contacts = Contact.objects.values_list("actor__name", "value")
    assert sorted(contacts) == [
        ("Fil à Fil", "+33473000000"),
        ("Fil à Fil", "bonjour@fil.example"),
        ("Fil-à-Fil", "bonjour@fil.example"),
    ]
    assert Identifier.objects.get().actor == city.fil_a_fil
    people = Membership.objects.filter(actor__in=(city.fil_a_fil, twin))
    assert sorted(people.values_list("actor__name", "person__given_name")) == [
        ("Fil à Fil", "Fatou"),
        ("Fil à Fil", "Karim"),
        ("Fil-à-Fil", "Fatou"),
    ]
    assert list(ActorName.objects.values_list("actor__name", "kind", "text")) == [
        ("Fil à Fil", "other", "Fil-à-Fil")
    ]


def test_belongings_of_other_apps_follow(city: factories.City) -> None:
    need = factories.a_submitted_need(city.territory, factories.an_ask())
    Need.objects.filter(pk=need.pk).update(actor=city.forge)
    merge = merge_records(kept=city.bourrasque, absorbed=city.forge, who="ines")
    need.refresh_from_db()
    city.pledge.refresh_from_db()
    assert (need.actor, city.pledge.partner) == (city.bourrasque, city.bourrasque)
    undo_merge(merge=merge, who="ines")
    need.refresh_from_db()
    assert (need.actor, Pledge.objects.get(pk=city.pledge.pk).partner) == (city.forge, city.forge)


def test_undone_merge_leaves_both_records_as_they_were(city: factories.City, twin: Actor) -> None:
    before, directory = everything(city.fil_a_fil, twin), shown()
    merge = merge_records(kept=city.fil_a_fil, absorbed=twin, who="ines")
    assert (everything(city.fil_a_fil, twin) == before, shown() == directory) == (False, False)
    with clock.at(MONDAY + timedelta(days=9)):
        assert undo_merge(merge=merge, who="fatou", why="deux associations") == twin
    assert (everything(city.fil_a_fil, twin), shown()) == (before, directory)
    merge.refresh_from_db()
    assert merge.undone_at == MONDAY + timedelta(days=9)
    entry = list(journal_of("actor", city.fil_a_fil.ref))[-1]
    assert (entry.verb, entry.who, entry.why) == ("undo_merge", "fatou", "deux associations")


def test_listing_from_before_the_merge_comes_back(city: factories.City, twin: Actor) -> None:
    Actor.objects.filter(pk=twin.pk).update(listing=Listing.ARCHIVED)
    merge = merge_records(kept=city.fil_a_fil, absorbed=twin, who="ines")
    assert undo_merge(merge=merge, who="ines").listing == "archived"


def test_what_was_known_at_each_moment_stays_known(city: factories.City, twin: Actor) -> None:
    moments = [MONDAY + timedelta(days=number) for number in (0, 1, 2)]
    with clock.at(moments[1]):
        merge = merge_records(kept=city.fil_a_fil, absorbed=twin, who="ines")
    with clock.at(moments[2]):
        undo_merge(merge=merge, who="ines")
    names = [[episode_on(actor, TODAY, at) for at in moments] for actor in (city.fil_a_fil, twin)]
    assert [[row.name for row in rows if row] for rows in names] == [
        ["Fil à Fil"] * 3,
        ["Fil-à-Fil", "Fil à Fil", "Fil-à-Fil"],
    ]


def test_facts_told_while_merged_stay_with_the_kept_record(city: factories.City, twin: Actor) -> None:
    merge = merge_records(kept=city.fil_a_fil, absorbed=twin, who="ines")
    what = Happening(LifeEventKind.RENAMED, "2026-05", name="Le Fil")
    record_event(actor=city.fil_a_fil, what=what, who="ines")
    undo_merge(merge=merge, who="ines")
    twin.refresh_from_db()
    city.fil_a_fil.refresh_from_db()
    assert (city.fil_a_fil.name, twin.name) == ("Le Fil", "Fil-à-Fil")


def test_belongings_that_went_elsewhere_meanwhile_are_not_taken_back(
    city: factories.City, twin: Actor
) -> None:
    merge = merge_records(kept=city.fil_a_fil, absorbed=twin, who="ines")
    Identifier.objects.update(actor=city.forge)
    undo_merge(merge=merge, who="ines")
    assert Identifier.objects.get().actor == city.forge


def test_merges_are_undone_in_reverse_order(city: factories.City, twin: Actor) -> None:
    first = merge_records(kept=twin, absorbed=city.bourrasque, who="ines")
    second = merge_records(kept=city.fil_a_fil, absorbed=twin, who="ines")
    city.bourrasque.refresh_from_db()
    assert city.bourrasque.merged_into == city.fil_a_fil
    assert family_of(city.fil_a_fil) == sorted([city.fil_a_fil.pk, city.bourrasque.pk, twin.pk])
    with refused("merged_since", 409):
        undo_merge(merge=first, who="ines")
    undo_merge(merge=second, who="ines")
    assert (family_of(city.fil_a_fil), family_of(twin)) == (
        [city.fil_a_fil.pk],
        [twin.pk, city.bourrasque.pk],
    )
    undo_merge(merge=RecordMerge.objects.get(pk=first.pk), who="ines")
    assert family_of(twin) == [twin.pk]


def test_second_merge_into_one_record_is_undone_before_the_first(city: factories.City, twin: Actor) -> None:
    first = merge_records(kept=city.fil_a_fil, absorbed=twin, who="ines")
    second = merge_records(kept=city.fil_a_fil, absorbed=city.forge, who="ines")
    with refused("merged_since", 409) as refusal:
        undo_merge(merge=first, who="ines")
    assert plain(refusal.value.what) == "« Fil à Fil » a été réunie à une autre fiche depuis."
    undo_merge(merge=second, who="ines")
    assert undo_merge(merge=first, who="ines").merged_into is None


def test_merge_is_undone_once(city: factories.City, twin: Actor) -> None:
    merge = merge_records(kept=city.fil_a_fil, absorbed=twin, who="ines")
    stale = RecordMerge.objects.get(pk=merge.pk)
    undo_merge(merge=merge, who="ines")
    with refused("undone_already", 409):
        undo_merge(merge=stale, who="ines")


def test_record_is_merged_with_another_one_that_shows(city: factories.City, twin: Actor) -> None:
    with refused("same_record", 409):
        merge_records(kept=twin, absorbed=Actor.objects.get(pk=twin.pk), who="ines")
    merge_records(kept=city.fil_a_fil, absorbed=twin, who="ines")
    for kept, absorbed in ((twin, city.forge), (city.forge, twin)):
        with refused("absorbed", 409):
            merge_records(kept=kept, absorbed=absorbed, who="ines")
    Actor.objects.filter(pk=city.forge.pk).update(listing=Listing.WITHDRAWN)
    with refused("withdrawn", 409):
        merge_records(kept=city.bourrasque, absorbed=city.forge, who="ines")


def test_ties_are_read_on_the_kept_record_and_those_between_the_two_are_hidden(
    city: factories.City, twin: Actor
) -> None:
    tie_actors(actor=twin, other=city.forge, bond=Bond(TieKind.PARTNER), who="ines")
    tie_actors(actor=twin, other=city.fil_a_fil, bond=Bond(TieKind.PARTNER), who="ines")
    merge = merge_records(kept=city.fil_a_fil, absorbed=twin, who="ines")
    assert [tie.other for tie in ties_on(city.fil_a_fil, TODAY)] == [city.forge]
    assert [tie.other for tie in ties_on(twin, TODAY)] == [city.forge]
    twin = undo_merge(merge=merge, who="ines")
    assert (ties_on(twin, TODAY).count(), ties_on(city.fil_a_fil, TODAY).count()) == (2, 1)
    assert Tie.objects.count() == 2


def test_profiles_from_before_a_merge_are_still_known(city: factories.City, twin: Actor) -> None:
    before = [profile_of(city.fil_a_fil), profile_of(twin)]
    with clock.at(MONDAY + timedelta(days=1)):
        merge = merge_records(kept=city.fil_a_fil, absorbed=twin, who="ines")
    assert profile_of(city.fil_a_fil)["identifiers"] == [["siren", "732829320"]]
    assert [profile_then(actor, MONDAY) for actor in (city.fil_a_fil, twin)] == before
    with clock.at(MONDAY + timedelta(days=2)):
        undo_merge(merge=merge, who="ines")
    merged = profile_then(city.fil_a_fil, MONDAY + timedelta(days=1))
    assert (merged["identifiers"], merged["names"]) == ([["siren", "732829320"]], [["other", "Fil-à-Fil"]])
    assert [profile_of(actor) for actor in (city.fil_a_fil, twin)] == before
    assert PastProfile.objects.filter(actor=twin, known_until__gt=MONDAY).count() == 2


def test_merge_of_two_records_of_one_name_adds_no_name(city: factories.City, territory: Territory) -> None:
    twin = register_actor(territory=territory, name="Fil à Fil", kind=ActorKind.ASSOCIATION)
    merge_records(kept=city.fil_a_fil, absorbed=twin, who="ines")
    assert ActorName.objects.count() == 0


def test_name_the_kept_record_had_already_stays_after_the_undoing(city: factories.City, twin: Actor) -> None:
    ActorName.objects.create(actor=city.fil_a_fil, kind="other", text="Fil-à-Fil")
    merge = merge_records(kept=city.fil_a_fil, absorbed=twin, who="ines")
    undo_merge(merge=merge, who="ines")
    assert ActorName.objects.get().actor == city.fil_a_fil


def test_proposed_double_is_settled_by_the_decision(city: factories.City, twin: Actor) -> None:
    double = Double.objects.create(territory=city.territory, one=city.fil_a_fil, two=twin, probability=0.9)
    merge = merge_records(kept=twin, absorbed=city.fil_a_fil, who="ines")
    double.refresh_from_db()
    assert (double.state, double.decided_by, double.decided_at) == ("merged", "ines", MONDAY)
    undo_merge(merge=merge, who="fatou")
    double.refresh_from_db()
    assert (double.state, double.decided_by) == ("distinct", "fatou")

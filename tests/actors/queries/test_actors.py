"""Reads of actors as known and true today."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import factories

from maillage.actors.actions import (
    Profile,
    describe_actor,
    leave_actor,
    merge_records,
    register_actor,
)
from maillage.actors.enums import ActorKind, ContactKind, Listing, Visibility
from maillage.actors.models import Actor, Membership
from maillage.actors.queries import (
    actor_named,
    actor_with_ref,
    actors_by_name,
    kept_actors,
    legal_name_of,
    memberships_of,
    profile_of,
    with_everything,
)


def listed_as(actor: Actor, listing: Listing) -> None:
    """The record shows, or does not."""
    Actor.objects.filter(pk=actor.pk).update(listing=listing)


def test_actors_are_in_alphabetical_order(city: factories.City) -> None:
    assert [a.name for a in actors_by_name()] == ["Bourrasque", "Fil à Fil", "Forge & Cie", "Studio Lave"]


def test_alphabetical_order_passes_over_articles_and_accents(city: factories.City) -> None:
    for name in ("L’Épicerie", "Écho", "Le Dôme"):
        register_actor(territory=city.territory, name=name, kind=ActorKind.PROJECT)
    assert [a.name for a in actors_by_name()][1:4] == ["Le Dôme", "Écho", "L’Épicerie"]


@pytest.mark.parametrize(
    ("listing", "shown", "kept"),
    [
        (Listing.LISTED, True, True),
        (Listing.UNCONFIRMED, True, True),
        (Listing.ARCHIVED, False, True),
        (Listing.ABSORBED, False, False),
        (Listing.WITHHELD, False, False),
        (Listing.WITHDRAWN, False, False),
    ],
)
def test_record_shows_by_its_listing(city: factories.City, listing: Listing, shown: bool, kept: bool) -> None:
    listed_as(city.forge, listing)
    assert (city.forge in actors_by_name(), city.forge in kept_actors()) == (shown, kept)
    assert (actor_named("Forge & Cie") == city.forge) is shown


def test_actor_is_found_by_its_exact_name_whatever_the_case(city: factories.City) -> None:
    assert actor_named(" forge & cie ") == city.forge
    assert actor_named("forge") is None


def test_actor_is_found_without_its_accents_and_article(city: factories.City) -> None:
    epicerie = register_actor(territory=city.territory, name="L’Épicerie", kind=ActorKind.COOPERATIVE)
    assert actor_named("epicerie") == actor_named("l'epicerie") == actor_named("L’ÉPICERIE") == epicerie


def test_record_is_found_by_its_reference_whatever_its_listing(city: factories.City) -> None:
    merge_records(kept=city.forge, absorbed=city.bourrasque, who="ines")
    found = actor_with_ref(city.bourrasque.ref)
    assert found is not None
    assert (found, found.merged_into, actor_with_ref("xxxxxxxxxxxx")) == (city.bourrasque, city.forge, None)


def test_memberships_are_those_of_today(city: factories.City) -> None:
    assert [m.actor for m in memberships_of(city.fatou)] == [city.fil_a_fil]
    leave_actor(membership=Membership.objects.get(person=city.fatou), who="ines")
    assert list(memberships_of(city.fatou)) == []


def test_everything_of_any_number_of_actors_takes_five_queries(
    city: factories.City, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for actor in (city.forge, city.bourrasque, city.fil_a_fil):
        profile = Profile(
            legal_name=f"{actor.name} SAS",
            identifiers=(("siren", "732829320"),),
            contacts=((ContactKind.EMAIL, "bonjour@forge.example", Visibility.PUBLIC),),
            skills_offered=(factories.skill("compta"),),
        )
        describe_actor(actor=actor, profile=profile, who="ines")
    for names in (["Forge & Cie"], ["Bourrasque", "Fil à Fil", "Forge & Cie"]):
        with django_assert_num_queries(5):
            rows = list(with_everything(actors_by_name().filter(name__in=names)))
            told = [(legal_name_of(a), [i.value for i in a.identifiers.all()], a.commune) for a in rows]
            skills = [[row.skill.code for row in actor.skill_rows.all()] for actor in rows]
            contacts = [[row.value for row in actor.contacts.all()] for actor in rows]
        assert told == [(f"{name} SAS", ["732829320"], None) for name in names]
        assert (skills, contacts) == ([["compta"]] * len(names), [["bonjour@forge.example"]] * len(names))


def test_legal_name_is_empty_where_it_is_the_usual_one(city: factories.City) -> None:
    assert legal_name_of(city.forge) == ""


def test_profile_of_a_bare_record_is_empty(city: factories.City) -> None:
    assert {key: value for key, value in profile_of(city.forge).items() if value} == {}

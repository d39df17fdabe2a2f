"""Who keeps what, which entries are due and who can be asked, in the order they should be read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import factories
from tests.actors.upkeep_stage import YEAR_LATER, asked_address, kept_by, with_email
from tests.conftest import MONDAY

from maillage.actors.actions import (
    Said,
    answer_no_more,
    archive_entry,
    ask_keepers,
    end_keeper,
    mark_unconfirmed,
    suggest_correction,
)
from maillage.actors.enums import Listing
from maillage.actors.models import Actor
from maillage.actors.queries import (
    archived_lately,
    ask_with_ref,
    due_entries,
    entries_kept_by,
    entries_to_ask,
    entries_to_confirm,
    entries_without_anyone,
    keeper_of,
    keepers_of,
    masked,
    open_asks,
    open_suggestions,
    own_address,
    reachable_keepers,
    suggestion_with_ref,
    unconfirmed_entries,
)
from maillage.common import clock
from maillage.people.actions import choose_digest
from maillage.people.enums import DigestChoice
from maillage.people.models import Person


def test_keepers_come_in_the_order_they_arrived(city: factories.City) -> None:
    first = kept_by(city.fil_a_fil, city.karim)
    with clock.at(YEAR_LATER):
        second = kept_by(city.fil_a_fil, city.fatou)
    assert list(keepers_of(city.fil_a_fil)) == [first, second]


def test_keepers_of_yesterday_and_those_who_cannot_be_written_to_are_not_reachable(
    city: factories.City,
) -> None:
    people = (city.karim, city.fatou, city.lea, city.marc)
    keepers = {person: kept_by(city.fil_a_fil, person) for person in people}
    end_keeper(keeper=keepers[city.karim], who="system")
    choose_digest(person=city.fatou, choice=DigestChoice.NEVER, who="system")
    Person.objects.filter(pk=city.lea.pk).update(email="")
    assert [keeper.person for keeper in reachable_keepers(city.fil_a_fil)] == [city.marc]


def test_a_person_is_found_as_the_keeper_of_an_entry(city: factories.City) -> None:
    keeper = kept_by(city.fil_a_fil, city.fatou)
    assert keeper_of(city.fil_a_fil, city.fatou) == keeper
    assert keeper_of(city.forge, city.fatou) is None
    assert keeper_of(city.fil_a_fil, None) is None


def test_the_entries_of_a_keeper_are_in_alphabetical_order(city: factories.City) -> None:
    for actor in (city.studio_lave, city.bourrasque, city.fil_a_fil):
        kept_by(actor, city.fatou)
    Actor.objects.filter(pk=city.studio_lave.pk).update(listing=Listing.WITHDRAWN)
    assert list(entries_kept_by(city.fatou)) == [city.bourrasque, city.fil_a_fil]


def test_the_own_address_is_the_first_that_did_not_refuse(city: factories.City) -> None:
    assert own_address(city.fil_a_fil) is None
    with_email(city.fil_a_fil, "un@filafil.example", "deux@filafil.example")
    ask_keepers(actor=city.fil_a_fil, who="system")
    answer_no_more(ask=open_asks(city.fil_a_fil).get())
    found = own_address(city.fil_a_fil)
    assert found is not None
    assert found.value == "deux@filafil.example"


def test_one_who_refused_for_an_entry_may_be_asked_for_another(city: factories.City) -> None:
    answer_no_more(ask=asked_address(city))
    contact = with_email(city.forge, "bonjour@filafil.example")
    assert own_address(city.forge) == contact


def test_due_entries_are_asked_about_or_phoned_the_oldest_first(city: factories.City) -> None:
    with_email(city.forge, "accueil@forge.example")
    kept_by(city.bourrasque, city.karim)
    Actor.objects.filter(pk=city.bourrasque.pk).update(confirmed_at=MONDAY - timedelta(days=10))
    assert list(due_entries(city.territory, MONDAY)) == []
    assert list(entries_to_ask(city.territory, YEAR_LATER)) == [city.bourrasque, city.forge]
    assert list(entries_without_anyone(city.territory, YEAR_LATER)) == [city.fil_a_fil, city.studio_lave]


@pytest.mark.parametrize("listing", [Listing.UNCONFIRMED, Listing.ARCHIVED, Listing.WITHHELD])
def test_only_listed_entries_are_due(city: factories.City, listing: Listing) -> None:
    Actor.objects.update(listing=listing)
    assert list(due_entries(city.territory, YEAR_LATER)) == []


def test_what_only_the_coordinator_confirms_is_without_anyone_or_unconfirmed(city: factories.City) -> None:
    with_email(city.forge, "accueil@forge.example")
    Actor.objects.filter(pk=city.bourrasque.pk).update(listing=Listing.UNCONFIRMED)
    assert list(unconfirmed_entries()) == [city.bourrasque]
    assert list(entries_to_confirm(city.territory, YEAR_LATER)) == [
        city.fil_a_fil,
        city.bourrasque,
        city.studio_lave,
    ]


def test_archived_entries_are_recent_for_three_months(city: factories.City) -> None:
    archive_entry(actor=city.fil_a_fil, who=city.ines.ref)
    Actor.objects.filter(pk=city.forge.pk).update(
        listing=Listing.ARCHIVED
    )  # an old one, of which nothing is told
    assert list(archived_lately(MONDAY + timedelta(days=89))) == [city.fil_a_fil]
    assert list(archived_lately(MONDAY + timedelta(days=90))) == []


def test_suggestions_are_read_in_the_order_they_came(city: factories.City) -> None:
    with clock.at(YEAR_LATER):
        late = suggest_correction(actor=city.forge, said=Said(words="b"))
    early = suggest_correction(actor=city.fil_a_fil, said=Said(words="a"))
    assert list(open_suggestions()) == [early, late]
    assert suggestion_with_ref(late.ref) == late
    assert suggestion_with_ref("nowhere23456") is None


def test_a_question_is_found_by_its_reference(city: factories.City) -> None:
    ask = asked_address(city)
    assert ask_with_ref(ask.ref) == ask
    assert ask_with_ref("nowhere23456") is None


def test_entries_in_silence_are_those_marked(city: factories.City) -> None:
    asked_address(city)
    with clock.at(MONDAY + timedelta(days=30)):
        assert mark_unconfirmed(territory=city.territory) == 1
    assert list(unconfirmed_entries()) == [city.fil_a_fil]


@pytest.mark.parametrize(
    ("email", "shown"),
    [
        ("contact@filafil.example", "c…@f….example"),
        ("a@b.co.example", "a…@b….example"),
        ("é@ü.example", "é…@ü….example"),
    ],
)
def test_an_address_is_masked(email: str, shown: str) -> None:
    assert masked(email) == shown

"""Finding what an address names."""

from __future__ import annotations

import pytest
from django.http import Http404
from tests import factories

from maillage.actors.actions import Bond, merge_records, tie_actors
from maillage.actors.enums import Listing, TieKind
from maillage.actors.models import Actor
from maillage.common.errors import Refusal
from maillage.web.registry.common import number_or_404, root, the_actor, the_event, the_tie


@pytest.mark.parametrize("listing", [Listing.LISTED, Listing.UNCONFIRMED, Listing.ARCHIVED])
def test_a_kept_record_is_worked_on(city: factories.City, listing: Listing) -> None:
    Actor.objects.filter(pk=city.forge.pk).update(listing=listing)
    assert the_actor(city.forge.ref) == city.forge


@pytest.mark.parametrize("listing", [Listing.WITHHELD, Listing.WITHDRAWN])
def test_a_record_of_an_import_under_way_or_taken_back_is_not_found(
    city: factories.City, listing: Listing
) -> None:
    Actor.objects.filter(pk=city.forge.pk).update(listing=listing)
    with pytest.raises(Http404):
        the_actor(city.forge.ref)


def test_a_record_that_was_merged_away_says_where_it_is_read(city: factories.City) -> None:
    merge_records(kept=city.forge, absorbed=city.bourrasque, who="system")
    with pytest.raises(Refusal) as refused:
        the_actor(city.bourrasque.ref)
    assert refused.value.code == "absorbed"
    city.bourrasque.refresh_from_db()
    assert (root(city.bourrasque), root(city.forge)) == (city.forge, city.forge)


def test_facts_and_ties_are_found_by_their_references(city: factories.City) -> None:
    event = city.forge.events.get()
    tie = tie_actors(actor=city.forge, other=city.bourrasque, bond=Bond(TieKind.HOSTS), who="system")
    assert (the_event(event.ref), the_tie(tie.ref)) == (event, tie)
    for find in (the_actor, the_event, the_tie):
        with pytest.raises(Http404):
            find("nowhere23456")


def test_a_number_is_plain_digits() -> None:
    assert number_or_404("12") == 12
    for text in ("", "-1", "1.5", "²", "9" * 19, "abc"):
        with pytest.raises(Http404):
            number_or_404(text)

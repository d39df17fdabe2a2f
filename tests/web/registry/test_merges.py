"""Two records side by side, put together, taken apart, put together again."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories, visits

from maillage.actors.actions import register_actor
from maillage.actors.enums import ActorKind, Listing
from maillage.actors.models import Actor, RecordMerge


@pytest.fixture
def ines(city: factories.City) -> Client:
    """Inès's browser."""
    return visits.signed_in(city.ines)


@pytest.fixture
def double(city: factories.City) -> Actor:
    """A second record of Fil à Fil."""
    return register_actor(
        territory=city.territory, name="Fil a Fil", kind=ActorKind.ASSOCIATION, founded="2014"
    )


def test_the_other_record_is_looked_for_first_under_the_same_name(
    city: factories.City, ines: Client, double: Actor
) -> None:
    page = ines.get(reverse("registry:merge", args=[city.fil_a_fil.ref]))
    assert page.context["found"] == [double]


@pytest.mark.parametrize(("words", "count"), [("bourrasque", 1), ("introuvable", 0), ("\x00", 1)])
def test_the_other_record_is_found_by_its_name(
    city: factories.City, ines: Client, double: Actor, words: str, count: int
) -> None:
    page = ines.get(reverse("registry:merge", args=[city.fil_a_fil.ref]), {"q": words})
    assert len(page.context["found"]) == count


def test_both_records_and_both_lives_are_shown_before_deciding(
    city: factories.City, ines: Client, double: Actor
) -> None:
    page = ines.get(reverse("registry:merge", args=[city.fil_a_fil.ref]) + f"?avec={double.ref}")
    lives = [[told.title for told in rows] for _actor, rows in page.context["lives"]]
    assert lives == [["Première trace"], ["Création sous le nom de «\u00a0Fil a Fil\u00a0»"]]
    assert {fact.label: fact.agrees for fact in page.context["facts"]} == {
        "Nature": True,
        "Vie": False,
        "Relue le": True,
    }


def test_the_record_that_was_chosen_stays_and_the_merge_is_undone_and_redone(
    city: factories.City, ines: Client, double: Actor
) -> None:
    path = reverse("registry:merge", args=[city.fil_a_fil.ref])
    sent = {"avec": double.ref, "keep": double.ref, "why": "Même présidente."}
    done = ines.post(path, sent, follow=True)
    merge = RecordMerge.objects.get()
    assert (merge.kept, merge.absorbed, merge.why) == (double, city.fil_a_fil, "Même présidente.")
    assert done.redirect_chain == [
        (reverse("directory:record", args=[double.ref]), 302),
        (reverse("directory:actor", args=[double.ref, "fil-a-fil"]), 302),
    ]
    undo = reverse("registry:unmerge", args=[merge.ref])
    assert f'action="{undo}"' in done.content.decode()
    ines.post(undo)
    city.fil_a_fil.refresh_from_db()
    assert city.fil_a_fil.listing == Listing.LISTED
    again = reverse("registry:merge", args=[double.ref]) + f"?avec={city.fil_a_fil.ref}&garder={double.ref}"
    ines.post(again)
    city.fil_a_fil.refresh_from_db()
    assert (city.fil_a_fil.listing, city.fil_a_fil.merged_into) == (Listing.ABSORBED, double)


def test_the_way_back_from_taking_apart_is_in_its_message(
    city: factories.City, ines: Client, double: Actor
) -> None:
    path = reverse("registry:merge", args=[city.fil_a_fil.ref])
    ines.post(path, {"avec": double.ref, "keep": city.fil_a_fil.ref})
    back = ines.post(reverse("registry:unmerge", args=[RecordMerge.objects.get().ref]), follow=True)
    assert f'action="{path}?avec={double.ref}&amp;garder={city.fil_a_fil.ref}"' in back.content.decode()


@pytest.mark.parametrize("keep", ["", "nowhere23456"])
def test_nothing_is_merged_while_none_is_chosen(
    city: factories.City, ines: Client, double: Actor, keep: str
) -> None:
    path = reverse("registry:merge", args=[city.fil_a_fil.ref])
    assert ines.post(path, {"avec": double.ref, "keep": keep}).status_code == 422
    assert ines.post(path, {}).status_code == 422
    assert RecordMerge.objects.count() == 0


def test_a_record_is_not_merged_with_itself(city: factories.City, ines: Client) -> None:
    path = reverse("registry:merge", args=[city.fil_a_fil.ref])
    refused = ines.post(path, {"avec": city.fil_a_fil.ref, "keep": city.fil_a_fil.ref})
    assert (refused.status_code, RecordMerge.objects.count()) == (422, 0)


def test_a_record_that_was_merged_away_leads_to_the_one_that_stayed(
    city: factories.City, ines: Client, double: Actor
) -> None:
    ines.post(
        reverse("registry:merge", args=[double.ref]), {"avec": city.fil_a_fil.ref, "keep": city.fil_a_fil.ref}
    )
    page = ines.get(reverse("registry:edit", args=[double.ref]))
    assert page.status_code == 409
    assert "Fil à Fil" in page.content.decode()

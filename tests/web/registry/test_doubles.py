"""Records that may be one actor: decided pair by pair, by a person, who can come back on it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories, visits

from maillage.actors.actions import register_actor
from maillage.actors.enums import ActorKind, DoubleState, Listing
from maillage.actors.models import Actor, Double, RecordMerge
from maillage.web.registry.doubles import PAIRS

PATH = "registry:doubles"


@pytest.fixture
def ines(city: factories.City) -> Client:
    """Inès's browser."""
    return visits.signed_in(city.ines)


def a_pair(city: factories.City, name: str, probability: float = 0.9, *, sure: bool = False) -> Double:
    """Two records of this name, proposed as a double."""
    one, two = (
        register_actor(territory=city.territory, name=text, kind=ActorKind.ASSOCIATION)
        for text in (name, name.upper())
    )
    double: Double = Double.objects.create(
        territory=city.territory,
        one=one,
        two=two,
        probability=probability,
        is_sure=sure,
        reasons=[{"code": "same_name", "weight": 5.0}, {"code": "different_phone", "weight": -2.0}],
    )
    return double


def test_the_most_probable_pair_comes_first_with_its_reasons(city: factories.City, ines: Client) -> None:
    less, more, sure = (
        a_pair(city, "Less", 0.6),
        a_pair(city, "More", 0.95),
        a_pair(city, "Sure", 0.9, sure=True),
    )
    rows = ines.get(reverse(PATH)).context["rows"]
    assert [row.double for row in rows] == [sure, more, less]
    assert [reason.replace("\u00a0", " ") for reason in rows[0].reasons] == [
        "même nom",
        "mais : téléphones différents",
    ]
    assert [row.percent for row in rows] == [90, 95, 60]
    assert [row.later for row in rows] == [f"#paire-{more.ref}", f"#paire-{less.ref}", ""]
    assert [fact.label for fact in rows[0].facts] == ["Nature", "Vie", "Relue le"]


@pytest.mark.parametrize(("keep", "kept", "gone"), [("one", "one", "two"), ("two", "two", "one")])
def test_the_same_actor_keeps_the_record_that_was_chosen(
    city: factories.City, ines: Client, keep: str, kept: str, gone: str
) -> None:
    double = a_pair(city, "Ponts")
    done = ines.post(reverse("registry:double_same", args=[double.ref]), {"keep": keep}, follow=True)
    merge = RecordMerge.objects.get()
    assert (merge.kept, merge.absorbed) == (getattr(double, kept), getattr(double, gone))
    assert merge.why.replace("\u00a0", " ") == "même nom; mais : téléphones différents"
    double.refresh_from_db()
    assert (double.state, done.context["waiting"]) == (DoubleState.MERGED, 0)
    assert f'action="{reverse("registry:unmerge", args=[merge.ref])}"' in done.content.decode()


def test_two_actors_are_put_apart_and_the_question_is_asked_again(city: factories.City, ines: Client) -> None:
    double = a_pair(city, "Ponts")
    done = ines.post(reverse("registry:double_distinct", args=[double.ref]), follow=True)
    double.refresh_from_db()
    assert (double.state, double.decided_by) == (DoubleState.DISTINCT, city.ines.ref)
    undo = reverse("registry:double_reopen", args=[double.ref])
    assert f'action="{undo}"' in done.content.decode()
    ines.post(undo)
    double.refresh_from_db()
    assert double.state == DoubleState.OPEN


def test_what_was_decided_is_listed_with_its_way_back(city: factories.City, ines: Client) -> None:
    merged, apart = a_pair(city, "Ponts"), a_pair(city, "Rives")
    ines.post(reverse("registry:double_same", args=[merged.ref]), {"keep": "one"})
    ines.post(reverse("registry:double_distinct", args=[apart.ref]))
    page = ines.get(reverse(PATH) + "?vue=decides")
    ways = {row.double.pk: (row.by, row.undo) for row in page.context["rows"]}
    merge = RecordMerge.objects.get()
    assert ways == {
        merged.pk: ("Inès Morel", reverse("registry:unmerge", args=[merge.ref])),
        apart.pk: ("Inès Morel", reverse("registry:double_reopen", args=[apart.ref])),
    }
    assert page.context["waiting"] == 0


def test_a_pair_of_which_one_was_merged_elsewhere_has_no_way_back_here(
    city: factories.City, ines: Client
) -> None:
    double = a_pair(city, "Ponts")
    Double.objects.filter(pk=double.pk).update(state=DoubleState.MERGED)
    rows = ines.get(reverse(PATH) + "?vue=decides").context["rows"]
    assert [row.undo for row in rows] == [""]


def test_after_a_decision_one_is_back_on_the_same_page(city: factories.City, ines: Client) -> None:
    pairs = [a_pair(city, f"Pont {number}", 0.9 - number / 100) for number in range(PAIRS + 2)]
    first, second = (ines.get(f"{reverse(PATH)}?page={number}").context for number in (1, 2))
    assert (len(first["rows"]), len(second["rows"])) == (PAIRS, 2)
    assert first["rows"][-1].later == "?page=2"
    done = ines.post(reverse("registry:double_distinct", args=[pairs[-1].ref]), {"page": "2"})
    assert done["Location"] == f"{reverse(PATH)}?page=2"
    odd = ines.post(reverse("registry:double_distinct", args=[pairs[0].ref]), {"page": "2&x=//evil.example"})
    assert odd["Location"] == reverse(PATH)


def test_a_pair_is_decided_once(city: factories.City, ines: Client) -> None:
    double = a_pair(city, "Ponts")
    ines.post(reverse("registry:double_distinct", args=[double.ref]))
    assert ines.post(reverse("registry:double_distinct", args=[double.ref])).status_code == 409


def test_doubles_can_be_looked_for_now(city: factories.City, ines: Client) -> None:
    twin: Actor = register_actor(
        territory=city.territory, name="Forge & Cie", kind=ActorKind.LARGE_COMPANY, commune=city.forge.commune
    )
    done = ines.post(reverse("registry:double_search"), follow=True)
    found = [{row.double.one_id, row.double.two_id} for row in done.context["rows"]]
    assert {city.forge.pk, twin.pk} in found
    assert twin.listing == Listing.LISTED  # found, never merged by itself


def test_without_any_pair_the_page_says_so(city: factories.City, ines: Client) -> None:
    page = ines.get(reverse(PATH))
    assert (page.context["rows"], page.context["waiting"]) == ([], 0)
    assert "Aucun double à décider." in page.content.decode()

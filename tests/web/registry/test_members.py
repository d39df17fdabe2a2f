"""The people of an actor."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories, visits

from maillage.actors.actions import merge_records
from maillage.actors.models import Membership
from maillage.people.models import Person


@pytest.fixture
def ines(city: factories.City) -> Client:
    """Inès's browser."""
    return visits.signed_in(city.ines)


def test_somebody_known_is_chosen_among_those_found(city: factories.City, ines: Client) -> None:
    path = reverse("registry:members", args=[city.forge.ref])
    asked = ines.post(path, {"words": "diallo", "title_fr": "trésorière"})
    assert (asked.status_code, asked.context["form"].found) == (422, [city.fatou])
    sent = {"words": "diallo", "asked": "diallo", "chosen": city.fatou.ref, "title_fr": "trésorière"}
    done = ines.post(path, {**sent, "since": "2019"}, follow=True)
    rows = [(row.person, row.title, since, until) for row, since, until in done.context["functions"]]
    assert (city.fatou, "trésorière", "2019", "") in rows
    assert len(rows) == 3


def test_a_function_ends_on_its_date_and_stays_in_the_list(city: factories.City, ines: Client) -> None:
    membership = Membership.objects.get(actor=city.fil_a_fil)
    path = reverse("registry:member_end", args=[membership.pk])
    assert ines.get(path).context["membership"] == membership
    done = ines.post(path, {"until": "mars 2020"}, follow=True)
    assert [until for _row, _since, until in done.context["functions"]] == ["mars 2020"]


def test_a_date_that_is_none_is_sent_back(city: factories.City, ines: Client) -> None:
    membership = Membership.objects.get(actor=city.fil_a_fil)
    refused = ines.post(reverse("registry:member_end", args=[membership.pk]), {"until": "31/02/2020"})
    membership.refresh_from_db()
    assert (refused.status_code, membership.until) == (422, "")


def test_a_function_that_ended_does_not_end_twice(city: factories.City, ines: Client) -> None:
    path = reverse("registry:member_end", args=[Membership.objects.get(actor=city.fil_a_fil).pk])
    assert ines.post(path).status_code == 302
    ines.raise_request_exception = False
    assert ines.post(path).status_code == 404


@pytest.mark.parametrize("number", ["0", "999999", "²", "-1", "abc", "9" * 40])
def test_a_function_that_is_nowhere_is_not_found(city: factories.City, ines: Client, number: str) -> None:
    assert ines.get(reverse("registry:member_end", args=[number])).status_code == 404


def test_the_people_of_a_merged_record_are_read_on_the_one_that_stayed(
    city: factories.City, ines: Client
) -> None:
    merge_records(kept=city.forge, absorbed=city.fil_a_fil, who="system")
    rows = ines.get(reverse("registry:members", args=[city.forge.ref])).context["functions"]
    assert {row.person for row, _since, _until in rows} == {city.marc, city.sophie, city.fatou}


def test_a_path_is_read_by_the_coordinator_and_by_the_person(city: factories.City, ines: Client) -> None:
    Person.objects.filter(pk=city.fatou.pk).update(paths=["startup", "association", "nowhere"])
    page = ines.get(reverse("registry:path", args=[city.fatou.ref]))
    own = visits.signed_in(city.fatou).get(reverse("keeper:mine"))
    for seen in (page, own):
        assert [step.actor for step in seen.context["steps"]] == [city.fil_a_fil]
        assert (seen.context["worlds"], seen.context["told_worlds"]) == (["association"], ["start-up"])
    assert ines.get(reverse("registry:path", args=["nobody"])).status_code == 404


def test_names_lead_to_paths(city: factories.City, ines: Client) -> None:
    page = ines.get(reverse("registry:members", args=[city.fil_a_fil.ref])).content.decode()
    assert reverse("registry:path", args=[city.fatou.ref]) in page

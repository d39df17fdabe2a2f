"""Pledged hours in the coordinator's hands."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories, visits

from maillage.people.queries import roles_of
from maillage.pledges.models import NotWith, Pledge, PledgedHelper
from maillage.referrals.actions import propose


@pytest.fixture
def ines(city: factories.City) -> Client:
    """Inès's browser."""
    return visits.signed_in(city.ines)


def promise(city: factories.City, **changes: Any) -> dict[str, Any]:
    """The form of a promise, filled for Fil à Fil."""
    return {
        "partner": str(city.fil_a_fil.pk),
        "hours_total": "12",
        "starts_on": "2026-06-08",
        "ends_on": "2026-12-31",
        "skills": [str(factories.skill("com-graph").pk)],
        **changes,
    }


def naming(**changes: Any) -> dict[str, Any]:
    """The form that names a helper, filled."""
    return {
        "given_name": "Nora",
        "family_name": "Benali",
        "email": "nora@volcanville.example",
        "hours_per_month": "3",
        "max_open": "2",
        "languages": ["fr"],
        "skills": [str(factories.skill("com-graph").pk)],
        **changes,
    }


def test_an_association_promises_hours_as_a_company_does(city: factories.City, ines: Client) -> None:
    done = ines.post(reverse("coordinator:new_pledge"), promise(city), follow=True)
    pledge = Pledge.objects.get(partner=city.fil_a_fil)
    assert (pledge.hours_total, pledge.ends_on.isoformat()) == (12, "2026-12-31")
    assert "Personne n’est encore nommé" in done.content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"hours_total": "0"}, "hours_total"),
        ({"hours_total": "-4"}, "hours_total"),
        ({"hours_total": "10001"}, "hours_total"),
        ({"partner": "999999"}, "partner"),
        ({"partner": ""}, "partner"),
        ({"skills": []}, "skills"),
        ({"skills": ["999999"]}, "skills"),
        ({"starts_on": ""}, "starts_on"),
        ({"ends_on": "2026-02-31"}, "ends_on"),
    ],
)
def test_a_promise_that_cannot_be_kept_is_sent_back(
    city: factories.City, ines: Client, changes: dict[str, Any], field: str
) -> None:
    response = ines.post(reverse("coordinator:new_pledge"), promise(city, **changes))
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert Pledge.objects.filter(partner=city.fil_a_fil).count() == 0


def test_a_promise_that_ends_before_it_begins_is_refused(city: factories.City, ines: Client) -> None:
    refused = ines.post(reverse("coordinator:new_pledge"), promise(city, ends_on="2026-06-07"))
    assert refused.status_code == 422
    assert "La fin tombe avant le début." in refused.content.decode()
    assert Pledge.objects.filter(partner=city.fil_a_fil).count() == 0


def test_nora_is_named_and_may_come_in(city: factories.City, ines: Client) -> None:
    done = ines.post(reverse("coordinator:new_helper", args=[city.pledge.ref]), naming(), follow=True)
    assert "Nora Benali peut être sollicité(e)." in done.content.decode()
    nora = PledgedHelper.objects.get(person__email="nora@volcanville.example").person
    assert roles_of(nora) == {"helper"}
    assert visits.signed_in(nora).get(reverse("helper:home")).status_code == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "nora"}, "email"),
        ({"hours_per_month": "0"}, "hours_per_month"),
        ({"hours_per_month": "-1"}, "hours_per_month"),
        ({"max_open": "0"}, "max_open"),
        ({"languages": []}, "languages"),
        ({"languages": ["xx"]}, "languages"),
        ({"skills": []}, "skills"),
        ({"given_name": ""}, "given_name"),
        ({"given_name": "\x00"}, "given_name"),
    ],
)
def test_a_helper_cannot_be_named_anyhow(
    city: factories.City, ines: Client, changes: dict[str, Any], field: str
) -> None:
    response = ines.post(reverse("coordinator:new_helper", args=[city.pledge.ref]), naming(**changes))
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_hours_are_carried_over(city: factories.City, ines: Client) -> None:
    ines.post(reverse("coordinator:extend", args=[city.pledge.ref]), {"ends_on": "2027-01-31"})
    city.pledge.refresh_from_db()
    assert city.pledge.ends_on.isoformat() == "2027-01-31"


@pytest.mark.parametrize("day", ["", "demain", "2020-01-01"])
def test_hours_cannot_be_carried_to_nowhere(city: factories.City, ines: Client, day: str) -> None:
    before = city.pledge.ends_on
    response = ines.post(reverse("coordinator:extend", args=[city.pledge.ref]), {"ends_on": day})
    assert response.status_code == 422
    city.pledge.refresh_from_db()
    assert city.pledge.ends_on == before


def test_the_list_says_what_is_left(city: factories.City, ines: Client) -> None:
    factories.a_sent_referral(factories.a_qualified_need(city.territory, hours=3))
    rows = ines.get(reverse("coordinator:pledges")).context["rows"]
    left = {pledge.partner.name: (h.total, h.held, h.left) for pledge, h in rows}
    assert left == {"Forge & Cie": (40, 3, 37), "Studio Lave": (12, 0, 12)}


@pytest.mark.parametrize("answer", [{}, {"helper": "x", "actor": "y"}, {"helper": "9999", "actor": "9999"}])
def test_nobody_is_kept_apart_by_mistake(city: factories.City, ines: Client, answer: dict[str, str]) -> None:
    refused = ines.post(reverse("coordinator:keep_apart", args=[city.pledge.ref]), answer)
    assert refused.status_code == 422
    assert NotWith.objects.count() == 0


def test_marc_and_fil_a_fil_are_kept_apart_and_only_the_coordination_knows(
    city: factories.City, ines: Client
) -> None:
    answer = {"helper": str(city.marc_hours.pk), "actor": str(city.fil_a_fil.pk)}
    done = ines.post(reverse("coordinator:keep_apart", args=[city.pledge.ref]), answer, follow=True)
    assert "Fil à Fil" in done.content.decode()
    assert NotWith.objects.get().person == city.marc
    for person, page in ((city.marc, "helper:home"), (city.sophie, "helper:partner")):
        assert "Fil à Fil" not in visits.signed_in(person).get(reverse(page)).content.decode()


def test_an_absence_told_by_phone_is_noted_and_marc_is_not_asked(city: factories.City, ines: Client) -> None:
    answer = {"helper": str(city.marc_hours.pk), "starts_on": "2026-06-08", "ends_on": "2026-06-12"}
    done = ines.post(reverse("coordinator:absence", args=[city.pledge.ref]), answer, follow=True)
    assert "Marc Vasseur, du 8 juin au 12 juin" in done.content.decode()
    need = factories.a_qualified_need(city.territory, "num-outils")
    propose(territory=city.territory, who="system", why="test")
    need.refresh_from_db()
    assert need.cause == "all_absent"


@pytest.mark.parametrize(
    "answer",
    [{}, {"helper": "9999", "starts_on": "2026-06-08", "ends_on": "2026-06-12"}, {"starts_on": "hier"}],
)
def test_an_absence_that_cannot_be_read_is_refused(
    city: factories.City, ines: Client, answer: dict[str, str]
) -> None:
    refused = ines.post(reverse("coordinator:absence", args=[city.pledge.ref]), answer)
    assert refused.status_code == 422

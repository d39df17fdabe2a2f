"""Somebody else can be asked only if she really could."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import factories
from tests.conftest import MONDAY

from maillage.needs.models import Need
from maillage.people.models import Person
from maillage.pledges.actions import declare_absence, keep_apart
from maillage.pledges.models import PledgedHelper
from maillage.scenario.others import somebody_else


@pytest.fixture
def need(city: factories.City) -> Need:
    """Fatou's need, for her association."""
    return factories.a_qualified_need(city.territory, ask=factories.an_ask(actor="Fil à Fil"))


@pytest.fixture
def amina(city: factories.City) -> Person:
    """A colleague of Marc who can do the same."""
    person = factories.a_person(city.territory, "Amina Berrada")
    factories.a_helper(city.pledge, person, "num-outils")
    return person


def test_nobody_else_when_marc_is_alone(city: factories.City, need: Need) -> None:
    assert somebody_else(need, {city.marc.pk}, until=None) is False


def test_a_colleague_is_somebody_else(city: factories.City, need: Need, amina: Person) -> None:
    assert somebody_else(need, {city.marc.pk}, until=None) is True
    assert somebody_else(need, {city.marc.pk, amina.pk}, until=None) is False


def test_an_absence_before_the_deadline_counts(city: factories.City, need: Need, amina: Person) -> None:
    day = (MONDAY + timedelta(days=2)).date()
    declare_absence(person=amina, starts_on=day, ends_on=day, who=amina.ref)
    assert somebody_else(need, {city.marc.pk}, until=None) is True
    assert somebody_else(need, {city.marc.pk}, until=MONDAY + timedelta(days=2)) is False


def test_she_who_is_kept_apart_is_nobody(city: factories.City, need: Need, amina: Person) -> None:
    keep_apart(person=amina, actor=city.fil_a_fil, who=city.ines.ref)
    assert somebody_else(need, {city.marc.pk}, until=None) is False


@pytest.mark.parametrize("change", [{"languages": ["en"]}, {"hours_per_month": 0}, {"max_open": 0}])
def test_she_who_cannot_is_nobody(
    city: factories.City, need: Need, amina: Person, change: dict[str, object]
) -> None:
    PledgedHelper.objects.filter(person=amina).update(**change)
    assert somebody_else(need, {city.marc.pk}, until=None) is False


def test_she_who_already_said_no_is_nobody(city: factories.City, need: Need, amina: Person) -> None:
    referral = factories.a_sent_referral(need)
    assert somebody_else(need, {city.marc.pk, amina.pk} - {referral.person_id}, until=None) is False

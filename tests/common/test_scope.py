"""A query without its territory is impossible; another territory's data cannot be seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Manager, Model
from tests import factories

from maillage.actors.models import Actor
from maillage.common.models import JournalEntry, OutboundMessage
from maillage.common.scope import ScopeError, all_territories, current_key, territory_scope
from maillage.needs.models import Need
from maillage.needs.queries import need_with_ref
from maillage.people.models import Person, User
from maillage.people.queries import person_with_email
from maillage.pledges.models import Hold
from maillage.referrals.queries import referral_with_ref
from maillage.skills.models import Skill
from maillage.territory.models import Territory

UNSCOPED = {Territory, User}  # a territory is found by its host; a login is an address, nothing else


def our_models() -> list[type[Model]]:
    """Every table of the service."""
    return [m for m in apps.get_models() if m.__module__.startswith("maillage.")]


SCOPED = [model for model in our_models() if model not in UNSCOPED]
READINGS: dict[str, Callable[[Manager[Any]], Any]] = {
    "all": lambda rows: list(rows.all()),
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "first": lambda rows: rows.first(),
    "get": lambda rows: rows.get(pk=1),
    "filter": lambda rows: list(rows.filter(pk=1)),
    "values": lambda rows: list(rows.values_list("pk")),
    "aggregate": lambda rows: rows.aggregate(),
    "update": lambda rows: rows.update(),
    "in_bulk": lambda rows: rows.in_bulk(),
    "select_related": lambda rows: list(rows.select_related()),
}


def test_only_the_territory_and_the_login_have_no_scope() -> None:
    assert len(SCOPED) == len(our_models()) - 2
    assert {m.__name__ for m in SCOPED} >= {"Need", "Referral", "Pledge", "JournalEntry", "OutboundMessage"}


@pytest.mark.parametrize("model", SCOPED, ids=lambda m: m.__name__)
@pytest.mark.parametrize("reading", READINGS)
def test_query_without_a_territory_is_impossible(model: Any, reading: str) -> None:
    with pytest.raises(ScopeError):
        READINGS[reading](model.objects)


def test_key_of_the_current_territory_is_refused_when_there_is_none() -> None:
    with pytest.raises(ScopeError, match="wrap the call in territory_scope"):
        current_key()


def test_scope_ends_with_its_block(unscoped_territory: Territory) -> None:
    with territory_scope(unscoped_territory.pk):
        assert current_key() == unscoped_territory.pk
        assert Skill.objects.count() == 4
    with pytest.raises(ScopeError):
        Skill.objects.count()


@pytest.fixture
def two_cities(unscoped_territory: Territory, tmp_path: Path) -> tuple[Territory, Territory, Need]:
    """Volcanville, where Fatou is helped, and Plaineville, which knows nothing of it."""
    plaineville = factories.open_volcanville(tmp_path, slug="plaineville", host="plaine.example")
    with territory_scope(unscoped_territory.pk):
        city = factories.city(unscoped_territory)
        need = factories.a_qualified_need(city.territory, ask=factories.an_ask(email="fatou@both.example"))
        factories.a_sent_referral(need)
    return unscoped_territory, plaineville, need


@pytest.mark.parametrize("model", [m for m in SCOPED if m.__name__ not in ("Skill", "Commune")])
def test_data_of_another_territory_is_invisible(
    two_cities: tuple[Territory, Territory, Need], model: Any
) -> None:
    _, plaineville, _ = two_cities
    with territory_scope(plaineville.pk):
        assert list(model.objects.all()) == []


def test_each_territory_has_its_own_skills_and_communes(
    two_cities: tuple[Territory, Territory, Need],
) -> None:
    volcanville, plaineville, _ = two_cities
    seen = {}
    for territory in (volcanville, plaineville):
        with territory_scope(territory.pk):
            seen[territory.slug] = set(Skill.objects.values_list("ref", flat=True))
    assert len(seen["volcanville"] | seen["plaineville"]) == 8


def test_reference_of_another_territory_finds_nothing(two_cities: tuple[Territory, Territory, Need]) -> None:
    volcanville, plaineville, need = two_cities
    with territory_scope(volcanville.pk):
        referral = need.referrals.get()
        assert need_with_ref(need.ref) == need
    with territory_scope(plaineville.pk):
        assert need_with_ref(need.ref) is None
        assert referral_with_ref(referral.ref) is None
        assert person_with_email("fatou@both.example") is None


def test_same_address_is_a_person_of_each_territory(two_cities: tuple[Territory, Territory, Need]) -> None:
    volcanville, plaineville, _ = two_cities
    with territory_scope(plaineville.pk):
        factories.a_submitted_need(plaineville, factories.an_ask(email="fatou@both.example"))
    with all_territories():
        homes = Person.objects.filter(email="fatou@both.example").order_by("pk")
        assert [p.territory_id for p in homes] == [volcanville.pk, plaineville.pk]


def test_tables_without_a_column_of_their_own_follow_their_parent(
    two_cities: tuple[Territory, Territory, Need],
) -> None:
    volcanville, plaineville, _ = two_cities
    counts = {}
    for territory in (volcanville, plaineville):
        with territory_scope(territory.pk):
            counts[territory.slug] = (
                Hold.objects.count(),
                OutboundMessage.objects.exists(),
                JournalEntry.objects.exists(),
                Actor.objects.exists(),
            )
    assert counts == {"volcanville": (1, True, True, True), "plaineville": (0, False, False, False)}

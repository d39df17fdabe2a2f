"""A territory speaks the reader's language and knows the group of each kind of actor."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from maillage.territory.models import Commune, Territory


def test_name_follows_the_reader(territory: Territory) -> None:
    territory.names = {"fr": "Volcanville", "en": "Volcano City"}
    assert territory.name == "Volcanville"
    with translation.override("en"):
        assert territory.name == "Volcano City"
    with translation.override("de"):
        assert territory.name == "Volcanville", "French when the reader's language is missing"


def test_name_in_a_sentence_falls_back_on_the_name(territory: Territory) -> None:
    assert territory.of_name == "de Volcanville"
    territory.of_names = {}
    assert territory.of_name == "Volcanville"


def test_time_zone_is_a_real_one(territory: Territory) -> None:
    assert str(territory.zone) == "Europe/Paris"
    assert str(territory) == "Volcanville"


@pytest.mark.parametrize(
    ("kind", "group"),
    [("startup", "startup"), ("collective", "association"), ("artist", "independent"), ("volcano", "other")],
)
def test_each_kind_of_actor_has_its_group(territory: Territory, kind: str, group: str) -> None:
    assert territory.group_of(kind) == group


def test_territory_without_groups_has_one(territory: Territory) -> None:
    territory.group_list = []
    assert territory.group_of("startup") == "other"


def test_group_is_named_in_french_when_the_readers_language_has_no_names(territory: Territory) -> None:
    with translation.override("en"):
        assert territory.group_name("association") == "Associations et collectifs"
    assert territory.group_name("unheard") == "unheard"


def test_commune_is_once_in_a_perimeter(territory: Territory) -> None:
    assert str(Commune.objects.get()) == "Volcanville"
    with pytest.raises(IntegrityError), transaction.atomic():
        Commune.objects.create(territory=territory, code="99001", name="Encore")

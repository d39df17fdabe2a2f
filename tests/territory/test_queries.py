"""Which territory is asked for."""

from __future__ import annotations

from pathlib import Path

from pytest_django import Settings
from tests import factories

from maillage.territory.models import Territory
from maillage.territory.queries import commune_with_code, current_territory, territory_for_host


def test_only_territory_answers_to_any_host(unscoped_territory: Territory) -> None:
    assert territory_for_host("anything.example:8000") == unscoped_territory


def test_with_two_territories_the_host_decides(unscoped_territory: Territory, tmp_path: Path) -> None:
    plaineville = factories.open_volcanville(tmp_path, slug="plaineville", host="plaine.example")
    assert territory_for_host("Plaine.Example:443") == plaineville
    assert territory_for_host("elsewhere.example") is None


def test_default_territory_answers_when_no_host_is_named(
    unscoped_territory: Territory, tmp_path: Path, settings: Settings
) -> None:
    factories.open_volcanville(tmp_path, slug="plaineville", host="plaine.example")
    settings.DEFAULT_TERRITORY = "volcanville"
    assert territory_for_host("elsewhere.example") == unscoped_territory


def test_no_territory_is_no_answer(db: None) -> None:
    assert territory_for_host("localhost") is None


def test_current_territory_is_the_scopes(territory: Territory) -> None:
    assert current_territory() == territory


def test_commune_is_found_by_its_official_code(territory: Territory) -> None:
    found = commune_with_code("99001")
    assert found is not None
    assert found.name == "Volcanville"
    assert commune_with_code("63113") is None

"""What several commands do first."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.signals import connection_created

from maillage.cli import prepare
from maillage.cli.errors import CommandError
from maillage.common import collector


def test_the_package_ships_skills_and_a_territory_that_can_be_played() -> None:
    assert (prepare.SKILLS / "families.toml").is_file()
    assert (prepare.demo_territory() / "territory.toml").is_file()
    assert (prepare.demo_territory() / "demo" / "needs.toml").is_file()


def test_without_any_demonstration_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(prepare, "TERRITORIES", tmp_path)
    with pytest.raises(CommandError, match="there is nothing to play"):
        prepare.demo_territory()


@pytest.mark.django_db
def test_tables_of_this_version_are_accepted() -> None:
    prepare.refuse_old_tables()


def test_settings_that_cannot_be_read_are_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise PermissionError(13, "Permission denied", "/data")

    monkeypatch.setattr("django.setup", fail)
    with pytest.raises(CommandError, match="Set MAILLAGE_DATA to a folder one can write in"):
        prepare.start_django()


@pytest.mark.django_db
def test_a_worker_expects_long_work(monkeypatch: pytest.MonkeyPatch) -> None:
    settled: list[bool] = []
    monkeypatch.setattr(collector, "settle", lambda: settled.append(True))
    try:
        prepare.expect_long_work()
        assert settled == [True]
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA cache_size")
                assert cursor.fetchone() == (-prepare.LONG_WORK_KIB,)
    finally:
        connection_created.disconnect(prepare._give_pages)

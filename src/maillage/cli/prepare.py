"""What several commands do first: start Django, look at the database, find the data of the package."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from maillage.cli.errors import CommandError

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

DATA = Path(__file__).parents[1] / "data"
SKILLS = DATA / "skills"
TERRITORIES = DATA / "territories"
LONG_WORK_KIB = 80_000
DEMO_DATABASE = "demo.sqlite3"  # its own name: a demonstration never replaces a real database


def start_django() -> None:
    """Read the settings; what is wrong in the environment is said in one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maillage.config.settings")
    import django

    try:
        django.setup()
    except ValueError as error:
        raise CommandError(f"the settings cannot be read: {error}") from None
    except OSError as error:
        raise CommandError(
            f"the data folder cannot be used: {error}. Set MAILLAGE_DATA to a folder one can write in."
        ) from None


def migrate() -> None:
    """Bring the database's tables up to date, quietly."""
    from django.core.management import call_command
    from django.db import OperationalError

    try:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    except OperationalError as error:
        raise _unreachable(error) from None


def refuse_old_tables() -> None:
    """Stop when the tables are not those of this version; never changes them."""
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        raise _unreachable(error) from None
    if waiting:
        raise CommandError(
            f"the database lacks {len(waiting)} migrations of this version. Make a copy of it, "
            "then run: maillage manage migrate && maillage manage createcachetable"
        )


def expect_long_work() -> None:
    """Set this process for long files: the collector out of the way, and on SQLite 80 MB of pages at hand.

    A server has many connections and short questions; a worker has one, and writes a hundred thousand rows.
    """
    from django.db import connection
    from django.db.backends.signals import connection_created

    from maillage.common.collector import settle

    settle()
    connection_created.connect(_give_pages)
    if connection.connection is not None:
        _give_pages(connection)


def demo_territory() -> Path:
    """The folder of the territory that can be played: the first that has a demonstration."""
    folders = sorted(folder.parent for folder in TERRITORIES.glob("*/demo") if folder.is_dir())
    if not folders:
        raise CommandError(f"no territory under {TERRITORIES} has a demo folder: there is nothing to play.")
    return folders[0]


def _give_pages(connection: BaseDatabaseWrapper, **_told: object) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size=-{LONG_WORK_KIB}")


def _unreachable(error: Exception) -> CommandError:
    return CommandError(f"the database cannot be reached: {str(error).strip()}. Check MAILLAGE_DATABASE.")

"""The database itself refuses two bookings of one unit at one time."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

OVERLAP = """
    SELECT RAISE(ABORT, 'occurrence_free') WHERE EXISTS (
        SELECT 1 FROM bookings_occurrence AS other
        WHERE other.space_id = NEW.space_id AND other.unit = NEW.unit AND other.id <> {itself}
          AND other.state IN ('asked', 'held', 'used')
          AND julianday(other.starts_at) < julianday(NEW.ends_at) - 0.000001
          AND julianday(other.ends_at) > julianday(NEW.starts_at) + 0.000001
    );
"""
"""SQLite keeps instants as text, with or without microseconds: julianday reads both. Instants are whole
seconds, and a tenth of a second (0.000001 day) is above the rounding of julianday, below one second."""
POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    """ALTER TABLE bookings_occurrence ADD CONSTRAINT occurrence_free EXCLUDE USING gist (
        space_id WITH =, unit WITH =, tstzrange(starts_at, ends_at) WITH &&
    ) WHERE (state IN ('asked', 'held', 'used'))""",
)
SQLITE = (
    f"""CREATE TRIGGER occurrence_free_insert BEFORE INSERT ON bookings_occurrence
    WHEN NEW.state IN ('asked', 'held', 'used') BEGIN {OVERLAP.format(itself="-1")} END""",
    f"""CREATE TRIGGER occurrence_free_update BEFORE UPDATE ON bookings_occurrence
    WHEN NEW.state IN ('asked', 'held', 'used') BEGIN {OVERLAP.format(itself="NEW.id")} END""",
    "CREATE INDEX occurrence_blocking ON bookings_occurrence (space_id, unit, starts_at)",
)
UNDO = {
    "postgresql": ("ALTER TABLE bookings_occurrence DROP CONSTRAINT occurrence_free",),
    "sqlite": (
        "DROP TRIGGER occurrence_free_insert",
        "DROP TRIGGER occurrence_free_update",
        "DROP INDEX occurrence_blocking",
    ),
}


def add(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """An exclusion constraint on PostgreSQL, two triggers on SQLite."""
    for statement in {"postgresql": POSTGRESQL, "sqlite": SQLITE}[editor.connection.vendor]:
        editor.execute(statement)


def remove(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away again."""
    for statement in UNDO[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = [("bookings", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]

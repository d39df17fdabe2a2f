"""Tables of the search, and the full-text indexes of each database.

The table of names is written by hand: it is read by the beginning of its key, in the order of characters, and
holds nothing else (in SQLite the key is then the table itself).
"""

import django.db.models.deletion
from django.db import migrations, models

FTS5 = "fts5({column}, content='', columnsize=0, detail=none, tokenize=\"ascii tokenchars '_-'\")"

SQLITE = (
    """CREATE TABLE search_searchname (
        space_id bigint NOT NULL, text varchar(160) NOT NULL, key varchar(16) NOT NULL,
        PRIMARY KEY (space_id, text, key)) WITHOUT ROWID""",
    "CREATE VIRTUAL TABLE search_index USING " + FTS5.format(column="lexemes"),
    "CREATE VIRTUAL TABLE search_word_index USING " + FTS5.format(column="clues"),
    "INSERT INTO search_index (search_index, rank) VALUES ('hashsize', 16000000)",
    "INSERT INTO search_word_index (search_word_index, rank) VALUES ('hashsize', 16000000)",
    """CREATE TRIGGER search_entry_removed AFTER DELETE ON search_searchentry WHEN old.visible BEGIN
        INSERT INTO search_index (search_index, rowid, lexemes)
        VALUES ('delete', (100 - old.freshness) << 48 | old.id, old.lexemes);
    END""",
    """CREATE TRIGGER search_word_removed AFTER DELETE ON search_searchword BEGIN
        INSERT INTO search_word_index (search_word_index, rowid, clues) VALUES ('delete', old.id, old.clues);
    END""",
)
SQLITE_UNDONE = (
    "DROP TRIGGER search_entry_removed",
    "DROP TRIGGER search_word_removed",
    "DROP TABLE search_index",
    "DROP TABLE search_word_index",
    "DROP TABLE search_searchname",
)

POSTGRES = (
    """CREATE TABLE search_searchname (
        space_id bigint NOT NULL, text varchar(160) COLLATE "C" NOT NULL,
        key varchar(16) COLLATE "C" NOT NULL, PRIMARY KEY (space_id, text, key))""",
    """ALTER TABLE search_searchentry
        ALTER COLUMN sort_name TYPE varchar(160) COLLATE "C",
        ALTER COLUMN key TYPE varchar(16) COLLATE "C",
        ADD COLUMN terms tsvector GENERATED ALWAYS AS (
            CASE WHEN visible THEN array_to_tsvector(string_to_array(lexemes, ' ')) ELSE ''::tsvector END
        ) STORED""",
    """ALTER TABLE search_searchword
        ALTER COLUMN form TYPE varchar(60) COLLATE "C",
        ADD COLUMN ways tsvector GENERATED ALWAYS AS (
            array_to_tsvector(string_to_array(clues, ' '))) STORED""",
    "CREATE INDEX search_terms ON search_searchentry USING gin (terms)",
    "CREATE INDEX search_ways ON search_searchword USING gin (ways)",
    "CREATE INDEX search_by_merit ON search_searchentry (space_id, freshness DESC, id)",
)
POSTGRES_UNDONE = (
    "ALTER TABLE search_searchentry DROP COLUMN terms",
    "ALTER TABLE search_searchword DROP COLUMN ways",
    "DROP INDEX search_by_merit",
    "DROP TABLE search_searchname",
)


def add(apps, schema_editor):
    """Create what only this database knows."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


def undo(apps, schema_editor):
    """Take it away."""
    for statement in SQLITE_UNDONE if schema_editor.connection.vendor == "sqlite" else POSTGRES_UNDONE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SearchSpace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("territory_key", models.IntegerField()),
                ("collection", models.CharField(max_length=30)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("territory_key", "collection"), name="search_space_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=16)),
                ("freshness", models.PositiveSmallIntegerField()),
                ("visible", models.BooleanField()),
                ("sort_name", models.CharField(max_length=160)),
                ("names", models.TextField()),
                ("lexemes", models.TextField()),
                (
                    "space",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="search.searchspace",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["space", "visible", "sort_name", "key", "freshness"], name="search_by_name"
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("space", "key"), name="search_entry_once")],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=60)),
                ("in_names", models.IntegerField()),
                ("in_texts", models.IntegerField()),
                ("spellings", models.TextField()),
                ("clues", models.TextField()),
                (
                    "space",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="search.searchspace",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("space", "form"), name="search_word_once")],
            },
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="SearchName",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "space_id",
                                "text",
                                "key",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("text", models.CharField(max_length=160)),
                        ("key", models.CharField(max_length=16)),
                        (
                            "space",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="search.searchspace",
                            ),
                        ),
                    ],
                ),
            ],
            database_operations=[migrations.RunPython(add, undo)],
        ),
    ]

"""Tables of the search, and the full-text index of each database.

Three tables are written by hand: they are read by the beginning of their key, in the order of characters,
and hold nothing else (in SQLite the key is then the table itself).
"""

import django.db.models.deletion
from django.db import migrations, models

SPACE = {"db_constraint": False, "db_index": False, "related_name": "+", "to": "search.searchspace"}

SQLITE = (
    """CREATE TABLE search_searchname (
        space_id bigint NOT NULL, text varchar(160) NOT NULL, key varchar(16) NOT NULL,
        PRIMARY KEY (space_id, text, key)) WITHOUT ROWID""",
    """CREATE TABLE search_searchword (
        space_id bigint NOT NULL, form varchar(60) NOT NULL,
        in_names integer NOT NULL, in_texts integer NOT NULL,
        PRIMARY KEY (space_id, form)) WITHOUT ROWID""",
    """CREATE TABLE search_searchclue (
        space_id bigint NOT NULL, clue varchar(62) NOT NULL, form varchar(60) NOT NULL,
        PRIMARY KEY (space_id, clue, form)) WITHOUT ROWID""",
    """CREATE VIRTUAL TABLE search_index USING fts5(
        lexemes, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '_'")""",
    "INSERT INTO search_index (search_index, rank) VALUES ('hashsize', 16000000)",
    """CREATE TRIGGER search_entry_removed AFTER DELETE ON search_searchentry WHEN old.visible BEGIN
        INSERT INTO search_index (search_index, rowid, lexemes)
        VALUES ('delete', (100 - old.freshness) << 48 | old.id, old.lexemes);
    END""",
)
SQLITE_UNDONE = (
    "DROP TRIGGER search_entry_removed",
    "DROP TABLE search_index",
    "DROP TABLE search_searchname",
    "DROP TABLE search_searchword",
    "DROP TABLE search_searchclue",
)

POSTGRES = (
    """CREATE TABLE search_searchname (
        space_id bigint NOT NULL, text varchar(160) COLLATE "C" NOT NULL,
        key varchar(16) COLLATE "C" NOT NULL, PRIMARY KEY (space_id, text, key))""",
    """CREATE TABLE search_searchword (
        space_id bigint NOT NULL, form varchar(60) COLLATE "C" NOT NULL,
        in_names integer NOT NULL, in_texts integer NOT NULL, PRIMARY KEY (space_id, form))""",
    """CREATE TABLE search_searchclue (
        space_id bigint NOT NULL, clue varchar(62) COLLATE "C" NOT NULL,
        form varchar(60) COLLATE "C" NOT NULL, PRIMARY KEY (space_id, clue, form))""",
    """ALTER TABLE search_searchentry
        ALTER COLUMN sort_name TYPE varchar(160) COLLATE "C",
        ALTER COLUMN key TYPE varchar(16) COLLATE "C",
        ADD COLUMN terms tsvector GENERATED ALWAYS AS (
            CASE WHEN visible THEN array_to_tsvector(string_to_array(lexemes, ' ')) ELSE ''::tsvector END
        ) STORED""",
    "CREATE INDEX search_terms ON search_searchentry USING gin (terms)",
    "CREATE INDEX search_by_merit ON search_searchentry (space_id, freshness DESC, id)",
)
POSTGRES_UNDONE = (
    "ALTER TABLE search_searchentry DROP COLUMN terms",
    "DROP INDEX search_by_merit",
    "DROP TABLE search_searchname",
    "DROP TABLE search_searchword",
    "DROP TABLE search_searchclue",
)


def add(apps, schema_editor):
    """Create what only this database knows."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


def undo(apps, schema_editor):
    """Take it away."""
    for statement in SQLITE_UNDONE if schema_editor.connection.vendor == "sqlite" else POSTGRES_UNDONE:
        schema_editor.execute(statement)


def space():
    """The collection that a row belongs to."""
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, **SPACE)


def key(*fields):
    """A key made of several columns."""
    return models.CompositePrimaryKey(*fields, blank=True, editable=False, primary_key=True, serialize=False)


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
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="SearchName",
                    fields=[
                        ("pk", key("space_id", "text", "key")),
                        ("text", models.CharField(max_length=160)),
                        ("key", models.CharField(max_length=16)),
                        ("space", space()),
                    ],
                ),
                migrations.CreateModel(
                    name="SearchWord",
                    fields=[
                        ("pk", key("space_id", "form")),
                        ("form", models.CharField(max_length=60)),
                        ("in_names", models.IntegerField(default=0)),
                        ("in_texts", models.IntegerField(default=0)),
                        ("space", space()),
                    ],
                ),
                migrations.CreateModel(
                    name="SearchClue",
                    fields=[
                        ("pk", key("space_id", "clue", "form")),
                        ("clue", models.CharField(max_length=62)),
                        ("form", models.CharField(max_length=60)),
                        ("space", space()),
                    ],
                ),
            ],
            database_operations=[migrations.RunPython(add, undo)],
        ),
    ]

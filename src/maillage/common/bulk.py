"""Many rows at once, as the database takes them: for imports, where an object a row would cost minutes.

Primary keys are reserved first, so that rows of several tables can point at one another before being written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, models

PLAIN = (models.CharField, models.TextField, models.IntegerField, models.FloatField, models.BooleanField)
Row = Sequence[Any]


def reserve_keys(model: type[models.Model], count: int) -> list[int]:
    """Primary keys for ``count`` new rows, in order; call it inside the transaction that writes them."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [int(key) for (key,) in cursor.fetchall()]
        # SQLite: the transaction already holds the only right to write; AUTOINCREMENT never reuses a key.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
        first = (int(found[0]) if found else 0) + 1
        return list(range(first, first + count))


def insert_rows(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Write rows; ``names`` are the model's fields in the order of each row's values, relations as keys.

    Defaults of the model are not filled in: every field without a default in the database must be named.
    """
    fields = [_field(model, name) for name in names]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    converters = [(place, _converter(field)) for place, field in enumerate(fields) if not _is_plain(field)]
    ready = [_converted(row, converters) for row in rows]
    if not ready:
        return
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", ready)  # noqa: S608  our names


def _field(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(f"{model.__name__}.{name} is not a column of its own table: leave it out.")
    return field


def _is_plain(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, (*PLAIN, models.ForeignKey, models.AutoField))


def _converter(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    """What a value becomes in this database; the last ones are remembered, since a file repeats its dates."""
    known: dict[Any, Any] = {}

    def convert(value: Any) -> Any:
        if isinstance(value, (dict, list)):
            if value:
                return field.get_db_prep_save(value, connection)
            value = type(value)  # most lists of remarks are empty: their text is made once
            if value not in known:
                known[value] = field.get_db_prep_save(value(), connection)
            return known[value]
        if value not in known:
            known[value] = field.get_db_prep_save(value, connection)
        return known[value]

    return convert


def _converted(row: Row, converters: Sequence[tuple[int, Callable[[Any], Any]]]) -> list[Any]:
    values = list(row)
    for place, convert in converters:
        values[place] = convert(values[place])
    return values

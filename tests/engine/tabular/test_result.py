"""What is answered about columns."""

from __future__ import annotations

import pytest

from maillage.engine.tabular import ColumnGuess, FieldName, GuessedColumn


def guess() -> ColumnGuess:
    return ColumnGuess.imposing(
        ("num", "voie", "nom", "note"),
        {FieldName.STREET: ("num", "voie"), FieldName.NAME: ("nom",)},
    )


def test_what_a_person_decides_is_obeyed() -> None:
    made = guess()
    assert [column.field for column in made.columns] == [
        FieldName.STREET,
        FieldName.STREET,
        FieldName.NAME,
        None,
    ]
    assert [column.status for column in made.columns] == ["used", "used", "used", "extra"]
    assert made.ranks(FieldName.STREET) == (0, 1)
    assert made.names(FieldName.NAME) == ("nom",)
    assert made.ranks(FieldName.EMAIL) == ()
    assert [column.name for column in made.with_status("extra")] == ["note"]


def test_a_text_in_pieces_is_put_together() -> None:
    assert guess().text((" 12 ", "rue X", "A", ""), FieldName.STREET) == "12 rue X"
    assert guess().text(("", "rue X", "A", ""), FieldName.STREET) == "rue X"
    assert guess().text(("12", "rue X", "A", ""), FieldName.STREET, joint=", ") == "12, rue X"
    assert guess().text(("", "", "", ""), FieldName.PHONE) == ""


@pytest.mark.parametrize(
    "fields",
    [{FieldName.NAME: ("absente",)}, {FieldName.NAME: ("nom",), FieldName.LEGAL_NAME: ("nom",)}],
)
def test_what_cannot_be_is_refused(fields: dict[FieldName, tuple[str, ...]]) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        ColumnGuess.imposing(("nom",), fields)


@pytest.mark.parametrize(
    ("field", "status"),
    [(None, "used"), (FieldName.NAME, "extra"), (FieldName.NAME, "personal"), (None, "perhaps")],
)
def test_a_verdict_that_contradicts_itself_is_refused(field: FieldName | None, status: str) -> None:
    with pytest.raises(ValueError, match="status"):
        GuessedColumn(0, "nom", field, 0.5, status)


def test_a_chance_is_a_chance() -> None:
    with pytest.raises(ValueError, match="chance"):
        GuessedColumn(0, "nom", FieldName.NAME, 1.5, "used")


def test_an_empty_column_may_have_a_field() -> None:
    assert GuessedColumn(0, "tel", FieldName.PHONE, 1.0, "empty").field == FieldName.PHONE

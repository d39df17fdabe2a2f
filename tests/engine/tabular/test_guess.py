"""From a table to fields."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.tabular.inventory import MAKERS, as_csv, rows

from maillage.engine.tabular import FieldName, Reading, Table, guess_columns, open_table
from maillage.engine.tabular.guess import chance


def made(headers: list[str], makers: list[str], count: int = 40) -> Table:
    return open_table(as_csv(headers, rows(makers, count)))


def test_every_column_has_one_verdict() -> None:
    guess = guess_columns(
        made(["Nom", "Mail", "Vide", "Référent", "Zut"], ["name", "email", "blank", "person", "euro"])
    )
    assert [(column.rank, column.status) for column in guess.columns] == [
        (0, "used"),
        (1, "used"),
        (2, "empty"),
        (3, "personal"),
        (4, "extra"),
    ]
    assert all(0 <= column.chance <= 1 for column in guess.columns)


def test_why_is_told_in_words_and_shares() -> None:
    mail = guess_columns(made(["Nom", "Adresse mail"], ["name", "email"])).columns[1]
    header, values = mail.reasons
    assert (header.code, header.data["words"]) == ("header", ("adresse", "mail"))
    assert (values.code, values.data["email"]) == ("values", 1.0)


def test_a_pair_names_its_companion() -> None:
    guess = guess_columns(made(["Nom", "Coord. X", "Coord. Y"], ["name", "lat", "lon"]))
    reason = guess.columns[1].reasons[-1]
    assert (reason.code, reason.data["with"]) == ("contradicted", "Coord. Y")
    assert guess.columns[1].field == FieldName.LATITUDE


def test_runners_up_are_told() -> None:
    guess = guess_columns(made(["Nom", "Libellé", "Ville"], ["name", "name", "city"]))
    second = guess.columns[1]
    assert (second.status, second.others[0][0], second.reasons[0].code) == ("extra", FieldName.NAME, "taken")
    assert second.chance < 0.1


def test_why_a_column_has_no_field_is_told() -> None:
    headers = ["Nom", "result_type", "PMR", "Bidule", "Rue", "result_city", "Ville"]
    guess = guess_columns(made(headers, ["name", "kind", "yes", "audience", "street", "city", "city"]))
    told = {column.name: column.reasons[0].code for column in guess.with_status("extra")}
    assert told == {"result_type": "geocoder", "PMR": "flag", "Bidule": "nothing", "result_city": "geocoder"}


def test_an_empty_column_has_the_field_that_its_name_says() -> None:
    guess = guess_columns(made(["Nom", "Téléphone", "Zut", "Mail"], ["name", "blank", "blank", "email"]))
    assert [column.field for column in guess.columns] == [
        FieldName.NAME,
        FieldName.PHONE,
        None,
        FieldName.EMAIL,
    ]
    assert guess.names(FieldName.PHONE) == ("Téléphone",)


def test_an_empty_column_never_takes_the_field_of_a_full_one() -> None:
    guess = guess_columns(made(["Nom", "Email", "Mail"], ["name", "blank", "email"]))
    assert guess.names(FieldName.EMAIL) == ("Mail",)


def test_a_few_rows_are_enough() -> None:
    guess = guess_columns(
        made(["Nom", "Adresse", "CP", "Ville"], ["name", "street", "postcode", "city"], count=1)
    )
    assert [column.field for column in guess.columns] == [
        FieldName.NAME,
        FieldName.STREET,
        FieldName.POSTCODE,
        FieldName.CITY,
    ]


def test_an_empty_sample_is_refused() -> None:
    with pytest.raises(ValueError, match="sample"):
        guess_columns(made(["Nom", "Mail"], ["name", "email"]), sample=0)


def test_a_chance_is_never_certain() -> None:
    assert [chance(logit) for logit in (-100, 0, 100)] == [0.0, 0.5, 0.99]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(sorted(MAKERS)), min_size=2, max_size=8), st.booleans())
def test_no_field_is_given_twice_without_leave(makers: list[str], named: bool) -> None:
    headers = [f"{maker} {rank}" if named else f"c{rank}" for rank, maker in enumerate(makers)]
    body = rows(makers, 12)
    if not any(cell for row in body for cell in row):
        return
    table = open_table(as_csv(headers, body), name="a.csv", hints=Reading.of(header_row=0, separator=";"))
    guess = guess_columns(table)
    several = {"street", "skills", "social", "description", "hours", "phone", "email", "other_names"}
    for field, ranks in guess.order.items():
        assert len(ranks) == 1 or str(field) in several
    assert guess_columns(table) == guess

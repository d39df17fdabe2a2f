"""Profiles as the rows the model reads."""

from __future__ import annotations

from typing import Any

from tests.engine.linkage.builders import SIREN, nowhere, record, siret

from maillage.engine.linkage import Record
from maillage.engine.linkage.profile import profile
from maillage.engine.linkage.table import MOST_ALONE, MOST_OWN, schema, table


def rows(*records: Record, fresh: int | None = None, among: bool = True) -> list[dict[str, Any]]:
    made, _ = table([profile(one) for one in records], len(records) if fresh is None else fresh, among=among)
    found: list[dict[str, Any]] = made.to_pylist()
    return found


def test_a_row_has_the_columns_of_the_schema() -> None:
    assert list(rows(record("a"))[0]) == schema().names


def test_the_unknown_is_null() -> None:
    row = rows(nowhere("a", "Le Lavoir"))[0]
    assert {name for name, value in row.items() if value is not None} == {
        "unique_id", "fresh", "usual_full", "all_full", "usual_own", "all_own", "compact", "figures", "info",
        "all_info", "least", "all_least", "bare", "shorts",
    }  # fmt: skip


def test_new_records_come_first() -> None:
    assert [row["fresh"] for row in rows(record("a"), record("b"), fresh=1)] == [True, False]


def test_a_name_of_common_words_is_bare() -> None:
    assert [row["bare"] for row in rows(record("a", "Maison France services"), record("b", "Brumel"))] == [
        True, False,
    ]  # fmt: skip


def test_a_kind_alone_is_no_usual_name() -> None:
    plain, placed = rows(record("a", "Mairie"), record("b", "Mairie de Valmorin-sur-Loue"))
    assert (plain["usual_full"], placed["usual_full"]) == (None, ["#town_hall loue valmorin"])


def test_a_distinct_name_is_spelt_in_words_and_in_one() -> None:
    row = rows(record("a", "Cordal Brumel"))[0]
    assert row["usual_own"] == ["brumel cordal", "cordalbrumel"]


def test_other_names_join_the_usual_one() -> None:
    row = rows(record("a", "Boutique 12", "Brumel SARL"))[0]
    assert (row["usual_own"], "brumel" in row["all_own"]) == (["12 boutique", "boutique12"], True)


def test_a_phone_of_many_is_a_switchboard() -> None:
    few = rows(*(record(f"{n}", f"Nom{n}", phones=("0199001122",)) for n in range(MOST_OWN)))
    many = rows(*(record(f"{n}", f"Nom{n}", phones=("0199001122",)) for n in range(MOST_OWN + 1)))
    assert (few[0]["phones"], few[0]["switchboards"]) == (["+33199001122"], None)
    assert (many[0]["phones"], many[0]["switchboards"]) == (None, ["+33199001122"])


def test_a_number_of_many_is_not_an_organisations_own() -> None:
    many = rows(*(record(f"{n}", f"Nom{n}", siret=siret()) for n in range(MOST_OWN + 1)))
    assert (many[0]["siret"], many[0]["own_siren"], many[0]["siren"]) == (None, None, SIREN)
    assert rows(record("a", siret=siret()))[0]["own_siren"] == SIREN


def test_a_host_of_many_is_not_an_organisations_own() -> None:
    many = rows(*(record(f"{n}", f"Nom{n}", websites=("town.example.org",)) for n in range(MOST_OWN + 1)))
    assert (many[0]["hosts"], many[0]["domains"]) == (None, None)


def test_a_host_and_the_domain_of_a_mail_are_one() -> None:
    row = rows(record("a", websites=("x.example.org",), emails=("me@y.example.org",)))[0]
    assert (row["hosts"], row["domains"]) == (["x.example.org"], ["x.example.org", "y.example.org"])


def test_the_only_one_of_a_kind_in_town_is_marked() -> None:
    alone = rows(record("a", "Mairie"), record("b", "Mairie"), fresh=1, among=False)
    assert alone[0]["sole"] == alone[1]["sole"] == [
        "town_hall@post 99300@99", "town_hall@town loue valmorin@99",
    ]  # fmt: skip


def test_two_known_of_a_kind_are_not_alone() -> None:
    assert [row["sole"] for row in rows(*(record(k, "Mairie") for k in "abc"), fresh=1, among=False)] == [
        None
    ] * 3


def test_many_new_of_a_kind_are_not_alone() -> None:
    assert rows(*(record(f"{n}", "Mairie") for n in range(MOST_ALONE)))[0]["sole"] is not None
    assert rows(*(record(f"{n}", "Mairie") for n in range(MOST_ALONE + 1)))[0]["sole"] is None


def test_kinds_of_which_towns_have_many_are_never_alone() -> None:
    assert rows(record("a", "École"))[0]["sole"] is None


def test_records_of_one_source_are_told_from_those_of_two() -> None:
    assert [row["origin"] for row in rows(record("a", source="x"), record("b"))] == ["x", None]
    assert [row["origin"] for row in rows(record("a"), record("b"), fresh=1, among=False)] == [
        "True",
        "False",
    ]

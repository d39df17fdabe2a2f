"""A table under study: what names and cells say before any choice."""

from __future__ import annotations

from tests.engine.tabular.inventory import as_csv, rows

from maillage.engine.tabular import FieldName as F
from maillage.engine.tabular import open_table
from maillage.engine.tabular.study import NAMED, PRIOR, SLOTS, Work, study


def studied(headers: list[str], makers: list[str], sample: int = 100) -> Work:
    return study(open_table(as_csv(headers, rows(makers))), sample)


def test_a_name_and_its_form_add_up() -> None:
    work = studied(["Courriel", "Bidule"], ["email", "email"])
    assert work.logits[0][F.EMAIL] - work.logits[1][F.EMAIL] == NAMED
    assert work.logits[1][F.EMAIL] == PRIOR + 5.5


def test_a_faint_name_counts_for_nothing() -> None:
    assert F.NAME not in studied(["Bidule", "Ville"], ["name", "city"]).logits[0]


def test_cells_of_a_geocoder_or_of_another_subject_do_not_speak() -> None:
    work = studied(["result_type", "Montant", "Ville"], ["email", "postcode", "city"])
    assert work.logits[0] == {}
    assert F.POSTCODE not in work.logits[1]


def test_days_suggest_hours() -> None:
    work = studied(["Lundi", "Ville"], ["hours", "city"])
    assert work.logits[0][F.HOURS] > 5


def test_columns_without_value_have_no_logit() -> None:
    work = studied(["Nom", "Email"], ["name", "blank"])
    assert work.logits[1] == {}
    assert work.free() == [0]


def test_columns_about_persons_are_not_free() -> None:
    work = studied(["Nom", "Référent"], ["name", "person"])
    assert (work.free(), list(work.barred)) == ([0], [1])


def test_a_column_given_is_not_free() -> None:
    work = studied(["Nom", "Ville"], ["name", "city"])
    work.given[0] = F.NAME
    assert (work.free(), work.rank_of(F.NAME), work.rank_of(F.CITY)) == ([1], 0, None)


def test_slots_are_fields_and_pieces_of_a_street() -> None:
    assert len(SLOTS) == len(set(SLOTS)) == 36 - 4 + 4


def test_wide_tables_are_looked_at_less_closely() -> None:
    for width, looked in ((3, 200), (1000, 40)):
        headers = [f"c{rank}" for rank in range(width)]
        work = study(open_table(as_csv(headers, rows(["uuid"] * width, 200))), 200)
        assert {len(it.values) for it in work.profiles} == {looked}


def test_the_sample_bounds_what_is_looked_at() -> None:
    assert len(studied(["Nom", "Ville"], ["name", "city"], sample=5).cells[0]) == 5

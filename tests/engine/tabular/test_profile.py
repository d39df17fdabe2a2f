"""What a column's cells look like together."""

from __future__ import annotations

import pytest
from tests.engine.tabular.inventory import MAKERS, ROWS

from maillage.engine.tabular.profile import MOST, profile


def made(maker: str) -> list[str]:
    return [MAKERS[maker](rank) for rank in range(ROWS)]


@pytest.mark.parametrize(
    ("maker", "share"),
    [
        ("email", "email"),
        ("site", "url"),
        ("facebook", "social"),
        ("ics", "calendar"),
        ("phone", "phone"),
        ("lost_phone", "bare_phone"),
        ("siret", "siret_valid"),
        ("siren", "siren_valid"),
        ("rna", "rna"),
        ("vat", "vat"),
        ("naf", "naf"),
        ("postcode", "postcode"),
        ("bare_postcode", "postcode"),
        ("insee", "commune"),
        ("lat", "decimal"),
        ("point", "pair"),
        ("wkt", "pair"),
        ("day", "date"),
        ("year", "year"),
        ("stamp", "clock"),
        ("yes", "flag"),
        ("hours", "hours"),
        ("osm_hours", "hours"),
        ("street", "street"),
        ("street", "numbered"),
        ("full", "in_street"),
        ("way", "way"),
        ("suffix", "suffix"),
        ("city", "city"),
        ("country", "country"),
        ("person", "person"),
        ("mailbox", "mailbox"),
        ("form", "legal"),
        ("form_code", "legal_code"),
        ("band", "size"),
        ("text", "long"),
        ("uuid", "uuid"),
        ("ref", "code"),
    ],
)
def test_a_form_is_seen_in_every_cell(maker: str, share: str) -> None:
    assert profile(made(maker)).share(share) == 1.0


@pytest.mark.parametrize(
    ("maker", "share"),
    [
        ("name", "person"),
        ("name", "long"),
        ("street", "phone"),
        ("siret", "phone"),
        ("postcode", "siret"),
        ("email", "hours"),
        ("city", "street"),
        ("phone", "siret"),
        ("day", "pair"),
        ("email", "mailbox"),
    ],
)
def test_a_form_is_not_seen_where_it_is_not(maker: str, share: str) -> None:
    assert profile(made(maker)).share(share) == 0.0


def test_blanks_are_not_counted() -> None:
    it = profile(["a", "", "#N/D", "a", "b", "-"])
    assert (it.filled, it.total, it.distinct, it.unique) == (3, 6, 2, 2 / 3)


def test_a_column_without_value_has_no_share() -> None:
    it = profile(["", "NC"])
    assert (it.filled, it.shares, it.length, it.unique) == (0, {}, 0, 0.0)


def test_shares_weigh_values_by_how_often_they_come() -> None:
    assert profile(["oui"] * 9 + ["peut-être"]).share("flag") == 0.9


def test_the_first_distinct_values_are_looked_at() -> None:
    it = profile([f"a{rank}@example.org" for rank in range(MOST)] + ["x"] * 50)
    assert (len(it.values), it.share("email"), it.distinct) == (MOST, 1.0, MOST + 1)


def test_lengths_are_those_of_the_middle_and_of_nine_in_ten() -> None:
    it = profile(["a" * size for size in range(1, 12)])
    assert (it.length, it.high, it.words) == (6, 10, 1)

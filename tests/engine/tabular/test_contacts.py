"""Telephone numbers, e-mail and web addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.engine.tabular import Value, read_email, read_phone, read_phones, read_url, read_urls


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("04 65 71 12 34", "+33465711234"),
        ("04.65.71.12.34", "+33465711234"),
        ("+33 (0)4 65 71 12 34", "+33465711234"),
        ("0033465711234", "+33465711234"),
        ("Tél : 04 65 71 12 34", "+33465711234"),
        ("04 65 71 12 34 (accueil)", "+33465711234"),
        ("0262 20 07 02", "+262262200702"),
        ("+262 262 20 07 02", "+262262200702"),
        ("39 49", "3949"),
        ("115", "115"),
    ],
)
def test_a_number_is_read(text: str, number: str) -> None:
    assert read_phone(text) == Value(number)


def test_a_zero_eaten_by_a_spreadsheet_comes_back() -> None:
    assert read_phone("465711234") == Value("+33465711234", "zero_restored")
    assert read_phone("465711234.0") == Value("+33465711234", "zero_restored")


@pytest.mark.parametrize(
    ("text", "problem"),
    [("99 99 99 99 99", "invalid_phone"), ("sur demande", "not_a_phone"), ("01 02", "not_a_phone")],
)
def test_what_is_no_number_is_told(text: str, problem: str) -> None:
    assert read_phone(text) == Value(None, problem)


def test_several_numbers_are_all_read() -> None:
    assert read_phones("0465711234 / 04 65 71 12 35 ou 0465711234") == Value(("+33465711234", "+33465711235"))
    assert read_phone("0465711234 / 0465711235") == Value("+33465711234")


def test_another_country_has_its_own_plan() -> None:
    assert read_phone("02 501 02 11", country="BE") == Value("+3225010211")


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("a@example.org", ("a@example.org",)),
        ("a@example.org ; B@Example.ORG", ("a@example.org", "B@example.org")),
        ("contact (at) example.org", ("contact@example.org",)),
        ("contact[arobase]example.org", ("contact@example.org",)),
        ("mailto:a@example.org", ("a@example.org",)),
        ("a@example.org, a@example.org", ("a@example.org",)),
    ],
)
def test_addresses_are_read(text: str, addresses: tuple[str, ...]) -> None:
    assert read_email(text) == Value(addresses)


def test_what_stands_beside_an_address_is_told() -> None:
    assert read_email("écrire à a@example.org") == Value(("a@example.org",), "some_not_email")


def test_what_is_no_address_is_told() -> None:
    assert read_email("sur place") == Value(None, "not_an_email")


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("http://example.org/", "http://example.org/"),
        ("HTTPS://Example.org/Page", "https://Example.org/Page"),
        ("htpp://example.org", "http://example.org"),
        ("http//example.org", "http://example.org"),
        ("http:/example.org", "http://example.org"),
        ("https://https://example.org", "https://example.org"),
        ("<https://example.org>", "https://example.org"),
    ],
)
def test_a_link_is_read(text: str, link: str) -> None:
    assert read_url(text) == Value(link)


@pytest.mark.parametrize("text", ["www.example.org", "example.org/a?b=c", "example.org:8080/a"])
def test_a_missing_scheme_is_added(text: str) -> None:
    assert read_url(text) == Value(f"https://{text}", "scheme_added")


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd"]
)
def test_a_link_that_would_run_code_is_refused(text: str) -> None:
    assert read_url(text) == Value(None, "forbidden_scheme")


@pytest.mark.parametrize("text", ["pas de site", "contact@example.org", "https://", "https://[::", "1.2"])
def test_what_is_no_link_is_told(text: str) -> None:
    assert read_url(text) == Value(None, "not_a_url")


def test_several_links_are_all_read() -> None:
    assert read_urls("http://a.example.org et www.b.example.org").value == (
        "http://a.example.org",
        "https://www.b.example.org",
    )
    assert read_urls("a.example.org, b.example.org").value == (
        "https://a.example.org",
        "https://b.example.org",
    )


@given(st.text(max_size=60))
def test_a_link_read_is_always_safe(text: str) -> None:
    for link in read_urls(text).value or ():
        assert link.lower().startswith(("http://", "https://"))


@given(st.text(max_size=60))
def test_an_address_read_has_one_at(text: str) -> None:
    assert all(address.count("@") == 1 for address in read_email(text).value or ())

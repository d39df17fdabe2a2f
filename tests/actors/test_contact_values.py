"""Telephones, e-mail addresses and web addresses: read kindly, kept in one form, never cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.actors.contact_values import (
    LONGEST_EMAIL,
    LONGEST_URL,
    clean_email,
    clean_phone,
    clean_url,
    looks_personal,
    shown_phone,
)
from maillage.common.errors import Refusal


def in_france(text: str) -> str:
    return clean_phone(text, "FR")


def said(clean: Callable[[str], str], text: str) -> Refusal:
    with translation.override("fr"), pytest.raises(Refusal) as refused:
        clean(text)
    assert refused.value.status == 422
    return refused.value


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("04 73 00 00 00", "+33473000000"),
        ("04.73.00.00.00", "+33473000000"),
        ("04/73/00/00/00", "+33473000000"),
        ("473000000", "+33473000000"),
        ("473000000.0", "+33473000000"),
        ("Tél. : 04-73-00-00-00", "+33473000000"),
        ("+33 (0)4 73 00 00 00", "+33473000000"),
        ("0033473000000", "+33473000000"),
        ("0692 00 12 34", "+262692001234"),
        ("0590 99 12 34", "+590590991234"),
        ("0800 12 34 56", "+33800123456"),
        ("+41 22 734 54 54", "+41227345454"),
    ],
)
def test_phone_is_kept_as_e164(typed: str, kept: str) -> None:
    assert in_france(typed) == kept
    assert in_france(kept) == kept


def test_phone_is_read_as_its_country_writes_it() -> None:
    assert clean_phone("022 734 54 54", "CH") == "+41227345454"
    assert clean_phone("04 73 00 00 00", "re") == "+33473000000"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "value_empty"),
        ("4,73E+08", "number_rounded"),
        ("04 73 00 00 00 / 06 00 00 00 00", "phone_several"),
        ("04 73 00 00 00 ou 06 12 34 56 78", "phone_several"),
        ("04 73 00 00 00 - 04 73 00 00 01", "phone_several"),
        ("04 73 00 00 00 poste 12", "phone_extension"),
        ("04 73 00 00 00 #12", "phone_extension"),
        ("04 73 00 00 00 (accueil)", "phone_words"),
        ("O473000000", "phone_words"),
        ("04 73 00 00", "phone_form"),
        ("3949", "phone_form"),
        ("bonjour", "phone_form"),
    ],
)
def test_phone_refusal_has_a_code(typed: str, code: str) -> None:
    assert said(in_france, typed).code == code


def test_short_number_is_explained() -> None:
    assert said(in_france, "3949").why == "C’est un numéro court\u00a0: il ne se compose que depuis son pays."


@settings(deadline=None)
@given(st.text(max_size=40) | st.text("0123456789 +.()/-", max_size=30))
def test_any_phone_is_refused_or_has_a_form_of_its_own(text: str) -> None:
    try:
        kept = in_france(text)
    except Refusal as refused:
        assert refused.what and refused.why and refused.todo
    else:
        assert in_france(kept) == kept
        assert clean_phone(shown_phone(kept), "FR") == kept


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("+33473000000", "04 73 00 00 00"),
        ("+262692001234", "0692 00 12 34"),
        ("+41227345454", "+41 22 734 54 54"),
    ],
)
def test_french_phone_is_shown_nationally(kept: str, shown: str) -> None:
    assert shown_phone(kept) == shown


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Accueil@Exemple.Example", "accueil@exemple.example"),
        ("MAILTO:accueil@example.org", "accueil@example.org"),
        ("Jeanne Martin <jeanne@example.org>", "jeanne@example.org"),
        (" accueil@example.org. ", "accueil@example.org"),
        ("accueil+site@example.org", "accueil+site@example.org"),
    ],
)
def test_email_is_kept_in_lower_case(typed: str, kept: str) -> None:
    assert clean_email(typed) == kept
    assert clean_email(kept) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "value_empty"),
        ("accueil", "email_form"),
        ("accueil@exemple", "email_form"),
        ("accueil (at) example.org", "email_form"),
        ("acc ueil@example.org", "email_form"),
        (f"{'a' * 60}@{'b.' * 100}example.org", "email_form"),
        ("a@example.org ; b@example.org", "email_several"),
    ],
)
def test_email_refusal_has_a_code(typed: str, code: str) -> None:
    assert said(clean_email, typed).code == code


@settings(deadline=None)
@given(st.text(max_size=40) | st.emails())
def test_any_email_is_refused_or_has_a_form_of_its_own(text: str) -> None:
    try:
        kept = clean_email(text)
    except Refusal as refused:
        assert refused.what and refused.why and refused.todo
    else:
        assert len(kept) <= LONGEST_EMAIL
        assert clean_email(kept) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("example.org", "https://example.org"),
        ("www.Example.org/Chemin?x=1#haut", "https://www.example.org/Chemin?x=1#haut"),
        ("HTTP://example.org:80/", "http://example.org"),
        ("https://example.org:443", "https://example.org"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("//example.org", "https://example.org"),
        ("https://example.org./", "https://example.org"),
        ("https://bücher.example/é", "https://xn--bcher-kva.example/é"),
        ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
    ],
)
def test_url_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert clean_url(typed) == kept
    assert clean_url(kept) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "value_empty"),
        ("javascript:alert(1)", "url_scheme"),
        ("mailto:accueil@example.org", "url_scheme"),
        ("ftp://example.org", "url_scheme"),
        ("data:text/html,x", "url_scheme"),
        ("accueil@example.org", "url_form"),
        ("https://nom:secret@example.org", "url_form"),
        ("https://example.com\\@example.org", "url_form"),
        ("https://localhost/", "url_form"),
        ("http://127.0.0.1/", "url_form"),
        ("http://[::1]/", "url_form"),
        ("http://[", "url_form"),
        ("https://example..org", "url_form"),
        ("https://-a.example", "url_form"),
        ("example.org:99999", "url_form"),
        ("exemple", "url_form"),
        ("example.org example.com", "url_form"),
        ("example.org/" + "a" * LONGEST_URL, "url_long"),
    ],
)
def test_url_refusal_has_a_code(typed: str, code: str) -> None:
    assert said(clean_url, typed).code == code


def test_url_refusal_says_what_it_looks_like() -> None:
    assert said(clean_url, "accueil@example.org").todo == (
        "Si c’est une adresse électronique, choisissez ce type de contact."
    )
    assert said(clean_url, "example.org example.com").todo == "Écrivez-les une par une."
    assert said(clean_url, "exemple").why == "Il y manque un nom de site, comme exemple.fr."


@settings(deadline=None)
@given(st.text(max_size=60) | st.text("htps:/w.@example[]?#% 1", max_size=30))
def test_any_url_is_refused_or_has_a_form_of_its_own(text: str) -> None:
    try:
        kept = clean_url(text)
    except Refusal as refused:
        assert refused.what and refused.why and refused.todo
    else:
        assert kept.startswith(("http://", "https://"))
        assert clean_url(kept) == kept


@pytest.mark.parametrize(
    ("email", "personal"),
    [
        ("jeanne.martin@example.org", True),
        ("j.martin@example.org", True),
        ("jeanne-martin@example.org", True),
        ("jeanne@example.org", True),
        ("martinj@example.org", True),
        ("jeanne.martin+contact@example.org", True),
        ("jeanne.martin@martin.example", True),
        ("contact@example.org", False),
        ("infos@example.org", False),
        ("mairie@example.org", False),
        ("mairie63@example.org", False),
        ("mairiedevolcanville@example.org", False),
        ("direction.generale@example.org", False),
        ("les.amis.du.lac@example.org", False),
        ("tiers-lieu@example.org", False),
        ("fabrique@fabrique.example", False),
        ("2026@example.org", False),
    ],
)
def test_address_of_a_person_is_told_from_a_function(email: str, personal: bool) -> None:
    assert looks_personal(email) is personal

"""SIREN, SIRET and RNA: the keys, the forms, the zeros that come back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import translation
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from stdnum import luhn

from maillage.actors.french_numbers import check_rna, check_siren, check_siret
from maillage.common.errors import Refusal

SIREN = "732829320"
SIRET = "73282932000074"
LA_POSTE = "356000000"


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


@st.composite
def sirens(draw: st.DrawFn) -> str:
    """A SIREN whose key holds, that is neither zeros nor La Poste."""
    start = draw(digits(8).filter(lambda one: one.strip("0")))
    made = start + luhn.calc_check_digit(start)
    assume(made != LA_POSTE)
    return made


@st.composite
def sirets(draw: st.DrawFn) -> str:
    """A SIRET whose two keys hold."""
    start = draw(sirens()) + draw(digits(4))
    return start + luhn.calc_check_digit(start)


def said(check: Callable[[str], str], number: str) -> Refusal:
    with translation.override("fr"), pytest.raises(Refusal) as refused:
        check(number)
    assert refused.value.status == 422
    return refused.value


@settings(deadline=None)
@given(sirens())
def test_siren_is_its_own_canonical_form(siren: str) -> None:
    assert check_siren(siren) == siren
    assert check_siren(f"SIREN : {siren[:3]}\u00a0{siren[3:6]}.{siren[6:]}") == siren


@settings(deadline=None)
@given(sirets())
def test_siret_is_its_own_canonical_form(siret: str) -> None:
    assert check_siret(siret) == siret
    assert check_siret(f"{siret[:9]} {siret[9:]}") == siret


@settings(deadline=None)
@given(sirets(), st.integers(0, 13), st.integers(1, 9))
def test_siret_with_any_digit_changed_is_refused(siret: str, place: int, step: int) -> None:
    changed = siret[:place] + str((int(siret[place]) + step) % 10) + siret[place + 1 :]
    assume(changed[:9] != LA_POSTE and changed.strip("0"))
    assert said(check_siret, changed).code == "siret_key"


@settings(deadline=None)
@given(sirens(), st.integers(0, 8), st.integers(1, 9))
def test_siren_with_any_digit_changed_is_refused(siren: str, place: int, step: int) -> None:
    changed = siren[:place] + str((int(siren[place]) + step) % 10) + siren[place + 1 :]
    assume(changed.strip("0"))
    assert said(check_siren, changed).code == "siren_key"


@settings(deadline=None)
@given(sirets())
def test_siret_gets_its_first_zeros_back(siret: str) -> None:
    kept = siret.lstrip("0")
    if len(kept) >= 12:
        assert check_siret(kept) == siret
    else:
        assert said(check_siret, kept).code == "identifier_length"


def test_siren_gets_one_first_zero_back() -> None:
    assert (check_siren("05580113"), check_siren("005580113")) == ("005580113", "005580113")
    assert said(check_siren, "5580113").code == "identifier_length"
    assert said(check_siren, "73282932").code == "identifier_length"


def test_siret_says_which_key_fails() -> None:
    assert said(check_siret, "73282932000075").why == (
        "Les neuf premiers chiffres forment un SIREN juste\u00a0: l’erreur est dans les cinq derniers."
    )
    assert said(check_siret, "73282932100072").why == (
        "Ses neuf premiers chiffres ne forment pas un SIREN\u00a0: leur clé ne tombe pas juste."
    )
    assert said(check_siret, "73282932100074").why == (
        "La clé du SIRET et celle de son SIREN (formule de Luhn) ne tombent pas juste."
    )


def test_siren_says_its_key_fails() -> None:
    refused = said(check_siren, "732829321")
    assert refused.what == "732829321 n’est pas un SIREN."
    assert refused.why == (
        "Sa clé de contrôle (formule de Luhn) ne tombe pas juste\u00a0: un chiffre au moins est faux."
    )


@settings(deadline=None)
@given(digits(5))
def test_site_of_la_poste_has_a_sum_that_five_divides(end: str) -> None:
    siret = LA_POSTE + end
    assume(siret != "35600000000048")
    if sum(map(int, siret)) % 5 == 0:
        assert check_siret(siret) == siret
    else:
        assert said(check_siret, siret).why == (
            "Pour un site de La Poste, la somme des chiffres doit être un multiple de 5."
        )


def test_head_office_of_la_poste_has_the_common_key() -> None:
    assert check_siret("356 000 000 00048") == "35600000000048"


@pytest.mark.parametrize(
    ("check", "number", "todo"),
    [
        (check_siren, SIRET, "C’est peut-être un SIRET\u00a0: choisissez ce type de numéro."),
        (check_siret, SIREN, "C’est peut-être un SIREN\u00a0: choisissez ce type de numéro."),
        (check_siret, "123", "Vérifiez qu’aucun chiffre ne manque, puis recopiez le numéro en entier."),
    ],
)
def test_wrong_length_says_what_it_may_be(check: Callable[[str], str], number: str, todo: str) -> None:
    refused = said(check, number)
    assert (refused.code, refused.todo) == ("identifier_length", todo)


def test_letters_are_named() -> None:
    refused = said(check_siren, "73282932O")
    assert refused.code == "identifier_not_digits"
    assert refused.why == "Il contient «\u00a0O\u00a0»\u00a0; un SIREN ou un SIRET n’a que des chiffres."


@pytest.mark.parametrize("zeros", ["000000000", "00000000000000", "0"])
def test_zeros_fill_a_box_and_name_nobody(zeros: str) -> None:
    assert said(check_siret, zeros).code == "identifier_placeholder"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("W751234567", "W751234567"),
        ("w 751 234 567", "W751234567"),
        ("RNA : W9R1011072", "W9R1011072"),
        ("W2A1000123", "W2A1000123"),
    ],
)
def test_rna_is_w_and_nine_signs(typed: str, kept: str) -> None:
    assert check_rna(typed) == kept


@pytest.mark.parametrize("typed", ["W75123456", "W7512345678", "W75A234567", "0632012345", "WA51234567"])
def test_rna_of_another_form_is_refused(typed: str) -> None:
    assert said(check_rna, typed).code == "rna_form"


def test_rna_without_its_w_is_told_so() -> None:
    assert said(check_rna, "751234567").todo == "Ajoutez le W au début\u00a0: W751234567."

"""Dates as people write them."""

from __future__ import annotations

import pytest
from django.utils import translation

from maillage.actors.record_forms.dates import MONTHS, read_date
from maillage.common.errors import Refusal


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2017", "2017"),
        (" 2017 ", "2017"),
        ("en 2017", "2017"),
        ("2017-05", "2017-05"),
        ("2017/5", "2017-05"),
        ("05/2017", "2017-05"),
        ("5-2017", "2017-05"),
        ("mai 2017", "2017-05"),
        ("Mai 2017", "2017-05"),
        ("en mai 2017", "2017-05"),
        ("May 2017", "2017-05"),
        ("in May, 2017", "2017-05"),
        ("2017-05-12", "2017-05-12"),
        ("2017.5.2", "2017-05-02"),
        ("12/05/2017", "2017-05-12"),
        ("12.5.2017", "2017-05-12"),
        ("12 05 2017", "2017-05-12"),
        ("le 12 mai 2017", "2017-05-12"),
        ("12 May 2017", "2017-05-12"),
        ("May 12, 2017", "2017-05-12"),
        ("the 12th of May 2017", "2017-05-12"),
        ("May 2nd 2017", "2017-05-02"),
        ("1er février 2017", "2017-02-01"),
        ("1ᵉʳ mars 2017", "2017-03-01"),
        ("sept. 2017", "2017-09"),
        ("3 DÉC. 2016", "2016-12-03"),
        ("29/02/2016", "2016-02-29"),
        ("août 1000", "1000-08"),
    ],
)
def test_a_date_is_read_with_the_precision_it_was_given(typed: str, kept: str) -> None:
    assert str(read_date(typed)) == kept


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_read_by_its_names_and_by_their_beginnings(month: int) -> None:
    french, english = MONTHS[month - 1]
    short = french[:4] if french.startswith("jui") else french[:3]
    assert {read_date(f"{word} 2017").month for word in (french, english, short, english[:3])} == {month}


@pytest.mark.parametrize(
    ("typed", "code", "why"),
    [
        ("31/02/2017", "no_such_day", "Ce mois-là compte 28 jours."),
        ("29/02/2017", "no_such_day", "Ce mois-là compte 28 jours."),
        ("31 avril 2017", "no_such_day", "Ce mois-là compte 30 jours."),
        ("00/05/2017", "no_such_day", "Ce mois-là compte 31 jours."),
        ("05/25/2017", "bad_date", "Il n’y a pas de mois 25\u00a0: le jour s’écrit avant le mois."),
        ("2017-13", "bad_date", "Il n’y a pas de mois 13\u00a0: le jour s’écrit avant le mois."),
        ("jui 2017", "bad_date", "«\u00a0jui\u00a0» n’est pas un mois."),
        ("ma 2017", "bad_date", "«\u00a0ma\u00a0» n’est pas un mois."),
        ("brumaire 2017", "bad_date", "«\u00a0brumaire\u00a0» n’est pas un mois."),
        ("12/05/17", "bad_date", "L’année y tient en deux chiffres\u00a0: on ne sait pas de quel siècle."),
        ("mai 17", "bad_date", "L’année y tient en deux chiffres\u00a0: on ne sait pas de quel siècle."),
        ("0017", "bad_date", "Une année se tient ici entre 1000 et 2200."),
        ("9999", "bad_date", "Une année se tient ici entre 1000 et 2200."),
        ("naguère", "bad_date", "On y cherche un jour, un mois et une année, ou seulement les derniers."),
        ("20170512", "bad_date", "On y cherche un jour, un mois et une année, ou seulement les derniers."),
        (
            "2017 ou 2018",
            "bad_date",
            "On y cherche un jour, un mois et une année, ou seulement les derniers.",
        ),
        ("", "bad_date", "On y cherche un jour, un mois et une année, ou seulement les derniers."),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(typed: str, code: str, why: str) -> None:
    with translation.override("fr"), pytest.raises(Refusal) as refused:
        read_date(typed)
    assert (refused.value.code, refused.value.why, refused.value.status) == (code, why, 422)


def test_a_day_that_does_not_exist_is_answered_with_what_would_do() -> None:
    with translation.override("fr"), pytest.raises(Refusal) as refused:
        read_date("31/02/2017")
    assert refused.value.what == "Le 31/02/2017 n’existe pas."
    assert (
        refused.value.todo == "Corrigez le jour\u00a0; si vous en doutez, «\u00a0février 2017\u00a0» suffit."
    )

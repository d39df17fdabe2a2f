"""Ties and doubles, as they read."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from tests import factories

from maillage.actors.actions import Bond, tie_actors
from maillage.actors.enums import TieKind
from maillage.actors.models import Double


def test_tie_reads_with_its_dates_in_words(city: factories.City) -> None:
    bond = Bond(TieKind.HOSTS, since="2018-03", until="2020")
    tie = tie_actors(actor=city.forge, other=city.fil_a_fil, bond=bond, who="ines")
    assert (str(tie), tie.since_label, tie.until_label) == (
        "Forge & Cie hosts Fil à Fil",
        "mars 2018",
        "2020",
    )
    with translation.override("en"):
        assert tie.since_label == "March 2018"


def test_tie_of_unknown_dates_has_no_words_for_them(city: factories.City) -> None:
    tie = tie_actors(actor=city.forge, other=city.fil_a_fil, bond=Bond(TieKind.HOSTS), who="ines")
    assert (tie.since_label, tie.until_label) == ("", "")


def test_double_is_proposed_once(city: factories.City) -> None:
    said = {"territory": city.territory, "one": city.forge, "two": city.fil_a_fil, "probability": 0.9}
    assert str(Double.objects.create(**said)) == "Forge & Cie ≈ Fil à Fil"
    with pytest.raises(IntegrityError), transaction.atomic():
        Double.objects.create(**said)

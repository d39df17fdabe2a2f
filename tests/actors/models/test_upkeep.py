"""Who keeps an entry true, as rows read."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests import factories
from tests.conftest import MONDAY

from maillage.actors.models import ConfirmationAsk, Keeper, KeeperCode, Suggestion


def test_person_keeps_an_entry_once_at_a_time(city: factories.City) -> None:
    first = Keeper.objects.create(actor=city.fil_a_fil, person=city.fatou, proof="code")
    assert str(first) == "Fatou Diallo keeps Fil à Fil"
    with pytest.raises(IntegrityError), transaction.atomic():
        Keeper.objects.create(actor=city.fil_a_fil, person=city.fatou, proof="coordinator")
    Keeper.objects.update(until=MONDAY)
    assert Keeper.objects.create(actor=city.fil_a_fil, person=city.fatou, proof="coordinator").until is None


def test_rows_of_upkeep_read_as_sentences(city: factories.City) -> None:
    said = {"territory": city.territory, "actor": city.fil_a_fil}
    assert str(KeeperCode(**said)) == "code for Fil à Fil"
    assert str(ConfirmationAsk(**said, sent_at=MONDAY)) == "Fil à Fil asked on 2026-06-08"
    assert str(Suggestion(**said, words="x" * 60)) == "Fil à Fil: " + "x" * 40

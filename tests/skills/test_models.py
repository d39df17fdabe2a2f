"""A skill speaks the reader's language."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from tests import factories

from maillage.skills.models import Skill
from maillage.territory.models import Territory


def test_labels_follow_the_reader(territory: Territory) -> None:
    skill = factories.skill("compta")
    assert (str(skill), skill.family_label, skill.summary) == (
        "Comptabilité",
        "Argent",
        "Tenir la comptabilité et clôturer les comptes.",
    )
    with translation.override("en"):
        assert (skill.label, skill.family_label, skill.summary) == ("Accounting", "Money", "Keep the books.")


def test_label_falls_back_on_french_and_family_on_its_code(territory: Territory) -> None:
    skill = Skill(code="x", family="num", pref={"fr": "Outils"})
    with translation.override("en"):
        assert (skill.label, skill.family_label, skill.summary) == ("Outils", "num", "")


def test_code_is_once_in_a_territory(territory: Territory) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Skill.objects.create(territory=territory, code="compta", family="fin", pref={"fr": "Encore"})

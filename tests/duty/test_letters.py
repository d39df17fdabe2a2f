"""The partner is told what is left, until when, and what she can do."""

from __future__ import annotations

from datetime import timedelta

from django.utils import translation
from tests import factories
from tests.conftest import MONDAY

from maillage.duty.letters import pledge_lapses


def test_pledge_lapses_says_how_many_hours_until_when_and_what_to_do(city: factories.City) -> None:
    pledge = factories.a_pledge(city.forge, "compta", hours=10, ends=22)
    letter = pledge_lapses(pledge, city.sophie, 7)
    assert letter.subject == "7 heures promises s’arrêtent le 30 juin 2026"
    assert letter.greeting == "Bonjour Sophie,"
    assert letter.facts == (("Promis", "10 heures"), ("Reste", "7 heures"), ("Jusqu’au", "30 juin 2026"))
    assert "Répondez à cet e-mail" in letter.paragraphs[1]


def test_pledge_lapses_counts_one_hour_as_one(city: factories.City) -> None:
    pledge = factories.a_pledge(city.forge, "compta", hours=10, ends=22)
    assert pledge_lapses(pledge, city.sophie, 1).title == "Il reste 1 heure à donner."


def test_pledge_lapses_is_rendered_as_text_and_html(city: factories.City) -> None:
    pledge = factories.a_pledge(city.forge, "compta", hours=10, ends=22)
    with translation.override("fr"):
        text, html = pledge_lapses(pledge, city.sophie, 7).rendered(
            territory_name="Volcanville", language="fr"
        )
    day = MONDAY.date() + timedelta(days=22)
    assert f"{day.day} juin 2026" in text
    assert "Forge &amp; Cie" in html

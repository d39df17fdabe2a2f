"""From a need in one's own words to help received, played in a real browser.

Fatou runs a small association. Inès coordinates the network. Marc works at Forge & Cie, which promised hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import factories, visits
from tests.browser import PHONE
from tests.journeys.stage import a_play
from tests.monday import city_on_monday

from maillage.needs.models import Need
from maillage.observatory.queries import charter_figures
from maillage.pledges.queries import hours_by_pledge

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),  # one browser at a time
]

HER_WORDS = (
    "On tient nos 140 adhérents dans un vieux tableur et plus personne n’arrive à ouvrir le fichier. "
    "Il nous faudrait quelqu’un pour remettre ça d’aplomb."
)
WHOLE_STORY = [
    ("asker", "submit"),
    ("asker", "confirm_address"),
    ("Inès", "qualify"),
    ("Inès", "send"),
    ("Marc", "accept"),
    ("Marc", "log_hours"),
    ("asker", "close"),
]


@pytest.fixture
def city(db: Any, tmp_path: Path) -> Iterator[factories.City]:
    """Volcanville, on Monday 8 June 2026 at nine o'clock, in every thread of the service."""
    with city_on_monday(tmp_path) as found:
        yield found


def test_fatou_is_helped_by_marc(city: factories.City, browser: Any, live_server: Any) -> None:
    with a_play(city, browser, live_server) as play:
        fatou, ines, marc = play.has(city.fatou), play.has(city.ines), play.has(city.marc)

        fatou.asks(HER_WORDS, for_whom="Fil à Fil")
        fatou.sees("Il ne manque qu’un clic.", fatou.email)
        fatou.confirms_her_address()
        fatou.sees("Votre demande est entre nos mains.", "Votre adresse est confirmée")

        ines.comes_in_with_a_code()
        ines.sees("Fil à Fil", "Qualifier ainsi")
        ines.qualifies_and_asks_with_the_keyboard()
        ines.sees("Demandé à Marc Vasseur.")

        fatou.looks_at_her_page()
        fatou.sees("Une première personne a été sollicitée", "mercredi 10 juin")
        fatou.does_not_see("Marc", "Vasseur", "Forge")

        marc.opens_the_letter("ask", link="/r/")
        marc.sees("On tient nos 140 adhérents", "Pourquoi vous")
        marc.does_not_see(fatou.email)
        marc.says_yes_from_the_letter()
        marc.sees("Vous avez dit oui à Fil à Fil")
        assert fatou.email in visits.last_letter(marc.email).text
        assert marc.email in visits.last_letter(fatou.email).text
        fatou.looks_at_her_page()
        fatou.sees("Quelqu’un peut vous aider.", "Marc Vasseur", marc.email)

        with play.later(days=2):
            marc.notes_the_hour_in_one_click()
            marc.sees("Merci. Vos heures sont notées.")
            fatou.opens_the_letter("ask_outcome", link="/suivi/")
            fatou.clicks("Oui, cela m’a aidé")
            fatou.sees("Vous avez été aidé.")

            # and the same story is told everywhere
            ines.waits_for_nobody()
            fatou.looks_at_her_page()
            fatou.sees("Marc Vasseur a dit oui", "Vous vous êtes rencontrés")
            visitor = play.has(city.karim)
            visitor.opens("public:charter")
            visitor.sees("(1 sur 1)", "100 %")
            ines.opens("coordinator:need", Need.objects.get().ref)
            ines.sees(
                "Qualifié par Inès",
                "Marc est sollicité(e) par Inès",
                "Marc a dit oui",
                "Heures de Marc notées",
            )
            marc.comes_in_with_a_code()
            marc.sees("Mes heures", "heures notées")
            assert play.journal() == WHOLE_STORY
            figures = charter_figures(city.territory)
            assert (figures.needs, figures.in_good_time, figures.lost) == (1, 1, 0)
            assert hours_by_pledge([city.pledge])[city.pledge.pk].given == 2


def test_the_same_story_in_english_on_a_telephone(
    city: factories.City, browser: Any, live_server: Any
) -> None:
    with a_play(city, browser, live_server, language="en", size=PHONE) as play:
        fatou, ines, marc = play.has(city.fatou), play.has(city.ines), play.has(city.marc)
        factories.a_helper(city.pledge, city.marc, "num-outils", "compta", languages=("fr", "en"))

        fatou.asks("Nobody can open our old spreadsheet any more: we need help with office tools.")
        fatou.confirms_her_address()
        fatou.sees("Votre demande est entre nos mains.")
        ines.comes_in_with_a_code()
        ines.qualifies_and_asks("Marc")
        marc.says_yes_from_the_letter()
        marc.notes_the_hour_in_one_click()
        marc.sees("Merci. Vos heures sont notées.")
        fatou.looks_at_her_page()
        fatou.clicks("Oui, cela m’a aidé")
        fatou.sees("Vous avez été aidé.")
        ines.waits_for_nobody()
        assert play.journal() == WHOLE_STORY
        assert {who.page.locator("html").get_attribute("lang") for who in play.cast} == {"en"}


def test_the_same_story_without_javascript(city: factories.City, browser: Any, live_server: Any) -> None:
    with a_play(city, browser, live_server, scripts=False) as play:
        fatou, ines, marc = play.has(city.fatou), play.has(city.ines), play.has(city.marc)

        fatou.asks(HER_WORDS, for_whom="Fil à Fil")
        fatou.confirms_her_address()
        ines.comes_in_with_a_code()
        ines.qualifies_and_asks("Marc")
        marc.says_yes_from_the_letter()
        marc.notes_the_hour_in_one_click()
        fatou.looks_at_her_page()
        fatou.clicks("Oui, cela m’a aidé")
        ines.waits_for_nobody()
        assert play.journal() == WHOLE_STORY


def test_fatou_asks_with_the_keyboard_alone(city: factories.City, browser: Any, live_server: Any) -> None:
    with a_play(city, browser, live_server, size=PHONE) as play:
        fatou = play.has(city.fatou)

        fatou.asks_with_the_keyboard_alone(HER_WORDS, for_whom="Fil à Fil", kind="association")
        fatou.sees("Il ne manque qu’un clic.")
        fatou.opens_the_letter("confirm_address", link="/suivi/")
        fatou.tabs_to("Confirmer mon adresse")
        fatou.presses("Enter")
        fatou.sees("Votre demande est entre nos mains.")
        need = Need.objects.get()
        assert (need.words, need.actor, need.urgency) == (HER_WORDS, city.fil_a_fil, "week")


def test_what_fatou_types_is_understood_while_she_types(
    city: factories.City, browser: Any, live_server: Any
) -> None:
    with a_play(city, browser, live_server) as play:
        fatou = play.has(city.fatou)

        fatou.opens("public:ask")
        fatou.page.fill("[name=words]", "Plus personne n’arrive à ouvrir notre tableur.")
        fatou.sees("Outils collaboratifs et bureautique", "tableur")
        fatou.page.reload()
        assert fatou.page.input_value("[name=words]") == "Plus personne n’arrive à ouvrir notre tableur."


def test_silence_leads_to_a_reminder_then_to_lea(
    city: factories.City, browser: Any, live_server: Any
) -> None:
    factories.a_helper(city.lea_hours.pledge, city.lea, "com-graph", "num-outils", per_month=3)
    with a_play(city, browser, live_server) as play:
        fatou, ines = play.has(city.fatou), play.has(city.ines)
        marc, lea = play.has(city.marc), play.has(city.lea)

        fatou.asks(HER_WORDS, for_whom="Fil à Fil")
        fatou.confirms_her_address()
        ines.comes_in_with_a_code()
        ines.qualifies_and_asks_with_the_keyboard()
        ines.sees("Demandé à Marc Vasseur.")

        with play.later(days=1, hours=1):
            assert [letter.kind for letter in visits.letters_to(marc.email)] == ["ask", "remind"]
            ines.opens_monday()
            ines.sees("Marc Vasseur", "rappelé")

            with play.later(days=1, hours=9):
                assert visits.last_letter(fatou.email).kind == "still_searching"
                marc.opens_the_letter("ask", link="/r/")
                marc.sees("Merci, mais l’échéance est passée.")
                fatou.looks_at_her_page()
                fatou.sees("Cette personne n’était pas disponible", "Une autre personne a été sollicitée")
                fatou.does_not_see("Marc", "Vasseur", "Léa", "Perrin")

                lea.says_yes_from_the_letter()
                lea.sees("Vous avez dit oui à Fil à Fil")
                fatou.looks_at_her_page()
                fatou.sees("Léa Perrin", lea.email)
                fatou.does_not_see("Marc")
                verbs = [verb for _, verb in play.journal()]
                assert verbs == [
                    "submit",
                    "confirm_address",
                    "qualify",
                    "send",
                    "remind",
                    "expire",
                    "send",
                    "accept",
                ]

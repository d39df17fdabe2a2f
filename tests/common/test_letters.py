"""A letter is data; text and HTML say the same, in the reader's language."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from maillage.common.letters import Letter

LETTER = Letter(
    subject="Objet",
    title="Une demande pour vous",
    greeting="Bonjour Marc,",
    paragraphs=("Fatou nous écrit :",),
    words="<script>alert(1)</script>\nمرحبا ✓",
    facts=(("Combien", "3 heures"),),
    action=("Répondre", "https://m.example/repondre/?a=1&b=2"),
    footnotes=(("Ne plus recevoir", "https://m.example/arret/"),),
)


def test_both_forms_carry_every_sentence() -> None:
    text, html = LETTER.rendered(territory_name="Volcanville", language="fr")
    for said in ("Bonjour Marc,", "Fatou nous écrit :", "3 heures", "مرحبا ✓", "https://m.example/arret/"):
        assert (said in text, said in html) == (True, True), said


def test_html_escapes_what_a_person_wrote_and_text_keeps_it() -> None:
    text, html = LETTER.rendered(territory_name="Volcanville", language="fr")
    assert ("<script>" in text, "<script>" in html) == (True, False)
    assert "https://m.example/repondre/?a=1&b=2" in text


@pytest.mark.parametrize(("demo", "said"), [(True, True), (False, False)])
def test_a_demonstration_says_that_it_is_one(settings: Settings, demo: bool, said: bool) -> None:
    settings.DEMO = demo
    text, html = LETTER.rendered(territory_name="Volcanville", language="fr")
    assert ("inventés" in text, "inventés" in html) == (said, said)


def test_letter_is_set_in_the_readers_language() -> None:
    html = {code: LETTER.rendered(territory_name="Volcanville", language=code)[1] for code in ("fr", "en")}
    assert ('lang="fr"' in html["fr"], 'lang="en"' in html["en"]) == (True, True)

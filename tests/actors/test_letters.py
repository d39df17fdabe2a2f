"""What keepers and suggesters are told: in their language, with links that only open pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import translation
from tests import factories
from tests.actors.upkeep_stage import asked, asked_address, asked_keeper, kept_by, with_email

from maillage.actors import letters
from maillage.actors.actions import Profile, Said, ask_keeper_code, describe_actor, suggest_correction
from maillage.actors.enums import ContactKind, Visibility
from maillage.actors.models import KeeperCode, Suggestion
from maillage.common.letters import Letter
from maillage.common.links import Purpose, read


def a_code(city: factories.City) -> KeeperCode:
    """Nora asks for a code."""
    return ask_keeper_code(
        actor=city.fil_a_fil,
        contact=None,
        given_name="Nora",
        family_name="Saidi",
        email="nora@exemple.example",
        language="fr",
    )


def a_suggestion(city: factories.City) -> Suggestion:
    """Somebody says that the telephone is wrong."""
    said = Said(words="Le numéro ne répond plus.", by_email="paul@voisin.example")
    return suggest_correction(actor=city.fil_a_fil, said=said)


COMPOSERS: dict[str, Callable[[factories.City], Letter]] = {
    "still_true": lambda city: letters.still_true(asked_keeper(city)),
    "still_true again": lambda city: letters.still_true(asked_keeper(city), again=True),
    "still_true to the address": lambda city: letters.still_true(asked_address(city)),
    "keeper_code": lambda city: letters.keeper_code(a_code(city), "12345678"),
    "keeper_welcome": lambda city: letters.keeper_welcome(city.fil_a_fil, city.fatou),
    "suggestion_waits": lambda city: letters.suggestion_waits(a_suggestion(city), city.fatou),
    "suggestion_accepted": lambda city: letters.suggestion_accepted(a_suggestion(city)),
    "suggestion_declined": lambda city: letters.suggestion_declined(a_suggestion(city)),
}


@pytest.mark.parametrize("name", COMPOSERS)
def test_every_letter_names_the_entry_and_is_signed(city: factories.City, name: str) -> None:
    letter = COMPOSERS[name](city)
    text, html = letter.rendered(territory_name="Volcanville", language="fr")
    assert (letter.subject.count("Fil à Fil"), letter.closing) == (1, ("Inès Morel, pour le réseau",))
    assert letter.title in html.replace("&quot;", '"')
    assert "%(" not in text


def paths(letter: Letter) -> list[str]:
    """The last word of each address of a letter's three choices, then of its footnote."""
    assert letter.action is not None
    choices = [letter.action, *letter.others, *letter.footnotes]
    return [url.rstrip("/").rsplit("/", 1)[1].split("~")[0] for _label, url in choices]


def test_three_choices_are_three_pages_of_one_signed_link(city: factories.City) -> None:
    ask = asked_keeper(city)
    letter = letters.still_true(ask)
    assert paths(letter) == [ask.ref, "changer", "arret", "ne-plus-demander"]
    assert letter.action is not None
    token = letter.action[1].rstrip("/").rsplit("/", 1)[1]
    assert read(Purpose.KEEP, token) == ask.ref


def test_a_reminder_says_that_it_is_one(city: factories.City) -> None:
    ask = asked_keeper(city)
    first, again = letters.still_true(ask), letters.still_true(ask, again=True)
    assert again.subject == f"Rappel\u00a0: {first.subject}"
    assert again.paragraphs == (*first.paragraphs, "C’est notre seul rappel.")


def test_a_keeper_reads_every_contact_and_the_address_only_the_public_ones(city: factories.City) -> None:
    contacts = (
        (ContactKind.EMAIL, "bonjour@filafil.example", Visibility.PUBLIC),
        (ContactKind.PHONE, "0473000000", Visibility.COORDINATION),
    )
    describe_actor(actor=city.fil_a_fil, profile=Profile(contacts=contacts, hours="mardi"), who="system")
    to_address = letters.still_true(asked(city.fil_a_fil)).facts
    kept_by(city.fil_a_fil, city.fatou)
    to_keeper = letters.still_true(asked(city.fil_a_fil)).facts
    assert to_address == (("Nom", "Fil à Fil"), ("E-mail", "bonjour@filafil.example"), ("Horaires", "mardi"))
    assert to_keeper == (
        ("Nom", "Fil à Fil"),
        ("E-mail", "bonjour@filafil.example"),
        ("Téléphone", "+33473000000"),
        ("Horaires", "mardi"),
    )


def test_links_are_in_the_keepers_language_and_the_addresss_in_the_territorys(city: factories.City) -> None:
    city.fatou.language = "en"
    city.fatou.save()
    with translation.override("en"):
        assert "/en/fiche/" in letters.ask_url(asked_keeper(city))
        with_email(city.forge, "accueil@forge.example")
        assert "/en/" not in letters.ask_url(asked(city.forge))


def test_the_code_is_said_with_who_asks_for_it(city: factories.City) -> None:
    letter = letters.keeper_code(a_code(city), "12345678")
    assert letter.subject.startswith("12345678")
    assert "Nora Saidi (nora@exemple.example)" in letter.paragraphs[0]
    assert "12345678" in letter.paragraphs[1]


def test_why_a_correction_was_declined_is_told_in_the_deciders_words(city: factories.City) -> None:
    suggestion = a_suggestion(city)
    suggestion.reply = "Il répond le mardi."
    assert letters.suggestion_declined(suggestion).words == "Il répond le mardi."

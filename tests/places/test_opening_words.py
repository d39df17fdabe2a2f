"""Hours in sentences, and refusals that say what to write instead."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from maillage.places.opening import HoursError, in_words, read_hours
from maillage.places.opening_words import WORDS, is_weekly, summary_lines


@pytest.fixture(autouse=True)
def french() -> Iterator[None]:
    """The reader reads French."""
    with translation.override("fr"):
        yield


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("24/7", ["tous les jours, jour et nuit"]),
        ("off", ["fermé"]),
        (
            "Mo-Sa 09:00-18:30; PH off",
            ["du lundi au samedi, 9 h – 18 h 30", "fermé le dimanche", "jours fériés\u00a0: fermé"],
        ),
        (
            "Mo,We,Fr 09:00-12:00,14:00-18:00",
            [
                "le lundi, le mercredi et le vendredi, 9 h – 12 h et 14 h – 18 h",
                "fermé le mardi, le jeudi, le samedi et le dimanche",
            ],
        ),
        ("Mo-Su 18:00-02:00; Tu off", ["le lundi et du mercredi au dimanche, 18 h – 2 h", "fermé le mardi"]),
        (
            "Mo-Fr 09:00-12:00, We 14:00-24:00; PH 10:00-12:00",
            [
                "le lundi, le mardi, le jeudi et le vendredi, 9 h – 12 h",
                "le mercredi, 9 h – 12 h et 14 h – minuit",
                "fermé le samedi et le dimanche",
                "jours fériés\u00a0: 10 h – 12 h",
            ],
        ),
        (
            "Sa,Su,PH",
            [
                "le samedi et le dimanche, jour et nuit",
                "fermé du lundi au vendredi",
                "jours fériés\u00a0: jour et nuit",
            ],
        ),
    ],
)
def test_summary_lines_group_the_same_days(text: str, lines: list[str]) -> None:
    assert summary_lines(text) == lines


@pytest.mark.parametrize(
    "text",
    [
        "Jul-Aug 10:00-18:00",
        "week 1-53/2 Mo 10:00-12:00",
        "Dec 25 off",
        "Mo[1] 18:00-20:00",
        "sunrise-sunset",
        '"sur rendez-vous"',
        "PH off; Mo-Fr 09:00-18:00",
        "Mo-Fr 09:00-18:00, PH 10:00-12:00",
        "Mo-Fr 09:00-18:00; PH 12:00-13:00 off",
    ],
)
def test_summary_lines_keep_the_text_a_week_cannot_say(text: str) -> None:
    assert (summary_lines(text), is_weekly(text)) == ([text], False)


def test_a_closed_day_after_closed_holidays_is_still_a_week() -> None:
    assert is_weekly("Mo-Fr 09:00-18:00; PH off; We off") is True


def refused(text: str, country: str = "FR") -> str:
    with pytest.raises(HoursError) as caught:
        read_hours(text, country=country, zone=ZoneInfo("Europe/Paris"))
    return in_words(caught.value).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "lu-ve 9h-18h",
            "Ces horaires ne sont pas écrits comme OpenStreetMap les attend, à partir de « lu-ve 9h-18h ». "
            "Vouliez-vous dire « Mo-Fr 09:00-18:00 » ? Si oui, écrivez-le ainsi.",
        ),
        (
            "",
            "Il n’y a pas d’horaires : écrivez-les, par exemple « Mo-Fr 09:00-18:00; Sa 10:00-12:00; PH off "
            "», ou « off » si c’est fermé.",
        ),
        (
            "Mo 09:00-18:00; Mo off",
            "Ces horaires se contredisent : « Mo 09:00-18:00 » ne s’applique jamais, parce que « Mo off », "
            "écrit après, le remplace entièrement. Supprimez l’un des deux, ou écrivez l’exception après la "
            "règle, par exemple « Mo-Fr 09:00-18:00; We off ».",
        ),
        (
            "09:00-12:00,11:00-14:00",
            "Dans « 09:00-12:00,11:00-14:00 », les plages « 09:00-12:00 » et « 11:00-14:00 » se chevauchent. "
            "Réunissez-les en une seule, ou séparez-les, par exemple « 09:00-12:00,14:00-18:00 ».",
        ),
        (
            "2020 Mo 09:00-12:00",
            "Avec « 2020 Mo 09:00-12:00 », ce lieu n’ouvrirait jamais dans l’année qui vient. Vérifiez les "
            "dates ; si c’est voulu, écrivez « off ».",
        ),
    ],
)
def test_in_words_says_what_why_and_what_to_write(text: str, words: str) -> None:
    assert refused(text) == words


def test_in_words_names_the_place_of_the_fault_without_a_proposal() -> None:
    assert refused("Mo-Fr bientôt").startswith(
        "Nous n’avons pas pu lire ces horaires à partir de « bientôt »."
    )


def test_in_words_has_a_sentence_for_every_code() -> None:
    texts = ["SH off", "Mo 09:00-10:00 || Tu 09:00-10:00", "Mo 09:00-10:00;" * 20]
    told = [refused(text) for text in texts] + [refused("PH off", country="ZZ")]
    assert [words.split(",")[0] for words in told] == [
        "Nous ne connaissons pas les vacances scolaires",
        "Nous ne savons pas appliquer « || » avec certitude. Séparez les règles par « ; »",
        "Ces horaires font 300 signes",
        "Nous ne connaissons pas les jours fériés du pays « ZZ »",
    ]
    assert len(WORDS) == 8

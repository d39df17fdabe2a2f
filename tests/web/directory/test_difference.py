"""What changed between two dates, in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from tests.conftest import PARIS
from tests.directory_stage import Stage, plain

from maillage.actors.actions import Happening, record_event, register_actor, take_back_event, take_back_tie
from maillage.actors.enums import ActorKind, LifeEventKind, TieKind
from maillage.actors.models import LifeEvent, Tie
from maillage.common import clock
from maillage.territory.models import Territory

ADDRESS = "/annuaire/difference/"


def parts(client: Client, **asked: str) -> dict[str, list[tuple[str, str, str]]]:
    """Each section of the page: when, who, and what is said."""
    found: Any = client.get(ADDRESS, asked).context["parts"]
    return {
        part.code: [
            (
                line.when,
                line.name,
                plain(" ; ".join([*line.said, *([line.other.name] if line.other else [])])),
            )
            for line in part.lines
        ]
        for part in found
    }


def test_a_period_is_told_in_five_sections(directory: Stage, anyone: Client) -> None:
    assert parts(anyone, de="2016-06", a="2022") == {
        "appeared": [],
        "gone": [],
        "changed": [
            (
                "2 mai 2020",
                "Bourrasque",
                "« Coup de Vent » devient « Bourrasque » ; "
                "déménage : de 1 rue du Puits, 63999 Volcanville à 9 place de l’Aire, 63999 Volcanville",
            )
        ],
        "tied": [("2018", "Bourrasque", "est membre de ; Fil à Fil")],
        "untied": [("2 mai 2020", "La Forge", "héberge ; Bourrasque")],
    }


def test_births_and_ends_keep_the_precision_of_their_dates(directory: Stage, anyone: Client) -> None:
    found = parts(anyone, de="2014", a="2018")
    assert found["appeared"] == [("2015", "Coup de Vent", "naît"), ("2017", "Volcan Bleu", "naît")]
    assert parts(anyone, de="2018", a="2022")["gone"] == [("2021", "Volcan Bleu", "disparaît")]


def test_a_birth_is_dated_by_itself_even_after_other_changes(directory: Stage, anyone: Client) -> None:
    assert parts(anyone, de="2014", a="2022")["appeared"] == [("2015", "Bourrasque", "naît")]


def test_a_return_is_not_a_birth(directory: Stage, anyone: Client) -> None:
    record_event(actor=directory.volcan, what=Happening(LifeEventKind.REVIVED, "2024-02"), who="system")
    assert parts(anyone, de="2022", a="2025")["appeared"] == [("février 2024", "Volcan Bleu", "revient")]


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (Happening(LifeEventKind.DORMANT, "2023"), "s’endort"),
        (Happening(LifeEventKind.CHANGED_KIND, "2023", actor_kind="cooperative"), "change de nature"),
    ],
)
def test_other_changes_have_their_words(directory: Stage, anyone: Client, what: Happening, said: str) -> None:
    record_event(actor=directory.fil, what=what, who="system")
    ((_, name, words),) = parts(anyone, de="2022", a="2024")["changed"]
    assert (name, words[: len(said)]) == ("Fil à Fil", said)


def test_waking_up_is_said(directory: Stage, anyone: Client) -> None:
    for kind, year in ((LifeEventKind.DORMANT, "2020"), (LifeEventKind.REVIVED, "2023")):
        record_event(actor=directory.fil, what=Happening(kind, year), who="system")
    assert parts(anyone, de="2022", a="2024")["changed"] == [("2023", "Fil à Fil", "se réveille")]


def test_what_was_learned_is_told_apart_from_what_happened(
    directory: Stage, territory: Territory, anyone: Client
) -> None:
    with clock.at(datetime(2026, 5, 1, 9, tzinfo=PARIS)):
        register_actor(territory=territory, name="Ancien", kind=ActorKind.LAB, founded="1990")
        take_back_event(event=LifeEvent.objects.get(kind=LifeEventKind.CLOSED), who="system")
        take_back_tie(tie=Tie.objects.get(kind=TieKind.MEMBER_OF), who="system")
    found = parts(anyone, de="2022", a="2022", su_de="2026-04", su_a="2026-05")
    assert found["appeared"] == [
        ("1990", "Ancien", "existait déjà : nous l’avons appris depuis"),
        ("2017", "Volcan Bleu", "existait déjà : nous l’avons appris depuis"),
    ]
    assert [words for _, _, words in found["untied"]] == [
        "est membre de ; n’est plus dit : le lien a été retiré ou corrigé ; Fil à Fil"
    ]
    back = parts(anyone, de="2022", a="2022", su_de="2026-05", su_a="2026-04")
    assert {words for _, _, words in back["gone"]} == {
        "n’est plus dit : retiré depuis, ou réuni à une autre fiche"
    }
    assert [words for _, _, words in back["tied"]] == [
        "est membre de ; le lien existait déjà : nous l’avons appris depuis ; Fil à Fil"
    ]


def test_the_page_says_which_knowledge_it_compares(directory: Stage, anyone: Client) -> None:
    page = anyone.get(ADDRESS, {"de": "2022", "su_de": "2026-04"}).content.decode()
    assert "La première date est lue avec ce que l’on savait le 30 avril 2026." in page
    assert "La seconde, avec ce que l’on sait aujourd’hui." in page


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    "asked",
    [{"de": "31/02/2017"}, {"de": "2020", "a": "2019"}, {"de": "2019", "a": "2040"}, {"de": "x" * 99}],
)
def test_dates_that_cannot_be_compared_come_back(
    directory: Stage, anyone: Client, language: str, asked: dict[str, str]
) -> None:
    page = anyone.get(language + ADDRESS, asked)
    assert (page.status_code, "parts" in page.context) == (422, False)
    assert [f'value="{value}"' in page.content.decode() for value in asked.values()] == [True] * len(asked)


def test_without_dates_the_page_only_asks(directory: Stage, anyone: Client) -> None:
    page = anyone.get(ADDRESS)
    assert (page.status_code, "parts" in page.context) == (200, False)


def test_a_long_section_is_read_fifty_lines_at_a_time(territory: Territory, anyone: Client) -> None:
    for n in range(53):
        register_actor(
            territory=territory, name=f"N° {n:02}", kind=ActorKind.COMPANY, founded=f"20{n // 5:02}"
        )
    page = anyone.get(ADDRESS, {"de": "1999", "a": "2025"})
    (glance,) = [part for part in page.context["parts"] if part.code == "appeared"]
    assert (glance.count, len(glance.lines)) == (53, 10)
    assert 'href="?de=1999&amp;a=2025&amp;voir=appeared"' in page.content.decode()
    (whole,) = anyone.get(ADDRESS, {"de": "1999", "a": "2025", "voir": "appeared"}).context["parts"]
    (rest,) = anyone.get(ADDRESS, {"de": "1999", "voir": "appeared", "page": "2"}).context["parts"]
    assert (len(whole.lines), len(rest.lines)) == (50, 3)
    assert len({line.name for line in [*whole.lines, *rest.lines]}) == 53


def test_an_unknown_section_shows_them_all(directory: Stage, anyone: Client) -> None:
    assert len(parts(anyone, de="2014", voir="licornes")) == 5

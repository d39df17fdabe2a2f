"""Facts and ties in words."""

from __future__ import annotations

import pytest
from django.utils import translation
from tests import factories

from maillage.actors.actions import Bond, Happening, Provenance, Whereabouts, record_event, tie_actors
from maillage.actors.enums import LifeEventKind, SourceKind, TieEnd, TieKind
from maillage.actors.models import Tie
from maillage.common.partial_date import PartialDate
from maillage.web.registry.words import (
    Names,
    day_and_year,
    event_details,
    event_title,
    tie_dates,
    told_ties,
)


@pytest.mark.parametrize(
    ("what", "title"),
    [
        (Happening(LifeEventKind.SEEN, "2016"), "Première trace"),
        (Happening(LifeEventKind.FOUNDED, "2016"), "Création"),
        (Happening(LifeEventKind.FOUNDED, "2016", name="Fil"), "Création sous le nom de « Fil »"),
        (Happening(LifeEventKind.RENAMED, "2017", name="100 % Fil"), "Prend le nom de « 100 % Fil »"),
        (
            Happening(LifeEventKind.MOVED, "2017", where=Whereabouts(street="1 rue Haute", city="Portville")),
            "S’installe ici : 1 rue Haute, Portville",
        ),
        (
            Happening(LifeEventKind.CHANGED_KIND, "2017", actor_kind="cooperative"),
            "Change de nature : coopérative",
        ),
        (Happening(LifeEventKind.DORMANT, "2017"), "Mise en sommeil"),
        (Happening(LifeEventKind.SPLIT, "2017"), "Scission"),
        (Happening(LifeEventKind.MERGED, "2017"), "Fusion"),
        (Happening(LifeEventKind.CLOSED, "2017"), "Fin"),
    ],
)
def test_what_happened_is_said_in_one_line(city: factories.City, what: Happening, title: str) -> None:
    event = record_event(actor=city.fil_a_fil, what=what, who="system")
    assert event_title(event).replace("\u00a0", " ") == title


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (LifeEventKind.SPLIT, "Scission, d’où naît « Bourrasque »"),
        (LifeEventKind.MERGED, "Fusion avec « Bourrasque »"),
    ],
)
def test_the_other_actor_is_named(city: factories.City, kind: LifeEventKind, title: str) -> None:
    what = Happening(kind, "2017", other=city.bourrasque)
    event = record_event(actor=city.fil_a_fil, what=what, who="system")
    assert event_title(event).replace("\u00a0", " ") == title


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ({"was_name": "Fil"}, "Avant : Fil."),
        ({"was_kind": "collective"}, "Avant : collectif."),
        ({"was_where": Whereabouts(city="Portville")}, "Avant : Portville."),
        ({}, None),
    ],
)
def test_what_held_before_what_else_and_who_says_so(
    city: factories.City, before: dict[str, object], said: str | None
) -> None:
    what = Happening(LifeEventKind.SPLIT, "2017", ends=True, note="Un mot.", **before)  # type: ignore[arg-type]  # one of its fields
    source = Provenance(SourceKind.ARTICLE, "Le Journal")
    event = record_event(actor=city.fil_a_fil, what=what, who="system", source=source)
    details = [text.replace("\u00a0", " ") for text in event_details(event)]
    rest = ["Il n’en reste rien sous l’ancien nom.", "Un mot.", "Source : Le Journal."]
    assert details == ([said, *rest] if said else rest)


def test_a_source_without_a_name_is_said_by_its_kind(city: factories.City) -> None:
    assert event_details(city.forge.events.get()) == ("Source\u00a0: animation du territoire.",)


@pytest.mark.parametrize(
    ("date", "parts"),
    [
        ("2017", ("2017", "")),
        ("2017-05", ("mai", "2017")),
        ("2017-09-12", ("12 sept.", "2017")),
    ],
)
def test_a_date_stands_with_its_finest_part_first(date: str, parts: tuple[str, str]) -> None:
    with translation.override("fr"):
        assert day_and_year(PartialDate.parse(date)) == parts


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("", "", "sans date de début"),
        ("2017-05", "", "depuis mai 2017"),
        ("", "2019", "jusqu’à 2019"),
        ("2017", "2019", "de 2017 à 2019"),
    ],
)
def test_the_dates_of_a_tie_are_said_as_far_as_they_are_known(since: str, until: str, words: str) -> None:
    with translation.override("fr"):
        assert tie_dates(Tie(since=since, until=until)) == words


def test_a_tie_is_read_from_either_end(city: factories.City) -> None:
    bond = Bond(TieKind.FUNDS, since="2017", until="2019", end_reason=TieEnd.STOPPED)
    tie = tie_actors(actor=city.forge, other=city.bourrasque, bond=bond, who="system")
    forth, back = told_ties([tie], [city.forge.pk])[0], told_ties([tie], [city.bourrasque.pk])[0]
    assert (forth.words, forth.other, forth.when) == ("finance", city.bourrasque, "de 2017 à 2019")
    assert (back.words, back.other) == ("est financé par", city.forge)


def test_who_acted_is_named(city: factories.City) -> None:
    names = Names({city.ines.ref, "", "system"})
    assert [names.of(ref) for ref in (city.ines.ref, "system", "asker", "gone23456789")] == [
        "Inès Morel",
        "le logiciel",
        "une personne sans compte",
        "quelqu’un qui n’est plus là",
    ]

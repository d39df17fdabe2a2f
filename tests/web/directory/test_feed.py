"""The Atom feed of changes (RFC 4287)."""

from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from tests.conftest import PARIS
from tests.directory_stage import Stage, plain

from maillage.actors.actions import Happening, end_tie, record_event, register_actor, take_back_event
from maillage.actors.enums import ActorKind, LifeEventKind, Listing, TieKind
from maillage.actors.models import Actor, LifeEvent, Tie
from maillage.common import clock
from maillage.territory.models import Territory

FEED = "/annuaire/changements.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


def read(client: Client, **asked: str) -> ET.Element:
    """The feed, parsed."""
    answer = client.get(FEED, asked)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ET.fromstring(answer.content)  # noqa: S314  our own feed


def titles(feed: ET.Element) -> list[str]:
    """The titles of the entries, latest first."""
    return [plain(str(entry.findtext(f"{ATOM}title"))) for entry in feed.findall(f"{ATOM}entry")]


def test_the_feed_has_what_the_standard_asks(directory: Stage, anyone: Client) -> None:
    feed = read(anyone, sorte="startup")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://localhost:8000/annuaire/",
        "self": "http://localhost:8000/annuaire/changements.atom?sorte=startup",
    }
    assert [feed.findtext(f"{ATOM}{name}") is not None for name in ("id", "title", "updated")] == [True] * 3
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Volcanville"
    entries = feed.findall(f"{ATOM}entry")
    parts = ("id", "title", "updated", "summary")
    assert [[entry.findtext(ATOM + part) for part in parts].count(None) for entry in entries] == [0] * len(
        entries
    )


def test_each_recorded_fact_is_an_entry_latest_first(directory: Stage, anyone: Client) -> None:
    with clock.at(datetime(2026, 5, 1, 9, tzinfo=PARIS)):
        record_event(actor=directory.fil, what=Happening(LifeEventKind.DORMANT, "2024"), who="system")
        end_tie(tie=Tie.objects.get(kind=TieKind.MEMBER_OF), until="2025", reason="stopped", who="system")
    found = titles(read(anyone))
    assert sorted(found[:2]) == [
        "Fil à Fil : Mise en sommeil",
        "Fin d’un lien : Bourrasque est membre de Fil à Fil",
    ]
    assert sorted(found[2:]) == [
        "Bourrasque : Devient « Bourrasque »",
        "Bourrasque : S’installe : 9 place de l’Aire, 63999 Volcanville",
        "Coup de Vent : Création",
        "Fil à Fil : Création",
        "Fin d’un lien : La Forge héberge Bourrasque",
        "La Forge : Création",
        "Volcan Bleu : Création",
        "Volcan Bleu : Fin",
    ]


def test_an_entry_keeps_its_identifier_and_its_date(directory: Stage, anyone: Client) -> None:
    def told() -> set[tuple[str | None, str | None]]:
        entries = read(anyone).findall(f"{ATOM}entry")
        return {(entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}updated")) for entry in entries}

    before = told()
    assert {str(identifier)[:9] for identifier, _ in before} == {"urn:uuid:"}
    assert len({identifier for identifier, _ in before}) == len(before) == 9
    record_event(actor=directory.fil, what=Happening(LifeEventKind.DORMANT, "2024"), who="system")
    assert (before < told(), len(told())) == (True, 10)


def test_an_actor_first_seen_enters_the_directory(territory: Territory, anyone: Client) -> None:
    register_actor(territory=territory, name="Nouvelle\x0b venue", kind=ActorKind.PROJECT)
    assert titles(read(anyone)) == ["Nouvelle venue entre dans l’annuaire"]


def test_what_was_taken_back_leaves_the_feed(directory: Stage, anyone: Client) -> None:
    take_back_event(event=LifeEvent.objects.get(kind=LifeEventKind.CLOSED), who="system")
    assert "Volcan Bleu : Fin" not in titles(read(anyone))


@pytest.mark.parametrize("listing", [Listing.WITHHELD, Listing.WITHDRAWN])
def test_what_does_not_show_is_not_in_the_feed(directory: Stage, anyone: Client, listing: Listing) -> None:
    Actor.objects.filter(pk=directory.bourrasque.pk).update(listing=listing)
    assert [title for title in titles(read(anyone)) if "Bourrasque" in title] == []


def test_the_feed_of_some_kinds_or_one_commune(directory: Stage, anyone: Client) -> None:
    assert sorted(titles(read(anyone, sorte="association"))) == ["Fil à Fil : Création"]
    assert len(titles(read(anyone, commune="99001"))) == 4  # three events and a tie
    assert anyone.get(FEED, {"sorte": "licorne"}).status_code == 422


def test_the_feed_holds_fifty_entries(territory: Territory, anyone: Client) -> None:
    for n in range(52):
        register_actor(territory=territory, name=f"N° {n}", kind=ActorKind.LAB, founded="2020")
    found = titles(read(anyone))
    assert (len(found), found[0], found[-1]) == (50, "N° 51 : Création", "N° 2 : Création")


def test_who_has_the_feed_already_is_told_so(directory: Stage, anyone: Client) -> None:
    tag = anyone.get(FEED)["ETag"]
    assert anyone.get(FEED, headers={"if-none-match": f'"x", W/{tag}'}).status_code == 304
    record_event(actor=directory.fil, what=Happening(LifeEventKind.DORMANT, "2024"), who="system")
    assert anyone.get(FEED, headers={"if-none-match": tag}).status_code == 200


def test_pages_announce_the_feed(directory: Stage, anyone: Client) -> None:
    for path, address in (("/annuaire/", FEED), ("/en/annuaire/", "/en" + FEED)):
        assert 'type="application/atom+xml" title="' in anyone.get(path).content.decode()
        assert f'href="{address}"' in anyone.get(path).content.decode()

"""Lives in words."""

from __future__ import annotations

import pytest
from tests.directory_stage import Stage, plain

from maillage.actors.actions import Happening, merge_records, record_event
from maillage.actors.enums import LifeEventKind, Listing
from maillage.actors.models import Actor, LifeEvent
from maillage.actors.queries import known_events
from maillage.web.directory.life import readable, source_in_words, stops_of


def texts(actor: Actor) -> list[tuple[str, str]]:
    """The titles and texts of a life."""
    return [(plain(stop.title), plain(stop.text)) for stop in stops_of(known_events(actor), {})]


def test_a_birth_does_not_claim_a_name_that_a_renaming_denies(directory: Stage) -> None:
    renamed = Happening(LifeEventKind.RENAMED, "2015", name="Fil à Fil", was_name="Le Fil")
    record_event(actor=directory.fil, what=renamed, who="system")
    assert texts(directory.fil) == [
        ("Création", ""),
        ("Devient « Fil à Fil »", "Auparavant « Le Fil »."),
    ]


@pytest.mark.parametrize(
    ("what", "told"),
    [
        (Happening(LifeEventKind.DORMANT, "2020"), ("Mise en sommeil", "")),
        (
            Happening(LifeEventKind.CHANGED_KIND, "2020", actor_kind="cooperative", was_kind="association"),
            ("Change de nature : coopérative", "Auparavant : association."),
        ),
        (Happening(LifeEventKind.CLOSED, "2020"), ("Fin", "")),
    ],
)
def test_each_event_has_its_words(directory: Stage, what: Happening, told: tuple[str, str]) -> None:
    record_event(actor=directory.fil, what=what, who="system")
    assert texts(directory.fil)[-1] == told


def test_another_actor_is_read_on_the_record_that_shows(directory: Stage) -> None:
    merge_records(kept=directory.forge, absorbed=directory.fil, who="system")
    directory.fil.refresh_from_db()
    assert (readable(directory.fil), readable(None)) == (directory.forge, None)
    directory.forge.listing = Listing.WITHDRAWN
    assert readable(directory.forge) is None
    assert LifeEvent.objects.filter(actor=directory.fil).exists()


@pytest.mark.parametrize(("name", "told"), [("", "registre public"), ("Sirene", "registre public : Sirene")])
def test_a_source_has_its_kind_and_maybe_its_name(name: str, told: str) -> None:
    assert plain(source_in_words("registre public", name)) == told

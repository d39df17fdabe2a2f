"""Entries of the directory in the rounds: asked at civil hours, reminded, unconfirmed, archived, revived."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests import factories, visits
from tests.actors.upkeep_stage import YEAR_LATER, kept_by, told, with_email
from tests.conftest import MONDAY, PARIS

from maillage.actors.actions import Said, answer_still_true, ask_keeper_code, suggest_correction
from maillage.actors.enums import Listing
from maillage.actors.models import Actor, ConfirmationAsk
from maillage.common import clock
from maillage.duty.rounds import run_due
from maillage.people.actions import choose_digest
from maillage.people.enums import DigestChoice

SATURDAY = datetime(2027, 6, 12, 9, 0, tzinfo=PARIS)


def turn(city: factories.City, moment: datetime) -> dict[str, int]:
    """A round at this moment, as far as it is about entries."""
    with clock.at(moment):
        done = run_due(city.territory)
    assert done["failed"] == 0
    names = ("entries_asked", "entries_reminded", "entries_unconfirmed", "entries_archived")
    return {name.removeprefix("entries_"): done[name] for name in names if done[name]}


@pytest.fixture
def quiet(city: factories.City) -> factories.City:
    """A city of one entry, kept by Fatou; its coordinator wants no summary."""
    choose_digest(person=city.ines, choice=DigestChoice.NEVER, who=city.ines.ref)
    kept_by(city.fil_a_fil, city.fatou)
    Actor.objects.exclude(pk=city.fil_a_fil.pk).update(confirmed_at=MONDAY + timedelta(days=4000))
    return city


def listing(city: factories.City) -> str:
    """How the entry shows."""
    return str(Actor.objects.get(pk=city.fil_a_fil.pk).listing)


def test_a_year_of_silence_in_rounds(quiet: factories.City) -> None:
    assert turn(quiet, YEAR_LATER.replace(hour=7)) == {}
    assert turn(quiet, YEAR_LATER) == {"asked": 1}
    assert turn(quiet, YEAR_LATER + timedelta(hours=1)) == {}
    assert turn(quiet, YEAR_LATER + timedelta(days=14)) == {"reminded": 1}
    assert turn(quiet, YEAR_LATER + timedelta(days=15)) == {}
    assert turn(quiet, YEAR_LATER + timedelta(days=30)) == {"unconfirmed": 1}
    assert turn(quiet, YEAR_LATER + timedelta(days=31)) == {}
    assert turn(quiet, MONDAY + timedelta(days=731)) == {"archived": 1}
    assert turn(quiet, MONDAY + timedelta(days=1500)) == {}
    letters = [letter.kind for letter in visits.letters_to(quiet.fatou.email)]
    assert letters == ["keeper_welcome", "still_true", "still_true_again"]
    with clock.at(MONDAY + timedelta(days=1500)):
        answer_still_true(ask=ConfirmationAsk.objects.get())
    assert listing(quiet) == Listing.LISTED
    assert [verb for _who, verb in told(quiet.fil_a_fil)] == [
        "become_keeper",
        "ask",
        "remind",
        "mark_unconfirmed",
        "archive",
        "confirm",
    ]


def test_nobody_is_asked_nor_reminded_on_a_saturday(quiet: factories.City) -> None:
    assert turn(quiet, SATURDAY) == {}
    assert turn(quiet, SATURDAY + timedelta(days=2)) == {"asked": 1}
    assert turn(quiet, SATURDAY + timedelta(days=14)) == {}
    assert turn(quiet, SATURDAY + timedelta(days=16)) == {"reminded": 1}


def test_an_answer_in_time_starts_a_new_year(quiet: factories.City) -> None:
    turn(quiet, YEAR_LATER)
    with clock.at(YEAR_LATER + timedelta(days=3)):
        answer_still_true(ask=ConfirmationAsk.objects.get())
    assert turn(quiet, YEAR_LATER + timedelta(days=30)) == {}
    assert turn(quiet, YEAR_LATER + timedelta(days=3 + 364)) == {}
    assert turn(quiet, YEAR_LATER + timedelta(days=3 + 367)) == {"asked": 1}


def test_who_asked_for_a_code_and_who_suggested_are_forgotten(quiet: factories.City) -> None:
    with_email(quiet.fil_a_fil, "bonjour@filafil.example")
    ask_keeper_code(
        actor=quiet.fil_a_fil,
        contact=None,
        given_name="Nora",
        family_name="",
        email="nora@exemple.example",
        language="fr",
    )
    suggest_correction(actor=quiet.fil_a_fil, said=Said(words="Faux", by_name="Paul"))
    done = {}
    for days in (29, 30, 364, 365):
        with clock.at(MONDAY + timedelta(days=days)):
            found = run_due(quiet.territory)
        done[days] = (found["codes_forgotten"], found["suggesters_forgotten"])
    assert done == {29: (0, 0), 30: (1, 0), 364: (0, 0), 365: (0, 1)}

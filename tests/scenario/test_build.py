"""The city: the same twice, true to its data, and a Monday page worth opening."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from tests.scenario.conftest import END, SHORT, built

from maillage.common.models import JournalEntry, OutboundMessage
from maillage.common.scope import territory_scope
from maillage.needs.models import Need
from maillage.observatory.queries import monday_board
from maillage.people.models import Person
from maillage.people.queries import characters, roles_of
from maillage.places.queries import facts_of_the_quarter, places_on
from maillage.pledges.models import Pledge, PledgedHelper
from maillage.pledges.queries import hours_by_pledge, hours_left
from maillage.referrals.enums import REFERRAL_TRANSITIONS
from maillage.referrals.models import Referral
from maillage.scenario.data import read_demo
from maillage.scenario.report import deviations, digest, summary
from maillage.territory.models import Territory


def test_every_need_of_the_short_city_meets_its_fate(played: Territory, folder: Path) -> None:
    missed = deviations(played, read_demo(folder / "demo").last_needs(SHORT))
    # the hours of accounting are only all taken once the needs of the spring have been played
    assert [line for line in missed if "(taken)" not in line] == []


def test_fatou_waits_for_marc_who_has_two_hours_left(played: Territory) -> None:
    need = Need.objects.filter(asker__given_name="Fatou").latest("submitted_at")
    referral = Referral.objects.get(need=need, state="sent")
    assert referral.person.full_name == "Marc Vasseur"
    marc = PledgedHelper.objects.select_related("pledge").get(person=referral.person)
    assert hours_left([marc], END)[marc.pk] >= 2


def test_the_monday_page_is_worth_opening(played: Territory) -> None:
    board = monday_board(played)
    yours = [line.act for line in board.yours]
    assert len(board.late) >= 4
    assert {line.act for line in board.late} >= {"qualify", "unserved", "waiting"}
    assert (yours.count("qualify"), yours.count("word")) == (4, 5)
    assert yours.count("send") >= 3
    assert len([line for line in board.others if not line.late]) >= 4
    assert {line.need.cause for line in board.unserved if line.need} <= {"no_skill", "all_taken"}
    assert [str(line.pledge.partner) for line in board.hours if line.pledge] == ["La Navette", "Forge & Cie"]


def test_everybody_is_marked_as_invented(played: Territory) -> None:
    assert played.is_demo
    assert not Person.objects.filter(is_invented=False).exists()


def test_one_can_enter_as_each_character(played: Territory) -> None:
    roles = {person.given_name: sorted(roles_of(person)) for person in characters()}
    assert roles == {
        "Inès": ["coordinator"],
        "Solange": ["official"],
        "Marc": ["helper"],
        "Sophie": ["helper", "partner"],
        "Karim": ["helper"],
        "Léa": ["helper"],
        "Fatou": [],
    }


def test_nothing_happened_after_nine_and_every_letter_left(played: Territory) -> None:
    nine = JournalEntry.objects.latest("at").at
    assert nine.astimezone(played.zone).hour <= 9
    assert set(OutboundMessage.objects.values_list("state", flat=True)) == {"sent"}
    assert not OutboundMessage.objects.exclude(sent_at__gte=played.created_at).exists()


def test_letters_tell_the_same_dates_as_the_journal(played: Territory) -> None:
    for referral in Referral.objects.exclude(sent_at=None):
        ask = OutboundMessage.objects.get(kind="ask", about=referral.ref)
        assert ask.created_at == ask.sent_at == referral.sent_at


def test_the_quarter_keeps_the_facts_of_the_interview_and_marks_what_was_invented(played: Territory) -> None:
    then = {row.place.name: row.phase for row in places_on(date(2017, 10, 15))}
    assert (then["Le Bivouac"].state, then["Le Bivouac"].since) == ("transitional", "2017-08")
    assert (then["Totem"].state, then["Totem"].since) == ("decided", "2017")
    told = {name: (phase.source_name, phase.is_invented) for name, phase in then.items() if phase.source_name}
    assert set(told.values()) == {("entretien du 25 juillet 2017", False)}
    assert all(phase.is_invented for phase in then.values() if not phase.source_name)
    assert all(row.phase.is_invented for row in places_on(date(2029, 10, 1)) if row.phase.since > "2018")


def test_somebody_moves_in_a_year_to_come(played: Territory) -> None:
    moved = [fact for fact in facts_of_the_quarter() if fact.kind == "moved"]
    assert [(fact.stay.occupant.name, fact.said) for fact in moved if fact.stay] == [
        ("Sillon Clair", "2023-01"),
        ("Vélocime", "2027-01"),
    ]


def test_nobody_gives_more_than_was_promised(played: Territory) -> None:
    pledges = list(Pledge.objects.all())
    for hours in hours_by_pledge(pledges).values():
        assert hours.held + hours.given <= hours.total


@pytest.fixture
def twice(folder: Path) -> Callable[..., str]:
    """The digest of a city that is built, then undone."""

    def once(*, seed: int, end: date = END) -> str:
        with transaction.atomic():
            found = digest(built(folder, seed=seed, end=end, limit=8))
            transaction.set_rollback(True)
        return found

    return once


@pytest.mark.django_db
def test_the_same_seed_and_date_give_the_same_city(twice: Callable[..., str]) -> None:
    assert twice(seed=1) == twice(seed=1)


@pytest.mark.django_db
def test_another_seed_or_date_gives_another_city(twice: Callable[..., str]) -> None:
    assert len({twice(seed=1), twice(seed=2), twice(seed=1, end=END - timedelta(days=7))}) == 3


@pytest.mark.django_db
def test_a_city_that_ends_on_a_thursday_plays_the_days_that_follow_monday(folder: Path) -> None:
    territory = built(folder, end=END + timedelta(days=3), limit=6)
    with territory_scope(territory.pk):
        last = OutboundMessage.objects.latest("created_at").created_at.astimezone(territory.zone)
    assert last.date() == END + timedelta(days=3)


@pytest.mark.slow
@pytest.mark.django_db
def test_the_whole_city_has_everything(folder: Path) -> None:
    territory = built(folder, limit=None)
    city = summary(territory)
    assert (city.actors >= 60, city.helpers, city.partners, city.words) == (True, 25, 8, 5)
    assert sum(city.needs.values()) >= 120
    assert set(city.needs) == {"submitted", "confirmed", "qualified", "answered", "closed"}
    assert set(city.outcomes) == {
        "helped", "answered_by_aid", "no_help_available", "unreachable", "withdrawn",
    }  # fmt: skip
    assert set(city.referrals) >= set(REFERRAL_TRANSITIONS) - {"accepted", "discarded"}
    assert city.causes == {"all_taken": 2, "no_skill": 3}
    assert deviations(territory, read_demo(folder / "demo")) == []
    with territory_scope(territory.pk):
        used = hours_by_pledge(list(Pledge.objects.filter(partner__name="Ferrand & Solignac")))
    assert [hours.left for hours in used.values()] == [0]


def test_unsynced_writing_is_left_as_it_was(played: Territory) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous")
            assert cursor.fetchone() != (0,)

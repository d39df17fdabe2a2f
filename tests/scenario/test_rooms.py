"""The rooms of the demonstration: invented, booked through the real actions, come to or left empty."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from maillage.bookings.enums import OccurrenceState, WaitingState
from maillage.bookings.models import Booking, Occurrence, Space, Waiting
from maillage.common import clock
from maillage.common.models import JournalEntry, OutboundMessage
from maillage.places.models import Presence
from maillage.scenario.data import ScenarioError, read_demo
from maillage.territory.models import Territory


def test_every_space_says_that_it_is_invented(played: Territory) -> None:
    assert list(Space.objects.values_list("is_invented", flat=True)) == [True] * 8
    assert Space.objects.filter(place__name="Totem").count() == 4


def test_what_was_is_used_or_missed_and_what_comes_is_held_or_asked(played: Territory) -> None:
    now = clock.now()
    past = set(Occurrence.objects.filter(ends_at__lt=now).values_list("state", flat=True))
    assert past == {OccurrenceState.USED, OccurrenceState.MISSED}
    coming = Occurrence.objects.filter(starts_at__gt=now)
    asked = {str(row.booking.purpose) for row in coming.filter(state=OccurrenceState.ASKED)}
    assert asked == {"Une soirée de contes", "Tri et réparation : deux heures de démonstration"}
    assert set(coming.values_list("state", flat=True)) == {OccurrenceState.ASKED, OccurrenceState.HELD}


def test_most_dates_are_come_to(played: Territory) -> None:
    used = Occurrence.objects.filter(state=OccurrenceState.USED).count()
    missed = Occurrence.objects.filter(state=OccurrenceState.MISSED).count()
    assert used > 200
    assert 0.05 < missed / (used + missed) < 0.25


def test_somebody_waits_for_a_time_that_somebody_has(played: Territory) -> None:
    waiting = Waiting.objects.get(state=WaitingState.WAITING)
    holder = Occurrence.objects.get(
        space=waiting.space, starts_at=waiting.starts_at, state=OccurrenceState.HELD
    )
    assert (waiting.person.given_name, holder.booking.person.given_name) == ("Fatou", "Karim")


def test_who_books_is_written_to(played: Territory) -> None:
    kinds = {"booking_booked", "booking_reconfirm", "booking_accepted"}
    told = OutboundMessage.objects.filter(kind__startswith="booking_").values_list("kind", flat=True)
    assert set(told) == kinds
    assert OutboundMessage.objects.filter(kind="booking_booked").count() == Booking.objects.count()


@pytest.mark.parametrize(
    ("before", "after", "whom"),
    [
        ('place = "totem"', 'place = "nulle-part"', "'nulle-part'"),
        ('person = "fatou-diallo"', 'person = "personne"', "'personne'"),
        ('space = "lave"', 'space = "inconnue"', "'inconnue'"),
    ],
)
def test_a_space_names_only_who_and_what_is_known(
    tmp_path: Path, folder: Path, before: str, after: str, whom: str
) -> None:
    copy = copytree(folder / "demo", tmp_path / "demo")
    file = copy / "spaces.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ScenarioError, match=whom):
        read_demo(copy)


def test_two_people_are_there_this_morning_and_nothing_of_it_is_in_the_journal(played: Territory) -> None:
    told = Presence.objects.order_by("person__given_name").values_list("person__given_name", "place__name")
    assert list(told) == [("Hugo", "Totem"), ("Léa", "La Veilleuse")]
    assert not JournalEntry.objects.filter(verb__contains="presence").exists()

"""The coordinator reads, splits, looks for helpers, and says yes: at her desk, on working days."""

from __future__ import annotations

import pytest

from maillage.common.models import JournalEntry
from maillage.needs.models import Need
from maillage.people.models import Person
from maillage.referrals.models import Referral
from maillage.scenario.desk import SITTINGS, _halves
from maillage.skills.models import SkillWord
from maillage.territory.models import Territory


def test_needs_are_read_at_a_sitting(played: Territory) -> None:
    read = JournalEntry.objects.filter(verb="qualify")
    assert read
    hours = {
        (entry.at.astimezone(played.zone).hour, entry.at.astimezone(played.zone).minute) for entry in read
    }
    assert hours <= set(SITTINGS)
    assert all(played.charter.is_working(entry.at.astimezone(played.zone).date()) for entry in read)


def test_a_need_that_holds_two_becomes_two_with_half_the_hours_each(played: Territory) -> None:
    part = Need.objects.filter(split_from__isnull=False).select_related("split_from").latest("pk")
    assert part.split_from is not None
    assert [part.hours, part.split_from.hours] == [2, 2]
    kept = [
        set(need.skill_rows.filter(choice="confirmed").values_list("skill__code", flat=True))
        for need in (part.split_from, part)
    ]
    assert [len(codes) for codes in kept] == [1, 1]
    assert kept[0] != kept[1]


def test_every_first_ask_had_her_yes_and_what_followed_a_no_left_by_itself(played: Territory) -> None:
    ines = Person.objects.get(given_name="Inès")
    for need in Need.objects.filter(referrals__sent_at__isnull=False).distinct():
        senders = list(
            JournalEntry.objects.filter(verb="send", object_ref=need.ref)
            .order_by("pk")
            .values_list("who", flat=True)
        )
        assert senders[0] == ines.ref
        assert set(senders[1:]) <= {"system", ines.ref}


def test_reasons_are_those_of_the_engine(played: Territory) -> None:
    for referral in Referral.objects.filter(state="sent"):
        assert {"skill", "hours"} <= {reason["code"] for reason in referral.reasons}
        assert referral.run is not None and referral.run.problem


def test_words_wait_for_her_approval(played: Territory) -> None:
    words = dict(SkillWord.objects.values_list("word", "skill__code"))
    assert words == {
        "cagibi": "lieu-atelier",
        "boîte à chaussures": "compta",
        "de quoi faire de l’ombre": "log-materiel",
        "le trac": "com-pitch",
        "laisser les clés": "asso-benev",
    }


@pytest.mark.django_db
def test_halves_fall_between_two_sentences(territory: Territory) -> None:
    first, second = _halves("Zzz zzz zzz zzz. Yyy yyy yyy ? Xx.", "fr")
    assert (first, second) == ("Zzz zzz zzz zzz.", "Yyy yyy yyy ? Xx.")


@pytest.mark.django_db
def test_halves_never_leave_one_empty(territory: Territory) -> None:
    first, second = _halves("abcdefgh", "fr")
    assert (first, second) == ("abcd", "efgh")

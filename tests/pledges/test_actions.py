"""Hours promised, kept, given and given back; the last hour goes to exactly one."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests import factories

from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.common.queries import journal_of
from maillage.people.queries import roles_of
from maillage.pledges.actions import (
    MAX_HOURS,
    cancel_absence,
    declare_absence,
    extend_pledge,
    hold_hours,
    keep_apart,
    name_helper,
    note_lapse_notice,
    pause_helper,
    promise_hours,
    record_contribution,
    release_hold,
)
from maillage.pledges.models import Absence, Contribution, Hold, NotWith, Pledge, PledgedHelper
from maillage.pledges.queries import hours_by_pledge, hours_left

TODAY = date(2026, 6, 8)


def left(helper: PledgedHelper, day: date = TODAY) -> int:
    """Hours that can still be asked of a helper."""
    return hours_left([helper], day)[helper.pk]


def promised(city: factories.City, **changes: object) -> Pledge:
    """Forge & Cie promises ten hours of accounting in June, or what is changed in it."""
    terms: dict[str, object] = {
        "territory": city.territory,
        "partner": city.forge,
        "hours_total": 10,
        "starts_on": date(2026, 6, 1),
        "ends_on": date(2026, 6, 30),
        "skills": [factories.skill("compta")],
        "who": city.sophie.ref,
    }
    return promise_hours(**{**terms, **changes})  # type: ignore[arg-type]


def test_promise_is_recorded_with_its_skills_and_period(city: factories.City) -> None:
    pledge = promised(city)
    assert (pledge.hours_total, pledge.starts_on, pledge.ends_on) == (10, date(2026, 6, 1), date(2026, 6, 30))
    assert [s.code for s in pledge.skills.all()] == ["compta"]
    (entry,) = journal_of("pledge", pledge.ref)
    assert (entry.verb, entry.who, entry.data) == ("promise", city.sophie.ref, {"hours": 10})


def test_association_and_freelancer_promise_exactly_as_a_large_company(city: factories.City) -> None:
    pledges = [promised(city, partner=actor) for actor in (city.fil_a_fil, city.studio_lave, city.forge)]
    assert [p.hours_total for p in pledges] == [10, 10, 10]


@pytest.mark.parametrize("hours", [0, -1, -10_000, MAX_HOURS + 1])
def test_promise_of_no_hours_or_of_too_many_is_refused(city: factories.City, hours: int) -> None:
    with pytest.raises(Refusal) as refused:
        promised(city, hours_total=hours)
    assert (refused.value.code, refused.value.status) == ("hours", 422)
    assert refused.value.what == f"{hours} heures\xa0: ce n’est pas possible."
    assert Pledge.objects.filter(partner=city.forge).count() == 1


def test_promise_that_ends_before_it_begins_is_refused(city: factories.City) -> None:
    with pytest.raises(Refusal) as refused:
        promised(city, ends_on=date(2026, 5, 31))
    assert (refused.value.code, refused.value.what) == ("dates", "La fin tombe avant le début.")


def test_promise_of_a_single_day_is_taken(city: factories.City) -> None:
    assert promised(city, ends_on=date(2026, 6, 1)).ends_on == date(2026, 6, 1)


def test_promise_without_a_skill_is_refused(city: factories.City) -> None:
    with pytest.raises(Refusal, match="Aucun savoir-faire n’est choisi"):
        promised(city, skills=[])


def test_helper_is_named_with_a_role_and_her_skills_join_the_pledge(city: factories.City) -> None:
    pledge = promised(city)
    name_helper(
        pledge=pledge,
        person=city.karim,
        hours_per_month=3,
        skills=[factories.skill("com-graph")],
        languages=("fr", "en"),
        who=city.sophie.ref,
    )
    assert roles_of(city.karim) == {"helper"}
    assert {s.code for s in pledge.skills.all()} == {"compta", "com-graph"}


def test_helper_named_twice_is_one_line_with_the_latest_terms(city: factories.City) -> None:
    again = factories.a_helper(city.pledge, city.marc, "compta", per_month=9)
    assert (again.pk, again.hours_per_month) == (city.marc_hours.pk, 9)
    assert [s.code for s in again.skills.all()] == ["compta"]


@pytest.mark.parametrize("hours", [0, -3])
def test_helper_of_no_hours_is_refused(city: factories.City, hours: int) -> None:
    with pytest.raises(Refusal, match="ce n’est pas possible"):
        factories.a_helper(city.pledge, city.karim, "compta", per_month=hours)


def test_pledge_can_be_carried_over_and_its_notice_will_be_sent_anew(city: factories.City) -> None:
    assert [note_lapse_notice(pledge=city.pledge) for _ in range(2)] == [True, False]
    pledge = extend_pledge(pledge=city.pledge, ends_on=date(2027, 1, 31), who=city.ines.ref)
    assert (pledge.ends_on, pledge.notice_sent_at) == (date(2027, 1, 31), None)
    assert note_lapse_notice(pledge=pledge) is True
    last = journal_of("pledge", pledge.ref).last()
    assert last is not None
    assert (last.verb, last.data["to"]) == ("extend", "2027-01-31")


def test_pledge_cannot_be_carried_to_before_it_began(city: factories.City) -> None:
    with pytest.raises(Refusal) as refused:
        extend_pledge(pledge=city.pledge, ends_on=date(2020, 1, 1), who=city.ines.ref)
    assert refused.value.code == "dates"


def test_absence_is_declared_and_taken_back(city: factories.City) -> None:
    absence = declare_absence(person=city.marc, starts_on=TODAY, ends_on=TODAY, who=city.marc.ref)
    assert str(absence) == "Marc Vasseur: 2026-06-08 – 2026-06-08"
    cancel_absence(absence=absence, who=city.marc.ref)
    assert Absence.objects.count() == 0
    verbs = [e.verb for e in journal_of("person", city.marc.ref)]
    assert verbs[-2:] == ["declare_absence", "cancel_absence"]


def test_absence_that_ends_before_it_begins_is_refused(city: factories.City) -> None:
    with pytest.raises(Refusal, match="La fin tombe avant le début"):
        declare_absence(
            person=city.marc, starts_on=TODAY, ends_on=TODAY - timedelta(days=1), who=city.marc.ref
        )


def test_two_are_kept_apart_once_and_nobody_says_why(city: factories.City) -> None:
    for _ in range(2):
        keep_apart(person=city.marc, actor=city.fil_a_fil, who=city.ines.ref)
    assert str(NotWith.objects.get()) == "Marc Vasseur × Fil à Fil"
    assert {e.why for e in journal_of("person", city.marc.ref)} == {""}


def test_pause_holds_in_every_pledge_and_ends(city: factories.City) -> None:
    factories.a_helper(promised(city), city.marc, "compta")
    for paused in (True, False):
        pause_helper(person=city.marc, paused=paused, who=city.marc.ref)
        assert set(PledgedHelper.objects.filter(person=city.marc).values_list("is_paused", flat=True)) == {
            paused
        }
    verbs = [e.verb for e in journal_of("person", city.marc.ref)]
    assert verbs[-2:] == ["pause", "resume"]


def test_hours_are_held_then_given_and_drawn_down_once(city: factories.City) -> None:
    hold_hours(helper=city.marc_hours, hours=3, key="ask")
    assert left(city.marc_hours) == 1
    contribution = record_contribution(key="ask", hours=2, on=TODAY, who=city.marc.ref)
    assert str(contribution) == "Marc Vasseur (4 h/mois): 2 h"
    assert left(city.marc_hours) == 2
    with pytest.raises(Refusal) as refused:
        record_contribution(key="ask", hours=2, on=TODAY, who=city.marc.ref)
    assert refused.value.code == "hours_logged"
    assert left(city.marc_hours) == 2
    account = hours_by_pledge([city.pledge])[city.pledge.pk]
    assert (account.total, account.held, account.given, account.left) == (40, 0, 2, 38)


@pytest.mark.parametrize("hours", [0, -2])
def test_no_hours_are_not_a_gift(city: factories.City, hours: int) -> None:
    hold_hours(helper=city.marc_hours, hours=3, key="ask")
    with pytest.raises(Refusal):
        record_contribution(key="ask", hours=hours, on=TODAY, who=city.marc.ref)
    assert (Contribution.objects.count(), Hold.objects.get().state) == (0, "held")


def test_hours_given_back_can_be_asked_again(city: factories.City) -> None:
    hold_hours(helper=city.marc_hours, hours=4, key="ask")
    assert left(city.marc_hours) == 0
    release_hold(key="ask")
    release_hold(key="ask")
    release_hold(key="never asked")
    assert left(city.marc_hours) == 4


def test_more_than_what_is_left_is_refused_with_what_is_left(city: factories.City) -> None:
    hold_hours(helper=city.marc_hours, hours=3, key="first")
    with pytest.raises(Refusal) as refused:
        hold_hours(helper=city.marc_hours, hours=2, key="second")
    assert (refused.value.code, refused.value.status) == ("hours_taken", 409)
    assert refused.value.what == "Il ne reste que 1 heure à Marc Vasseur ce mois-ci."
    assert Hold.objects.count() == 1


def test_pledge_holds_back_what_its_helpers_months_would_allow(city: factories.City) -> None:
    pledge = promised(city, hours_total=5)
    marc, karim = (factories.a_helper(pledge, p, "compta", per_month=4) for p in (city.marc, city.karim))
    hold_hours(helper=marc, hours=4, key="first")
    with pytest.raises(Refusal) as refused:
        hold_hours(helper=karim, hours=2, key="second")
    assert refused.value.code == "hours_taken"
    assert hold_hours(helper=karim, hours=1, key="third").hours == 1


def test_month_begins_anew_but_the_pledge_does_not(city: factories.City, monday: datetime) -> None:
    pledge = promised(city, hours_total=5, ends_on=date(2026, 7, 31))
    marc = factories.a_helper(pledge, city.marc, "compta", per_month=4)
    hold_hours(helper=marc, hours=4, key="june")
    with clock.at(factories.after(monday, days=30)):
        assert left(marc, date(2026, 7, 8)) == 1
        with pytest.raises(Refusal):
            hold_hours(helper=marc, hours=2, key="july")
        assert hold_hours(helper=marc, hours=1, key="july").month == date(2026, 7, 1)


@pytest.mark.usefixtures("transactional_db")
def test_last_hour_asked_twice_at_once_goes_to_exactly_one(city: factories.City) -> None:
    hold_hours(helper=city.marc_hours, hours=3, key="before")
    helper = PledgedHelper.objects.select_related("pledge", "person").get(pk=city.marc_hours.pk)

    def ask(key: str) -> Hold:
        return hold_hours(helper=helper, hours=1, key=key)

    ends = factories.at_once(lambda: ask("first"), lambda: ask("second"))
    assert sorted(type(end).__name__ for end in ends) == ["Hold", "Refusal"]
    (refusal,) = (end for end in ends if isinstance(end, Refusal))
    assert refusal.code == "hours_taken"
    assert left(city.marc_hours) == 0
    assert Hold.objects.filter(state="held").count() == 2


@pytest.mark.usefixtures("transactional_db")
def test_same_hours_noted_twice_at_once_are_drawn_down_once(city: factories.City) -> None:
    hold_hours(helper=city.marc_hours, hours=3, key="ask")

    def note() -> Contribution:
        return record_contribution(key="ask", hours=3, on=TODAY, who=city.marc.ref)

    ends = factories.at_once(note, note)
    assert sorted(type(end).__name__ for end in ends) == ["Contribution", "Refusal"]
    assert hours_by_pledge([city.pledge])[city.pledge.pk].given == 3

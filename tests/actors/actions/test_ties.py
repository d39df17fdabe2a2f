"""What ties actors: dated, ended with a reason, corrected, taken back; ended with its actors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests import factories
from tests.actors.actions.refusals import plain, refused
from tests.conftest import MONDAY

from maillage.actors.actions import (
    Bond,
    Happening,
    Provenance,
    correct_tie,
    end_tie,
    merge_records,
    record_event,
    take_back_event,
    take_back_tie,
    tie_actors,
    undo_merge,
)
from maillage.actors.enums import LifeEventKind, SourceKind, TieEnd, TieKind
from maillage.actors.models import Actor, LifeEvent, Tie
from maillage.actors.queries import current_ties, ties_on
from maillage.common import clock
from maillage.common.partial_date import NO_END
from maillage.common.queries import journal_of

TODAY = date(2026, 6, 8)
HOSTS = Bond(TieKind.HOSTS)


def tied(city: factories.City, **said: str) -> Tie:
    """Forge & Cie hosts Fil à Fil."""
    bond = replace(HOSTS, **said)  # type: ignore[arg-type]  # texts only
    return tie_actors(actor=city.forge, other=city.fil_a_fil, bond=bond, who="ines")


def closed(actor: Actor, when: str) -> LifeEvent:
    """An actor ended; its record may have begun before what the tests tell."""
    LifeEvent.objects.filter(actor=actor, kind="seen").update(happened="2000", counts_from=date(2000, 1, 1))
    return record_event(actor=actor, what=Happening(LifeEventKind.CLOSED, when), who="ines")


def latest(tie: Tie) -> Tie:
    """What is known of it now."""
    return Tie.objects.get(thread=tie.thread, known_until__year=9999)


def span(tie: Tie) -> tuple[str, date, date, str]:
    """Until when it is said to last, from which day to which it counts, and why it ended."""
    return tie.until, tie.valid_from, tie.valid_until, tie.end_reason


def test_tie_counts_from_the_first_day_of_its_beginning(city: factories.City) -> None:
    source = Provenance(SourceKind.ARTICLE, "La Gazette", "https://gazette.example/1")
    bond = Bond(TieKind.FUNDS, since="2020-03", note=" une bourse ")
    tie = tie_actors(actor=city.forge, other=city.fil_a_fil, bond=bond, who="ines", source=source)
    tie.refresh_from_db()
    assert span(tie) == ("", date(2020, 3, 1), NO_END, "")
    assert (tie.kind, tie.since, tie.note, tie.who) == ("funds", "2020-03", "une bourse", "ines")
    assert (tie.source, tie.source_name, tie.source_url) == (
        "article",
        "La Gazette",
        "https://gazette.example/1",
    )
    entry = list(journal_of("actor", city.forge.ref))[-1]
    assert (entry.verb, entry.who) == ("tie", "ines")
    assert entry.data == {"tie": tie.thread, "kind": "funds", "other": city.fil_a_fil.ref}


def test_tie_of_unknown_beginning_counts_from_the_day_it_is_told(city: factories.City) -> None:
    assert span(tied(city)) == ("", TODAY, NO_END, "")


def test_tie_of_unknown_beginning_lasted_at_least_in_the_year_it_ended(city: factories.City) -> None:
    assert span(tied(city, until="2019")) == ("2019", date(2019, 1, 1), date(2019, 12, 31), "unknown")


def test_tie_that_ends_this_year_counts_until_the_day_it_is_told(city: factories.City) -> None:
    assert span(tied(city, since="2020", until="2026"))[2] == TODAY


def test_actor_is_not_tied_to_itself(city: factories.City) -> None:
    with refused("tied_to_itself", 409):
        tie_actors(actor=city.forge, other=city.forge, bond=HOSTS, who="ines")


def test_same_open_tie_is_not_told_twice(city: factories.City) -> None:
    tied(city, since="2020-03")
    with refused("tied_already", 409) as refusal:
        tied(city)
    assert plain(refusal.value.why) == "Il court depuis mars 2020."
    assert Tie.objects.count() == 1


def test_another_kind_the_other_way_or_after_an_end_is_another_tie(city: factories.City) -> None:
    first = tied(city, since="2018")
    tie_actors(actor=city.forge, other=city.fil_a_fil, bond=Bond(TieKind.FUNDS), who="ines")
    tie_actors(actor=city.fil_a_fil, other=city.forge, bond=HOSTS, who="ines")
    end_tie(tie=first, until="2020", reason=TieEnd.COMPLETED, who="ines")
    assert tied(city, since="2022").thread != first.thread
    assert current_ties(city.forge).count() == 4


def test_dates_of_a_tie_are_checked(city: factories.City) -> None:
    with refused("bad_date"):
        tied(city, since="mars")
    with refused("future_date"):
        tied(city, until="2027")
    with refused("ends_before") as refusal:
        tied(city, since="2020-03", until="2019")
    assert plain(refusal.value.what) == "Ce lien finirait (2019) avant d’avoir commencé (mars 2020)."
    assert Tie.objects.count() == 0


def test_tie_that_began_and_ended_in_one_year_is_taken(city: factories.City) -> None:
    assert span(tied(city, since="2019", until="2019"))[1:3] == (date(2019, 1, 1), date(2019, 12, 31))


def test_end_of_a_tie_keeps_what_was_known_before(city: factories.City) -> None:
    tie = tied(city, since="2018", note="au fond de la cour")
    later = MONDAY + timedelta(days=3)
    with clock.at(later):
        ended = end_tie(tie=tie, until="2022-05", reason=TieEnd.MOVED, who="fatou")
    assert span(ended) == ("2022-05", date(2018, 1, 1), date(2022, 5, 31), "moved")
    assert (ended.thread, ended.note, ended.who) == (tie.thread, "au fond de la cour", "fatou")
    day = date(2024, 1, 1)
    assert [ties_on(city.forge, day, at).count() for at in (MONDAY, later, None)] == [1, 0, 0]
    assert list(journal_of("actor", city.forge.ref))[-1].verb == "end_tie"


def test_end_of_a_tie_may_be_noted_with_words(city: factories.City) -> None:
    ended = end_tie(tie=tied(city), until="2026", reason=TieEnd.STOPPED, who="ines", note="le bail est fini")
    assert (ended.note, ended.end_reason) == ("le bail est fini", "stopped")


def test_correction_of_a_tie_takes_its_place(city: factories.City) -> None:
    source = Provenance(SourceKind.REGISTER)
    bond = Bond(TieKind.FUNDS, since="2017")
    corrected = correct_tie(tie=tied(city, since="2018"), bond=bond, who="ines", source=source)
    assert (corrected.kind, corrected.since, corrected.source) == ("funds", "2017", "register")
    assert list(current_ties(city.forge)) == [corrected]
    assert list(journal_of("actor", city.forge.ref))[-1].verb == "correct_tie"


def test_beginning_that_proves_unknown_is_the_day_the_tie_was_first_told(city: factories.City) -> None:
    tie = tied(city, since="2018")
    with clock.at(MONDAY + timedelta(days=30)):
        corrected = correct_tie(tie=tie, bond=HOSTS, who="ines")
    assert corrected.valid_from == TODAY


def test_beginning_told_late_in_the_evening_is_the_day_of_the_territory(city: factories.City) -> None:
    with clock.at(MONDAY.replace(hour=0, minute=30)):  # still 7 June in universal time
        tie = tied(city)
    with clock.at(MONDAY + timedelta(days=30)):
        assert correct_tie(tie=tie, bond=replace(HOSTS, note="oui"), who="ines").valid_from == TODAY


def test_tie_taken_back_never_was(city: factories.City) -> None:
    tie = tied(city, since="2018")
    later = MONDAY + timedelta(days=1)
    with clock.at(later):
        take_back_tie(tie=tie, who="ines", why="une autre forge")
    assert [ties_on(city.forge, TODAY, at).count() for at in (MONDAY, later)] == [1, 0]
    entry = list(journal_of("actor", city.forge.ref))[-1]
    assert (entry.verb, entry.why) == ("take_back_tie", "une autre forge")


def test_old_version_of_a_tie_is_not_written_on(city: factories.City) -> None:
    tie = tied(city, since="2018")
    take_back_tie(tie=Tie.objects.get(pk=tie.pk), who="ines")
    for act in (
        lambda: end_tie(tie=tie, until="2020", reason=TieEnd.STOPPED, who="ines"),
        lambda: correct_tie(tie=tie, bond=HOSTS, who="ines"),
        lambda: take_back_tie(tie=tie, who="ines"),
    ):
        with refused("taken_back", 409):
            act()
    assert Tie.objects.count() == 1


def test_refused_correction_leaves_the_tie_as_it_was(city: factories.City) -> None:
    tie = tied(city, since="2018")
    with refused("ends_before"):
        end_tie(tie=tie, until="2017", reason=TieEnd.STOPPED, who="ines")
    assert span(latest(tie)) == span(tie)


def test_open_tie_ends_with_the_first_of_its_actors_that_ends(city: factories.City) -> None:
    tie = tied(city, since="2010")
    closed(city.forge, "2019")
    assert span(latest(tie)) == ("2019", date(2010, 1, 1), date(2019, 12, 31), "actor_ended")
    closed(city.fil_a_fil, "2017-05")
    assert span(latest(tie)) == ("2017-05", date(2010, 1, 1), date(2017, 5, 31), "actor_ended")
    assert latest(tie).who == "system"


def test_tie_lasts_again_until_the_end_of_the_other_actor(city: factories.City) -> None:
    tie = tied(city, since="2010")
    first, second = closed(city.forge, "2017"), closed(city.fil_a_fil, "2017")
    take_back_event(event=first, who="ines")
    assert span(latest(tie))[0] == "2017"
    take_back_event(event=second, who="ines")
    assert span(latest(tie)) == ("", date(2010, 1, 1), NO_END, "")


def test_tie_told_of_an_actor_that_ended_ends_with_it(city: factories.City) -> None:
    closed(city.forge, "2019")
    assert span(tied(city, since="2010")) == ("2019", date(2010, 1, 1), date(2019, 12, 31), "actor_ended")


def test_tie_of_unknown_beginning_told_of_an_actor_that_ended_ends_with_it(city: factories.City) -> None:
    closed(city.forge, "2019")
    assert span(tied(city)) == ("2019", date(2019, 1, 1), date(2019, 12, 31), "actor_ended")


def test_tie_that_began_after_the_end_is_left_for_a_person_to_correct(city: factories.City) -> None:
    closed(city.forge, "2019")
    assert span(tied(city, since="2021")) == ("", date(2021, 1, 1), NO_END, "")


def test_revival_ends_no_tie_and_resumes_none(city: factories.City) -> None:
    old, new = tied(city, since="2010"), None
    closed(city.forge, "2017")
    revival = Happening(LifeEventKind.REVIVED, "2019")
    record_event(actor=city.forge, what=revival, who="ines")
    new = tied(city, since="2020")
    assert [span(latest(tie))[0] for tie in (old, new)] == ["2017", ""]


@pytest.mark.parametrize("reason", [TieEnd.COMPLETED, TieEnd.ACTOR_ENDED])
def test_end_that_a_person_told_is_not_touched(city: factories.City, reason: TieEnd) -> None:
    tie = end_tie(tie=tied(city, since="2010"), until="2018", reason=reason, who="ines")
    event = closed(city.forge, "2015")
    assert latest(tie) == tie
    take_back_event(event=event, who="ines")
    assert latest(tie) == tie


def test_corrected_tie_ends_with_its_actor_too(city: factories.City) -> None:
    tie = end_tie(tie=tied(city, since="2010"), until="2012", reason=TieEnd.STOPPED, who="ines")
    closed(city.forge, "2019")
    assert span(correct_tie(tie=tie, bond=replace(HOSTS, since="2010"), who="ines"))[0] == "2019"


def test_ties_follow_what_is_merged_and_taken_apart(city: factories.City) -> None:
    tie = tied(city, since="2010")
    closed(city.bourrasque, "2016")
    merge = merge_records(kept=city.forge, absorbed=city.bourrasque, who="ines")
    assert span(latest(tie))[0] == "2016"
    undo_merge(merge=merge, who="ines")
    assert span(latest(tie))[0] == ""


def test_record_merged_away_is_not_tied(city: factories.City) -> None:
    merge_records(kept=city.forge, absorbed=city.bourrasque, who="ines")
    for actor, other in ((city.bourrasque, city.fil_a_fil), (city.fil_a_fil, city.bourrasque)):
        with refused("absorbed", 409):
            tie_actors(actor=actor, other=other, bond=HOSTS, who="ines")

"""The Monday board: each line in its section, with its one act, in a constant number of queries."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import factories

from maillage.actors.actions import Said, suggest_correction
from maillage.actors.enums import ActorKind
from maillage.common import clock
from maillage.common.models import OutboundMessage
from maillage.needs.actions import close_need
from maillage.needs.enums import Outcome
from maillage.observatory.queries import Board, Line, monday_board
from maillage.pledges.actions import extend_pledge, hold_hours
from maillage.pledges.models import Pledge
from maillage.referrals.actions import accept, propose
from maillage.skills.actions import propose_word


def acts(lines: list[Line]) -> list[str]:
    """The act each line calls for."""
    return [line.act for line in lines]


def shape(board: Board) -> dict[str, list[str]]:
    """The sections that hold something."""
    sections = ("late", "yours", "others", "unserved", "hours", "entries")
    return {name: acts(getattr(board, name)) for name in sections if getattr(board, name)}


def test_quiet_city_has_an_empty_board(city: factories.City) -> None:
    board = monday_board(city.territory)
    assert (shape(board), board.is_empty, board.minutes) == ({}, True, 0)
    assert set(board.totals.values()) == {0}


def test_need_walks_through_the_sections_as_its_life_goes_on(city: factories.City) -> None:
    need = factories.a_confirmed_need(city.territory)
    seen = [shape(monday_board(city.territory))]
    from maillage.needs.actions import qualify_need

    qualify_need(need=need, skills=["num-outils"], hours=2, who="ines")
    propose(territory=city.territory, who="ines", why="qualify")
    seen.append(shape(monday_board(city.territory)))
    ask = factories.a_sent_referral(need)
    seen.append(shape(monday_board(city.territory)))
    accept(referral=ask, who="marc")
    seen.append(shape(monday_board(city.territory)))
    assert seen == [{"yours": ["qualify"]}, {"yours": ["send"]}, {"others": ["waiting"]}, {}]


def test_unconfirmed_and_closed_needs_are_on_no_line(city: factories.City) -> None:
    factories.a_submitted_need(city.territory)
    close_need(need=factories.a_confirmed_need(city.territory), outcome=Outcome.WITHDRAWN, who="asker")
    assert shape(monday_board(city.territory)) == {}


def test_need_nobody_can_serve_stands_with_its_cause(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, "com-trad")
    propose(territory=city.territory, who="ines", why="qualify")
    board = monday_board(city.territory)
    assert shape(board) == {"unserved": ["unserved"]}
    (line,) = board.unserved
    assert line.need is not None
    assert (line.need, line.need.cause) == (need, "no_skill")


@pytest.mark.parametrize(
    ("stage", "act"),
    [("to read", "qualify"), ("proposed", "send"), ("asked", "waiting"), ("nobody", "unserved")],
)
def test_late_need_stands_once_among_the_late_with_the_act_it_waits_for(
    city: factories.City, monday: datetime, stage: str, act: str
) -> None:
    if stage == "to read":
        factories.a_confirmed_need(city.territory)
    elif stage == "nobody":
        factories.a_qualified_need(city.territory, "com-trad")
        propose(territory=city.territory, who="ines", why="qualify")
    else:
        need = factories.a_qualified_need(city.territory, "num-outils")
        (factories.a_proposed_referral if stage == "proposed" else factories.a_sent_referral)(need)
    with clock.at(factories.after(monday, days=8)):
        board = monday_board(city.territory)
    assert acts(board.late) == [act]
    assert (board.late[0].late, board.late[0].days) == (True, 6)
    assert (board.yours, board.unserved) == ([], [])


def test_need_that_waits_to_be_read_for_too_long_is_marked(city: factories.City, monday: datetime) -> None:
    factories.a_confirmed_need(city.territory)
    marks = []
    for days in (0, 1, 2):
        with clock.at(factories.after(monday, days=days)):
            (line,) = monday_board(city.territory).yours
            marks.append((line.days, line.late))
    assert marks == [(0, False), (1, False), (2, True)]


def test_meeting_without_news_is_late_after_a_week(city: factories.City, monday: datetime) -> None:
    ask = factories.a_sent_referral(factories.a_qualified_need(city.territory))
    accept(referral=ask, who="marc")
    with clock.at(factories.after(monday, days=7)):
        assert shape(monday_board(city.territory)) == {}
    with clock.at(factories.after(monday, days=8)):
        board = monday_board(city.territory)
    assert (acts(board.late), board.late[0].referral) == (["news"], ask)


def test_words_and_mails_in_trouble_wait_for_her_too(city: factories.City) -> None:
    propose_word(skill=factories.skill("compta"), word="bilan", language="fr", heard_in="", who="ines")
    factories.a_submitted_need(city.territory)
    OutboundMessage.objects.update(attempts=1, last_error="TimeoutError: timed out")
    board = monday_board(city.territory)
    assert acts(board.yours) == ["mail", "word"]
    assert board.yours[0].message == OutboundMessage.objects.get()
    assert board.minutes == 5


def test_pledge_about_to_lapse_with_hours_left_is_shown_with_them(city: factories.City) -> None:
    extend_pledge(pledge=city.pledge, ends_on=clock.today() + timedelta(days=30), who="ines")
    (line,) = monday_board(city.territory).hours
    assert (line.act, line.pledge, line.hours.left if line.hours else None) == ("pledge", city.pledge, 40)
    Pledge.objects.filter(pk=city.pledge.pk).update(hours_total=4)
    hold_hours(helper=city.marc_hours, hours=4, key="all")
    assert monday_board(city.territory).hours == [], "nothing left to lose"


def test_a_suggested_correction_waits_for_a_yes(city: factories.City) -> None:
    suggestion = suggest_correction(actor=city.forge, said=Said(words="Faux"))
    board = monday_board(city.territory)
    assert ([line.suggestion for line in board.yours], board.totals["yours"]) == ([suggestion], 1)
    assert (shape(board), board.is_empty, board.minutes) == ({"yours": ["suggestion"]}, False, 5)


def test_entries_nobody_can_be_asked_about_wait_without_anybody_waiting(
    city: factories.City, monday: datetime
) -> None:
    with clock.at(factories.after(monday, days=365)):
        board = monday_board(city.territory)
    assert shape(board) == {"entries": ["entry"] * 4}
    assert [line.actor for line in board.entries][:2] == [city.fil_a_fil, city.bourrasque]
    assert (board.totals["entries"], board.is_empty, board.minutes) == (4, True, 10)


def test_board_shows_twenty_lines_of_a_section_and_counts_them_all(city: factories.City) -> None:
    for _ in range(27):
        factories.a_confirmed_need(city.territory)
    board = monday_board(city.territory)
    assert (len(board.yours), board.totals["yours"]) == (20, 27)


def fill(city: factories.City, monday: datetime, count: int) -> None:
    """As many lines in each section."""
    for n in range(count):
        ask = factories.an_ask(name=f"Nom{n} X", actor="Fil à Fil")
        helper = f"Aide{n} Y", f"Partenaire {n}"
        factories.another_helper(city.territory, *helper, "num-outils", "compta", max_open=5)
        with clock.at(factories.after(monday, days=-14)):
            factories.a_confirmed_need(city.territory, ask)
            factories.a_qualified_need(city.territory, "com-trad", ask=ask)
            accept(
                referral=factories.a_sent_referral(
                    factories.a_qualified_need(city.territory, "num-outils", hours=1, ask=ask)
                ),
                who="marc",
            )
        factories.a_confirmed_need(city.territory, ask)
        factories.a_sent_referral(factories.a_qualified_need(city.territory, "compta", hours=1, ask=ask))
        factories.a_proposed_referral(
            factories.a_qualified_need(city.territory, "num-outils", hours=1, ask=ask)
        )
        factories.a_qualified_need(city.territory, "com-trad", ask=ask)
        propose_word(skill=factories.skill("compta"), word=f"mot{n}", language="fr", heard_in="", who="ines")
        factories.a_pledge(city.forge, "compta", ends=3)
        suggest_correction(actor=city.forge, said=Said(words=f"Faux {n}"))
        with clock.at(factories.after(monday, days=-400)):
            factories.an_actor(city.territory, f"Vieux {n}", ActorKind.ASSOCIATION)
    propose(territory=city.territory, who="system", why="test")
    OutboundMessage.objects.filter(kind="received").update(attempts=1)


@pytest.mark.parametrize("count", [1, 3])
def test_board_reads_as_many_times_for_one_line_as_for_three(
    city: factories.City, monday: datetime, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(city, monday, count)
    with django_assert_num_queries(31):
        board = monday_board(city.territory)
        for line in (*board.late, *board.yours, *board.others, *board.unserved, *board.hours, *board.entries):
            if line.need is not None:
                assert line.need.who_asks == "Fil à Fil"
            if line.need is not None and line.referral is None:
                line.need.kept_skills()
            if line.referral is not None:
                assert line.referral.helper.pledge.partner.name
            if line.suggestion is not None:
                assert line.suggestion.actor.name == "Forge & Cie"
            if line.actor is not None:
                assert line.actor.commune is None
    sections = set(shape(board))
    assert sections == {"late", "yours", "others", "unserved", "hours", "entries"}
    assert (len(board.hours), len(board.entries)) == (count, count)

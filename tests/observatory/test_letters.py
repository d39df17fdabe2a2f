"""The one summary a person gets in a day."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone, translation
from tests import factories
from tests.visits import letters_to

from maillage.actors.actions import Said, suggest_correction
from maillage.common import clock
from maillage.common.models import OutboundMessage
from maillage.duty.rounds import run_due
from maillage.needs.models import Need
from maillage.observatory.letters import coordinator_digest
from maillage.observatory.queries import monday_board
from maillage.people.actions import choose_digest
from maillage.people.enums import DigestChoice
from maillage.referrals.letters import stop_url


@pytest.fixture
def busy(city: factories.City) -> Need:
    """A need that waits to be read."""
    return factories.a_confirmed_need(city.territory, factories.an_ask(actor="Fil à Fil"))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_summary_is_composed_in_each_language_with_the_lines_of_the_board(
    city: factories.City, busy: Need, monday: datetime, language: str
) -> None:
    factories.a_qualified_need(city.territory, "com-trad")
    with clock.at(factories.after(monday, days=30)), translation.override(language):
        board = monday_board(city.territory)
        letter = coordinator_digest(city.ines, board, stop_url(city.ines))
        text, html = letter.rendered(territory_name="Volcanville", language=language)
    assert "Fil à Fil" in text
    assert letter.footnotes[0][1] in text
    assert "%(" not in letter.subject + text + html
    assert len(board.late) == 2


def test_summary_says_when_nobody_waits_late(city: factories.City, busy: Need) -> None:
    letter = coordinator_digest(city.ines, monday_board(city.territory), "https://m.example/arret/x/")
    assert letter.title == "Personne n’attend en retard."
    (section,) = letter.lists
    assert [label for label, _ in section[1]] == [f"Fil à Fil\xa0: {busy.headline}"]


def test_summary_tells_corrections_and_entries_each_with_its_page(
    city: factories.City, busy: Need, monday: datetime
) -> None:
    suggestion = suggest_correction(actor=city.forge, said=Said(words="Faux"))
    with clock.at(factories.after(monday, days=365)):
        letter = coordinator_digest(city.ines, monday_board(city.territory), "https://m.example/arret/x/")
    lists = dict(letter.lists)
    (correction,) = lists["Corrections proposées"]
    assert correction[0] == "Forge & Cie"
    assert correction[1].endswith(f"/annuaire-a-tenir/?liste=corrections#correction-{suggestion.ref}")
    names, pages = zip(*lists["Fiches à confirmer"], strict=True)
    assert names == ("Fil à Fil", "Bourrasque", "Studio Lave", "Forge & Cie")
    assert pages[0].endswith(f"/annuaire-a-tenir/{city.fil_a_fil.ref}/")


def test_one_summary_per_person_and_working_day(city: factories.City, busy: Need, monday: datetime) -> None:
    for days, hours in ((0, 0), (0, 1), (0, 9), (1, 0), (5, 0), (6, 0)):  # 5 and 6: a week-end
        with clock.at(factories.after(monday, days=days, hours=hours)):
            run_due(city.territory)
    sent = [timezone.localtime(m.created_at).date().day for m in letters_to(city.ines.email, kind="digest")]
    assert sent == [8, 9]
    assert all(m.unsubscribe_url for m in OutboundMessage.objects.filter(kind="digest"))


def test_who_wants_none_gets_none_and_who_wants_one_a_week_gets_it_on_monday(
    city: factories.City, busy: Need, monday: datetime
) -> None:
    choose_digest(person=city.ines, choice=DigestChoice.WEEKLY, who=city.ines.ref)
    for days in (0, 1, 7):
        with clock.at(factories.after(monday, days=days)):
            run_due(city.territory)
    assert len(letters_to(city.ines.email, kind="digest")) == 2
    choose_digest(person=city.ines, choice=DigestChoice.NEVER, who=city.ines.ref)
    with clock.at(factories.after(monday, days=14)):
        run_due(city.territory)
    assert len(letters_to(city.ines.email, kind="digest")) == 2


def test_nothing_to_do_is_no_summary(city: factories.City) -> None:
    run_due(city.territory)
    assert letters_to(city.ines.email, kind="digest") == []

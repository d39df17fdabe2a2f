"""Whether a need's words seem to hold two needs."""

from __future__ import annotations

from tests import factories

from maillage.needs.bridge import LONGEST_SPLIT, two_parts
from maillage.needs.models import Need
from maillage.territory.models import Territory

TWO = (
    "Notre trésorier est parti, personne ne sait faire le bilan. Il nous faut une belle affiche pour la fête."
)


def test_words_that_hold_two_needs_are_seen_at_once_and_kept_with_the_need(territory: Territory) -> None:
    need = factories.a_confirmed_need(territory, factories.an_ask(TWO))
    need.refresh_from_db()
    assert need.parts == two_parts(need)
    assert [part.split(" ")[0] for part in need.parts] == ["Notre", "Il"]


def test_words_that_hold_one_need_have_no_parts(territory: Territory) -> None:
    assert factories.a_confirmed_need(territory).parts == []


def test_whole_story_is_left_for_a_person_to_cut(territory: Territory) -> None:
    words = TWO + " " + "Et puis voilà. " * (LONGEST_SPLIT // 15)
    assert two_parts(Need(words=words, language="fr")) == []

"""The coordinator reads a need; two of them at once do not decide twice."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests import factories
from tests.visits import letters_to

from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.common.queries import journal_of
from maillage.needs.actions import close_need, qualify_need, record_cause, record_progress, split_need
from maillage.needs.enums import Cause, NeedState, Outcome
from maillage.needs.models import Need
from maillage.needs.queries import need_with_ref
from maillage.skills.models import SkillWord
from maillage.territory.models import Territory

FATOU = "fatou.diallo@volcanville.example"
TWO_NEEDS = (
    "Notre trésorier est parti, personne ne sait faire le bilan. Il nous faut une belle affiche pour la fête."
)


def test_reading_keeps_some_skills_sets_others_aside_and_starts_the_search(
    territory: Territory, monday: datetime
) -> None:
    need = factories.a_confirmed_need(territory)
    need = qualify_need(
        need=need, skills=["compta", "com-trad"], hours=5, who="ines", actor_kind="collective"
    )
    assert (need.state, need.hours, need.actor_kind, need.qualified_at) == (
        "qualified",
        5,
        "collective",
        monday,
    )
    choices = {row.skill.code: row.choice for row in need.skill_rows.all()}
    assert choices == {"num-outils": "rejected", "compta": "confirmed", "com-trad": "confirmed"}
    entry = journal_of("need", need.ref).last()
    assert entry is not None
    assert (entry.verb, entry.who, entry.data["hours"]) == ("qualify", "ines", 5)
    assert set(entry.data["skills"]) == {"compta", "com-trad"}


def test_reading_can_be_corrected_and_keeps_the_day_of_the_first(
    territory: Territory, monday: datetime
) -> None:
    need = factories.a_qualified_need(territory, "compta")
    with clock.at(factories.after(monday, days=1)):
        again = qualify_need(need=need, skills=["com-graph"], hours=1, who="ines")
    assert (again.state, again.qualified_at, again.version) == ("qualified", monday, need.version + 1)
    shown = need_with_ref(need.ref)
    assert shown is not None
    assert [s.code for s in shown.kept_skills()] == ["com-graph"]


@pytest.mark.parametrize("skills", [[], ["unheard"], [""]])
def test_reading_without_a_skill_is_refused(territory: Territory, skills: list[str]) -> None:
    need = factories.a_confirmed_need(territory)
    with pytest.raises(Refusal) as refused:
        qualify_need(need=need, skills=skills, hours=2, who="ines")
    assert (refused.value.code, refused.value.status) == ("no_skill", 422)


@pytest.mark.parametrize("hours", [0, -1, 41])
def test_reading_of_impossible_hours_is_refused(territory: Territory, hours: int) -> None:
    need = factories.a_confirmed_need(territory)
    with pytest.raises(Refusal) as refused:
        qualify_need(need=need, skills=["compta"], hours=hours, who="ines")
    assert (refused.value.code, refused.value.why) == ("hours", "Un besoin se compte de 1 à 40 heures.")
    need.refresh_from_db()
    assert need.state == NeedState.CONFIRMED


def test_need_whose_address_is_not_confirmed_cannot_be_read(territory: Territory) -> None:
    need = factories.a_submitted_need(territory)
    with pytest.raises(Refusal) as refused:
        qualify_need(need=need, skills=["compta"], hours=2, who="ines")
    assert refused.value.code == "need_state"


def test_correction_can_propose_a_word(territory: Territory) -> None:
    need = factories.a_confirmed_need(territory)
    qualify_need(need=need, skills=["compta"], hours=2, who="ines", word="Vieux tableur")
    word = SkillWord.objects.get()
    assert (word.word, word.skill.code, word.state, word.language) == (
        "vieux tableur",
        "compta",
        "proposed",
        "fr",
    )
    assert word.heard_in == need.headline


def test_second_coordinator_is_told_that_the_need_has_changed(territory: Territory) -> None:
    need = factories.a_confirmed_need(territory)
    seen = need.version
    qualify_need(need=need, skills=["compta"], hours=2, who="ines", seen_version=seen)
    with pytest.raises(Refusal) as refused:
        qualify_need(need=need, skills=["com-graph"], hours=3, who="paul", seen_version=seen)
    assert (refused.value.code, refused.value.status) == ("need_changed", 409)
    assert refused.value.what == "Ce besoin a changé depuis que vous l’avez ouvert."
    shown = need_with_ref(need.ref)
    assert shown is not None
    assert ([s.code for s in shown.kept_skills()], shown.hours) == (["compta"], 2)


@pytest.mark.usefixtures("transactional_db")
def test_two_coordinators_at_the_same_instant_decide_once(territory: Territory) -> None:
    need = factories.a_confirmed_need(territory)

    def qualify(who: str, code: str) -> Need:
        return qualify_need(need=need, skills=[code], hours=2, who=who, seen_version=need.version)

    ends = factories.at_once(lambda: qualify("ines", "compta"), lambda: qualify("paul", "com-graph"))
    assert sorted(type(end).__name__ for end in ends) == ["Need", "Refusal"]
    (refusal,) = (end for end in ends if isinstance(end, Refusal))
    assert refusal.code == "need_changed"
    shown = need_with_ref(need.ref)
    assert shown is not None
    assert len(shown.kept_skills()) == 1
    assert [e.verb for e in journal_of("need", need.ref)].count("qualify") == 1


def test_need_that_holds_two_is_cut_and_each_part_is_read(territory: Territory, monday: datetime) -> None:
    need = factories.a_confirmed_need(territory, factories.an_ask(TWO_NEEDS, actor="Fil à Fil"))
    accounts, poster = TWO_NEEDS.split(". ")
    with clock.at(factories.after(monday, days=1)):
        first, second = split_need(need=need, first=accounts, second=f" {poster}\n", who="ines")
    assert (first.ref, first.words, second.words) == (need.ref, accounts, poster)
    assert (first.state, second.state, second.via, second.split_from) == (
        "confirmed",
        "confirmed",
        "split",
        first,
    )
    assert (second.asker, second.actor_name, second.promised_at) == (
        need.asker,
        "Fil à Fil",
        need.promised_at,
    )
    heard = [[row.skill.code for row in part.skill_rows.all()][:1] for part in (first, second)]
    assert heard == [["compta"], ["com-graph"]]
    assert journal_of("need", first.ref).last().data == {"part": second.ref}  # type: ignore[union-attr]
    assert journal_of("need", second.ref).last().data == {"whole": first.ref}  # type: ignore[union-attr]


def test_cut_need_in_search_waits_to_be_read_again(territory: Territory) -> None:
    need = factories.a_qualified_need(territory, "compta", ask=factories.an_ask(TWO_NEEDS))
    first, _ = split_need(need=need, first="Un bilan", second="Une affiche", who="ines")
    assert (first.state, first.version) == ("confirmed", need.version + 1)


@pytest.mark.parametrize(("first", "second"), [("", "Une affiche"), ("Un bilan", " \n ")])
def test_cut_with_an_empty_side_is_refused(territory: Territory, first: str, second: str) -> None:
    need = factories.a_confirmed_need(territory)
    with pytest.raises(Refusal) as refused:
        split_need(need=need, first=first, second=second, who="ines")
    assert refused.value.code == "empty_part"
    assert Need.objects.count() == 1


def test_cut_of_a_need_that_changed_is_refused(territory: Territory) -> None:
    need = factories.a_confirmed_need(territory)
    with pytest.raises(Refusal) as refused:
        split_need(
            need=need, first="Un bilan", second="Une affiche", who="ines", seen_version=need.version - 1
        )
    assert refused.value.code == "need_changed"


@pytest.mark.parametrize("state", [NeedState.SUBMITTED, NeedState.ANSWERED, NeedState.CLOSED])
def test_need_is_cut_only_while_nobody_has_said_yes(territory: Territory, state: NeedState) -> None:
    need = factories.a_confirmed_need(territory)
    Need.objects.filter(pk=need.pk).update(state=state)
    with pytest.raises(Refusal):
        split_need(need=need, first="Un bilan", second="Une affiche", who="ines")
    assert Need.objects.count() == 1


@pytest.mark.parametrize("cause", [c for c in Cause if c])
def test_asker_is_told_once_per_cause(territory: Territory, cause: Cause) -> None:
    need = factories.a_qualified_need(territory)
    for able in (1, 1, 2):
        record_cause(need=need, cause=cause, data={"able": able})
    need.refresh_from_db()
    assert (need.cause, need.cause_data) == (cause, {"able": 2})
    assert len(letters_to(FATOU, kind="nobody_today")) == 1
    assert [e.verb for e in journal_of("need", need.ref)].count("tell_nobody") == 1


def test_cause_that_is_over_is_forgotten_without_a_letter(territory: Territory) -> None:
    need = factories.a_qualified_need(territory)
    record_cause(need=need, cause=Cause.ALL_TAKEN, data={})
    record_cause(need=need, cause=Cause.NONE, data={})
    need.refresh_from_db()
    assert (need.cause, len(letters_to(FATOU, kind="nobody_today"))) == ("", 1)


def test_yes_of_a_helper_is_the_needs_first_answer_and_fixes_its_delay(
    territory: Territory, monday: datetime
) -> None:
    need = factories.a_qualified_need(territory)
    with clock.at(factories.after(monday, days=4)):
        need = record_progress(need=need, state=NeedState.ANSWERED)
        assert (need.state, need.answered_at, need.answer_days) == ("answered", clock.now(), 4)
    with clock.at(factories.after(monday, days=9)):
        record_progress(need=need, state=NeedState.QUALIFIED)
        again = record_progress(need=need, state=NeedState.ANSWERED)
    assert (again.answered_at, again.answer_days) == (need.answered_at, 4), "the first answer counts"


def test_progress_already_made_changes_nothing(territory: Territory) -> None:
    need = factories.a_qualified_need(territory)
    assert record_progress(need=need, state=NeedState.QUALIFIED).version == need.version


def test_yes_to_a_need_that_ended_meanwhile_is_refused(territory: Territory) -> None:
    need = close_need(need=factories.a_qualified_need(territory), outcome=Outcome.WITHDRAWN, who="asker")
    with pytest.raises(Refusal) as refused:
        record_progress(need=need, state=NeedState.ANSWERED)
    assert refused.value.code == "need_state"
    need.refresh_from_db()
    assert (need.state, need.outcome) == ("closed", "withdrawn")

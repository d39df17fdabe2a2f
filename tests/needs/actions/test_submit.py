"""A need comes in: by the form, by phone; twice, or twice at once, it is one need."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from tests import factories
from tests.visits import letters_to

from maillage.actors.enums import ActorKind
from maillage.common.errors import Refusal
from maillage.common.models import OutboundMessage
from maillage.common.queries import journal_of
from maillage.needs.actions import (
    change_words,
    close_need,
    confirm_address,
    enter_need,
    qualify_need,
    submit_need,
)
from maillage.needs.enums import NeedState, Outcome
from maillage.needs.models import Need
from maillage.people.models import Person
from maillage.territory.models import Territory

FATOU = "fatou.diallo@volcanville.example"


def verbs(need: Need) -> list[str]:
    """What happened to a need, in order."""
    return [entry.verb for entry in journal_of("need", need.ref)]


def test_need_is_kept_in_her_own_words_with_the_skills_heard_in_them(territory: Territory) -> None:
    need = factories.a_submitted_need(territory, factories.an_ask(actor="Fil à Fil"))
    assert (need.state, need.words, need.language, need.via) == (
        "submitted",
        factories.FATOU_SAYS,
        "fr",
        "form",
    )
    assert (need.asker_name, need.who_asks, need.hours) == ("Fatou Diallo", "Fil à Fil", 2)
    first = need.proposed_rows()[0]
    assert (first.skill.code, "tableur" in first.heard()) == ("num-outils", True)
    assert verbs(need) == ["submit"]


def test_nothing_starts_before_the_address_is_confirmed(territory: Territory, monday: datetime) -> None:
    need = factories.a_submitted_need(territory)
    assert (need.confirmed_at, need.promised_at, need.is_open) == (None, None, False)
    assert [m.kind for m in letters_to(FATOU)] == ["confirm_address"]
    need = confirm_address(need=need)
    assert (need.state, need.confirmed_at) == (NeedState.CONFIRMED, monday)
    assert need.promised_at == datetime(2026, 6, 15, 18, tzinfo=ZoneInfo("Europe/Paris"))
    assert [m.kind for m in letters_to(FATOU)] == ["confirm_address", "received"]
    assert verbs(need) == ["submit", "confirm_address"]


def test_address_confirmed_twice_changes_nothing(territory: Territory) -> None:
    need = factories.a_confirmed_need(territory)
    assert confirm_address(need=need).version == need.version
    assert verbs(need) == ["submit", "confirm_address"]


def test_unknown_asker_becomes_known_and_a_known_one_stays_as_she_is(city: factories.City) -> None:
    factories.a_submitted_need(city.territory, factories.an_ask(name="Zoé Blanc"))
    need = factories.a_submitted_need(city.territory, factories.an_ask(name="Not Fatou", email=FATOU))
    assert need.asker == city.fatou
    city.fatou.refresh_from_db()
    assert (city.fatou.full_name, need.asker_name) == ("Fatou Diallo", "Not Fatou")
    assert Person.objects.filter(given_name="Zoé").count() == 1


def test_actor_already_known_gives_its_own_kind(city: factories.City) -> None:
    need = factories.a_submitted_need(
        city.territory, factories.an_ask(actor="fil à fil", kind=ActorKind.STARTUP)
    )
    assert (need.actor, need.actor_kind, need.actor_name) == (city.fil_a_fil, "association", "fil à fil")


def test_skills_she_unticked_are_set_aside_and_those_she_ticked_are_added(territory: Territory) -> None:
    ask = replace(factories.an_ask(), ticked=("com-graph", "unheard"))
    need = factories.a_submitted_need(territory, ask)
    choices = {row.skill.code: row.choice for row in need.skill_rows.all()}
    assert choices.pop("com-graph") == "proposed"
    assert (choices["num-outils"], set(choices.values())) == ("rejected", {"rejected"})


def test_need_in_another_language_keeps_it(territory: Territory) -> None:
    words = "We need somebody who could keep the books of our association, please."
    need = submit_need(territory=territory, ask=factories.an_ask(words), language="fr")
    assert need.language == "en"


def test_form_sent_twice_is_one_need_and_one_letter(territory: Territory) -> None:
    needs = [
        submit_need(territory=territory, ask=factories.an_ask(), language="fr", form_key="key")
        for _ in range(3)
    ]
    assert needs == [Need.objects.get()] * 3
    assert len(letters_to(FATOU)) == 1
    assert verbs(needs[0]) == ["submit"]


@pytest.mark.usefixtures("transactional_db")
def test_form_sent_twice_at_the_same_instant_is_one_need_and_one_letter(territory: Territory) -> None:
    def send() -> str:
        return submit_need(territory=territory, ask=factories.an_ask(), language="fr", form_key="key").ref

    refs = factories.at_once(send, send, send)
    assert refs == [Need.objects.get().ref] * 3
    assert (len(letters_to(FATOU)), Person.objects.count()) == (1, 1)


@pytest.mark.usefixtures("transactional_db")
def test_need_heard_by_phone_and_sent_twice_at_the_same_instant_is_one_need(territory: Territory) -> None:
    def send() -> str:
        return enter_need(
            territory=territory, ask=factories.an_ask(), language="fr", who="ines", form_key="key"
        ).ref

    assert factories.at_once(send, send, send) == [Need.objects.get().ref] * 3


@pytest.mark.parametrize("enters", [False, True])
def test_accident_that_is_not_a_form_sent_twice_is_not_hidden(territory: Territory, enters: bool) -> None:
    ask = factories.an_ask(hours=-1)
    with pytest.raises(IntegrityError), transaction.atomic():
        if enters:
            enter_need(territory=territory, ask=ask, language="fr", who="ines", form_key="key")
        else:
            submit_need(territory=territory, ask=ask, language="fr", form_key="key")
    assert Need.objects.count() == 0


@pytest.mark.usefixtures("transactional_db")
def test_two_needs_of_one_new_asker_at_the_same_instant_are_two_needs_of_one_person(
    territory: Territory,
) -> None:
    def send(key: str) -> Need:
        return submit_need(territory=territory, ask=factories.an_ask(), language="fr", form_key=key)

    ends = factories.at_once(lambda: send("one"), lambda: send("two"))
    assert [type(end).__name__ for end in ends] == ["Need", "Need"]
    assert (Need.objects.count(), Person.objects.count()) == (2, 1)


def test_two_forms_without_a_key_are_two_needs(territory: Territory) -> None:
    for _ in range(2):
        submit_need(territory=territory, ask=factories.an_ask(), language="fr")
    assert Need.objects.count() == 2


def test_need_whose_transaction_failed_never_was_nor_its_letter(territory: Territory) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        factories.a_submitted_need(territory)
        raise RuntimeError
    assert (Need.objects.count(), OutboundMessage.objects.count(), Person.objects.count()) == (0, 0, 0)


def test_need_heard_by_phone_waits_to_be_read_at_once(territory: Territory, monday: datetime) -> None:
    ask = replace(factories.an_ask(email=""), phone="04 73 00 00 00")
    need = enter_need(territory=territory, ask=ask, language="fr", who="ines")
    assert (need.state, need.via, need.confirmed_at) == ("confirmed", "phone", monday)
    assert need.asker is not None
    assert (need.asker.phone, OutboundMessage.objects.count()) == ("04 73 00 00 00", 0)
    assert [(e.verb, e.who) for e in journal_of("need", need.ref)] == [("enter", "ines")]


def test_need_heard_by_phone_with_an_address_is_written_about(territory: Territory) -> None:
    enter_need(territory=territory, ask=factories.an_ask(), language="fr", who="ines")
    assert [m.kind for m in letters_to(FATOU)] == ["received"]


def test_corrected_words_are_read_again(territory: Territory) -> None:
    need = factories.a_confirmed_need(territory)
    before = need.version
    need = change_words(need=need, words="Il nous faut une belle affiche pour la fête.")
    assert [row.skill.code for row in Need.objects.get().proposed_rows()] == ["com-graph"]
    assert (need.version, verbs(need)[-1]) == (before + 1, "change_words")


@pytest.mark.parametrize("read_by", ["qualified", "closed"])
def test_words_that_were_read_are_not_changed_any_more(territory: Territory, read_by: str) -> None:
    need = factories.a_confirmed_need(territory)
    if read_by == "qualified":
        need = qualify_need(need=need, skills=["compta"], hours=2, who="ines")
    else:
        need = close_need(need=need, outcome=Outcome.WITHDRAWN, who="asker")
    with pytest.raises(Refusal):
        change_words(need=need, words="Autre chose")
    need.refresh_from_db()
    assert need.words == factories.FATOU_SAYS

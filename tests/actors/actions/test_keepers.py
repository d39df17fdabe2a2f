"""Who speaks for an entry: a code that serves once, in time, in five tries; or the coordinator's word."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from tests import factories, visits
from tests.actors.upkeep_stage import asked_keeper, kept_by, told, with_email
from tests.conftest import MONDAY

from maillage.actors.actions import (
    ask_keeper_code,
    end_keeper,
    forget_codes,
    merge_records,
    name_keeper,
    use_keeper_code,
)
from maillage.actors.enums import KeeperProof, Visibility
from maillage.actors.models import Actor, ConfirmationAsk, Contact, Keeper, KeeperCode
from maillage.actors.queries import entries_kept_by, keepers_of
from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.common.models import OutboundMessage
from maillage.people.models import Person

BOX = "bonjour@filafil.example"


def ask(actor: Actor, contact: Contact | None = None, **who: Any) -> KeeperCode:
    """Nora asks to keep an entry."""
    told = {
        "given_name": "Nora",
        "family_name": "Saidi",
        "email": "Nora@Exemple.example",
        "language": "en",
    } | who
    return ask_keeper_code(actor=actor, contact=contact, **told)


def code_sent(to: str = BOX) -> str:
    """The code of the last letter to an address of an entry."""
    found = re.search(r"\b\d{8}\b", visits.last_letter(to, kind="keeper_code").text)
    assert found is not None
    return found[0]


def refused(asked: KeeperCode, code: str) -> tuple[str, int, str]:
    """How a code is refused."""
    with pytest.raises(Refusal) as refusal:
        use_keeper_code(asked=asked, code=code)
    return refusal.value.code, refusal.value.status, str(refusal.value)


@pytest.fixture
def entry(city: factories.City) -> Actor:
    """Fil à Fil, with an address."""
    with_email(city.fil_a_fil, BOX)
    return city.fil_a_fil


def test_the_right_code_makes_a_keeper_who_can_enter(entry: Actor) -> None:
    asked = ask(entry)
    keeper = use_keeper_code(asked=asked, code=code_sent())
    nora = Person.objects.get(email="nora@exemple.example")
    assert (keeper.person, keeper.actor, keeper.proof) == (nora, entry, KeeperProof.CODE)
    assert (nora.full_name, nora.language, nora.is_invented) == ("Nora Saidi", "en", False)
    assert nora.user is not None
    assert told(entry)[-2:] == [("visitor", "ask_code"), (nora.ref, "become_keeper")]
    assert visits.last_letter(nora.email).kind == "keeper_welcome"


def test_a_code_may_be_typed_in_groups(entry: Actor) -> None:
    asked, code = ask(entry), code_sent()
    assert use_keeper_code(asked=asked, code=f" {code[:4]} {code[4:]} ").actor == entry


def test_the_code_is_not_kept(entry: Actor) -> None:
    asked = ask(entry)
    assert code_sent() not in asked.code_hash
    assert asked.code_hash != ask(entry).code_hash


def test_a_code_serves_once(entry: Actor) -> None:
    asked = ask(entry)
    code = code_sent()
    use_keeper_code(asked=asked, code=code)
    assert refused(asked, code)[:2] == ("bad_code", 422)


def test_a_code_of_half_an_hour_ago_serves_no_more(entry: Actor) -> None:
    asked = ask(entry)
    with clock.at(MONDAY + timedelta(minutes=30)):
        assert refused(asked, code_sent())[0] == "bad_code"
    with clock.at(MONDAY + timedelta(minutes=30, seconds=-1)):
        assert use_keeper_code(asked=asked, code=code_sent()).actor == entry


def test_after_five_wrong_tries_the_right_code_is_refused_too(entry: Actor) -> None:
    asked = ask(entry)
    for _ in range(5):
        assert refused(asked, "00000000" if code_sent() != "00000000" else "1")[0] == "bad_code"
    assert refused(asked, code_sent())[0] == "bad_code"
    assert KeeperCode.objects.get().attempts == 5


def test_the_code_of_one_entry_does_not_open_another(city: factories.City, entry: Actor) -> None:
    with_email(city.forge, "accueil@forge.example")
    ask(entry)
    other = ask(city.forge)
    assert refused(other, code_sent(BOX))[0] == "bad_code"


def test_without_an_address_everything_is_the_same_but_no_letter_leaves(city: factories.City) -> None:
    asked = ask(city.fil_a_fil)
    assert OutboundMessage.objects.filter(kind="keeper_code").count() == 0
    assert (asked.contact, asked.attempts) == (None, 0)
    said = refused(asked, "12345678")
    with_email(city.forge, BOX)
    assert refused(ask(city.forge), "x") == said
    assert KeeperCode.objects.get(pk=asked.pk).attempts == 1


@pytest.mark.parametrize("has_address", [True, False])
def test_a_fourth_code_in_a_day_is_refused_with_or_without_an_address(
    city: factories.City, has_address: bool
) -> None:
    if has_address:
        with_email(city.fil_a_fil, BOX)
    for _ in range(3):
        ask(city.fil_a_fil)
    with pytest.raises(Refusal) as refusal:
        ask(city.fil_a_fil)
    assert (refusal.value.code, refusal.value.status) == ("too_many_codes", 429)
    with clock.at(MONDAY + timedelta(days=1)):
        assert ask(city.fil_a_fil).attempts == 0


def test_the_code_goes_to_the_address_that_was_chosen(entry: Actor) -> None:
    with_email(entry, "un@filafil.example", "deux@filafil.example")
    second = Contact.objects.get(value="deux@filafil.example")
    ask(entry, second)
    assert visits.letters_to("un@filafil.example") == []
    assert visits.last_letter("deux@filafil.example").kind == "keeper_code"


def test_the_address_of_another_entry_is_not_taken(city: factories.City, entry: Actor) -> None:
    elsewhere = with_email(city.forge, "accueil@forge.example")
    ask(entry, elsewhere)
    assert visits.letters_to("accueil@forge.example") == []
    assert visits.last_letter(BOX).kind == "keeper_code"


def test_an_unpublished_address_receives_the_code_too(entry: Actor) -> None:
    with_email(entry, "secret@filafil.example", visibility=Visibility.COORDINATION)
    ask(entry)
    assert visits.last_letter("secret@filafil.example").kind == "keeper_code"


def test_a_stranger_who_types_somebodys_address_changes_nothing_of_her(
    city: factories.City, entry: Actor
) -> None:
    asked = ask(entry, email=city.karim.email.upper(), given_name="Faux")
    keeper = use_keeper_code(asked=asked, code=code_sent())
    assert (keeper.person, keeper.person.given_name) == (city.karim, "Karim")


def test_a_person_who_keeps_already_is_not_kept_twice(city: factories.City, entry: Actor) -> None:
    kept_by(entry, city.fatou)
    asked = ask(entry, email=city.fatou.email)
    keeper = use_keeper_code(asked=asked, code=code_sent())
    assert (list(keepers_of(entry)), keeper.proof) == ([keeper], KeeperProof.COORDINATOR)
    assert len(visits.letters_to(city.fatou.email, kind="keeper_welcome")) == 1


def test_a_merged_record_has_no_keeper_of_its_own(city: factories.City, entry: Actor) -> None:
    merge_records(kept=city.forge, absorbed=entry, who="system")
    entry.refresh_from_db()
    for act in (
        lambda: ask(entry),
        lambda: name_keeper(actor=entry, person=city.fatou, who="system"),
    ):
        with pytest.raises(Refusal) as refusal:
            act()
        assert refusal.value.code == "absorbed"


def test_the_coordinator_names_a_keeper_once(city: factories.City) -> None:
    first = name_keeper(actor=city.fil_a_fil, person=city.fatou, who=city.ines.ref)
    assert name_keeper(actor=city.fil_a_fil, person=city.fatou, who=city.ines.ref) == first
    assert list(entries_kept_by(city.fatou)) == [city.fil_a_fil]
    assert told(city.fil_a_fil) == [(city.ines.ref, "become_keeper")]
    assert len(visits.letters_to(city.fatou.email, kind="keeper_welcome")) == 1


def test_a_keeper_ends_and_may_begin_again(city: factories.City) -> None:
    ask = asked_keeper(city)
    keeper = Keeper.objects.get()
    end_keeper(keeper=keeper, who=city.ines.ref)
    end_keeper(keeper=keeper, who=city.ines.ref)
    assert list(entries_kept_by(city.fatou)) == []
    assert ConfirmationAsk.objects.get(pk=ask.pk).ended_at == MONDAY
    assert told(city.fil_a_fil).count((city.ines.ref, "end_keeper")) == 1
    assert kept_by(city.fil_a_fil, city.fatou) != keeper


def test_codes_are_forgotten_after_thirty_days(entry: Actor) -> None:
    ask(entry)
    with clock.at(MONDAY + timedelta(days=30, seconds=-1)):
        assert forget_codes() == 0
    with clock.at(MONDAY + timedelta(days=30)):
        assert forget_codes() == 1
    assert KeeperCode.objects.count() == 0

"""What an entry says, as a form: only what differs is a change, read in its one form, whoever writes."""

from __future__ import annotations

import pytest
from django.utils import translation
from tests import factories
from tests.actors.upkeep_stage import asked_address, asked_keeper

from maillage.actors.actions import Profile, describe_actor
from maillage.actors.corrections import Changes, NewAddress, NewContact, NewName
from maillage.actors.entry_forms import AddressEntryForm, EntryForm, KeeperEntryForm, SuggestForm
from maillage.actors.enums import ContactKind, Visibility
from maillage.actors.models import Actor, Suggestion

CONTACTS = (
    (ContactKind.EMAIL, "bonjour@filafil.example", Visibility.PUBLIC),
    (ContactKind.PHONE, "0473000000", Visibility.NETWORK),
    (ContactKind.WEBSITE, "https://filafil.example", Visibility.PUBLIC),
)


@pytest.fixture
def entry(city: factories.City) -> Actor:
    """Fil à Fil, described."""
    profile = Profile(
        contacts=CONTACTS, hours="mardi", descriptions={"fr": "Coudre ensemble.", "en": "Sewing together."}
    )
    describe_actor(actor=city.fil_a_fil, profile=profile, who="system")
    return city.fil_a_fil


def changes(form: EntryForm) -> Changes:
    """What a form that is right changes."""
    assert form.is_valid(), form.errors
    return form.changes()


def test_an_entry_is_shown_as_it_is_read(entry: Actor) -> None:
    assert KeeperEntryForm(actor=entry).told == {
        "name": "Fil à Fil",
        "description": "Coudre ensemble.",
        "hours": "mardi",
        "street": "",
        "postcode": "",
        "city": "",
        "site": "https://filafil.example",
        "email": "bonjour@filafil.example",
        "phone": "04 73 00 00 00",
    }


def test_what_is_not_public_is_shown_to_keepers_only(entry: Actor) -> None:
    assert EntryForm(actor=entry).told["phone"] == ""
    assert KeeperEntryForm(actor=entry).initial["phone_for"] == Visibility.NETWORK
    assert KeeperEntryForm(actor=entry).initial["email_for"] == Visibility.PUBLIC


def test_sent_back_as_it_was_nothing_changes(entry: Actor) -> None:
    told = EntryForm(actor=entry).told
    assert changes(EntryForm({**told, "name_is": "changed", "address_is": "wrong"}, actor=entry)) == Changes()


def test_fields_that_were_not_sent_do_not_change(entry: Actor) -> None:
    assert changes(EntryForm({"hours": "jeudi"}, actor=entry)) == Changes(hours="jeudi")


def test_each_field_that_differs_is_a_change(entry: Actor) -> None:
    sent = {
        "name": "Fil et Fil",
        "name_since": "mai 2025",
        "description": "",
        "street": "3 rue du Port",
        "postcode": "99000",
        "city": "Volcanville",
        "address_is": "wrong",
        "site": "filafil.example/nous",
        "email": " Neuf@FilAFil.example ",
    }
    assert changes(EntryForm(sent, actor=entry)) == Changes(
        name=NewName("Fil et Fil", since="2025-05"),
        address=NewAddress("3 rue du Port", "99000", "Volcanville", was_wrong=True),
        contacts=(
            NewContact("website", "https://filafil.example", "https://filafil.example/nous"),
            NewContact("email", "bonjour@filafil.example", "neuf@filafil.example"),
        ),
        description="",
    )


def test_the_description_is_that_of_the_readers_language(entry: Actor) -> None:
    with translation.override("en"):
        form = EntryForm({"description": "Sewing"}, actor=entry)
        assert form.told["description"] == "Sewing together."
        assert changes(form) == Changes(description="Sewing", language="en")


def test_an_emptied_contact_is_a_change(entry: Actor) -> None:
    assert changes(EntryForm({"email": ""}, actor=entry)).contacts == (
        NewContact("email", "bonjour@filafil.example", ""),
    )


def test_a_new_telephone_is_not_published_by_a_stranger(entry: Actor) -> None:
    (new,) = changes(EntryForm({"phone": "0473000001"}, actor=entry)).contacts
    assert new == NewContact("phone", "", "+33473000001", Visibility.COORDINATION)


def test_a_keeper_says_who_sees_a_contact(entry: Actor) -> None:
    form = KeeperEntryForm({"phone": "04 73 00 00 00", "phone_for": "public"}, actor=entry)
    assert changes(form).contacts == (NewContact("phone", "+33473000000", "+33473000000", "public"),)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"name": " "}, "name"),
        ({"email": "a@b@c"}, "email"),
        ({"phone": "0473"}, "phone"),
        ({"site": "javascript:alert(1)"}, "site"),
        ({"name": "x", "name_since": "31/02/2017"}, "name_since"),
        ({"street": "x", "address_since": "2030"}, "address_since"),
        ({"hours": "x" * 301}, "hours"),
    ],
)
def test_what_cannot_be_right_is_said_at_its_field(entry: Actor, sent: dict[str, str], field: str) -> None:
    assert set(EntryForm(sent, actor=entry).errors) == {field}


def test_another_stamp_means_that_the_entry_changed(entry: Actor) -> None:
    form = EntryForm(actor=entry)
    assert EntryForm({"hours": "jeudi", "seen": form.stamp}, actor=entry).is_valid()
    entry.hours = "samedi"
    late = EntryForm({"hours": "jeudi", "seen": form.stamp}, actor=entry)
    assert [error.code for error in late.non_field_errors().as_data()] == ["changed_meanwhile"]
    assert SuggestForm({"hours": "jeudi", "seen": form.stamp}, actor=entry).is_valid()


@pytest.mark.parametrize("form", [KeeperEntryForm, AddressEntryForm])
def test_changing_nothing_is_not_an_answer(entry: Actor, form: type[EntryForm]) -> None:
    assert set(form({"name": "Fil à Fil"}, actor=entry).errors) == {"__all__"}


def test_a_keepers_answer_that_is_refused_says_why(city: factories.City) -> None:
    ask = asked_keeper(city)
    sent = {"street": "3 rue du Port", "address_since": "2020"}
    form = KeeperEntryForm(sent, actor=city.fil_a_fil)
    assert form.is_valid()
    ask.actor.refresh_from_db()
    assert form.answer(ask=ask) is True
    again = KeeperEntryForm({"hours": "mardi"}, actor=city.fil_a_fil)
    assert again.is_valid()
    assert again.answer(ask=ask) is False
    assert [error.code for error in again.non_field_errors().as_data()] == ["answered"]


def test_the_addresss_answer_is_suggested_with_its_words(city: factories.City) -> None:
    form = AddressEntryForm({"words": "Bientôt ailleurs", "hours": "mardi"}, actor=city.fil_a_fil)
    assert form.is_valid()
    assert form.answer(ask=asked_address(city)) is True
    suggestion = Suggestion.objects.get()
    assert (suggestion.words, Changes.of(suggestion.changes)) == ("Bientôt ailleurs", Changes(hours="mardi"))


def test_a_suggestion_says_who_and_what(city: factories.City) -> None:
    sent = {"words": "Faux", "closed_on": "2025", "by_name": "Paul", "by_email": "paul@voisin.example"}
    form = SuggestForm({**sent, "form_key": "clé"}, actor=city.fil_a_fil)
    assert form.is_valid()
    suggestion = form.suggest(who="visitor")
    assert suggestion == Suggestion.objects.get(form_key="clé")
    assert (suggestion.by_name, Changes.of(suggestion.changes)) == ("Paul", Changes(closed_on="2025"))


@pytest.mark.parametrize(("filled", "robot"), [("", False), ("https://spam.example", True)])
def test_the_field_that_nobody_sees_tells_a_robot(city: factories.City, filled: str, robot: bool) -> None:
    assert SuggestForm({"website": filled}, actor=city.fil_a_fil).is_from_robot is robot

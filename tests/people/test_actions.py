"""Making a person known, roles, logins, preferences, and writing to her."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction
from tests import factories

from maillage.common import clock, ids
from maillage.common.letters import Letter
from maillage.common.models import OutboundMessage
from maillage.common.queries import journal_of
from maillage.people.actions import (
    choose_digest,
    end_role,
    forget_person,
    give_role,
    make_character,
    note_digest,
    open_login,
    register_person,
    write_to,
)
from maillage.people.enums import DigestChoice, RoleKind
from maillage.people.models import Person, Role, User
from maillage.people.queries import roles_of
from maillage.territory.models import Territory


def test_stranger_who_types_a_known_address_changes_nothing_of_its_owner(territory: Territory) -> None:
    fatou = factories.a_person(territory, "Fatou Diallo")
    same = register_person(
        territory=territory, given_name="Somebody", email=" FATOU.Diallo@volcanville.example ", phone="06"
    )
    same.refresh_from_db()
    assert (same, same.given_name, same.phone) == (fatou, "Fatou", "")
    assert Person.objects.count() == 1


def test_person_is_registered_once_in_the_journal(territory: Territory) -> None:
    fatou = factories.a_person(territory, "Fatou Diallo")
    factories.a_person(territory, "Fatou Diallo")
    assert [entry.verb for entry in journal_of("person", fatou.ref)] == ["register"]


def test_accident_while_registering_is_not_hidden_behind_somebody_without_an_address(
    territory: Territory,
) -> None:
    register_person(territory=territory, given_name="Karim")
    with ids.seeded(1):
        register_person(territory=territory, given_name="Zoé")
    with ids.seeded(1), pytest.raises(IntegrityError), transaction.atomic():
        register_person(territory=territory, given_name="Ali")


def test_person_whom_nothing_holds_is_forgotten_and_the_others_are_not(city: factories.City) -> None:
    stranger = factories.a_person(city.territory, "Zoé Blanc")
    assert [forget_person(person=p, who="system") for p in (stranger, city.marc, city.fatou)] == [
        True,
        False,
        False,
    ]
    assert not Person.objects.filter(ref=stranger.ref).exists()
    assert [e.verb for e in journal_of("person", stranger.ref)] == ["register", "forget"]


def test_two_people_without_an_address_are_two_people(territory: Territory) -> None:
    for _ in range(2):
        register_person(territory=territory, given_name="Karim", phone="0600000000")
    assert Person.objects.filter(given_name="Karim").count() == 2


def test_long_names_are_cut_rather_than_refused(territory: Territory) -> None:
    person = register_person(territory=territory, given_name="é" * 500, family_name="à" * 500, phone="0" * 99)
    assert (len(person.given_name), len(person.family_name), len(person.phone)) == (80, 80, 30)


@pytest.mark.usefixtures("transactional_db")
def test_same_address_registered_twice_at_once_is_one_person(territory: Territory) -> None:
    def register() -> str:
        return factories.a_person(territory, "Fatou Diallo").ref

    refs = factories.at_once(register, register, register)
    assert refs == [Person.objects.get().ref] * 3


def test_role_opens_a_login_and_lasts_until_it_is_ended(territory: Territory, monday: datetime) -> None:
    ines = factories.a_person(territory, "Inès Morel", RoleKind.COORDINATOR)
    assert roles_of(ines) == {"coordinator"}
    assert ines.user is not None
    with clock.at(factories.after(monday, days=1)):
        end_role(person=ines, kind=RoleKind.COORDINATOR, who="system")
    with clock.at(factories.after(monday, days=2)):
        assert roles_of(ines) == frozenset()
        give_role(person=ines, kind=RoleKind.COORDINATOR, who="system")
        assert roles_of(ines) == {"coordinator"}
        role = Role.objects.get()
        assert (role.since, role.until) == (clock.now(), None)
    verbs = [entry.verb for entry in journal_of("person", ines.ref)]
    assert verbs == ["register", "give_role", "end_role", "give_role"]


def test_role_given_twice_is_one_role_since_the_first_day(territory: Territory, monday: datetime) -> None:
    ines = factories.a_person(territory, "Inès Morel", RoleKind.COORDINATOR)
    with clock.at(factories.after(monday, days=9)):
        give_role(person=ines, kind=RoleKind.COORDINATOR, who="system")
    assert Role.objects.get().since == monday


def test_login_has_no_password_and_is_opened_once(territory: Territory) -> None:
    marc = factories.a_person(territory, "Marc Vasseur")
    user = open_login(person=marc)
    assert user is not None
    assert user.has_usable_password() is False
    assert (open_login(person=marc), User.objects.count()) == (user, 1)


def test_nobody_without_an_address_has_a_login(territory: Territory) -> None:
    person = register_person(territory=territory, given_name="Karim")
    assert open_login(person=person) is None


def test_same_login_serves_a_person_of_each_territory(territory: Territory) -> None:
    marc = factories.a_person(territory, "Marc Vasseur", RoleKind.HELPER)
    marc.user = None
    assert open_login(person=marc) == User.objects.get(email=marc.email)


def test_choice_of_summary_is_kept_and_written_down(territory: Territory) -> None:
    ines = factories.a_person(territory, "Inès Morel")
    choose_digest(person=ines, choice=DigestChoice.WEEKLY, who=ines.ref)
    ines.refresh_from_db()
    assert ines.digest == "weekly"
    assert journal_of("person", ines.ref).last().data == {"digest": "weekly"}  # type: ignore[union-attr]


def test_one_summary_per_person_and_day(territory: Territory, monday: datetime) -> None:
    ines = factories.a_person(territory, "Inès Morel")
    assert [note_digest(person=ines) for _ in range(3)] == [True, False, False]
    with clock.at(factories.after(monday, hours=14)):
        assert note_digest(person=ines) is False, "23 h, the same day at Volcanville"
    with clock.at(factories.after(monday, hours=15)):
        assert note_digest(person=ines) is True, "midnight: another day"


def test_visitors_enter_as_invented_people_only(territory: Territory) -> None:
    real = factories.a_person(territory, "Marc Vasseur")
    with pytest.raises(ValueError, match="is a real person: nobody enters as her"):
        make_character(person=real)
    invented = register_person(
        territory=territory, given_name="Léa", email="lea@volcanville.example", is_invented=True
    )
    assert make_character(person=invented).is_character is True
    assert invented.user is not None


def test_letter_is_composed_in_the_readers_language_and_time_zone(territory: Territory) -> None:
    from django.utils import timezone, translation

    karim = factories.a_person(territory, "Karim Haddad", language="en")
    seen: list[str] = []

    def compose() -> Letter:
        seen.append(f"{translation.get_language()} {timezone.get_current_timezone_name()}")
        return Letter(subject="Hello", title="Hello")

    with timezone.override("UTC"):
        write_to(person=karim, compose=compose, kind="received", about="need23456789")
    assert seen == ["en Europe/Paris"]
    message = OutboundMessage.objects.get()
    assert (message.to_email, message.to_name, message.language, message.about, message.person_ref) == (
        karim.email,
        "Karim Haddad",
        "en",
        "need23456789",
        karim.ref,
    )
    assert (message.reply_to, message.unsubscribe_url) == ("reseau@volcanville.example", "")


def test_nothing_is_written_to_who_has_no_address(territory: Territory) -> None:
    person = register_person(territory=territory, given_name="Karim", phone="0600000000")

    def compose() -> Letter:
        raise AssertionError("not composed")

    write_to(person=person, compose=compose, kind="received")
    assert OutboundMessage.objects.count() == 0

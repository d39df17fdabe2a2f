"""What a record says besides its life: changed field by field, checked, and remembered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import factories
from tests.actors.actions.refusals import plain, refused
from tests.conftest import MONDAY

from maillage.actors.actions import Profile, describe_actor, merge_records
from maillage.actors.actions.profile import clean_contact, default_visibility, past_kept
from maillage.actors.enums import ContactKind, Visibility
from maillage.actors.models import Actor, ActorName, ActorSkill, Contact, Identifier, PastProfile
from maillage.actors.queries import profile_of, profile_then
from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.common.queries import journal_of

EMAIL, PHONE, SITE = ContactKind.EMAIL, ContactKind.PHONE, ContactKind.WEBSITE
PUBLIC, NETWORK, OFFICE = Visibility.PUBLIC, Visibility.NETWORK, Visibility.COORDINATION


def described(actor: Actor, **said: object) -> Actor:
    """Inès describes an actor."""
    return describe_actor(actor=actor, profile=Profile(**said), who="ines")  # type: ignore[arg-type]  # what is said


def test_profile_says_everything_in_canonical_form(city: factories.City) -> None:
    skills = {
        "skills_offered": (factories.skill("compta"),),
        "skills_sought": (factories.skill("com-graph"),),
    }
    described(
        city.forge,
        descriptions={"fr": "Une forge."},
        legal_form="5710 - SAS",
        activity="6201z",
        size="12",
        hours="Mo-Fr 09:00-17:00",
        legal_name=" FORGE ET COMPAGNIE ",
        short_name="F&C",
        identifiers=(("siren", "732 829 320"),),
        **skills,
    )
    assert profile_of(Actor.objects.get(pk=city.forge.pk)) == {
        "descriptions": {"fr": "Une forge."},
        "legal_form": "5710",
        "activity": "62.01Z",
        "activity_2025": "",
        "size": "12",
        "hours": "Mo-Fr 09:00-17:00",
        "names": [["legal", "FORGE ET COMPAGNIE"], ["short", "F&C"]],
        "identifiers": [["siren", "732829320"]],
        "offered": ["compta"],
        "sought": ["com-graph"],
    }
    entry = list(journal_of("actor", city.forge.ref))[-1]
    assert (entry.verb, entry.who) == ("describe", "ines")
    assert entry.data["fields"] == [
        "activity", "descriptions", "hours", "identifiers", "legal_form",
        "names", "offered", "size", "sought",
    ]  # fmt: skip


def test_what_is_not_said_stays_and_what_is_said_empty_goes(city: factories.City) -> None:
    described(city.forge, hours="lundi", short_name="F&C", identifiers=(("siren", "732829320"),))
    described(city.forge, hours="", short_name="")
    profile = profile_of(city.forge)
    assert (profile["hours"], profile["names"], profile["identifiers"]) == ("", [], [["siren", "732829320"]])
    described(city.forge, identifiers=(), skills_offered=())
    assert profile_of(city.forge)["identifiers"] == []


def test_nothing_is_written_when_nothing_changes(city: factories.City) -> None:
    said = {"hours": "lundi", "contacts": ((EMAIL, "bonjour@forge.example", PUBLIC),)}
    described(city.forge, **said)
    written = journal_of("actor", city.forge.ref).count(), PastProfile.objects.count()
    described(city.forge, **said)
    assert (journal_of("actor", city.forge.ref).count(), PastProfile.objects.count()) == written


def test_what_was_said_at_each_moment_stays_known(city: factories.City) -> None:
    moments = [MONDAY + timedelta(days=number) for number in (1, 2, 3)]
    for moment, hours in zip(moments, ("lundi", "mardi", "jeudi"), strict=True):
        with clock.at(moment):
            described(city.forge, hours=hours)
    told = [profile_then(city.forge, at)["hours"] for at in (MONDAY, *moments, None)]
    assert told == ["", "lundi", "mardi", "jeudi", "jeudi"]


def test_contacts_are_shown_to_whom_they_are_for_and_never_remembered(city: factories.City) -> None:
    described(
        city.forge, contacts=((EMAIL, "Bonjour@Forge.example", PUBLIC), (PHONE, "04 73 00 00 00", OFFICE))
    )
    rows = Contact.objects.values_list("kind", "value", "visibility")
    assert sorted(rows) == [
        ("email", "bonjour@forge.example", "public"),
        ("phone", "+33473000000", "coordination"),
    ]
    assert PastProfile.objects.count() == 0
    assert list(journal_of("actor", city.forge.ref))[-1].data == {"fields": ["contacts"]}


def test_contact_that_stays_keeps_its_row(city: factories.City) -> None:
    described(city.forge, contacts=((PHONE, "04 73 00 00 00", PUBLIC), (SITE, "forge.example", PUBLIC)))
    kept = Contact.objects.get(kind=PHONE)
    described(city.forge, contacts=((PHONE, "+33 4 73 00 00 00", PUBLIC),))
    assert list(Contact.objects.all()) == [kept]


def test_contact_changes_its_visibility(city: factories.City) -> None:
    described(city.forge, contacts=((PHONE, "04 73 00 00 00", PUBLIC),))
    described(city.forge, contacts=((PHONE, "04 73 00 00 00", NETWORK),))
    assert [row.visibility for row in Contact.objects.all()] == ["network"]


@pytest.mark.parametrize("order", [(PUBLIC, OFFICE, NETWORK), (OFFICE, PUBLIC, PUBLIC)])
def test_contact_given_twice_is_shown_to_the_fewest(city: factories.City, order: tuple[str, ...]) -> None:
    described(city.forge, contacts=tuple((PHONE, "04 73 00 00 00", shown) for shown in order))
    assert [row.visibility for row in Contact.objects.all()] == ["coordination"]


def test_empty_lines_are_passed_over_and_doubles_written_once(city: factories.City) -> None:
    described(
        city.forge,
        identifiers=(("siren", "732 829 320"), ("siren", "732829320"), ("siret", "  ")),
        contacts=((EMAIL, " ", PUBLIC),),
    )
    assert (Identifier.objects.count(), Contact.objects.count()) == (1, 0)


@pytest.mark.parametrize("field", ["activity", "activity_2025", "legal_form", "size"])
def test_code_of_no_list_is_refused(city: factories.City, field: str) -> None:
    with refused("unknown_code") as refusal:
        described(city.forge, **{field: "n’importe quoi", "hours": "lundi"})
    assert plain(refusal.value.what) == "« n’importe quoi » n’est pas un code connu."
    city.forge.refresh_from_db()
    assert city.forge.hours == ""


@pytest.mark.parametrize("field", ["activity", "activity_2025", "legal_form", "size"])
def test_code_may_be_emptied(city: factories.City, field: str) -> None:
    assert getattr(described(city.forge, **{field: ""}), field) == ""


@pytest.mark.parametrize(
    "said",
    [
        {"identifiers": (("siren", "732829321"),)},
        {"contacts": ((EMAIL, "pas une adresse", PUBLIC),)},
        {"contacts": ((PHONE, "12", PUBLIC),)},
    ],
)
def test_value_that_cannot_be_right_is_refused_and_changes_nothing(
    city: factories.City, said: dict[str, object]
) -> None:
    with pytest.raises(Refusal) as refusal:
        described(city.forge, hours="lundi", **said)
    city.forge.refresh_from_db()
    assert (refusal.value.status, city.forge.hours) == (422, "")
    assert (Identifier.objects.count(), Contact.objects.count()) == (0, 0)


def test_contact_of_another_kind_is_a_link(city: factories.City) -> None:
    assert clean_contact(ContactKind.CALENDAR, "agenda.example/forge", country="FR").endswith(
        "agenda.example/forge"
    )


def test_legal_name_that_is_the_usual_one_is_not_written(city: factories.City) -> None:
    described(city.forge, legal_name="Forge & Cie")
    assert ActorName.objects.count() == 0


def test_skills_are_added_and_taken_away_side_by_side(city: factories.City) -> None:
    first, second = factories.skill("compta"), factories.skill("com-trad")
    described(city.forge, skills_offered=(first, second, first), skills_sought=(first,))
    described(city.forge, skills_offered=(second,))
    rows = ActorSkill.objects.values_list("skill__code", "side")
    assert sorted(rows) == [("com-trad", "offered"), ("compta", "sought")]


def test_record_merged_away_is_not_described(city: factories.City) -> None:
    merge_records(kept=city.forge, absorbed=city.bourrasque, who="ines")
    with refused("absorbed", 409):
        described(city.bourrasque, hours="lundi")


def test_past_is_kept_only_of_what_a_block_changes(city: factories.City) -> None:
    with past_kept(city.forge, city.bourrasque, who="ines"):
        Identifier.objects.create(actor=city.forge, scheme="siren", value="732829320")
    (past,) = PastProfile.objects.all()
    assert (past.actor, past.who, past.data["identifiers"]) == (city.forge, "ines", [])


def test_address_of_a_person_is_not_published_unless_somebody_says_so() -> None:
    assert (default_visibility(personal=True), default_visibility(personal=False)) == (OFFICE, PUBLIC)

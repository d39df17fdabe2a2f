"""A new record, and what a record says: how their forms read codes and past states."""

from __future__ import annotations

import pytest
from tests import factories

from maillage.actors.actions import Profile, describe_actor
from maillage.actors.models import PastProfile
from maillage.actors.queries import profile_of
from maillage.actors.record_forms.records import NewRecordForm, ProfileForm, profile_before
from maillage.skills.queries import active_skills


def sheet(city: factories.City, **typed: object) -> ProfileForm:
    """The sheet of Forge & Cie, filled."""
    return ProfileForm(typed, actor=city.forge, skills=list(active_skills()))


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("legal_form", "9220", "9220"),
        ("legal_form", "association déclarée", "9220"),
        ("legal_form", "5710 – SAS, société par actions simplifiée", "5710"),
        ("legal_form", "", ""),
        ("activity", "6201z", "62.01Z"),
        ("activity", "APE 62.01 Z", "62.01Z"),
        ("activity", "", ""),
        ("size", "12", "12"),
    ],
)
def test_a_code_is_read_as_people_write_it(city: factories.City, field: str, typed: str, code: str) -> None:
    form = sheet(city, **{field: typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data[field] == code


def test_a_code_is_shown_with_its_label_and_read_back(city: factories.City) -> None:
    profile = Profile(legal_form="9220", activity="62.01Z")
    describe_actor(actor=city.forge, profile=profile, who="system")
    shown = sheet(city).initial
    assert shown["legal_form"] == "9220 – Association déclarée"
    assert shown["activity"] == "62.01Z – Programmation informatique"
    form = sheet(city, legal_form=shown["legal_form"], activity=shown["activity"])
    assert form.is_valid(), form.errors
    assert (form.profile().legal_form, form.profile().activity) == ("9220", "62.01Z")


def test_a_code_of_the_other_list_is_sent_to_its_own_field(city: factories.City) -> None:
    form = sheet(city, activity_2025="62.01Z")
    assert form.errors["activity_2025"] == [
        "62.01Z est un code de l’autre NAF\u00a0: écrivez-le dans l’autre case."
    ]


def test_descriptions_in_other_languages_are_not_lost(city: factories.City) -> None:
    city.forge.descriptions = {"fr": "Forge.", "pt": "Forja."}
    form = sheet(city, description_fr="Forge le fer.\r\nEt l’acier.", description_en="")
    assert form.is_valid(), form.errors
    assert form.profile().descriptions == {"fr": "Forge le fer.\nEt l’acier.", "pt": "Forja."}


def test_a_state_of_the_past_can_be_said_again_whole(city: factories.City) -> None:
    old = Profile(
        descriptions={"fr": "Forge."},
        legal_form="5710",
        activity="62.01Z",
        size="12",
        hours="lundi",
        legal_name="FORGE SAS",
        short_name="FC",
        identifiers=(("siren", "732829320"),),
        skills_offered=(factories.skill("compta"),),
        skills_sought=(factories.skill("com-graph"),),
    )
    describe_actor(actor=city.forge, profile=old, who="system")
    before = profile_of(city.forge)
    empty = Profile(
        **{name: type(value)() for name in old.__slots__ if (value := getattr(old, name)) is not None}
    )
    describe_actor(actor=city.forge, profile=empty, who="system")
    assert profile_of(city.forge) != before
    past = PastProfile.objects.latest("pk")
    describe_actor(actor=city.forge, profile=profile_before(past), who="system")
    city.forge.refresh_from_db()
    assert profile_of(city.forge) == before


def test_a_state_that_says_little_leaves_the_rest_alone(city: factories.City) -> None:
    past = PastProfile(actor=city.forge, data={"hours": "lundi"})
    assert profile_before(past) == Profile(
        hours="lundi", legal_name="", short_name="", identifiers=(), skills_offered=(), skills_sought=()
    )


def test_a_record_that_looks_like_no_other_needs_no_tick(city: factories.City) -> None:
    form = NewRecordForm(
        {"name": "La Navette", "kind": "cooperative", "source": "declared"}, territory=city.territory
    )
    assert form.is_valid(), form.errors
    actor = form.save(who=city.ines.ref)
    assert actor is not None
    assert (actor.name, form.alike) == ("La Navette", [])

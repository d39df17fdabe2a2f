"""Human input on hours: what is refused at the door, and the one action each form calls."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import translation
from tests import factories

from maillage.actors.queries import memberships_of
from maillage.common.errors import Refusal
from maillage.people.models import Person
from maillage.people.queries import roles_of
from maillage.pledges.forms import AbsenceForm, ExtendForm, HelperForm, KeepApartForm, PledgeForm


@pytest.fixture
def pledge_input(city: factories.City) -> dict[str, Any]:
    """Forge & Cie promises ten hours in June."""
    return {
        "partner": city.forge.pk,
        "hours_total": "10",
        "starts_on": "2026-06-01",
        "ends_on": "2026-06-30",
        "skills": [factories.skill("compta").pk],
    }


def test_pledge_is_recorded_as_typed(city: factories.City, pledge_input: dict[str, Any]) -> None:
    form = PledgeForm(pledge_input)
    assert form.is_valid(), form.errors
    pledge = form.save(territory=city.territory, who=city.ines.ref)
    assert (pledge.partner, pledge.hours_total, pledge.ends_on) == (city.forge, 10, date(2026, 6, 30))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("hours_total", "0"),
        ("hours_total", "-5"),
        ("hours_total", "10001"),
        ("hours_total", "beaucoup"),
        ("hours_total", "1.5"),
        ("hours_total", ""),
        ("hours_total", "9" * 400),
        ("starts_on", "31/02/2026"),
        ("ends_on", ""),
        ("skills", []),
        ("skills", ["999999"]),
        ("partner", "999999"),
        ("partner", "\x00"),
    ],
)
def test_pledge_that_cannot_hold_is_refused_on_its_field(
    city: factories.City, pledge_input: dict[str, Any], field: str, value: Any
) -> None:
    form = PledgeForm({**pledge_input, field: value})
    assert list(form.errors) == [field]


def test_pledge_that_ends_before_it_begins_is_refused(
    city: factories.City, pledge_input: dict[str, Any]
) -> None:
    form = PledgeForm({**pledge_input, "ends_on": "2026-05-31"})
    assert form.is_valid()
    with pytest.raises(Refusal) as refused:
        form.save(territory=city.territory, who=city.ines.ref)
    assert (refused.value.code, refused.value.status) == ("dates", 422)


def test_new_partner_is_made_known_with_its_promise(
    city: factories.City, pledge_input: dict[str, Any]
) -> None:
    form = PledgeForm({**pledge_input, "partner": "", "new_partner": "Ponts", "new_kind": "association"})
    assert form.is_valid(), form.errors
    pledge = form.save(territory=city.territory, who=city.ines.ref)
    assert (pledge.partner.name, pledge.partner.kind) == ("Ponts", "association")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"partner": ""}, "partner"),
        ({"new_partner": "Ponts", "new_kind": "association"}, "partner"),
        ({"partner": "", "new_partner": "Ponts"}, "new_kind"),
        ({"partner": "", "new_partner": "Ponts", "new_kind": "god"}, "new_kind"),
    ],
)
def test_partner_is_chosen_or_named_with_its_kind_not_both(
    city: factories.City, pledge_input: dict[str, Any], typed: dict[str, str], field: str
) -> None:
    assert list(PledgeForm({**pledge_input, **typed}).errors) == [field]


@pytest.fixture
def helper_input() -> dict[str, Any]:
    """Nadia will give two hours a month."""
    return {
        "given_name": "Nadia",
        "family_name": "Benali",
        "email": "nadia@volcanville.example",
        "hours_per_month": "2",
        "max_open": "1",
        "languages": ["en", "fr"],
        "skills": [factories.skill("compta").pk],
    }


def test_helper_is_named_and_made_known(city: factories.City, helper_input: dict[str, Any]) -> None:
    form = HelperForm(helper_input)
    assert form.is_valid(), form.errors
    helper = form.save(pledge=city.pledge, who=city.ines.ref)
    assert (helper.person.full_name, helper.person.language, helper.languages) == (
        "Nadia Benali",
        "en",
        ["en", "fr"],
    )
    assert (helper.hours_per_month, helper.max_open) == (2, 1)


def test_helper_can_be_her_organisations_contact_too(
    city: factories.City, helper_input: dict[str, Any]
) -> None:
    form = HelperForm({**helper_input, "is_contact": "on"})
    assert form.is_valid()
    person = form.save(pledge=city.pledge, who=city.ines.ref).person
    assert roles_of(person) == {"helper", "partner"}
    assert [m.actor for m in memberships_of(person)] == [city.forge]


def test_helper_and_actor_are_kept_apart(city: factories.City) -> None:
    form = KeepApartForm({"helper": city.marc_hours.pk, "actor": city.fil_a_fil.pk}, pledge=city.pledge)
    assert form.is_valid(), form.errors
    rule = form.save(who=city.ines.ref)
    assert (rule.person, rule.actor) == (city.marc, city.fil_a_fil)
    other = KeepApartForm({"helper": city.lea_hours.pk, "actor": city.fil_a_fil.pk}, pledge=city.pledge)
    assert list(other.errors) == ["helper"], "she is not in this pledge"


def test_helper_already_known_is_not_made_twice(city: factories.City, helper_input: dict[str, Any]) -> None:
    form = HelperForm({**helper_input, "email": city.karim.email})
    assert form.is_valid()
    assert form.save(pledge=city.pledge, who=city.ines.ref).person == city.karim
    assert not Person.objects.filter(given_name="Nadia").exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("hours_per_month", "0"),
        ("hours_per_month", "161"),
        ("max_open", "0"),
        ("max_open", "21"),
        ("email", "nadia@"),
        ("languages", ["de"]),
        ("given_name", ""),
    ],
)
def test_helper_that_cannot_be_is_refused_on_her_field(
    city: factories.City, helper_input: dict[str, Any], field: str, value: Any
) -> None:
    assert list(HelperForm({**helper_input, field: value}).errors) == [field]


def test_pledge_is_carried_over_and_absence_declared(city: factories.City) -> None:
    extend = ExtendForm({"ends_on": "2027-01-31"})
    assert extend.is_valid()
    assert extend.save(pledge=city.pledge, who=city.ines.ref).ends_on == date(2027, 1, 31)
    away = AbsenceForm({"starts_on": "2026-06-09", "ends_on": "2026-06-12"})
    assert away.is_valid()
    absence = away.save(person=city.marc, who=city.marc.ref)
    assert (absence.starts_on, absence.ends_on) == (date(2026, 6, 9), date(2026, 6, 12))


def test_dates_go_to_the_browser_in_its_own_form_whatever_the_language(city: factories.City) -> None:
    for language in ("fr", "en"):
        with translation.override(language):
            form = ExtendForm(initial={"ends_on": date(2026, 6, 30)})
            assert 'type="date" name="ends_on" value="2026-06-30"' in str(form["ends_on"])

"""Making an actor known, and changing what its record says."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories, visits

from maillage.actors.actions import Profile, describe_actor
from maillage.actors.models import Actor, Contact, Identifier, PastProfile
from maillage.actors.queries import profile_of
from maillage.territory.models import Commune

SIREN, SIRET = "732829320", "73282932000074"


@pytest.fixture
def ines(city: factories.City) -> Client:
    """Inès's browser."""
    return visits.signed_in(city.ines)


def asked(**changes: Any) -> dict[str, Any]:
    """The form of a new record, filled."""
    return {"name": "La Navette", "kind": "cooperative", "source": "coordinator", **changes}


def sheet(client: Client, actor: Actor, **changes: Any) -> dict[str, Any]:
    """The form of a record as its page shows it, with these changes."""
    page = client.get(reverse("registry:edit", args=[actor.ref])).context["sheet"]
    sent = {name: value for name in page.form.fields if (value := page.form[name].value())}
    for rows in (page.identifiers, page.contacts):
        sent |= {
            field.html_name: field.value() for field in rows.management_form if field.value() is not None
        }
        sent |= {field.html_name: field.value() or "" for row in rows for field in row}
    return {**sent, **changes}


def test_an_actor_is_made_known_with_its_name_and_kind_alone(city: factories.City, ines: Client) -> None:
    done = ines.post(reverse("registry:new"), asked(), follow=True)
    actor = Actor.objects.get(name="La Navette")
    assert (actor.kind, actor.founded, actor.events.get().kind) == ("cooperative", "", "seen")
    assert done.redirect_chain == [(reverse("registry:edit", args=[actor.ref]), 302)]


def test_all_that_was_typed_is_kept(city: factories.City, ines: Client) -> None:
    commune = Commune.objects.get(code="99001")
    typed = asked(
        founded="mai 2017",
        number="732 829 320 00074",
        commune=str(commune.pk),
        street="3 rue des Tisserands",
        description_fr="Coud.",
        description_en="Sews.",
        source="article",
        source_name="Le Journal",
        source_url="journal.example/navette",
    )
    ines.post(reverse("registry:new"), typed)
    actor = Actor.objects.get(name="La Navette")
    event = actor.events.get()
    assert (actor.founded, actor.commune, actor.descriptions) == (
        "2017-05",
        commune,
        {"fr": "Coud.", "en": "Sews."},
    )
    assert actor.address is not None
    assert actor.address.line == "3 rue des Tisserands, Volcanville"
    assert (event.source, event.source_name, event.source_url) == (
        "article",
        "Le Journal",
        "https://journal.example/navette",
    )
    assert list(Identifier.objects.filter(actor=actor).values_list("scheme", "value")) == [("siret", SIRET)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"kind": "planet"}, "kind"),
        ({"founded": "31/02/2017"}, "founded"),
        ({"founded": "2031"}, "founded"),
        ({"number": "1,23E+13"}, "number"),
        ({"number": "732829321"}, "number"),
        ({"number": "bonjour"}, "number"),
        ({"source": "import"}, "source"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
    ],
)
def test_what_cannot_be_is_sent_back_on_its_field(
    city: factories.City, ines: Client, changes: dict[str, Any], field: str
) -> None:
    before = Actor.objects.count()
    response = ines.post(reverse("registry:new"), asked(**changes))
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert Actor.objects.count() == before


def test_a_look_alike_is_shown_first_and_a_tick_says_that_it_is_another(
    city: factories.City, ines: Client
) -> None:
    response = ines.post(reverse("registry:new"), asked(name="fil à fil"))
    assert (response.status_code, response.context["form"].alike) == (422, [city.fil_a_fil])
    ines.post(reverse("registry:new"), asked(name="fil à fil", sure="on"))
    assert Actor.objects.filter(sort_name="fil a fil").count() == 2


def test_the_same_company_under_another_number_is_a_look_alike(city: factories.City, ines: Client) -> None:
    describe_actor(actor=city.forge, profile=Profile(identifiers=(("siret", SIRET),)), who="system")
    response = ines.post(reverse("registry:new"), asked(number=SIREN))
    assert response.context["form"].alike == [city.forge]


def test_the_name_that_was_searched_for_is_already_in_the_form(city: factories.City, ines: Client) -> None:
    page = ines.get(reverse("registry:new") + "?nom=La+Navette")
    assert page.context["form"]["name"].value() == "La Navette"


def test_the_sheet_says_what_the_record_says_and_saving_it_changes_nothing(
    city: factories.City, ines: Client
) -> None:
    profile = Profile(
        descriptions={"fr": "Forge.", "pt": "Forja."},
        legal_form="5710",
        activity="62.01Z",
        size="12",
        hours="lundi",
        legal_name="FORGE SAS",
        identifiers=(("siret", SIRET),),
        contacts=(("phone", "04 73 00 00 00", "public"), ("email", "a@forge.example", "coordination")),
        skills_offered=(factories.skill("compta"),),
        skills_sought=(factories.skill("com-graph"),),
    )
    describe_actor(actor=city.forge, profile=profile, who="system")
    before, states = profile_of(city.forge), PastProfile.objects.count()
    done = ines.post(reverse("registry:edit", args=[city.forge.ref]), sheet(ines, city.forge))
    city.forge.refresh_from_db()
    assert (done.status_code, profile_of(city.forge), PastProfile.objects.count()) == (302, before, states)
    assert set(Contact.objects.filter(actor=city.forge).values_list("kind", "value", "visibility")) == {
        ("phone", "+33473000000", "public"),
        ("email", "a@forge.example", "coordination"),
    }


def test_the_sheet_writes_every_field(city: factories.City, ines: Client) -> None:
    changes = {
        "description_en": "Forges.",
        "legal_form": "association déclarée",
        "activity": "6201z",
        "size": "11",
        "hours": "9 h – 12 h",
        "short_name": "FC",
        "offered": ["compta", "com-trad"],
        "sought": ["com-graph"],
        "number-0-scheme": "siren",
        "number-0-value": "732 829 320",
        "contact-1-kind": "website",
        "contact-1-value": "forge.example",
        "contact-1-visibility": "network",
    }
    ines.post(reverse("registry:edit", args=[city.forge.ref]), sheet(ines, city.forge, **changes))
    city.forge.refresh_from_db()
    assert profile_of(city.forge) == {
        "descriptions": {"en": "Forges."},
        "legal_form": "9220",
        "activity": "62.01Z",
        "activity_2025": "",
        "size": "11",
        "hours": "9 h – 12 h",
        "names": [["short", "FC"]],
        "identifiers": [["siren", SIREN]],
        "offered": ["com-trad", "compta"],
        "sought": ["com-graph"],
    }
    contact = Contact.objects.get(actor=city.forge)
    assert (contact.kind, contact.value, contact.visibility) == (
        "website",
        "https://forge.example",
        "network",
    )


def test_an_emptied_row_goes_away(city: factories.City, ines: Client) -> None:
    describe_actor(actor=city.forge, profile=Profile(identifiers=(("siret", SIRET),)), who="system")
    ines.post(
        reverse("registry:edit", args=[city.forge.ref]), sheet(ines, city.forge, **{"number-0-value": ""})
    )
    assert Identifier.objects.filter(actor=city.forge).count() == 0


def test_each_wrong_row_says_why_and_everything_typed_is_still_there(
    city: factories.City, ines: Client
) -> None:
    changes = {
        "hours": "toujours",
        "number-0-scheme": "siret",
        "number-0-value": "1,23E+13",
        "contact-0-value": "pas une adresse",
        "contact-1-value": "ok@forge.example",
        "contact-2-value": "OK@forge.example",
    }
    response = ines.post(reverse("registry:edit", args=[city.forge.ref]), sheet(ines, city.forge, **changes))
    wrong = response.context["sheet"]
    assert response.status_code == 422
    assert [cell.html_name for cell in wrong.row_errors] == [
        "contact-0-value",
        "contact-2-value",
        "number-0-value",
    ]
    assert "arrondi" in str(wrong.row_errors[2].errors)
    shown = [wrong.form["hours"].value(), *(cell.value() for cell in wrong.row_errors)]
    assert shown == ["toujours", "pas une adresse", "OK@forge.example", "1,23E+13"]
    assert Contact.objects.filter(actor=city.forge).count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("legal_form", "0123"),
        ("activity", "bonjour"),
        ("activity_2025", "62.01Z"),
        ("size", "99"),
        ("offered", ["inconnu"]),
        ("description_fr", "x" * 2001),
    ],
)
def test_a_wrong_field_of_the_sheet_is_sent_back(
    city: factories.City, ines: Client, field: str, value: Any
) -> None:
    response = ines.post(
        reverse("registry:edit", args=[city.forge.ref]), sheet(ines, city.forge, **{field: value})
    )
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_a_change_of_the_sheet_is_undone_and_done_again(city: factories.City, ines: Client) -> None:
    done = ines.post(
        reverse("registry:edit", args=[city.forge.ref]), sheet(ines, city.forge, hours="lundi"), follow=True
    )
    undo = reverse("registry:profile_restore", args=[PastProfile.objects.get().pk])
    assert f'action="{undo}"' in done.content.decode()
    back = ines.post(undo, follow=True)
    city.forge.refresh_from_db()
    assert city.forge.hours == ""
    again = reverse("registry:profile_restore", args=[PastProfile.objects.latest("pk").pk])
    assert f'action="{again}"' in back.content.decode()
    ines.post(again)
    city.forge.refresh_from_db()
    assert city.forge.hours == "lundi"

"""A period of a place, as the coordinator types it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests import factories
from tests.actors.actions.refusals import plain
from tests.places.stage import PLAIN, a_place, open_phase, story

from maillage.actors.actions import Provenance, Whereabouts
from maillage.actors.enums import SourceKind
from maillage.places.actions import PhaseSheet, add_phase
from maillage.places.enums import PhaseState
from maillage.places.forms import PhaseForm, phase_sheet_of
from maillage.places.models import Phase, Place
from maillage.places.outlines import Bounds
from maillage.territory.models import Commune

AROUND = Bounds(south=45.0, west=2.5, north=46.5, east=3.9)
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[3.08, 45.78], [3.081, 45.78], [3.081, 45.781], [3.08, 45.781], [3.08, 45.78]]],
}
BOW = {
    "type": "Polygon",
    "coordinates": [[[3.08, 45.78], [3.081, 45.781], [3.081, 45.78], [3.08, 45.781], [3.08, 45.78]]],
}
TYPED = {"state": "open", "since": "mai 2017", "source": "declared"}


@pytest.fixture
def totem(city: factories.City) -> Place:
    """A place that nothing is told of yet."""
    return a_place(city.territory, "Totem")


def typed(place: Place, phase: Phase | None = None, **data: Any) -> PhaseForm:
    """The form of a phase, filled."""
    return PhaseForm({**TYPED, **data}, place=place, phase=phase, bounds=AROUND)


def added(place: Place, **data: Any) -> Phase:
    """A phase told by the form."""
    form = typed(place, **data)
    assert form.is_valid(), form.errors
    phase = form.add(who="ines")
    assert phase is not None, form.errors
    return phase


def test_a_state_and_a_date_are_enough(totem: Place) -> None:
    phase = added(totem)
    assert phase_sheet_of(phase) == PhaseSheet(PhaseState.OPEN, "2017-05")
    assert (phase.source, phase.who) == ("declared", "ines")


def test_a_phase_is_told_as_it_was_typed(city: factories.City, totem: Place) -> None:
    commune = Commune.objects.get()
    phase = added(
        totem,
        state="transitional",
        since="31 août 2027",
        until="2030",
        street="1 rue Haute",
        postcode="99001",
        commune=str(commune.pk),
        lat="45,78",
        lon="3.08",
        is_approximate="on",
        outline=json.dumps(SQUARE),
        capacity="40",
        services=["wifi", "quiet"],
        means=["board"],
        access=["entree_plain_pied"],
        hours="Mo-Fr 09:00-18:00; PH off",
        words="forge",
        chosen=city.forge.ref,
        note_fr="Au fond.",
        note_en="At the back.",
        source="article",
        source_name="La Gazette",
        source_url="gazette.example",
    )
    assert (phase.state, phase.since, phase.until) == ("transitional", "2027-08-31", "2030")
    assert phase.address is not None
    assert (phase.address.street, phase.address.postcode, phase.address.commune) == (
        "1 rue Haute",
        "99001",
        commune,
    )
    assert (phase.address.lat, phase.address.lon, phase.is_approximate) == (45.78, 3.08, True)
    assert phase.outline is not None
    assert phase.outline["type"] == "Polygon"
    assert (phase.capacity, phase.hours) == (40, "Mo-Fr 09:00-18:00; PH off")
    assert (phase.services, phase.means, phase.access) == (
        ["wifi", "quiet"],
        ["board"],
        ["entree_plain_pied"],
    )
    assert (phase.keeper, phase.notes) == (city.forge, {"fr": "Au fond.", "en": "At the back."})
    assert (phase.source, phase.source_name, phase.source_url) == (
        "article",
        "La Gazette",
        "https://gazette.example",
    )


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"state": ""}, {"state": "required"}),
        ({"state": "haunted"}, {"state": "invalid_choice"}),
        ({"since": ""}, {"since": "required"}),
        ({"since": "bientôt"}, {"since": "bad_date"}),
        ({"until": "31/02/2020"}, {"until": "no_such_day"}),
        ({"capacity": "0"}, {"capacity": "min_value"}),
        ({"capacity": "many"}, {"capacity": "invalid"}),
        ({"services": ["sauna"]}, {"services": "invalid_choice"}),
        ({"means": ["wifi"]}, {"means": "invalid_choice"}),
        ({"access": ["stairs"]}, {"access": "invalid_choice"}),
        ({"hours": "quand on veut"}, {"hours": "unreadable"}),
        ({"hours": "Mo-Fr 09:00-18:00; SH off"}, {"hours": "school_holidays"}),
        ({"lat": "45.78"}, {"lat": "not_number"}),
        ({"lat": "x", "lon": "3.08"}, {"lat": "not_number"}),
        ({"lat": "3.08", "lon": "45.78"}, {"lat": "wrong_axes"}),
        ({"lat": "48.85", "lon": "2.35"}, {"lat": "outside"}),
        ({"outline": "un carré"}, {"outline": "not_json"}),
        ({"outline": json.dumps(BOW)}, {"outline": "crosses_itself"}),
        ({"words": "introuvable"}, {"words": ""}),
        ({"source": "import"}, {"source": "invalid_choice"}),
    ],
)
def test_what_cannot_be_is_refused_on_its_field(
    totem: Place, data: dict[str, Any], errors: dict[str, str]
) -> None:
    form = typed(totem, **data)
    assert {name: rows[0].code or "" for name, rows in form.errors.as_data().items()} == errors


def test_a_refused_outline_keeps_all_that_was_typed(totem: Place) -> None:
    form = typed(totem, outline=json.dumps(BOW), street="1 rue Haute")
    assert not form.is_valid()
    assert (form["outline"].value(), form["street"].value()) == (json.dumps(BOW), "1 rue Haute")


def test_a_point_alone_is_where_the_place_is(totem: Place) -> None:
    phase = added(totem, lat="45.78", lon="3.08")
    assert phase.address is not None
    assert (phase.address.lat, phase.address.lon, phase.address.street) == (45.78, 3.08, "")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"since": "2020"}, "overlap"),
        ({"since": "2014", "until": "2013"}, "ends_before"),
        ({"since": "2150"}, "too_far"),
    ],
)
def test_what_the_phases_refuse_is_told_on_the_form(totem: Place, data: dict[str, str], code: str) -> None:
    open_phase(totem, "2016", until="2030")
    was = story(totem)
    form = typed(totem, **data)
    assert form.is_valid()
    assert form.add(who="ines") is None
    assert [error.code for error in form.non_field_errors().as_data()] == [code]
    assert story(totem) == was


def a_whole_phase(city: factories.City, place: Place) -> Phase:
    """A phase of which everything is told."""
    where = Whereabouts(
        "1 rue Haute", "au fond", "99001", "Volcanville", "", Commune.objects.get(), 45.78, 3.08
    )
    sheet = PhaseSheet(
        PhaseState.WORKS,
        "2017-05",
        "2030-08-31",
        where=where,
        is_approximate=True,
        outline=SQUARE,
        capacity=12,
        services=("wifi",),
        means=("screen", "board"),
        access=("sanitaires_adaptes",),
        hours="Mo-Fr 09:00-18:00",
        keeper=city.forge,
        notes={"fr": "Au fond.", "en": "At the back."},
    )
    source = Provenance(SourceKind.ARTICLE, "La Gazette", "https://gazette.example")
    return add_phase(place=place, sheet=sheet, who="ines", source=source)


def shown(form: PhaseForm) -> dict[str, Any]:
    """What a page would send back unchanged."""
    values = {name: form[name].value() for name in form.fields}
    return {
        name: getattr(value, "pk", value) for name, value in values.items() if value not in (None, "", False)
    }


def test_a_phase_sent_back_as_it_is_shown_says_the_same(city: factories.City, totem: Place) -> None:
    phase = a_whole_phase(city, totem)
    form = typed(totem, **shown(PhaseForm(place=totem, phase=phase, bounds=AROUND)))
    assert form.is_valid(), form.errors
    again = form.correct(phase, who="fatou")
    assert again is not None
    assert phase_sheet_of(again).outline is not None
    assert (again.thread, again.address_id, again.who) == (phase.thread, phase.address_id, "fatou")
    told = ("state", "since", "until", "is_approximate", "capacity", "services", "means", "access", "hours")
    kept = ("keeper", "notes", "source", "source_name", "source_url", "valid_from", "valid_until")
    for name in (*told, *kept):
        assert getattr(again, name) == getattr(phase, name)


def test_a_phase_that_says_little_is_shown_with_little(totem: Place) -> None:
    form = PhaseForm(place=totem, phase=open_phase(totem, "2016"), bounds=AROUND)
    assert shown(form) == {
        "state": "open",
        "since": "2016",
        "source": "coordinator",
        "services": [],
        "means": [],
        "access": [],
    }


def test_the_form_of_a_new_phase_is_empty(totem: Place) -> None:
    assert shown(PhaseForm(place=totem)) == {"source": "coordinator"}


def test_a_point_on_the_equator_is_shown(totem: Place) -> None:
    phase = open_phase(totem, "2016", where=Whereabouts(lat=0.0, lon=0.0))
    form = PhaseForm(place=totem, phase=phase)
    assert (form["lat"].value(), form["lon"].value()) == (0.0, 0.0)


def test_what_a_correction_is_refused_is_told_on_the_form(totem: Place) -> None:
    open_phase(totem, "2016", until="2020")
    phase = open_phase(totem, "2021")
    form = typed(totem, phase, since="2019")
    assert form.is_valid()
    assert form.correct(phase, who="ines") is None
    assert plain(form.non_field_errors()[0]).startswith("Deux phases de ce lieu se chevauchent")
    assert Phase.objects.count() == 2


def test_what_a_version_said_can_be_said_again(city: factories.City, totem: Place) -> None:
    phase = a_whole_phase(city, totem)
    sheet = phase_sheet_of(phase)
    assert sheet.where == Whereabouts(
        "1 rue Haute", "au fond", "99001", "Volcanville", "", Commune.objects.get(), 45.78, 3.08
    )
    assert (sheet.state, sheet.outline, sheet.keeper) == (PhaseState.WORKS, SQUARE, city.forge)
    assert phase_sheet_of(open_phase(a_place(city.territory, "Bivouac"), "2016")) == PLAIN

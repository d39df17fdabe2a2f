"""Who is where, as the coordinator types it: come, leave, move, correct."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import factories
from tests.actors.actions.refusals import plain
from tests.conftest import MONDAY
from tests.places.stage import a_place, an_open_place, stays

from maillage.actors.actions import Provenance
from maillage.actors.enums import SourceKind
from maillage.common import clock
from maillage.places.actions import Stay, settle_in, withdraw_place
from maillage.places.enums import Terms
from maillage.places.forms import MoveForm, StayEditForm, StayEndForm, StayForm
from maillage.places.models import Occupancy, Place
from maillage.places.queries import stays_of

TYPED = {"since": "mai 2017", "terms": "lease", "source": "declared"}


@pytest.fixture
def totem(city: factories.City) -> Place:
    """A place open since 2016."""
    return an_open_place(city.territory, "Totem")


@pytest.fixture
def stay(city: factories.City, totem: Place) -> Occupancy:
    """Forge & Cie is in the Totem since May 2017, as a newspaper said."""
    source = Provenance(SourceKind.ARTICLE, "La Gazette", "https://gazette.example")
    said = Stay("2017-05", "", Terms.LEASE, "au premier")
    return settle_in(place=totem, actor=city.forge, stay=said, who="ines", source=source)


def dates(city: factories.City) -> list[tuple[str, str, str]]:
    """Where Forge & Cie was, is and will be."""
    return [(row.place.name, row.since, row.until) for row in stays_of(city.forge)]


def test_an_arrival_is_noted_as_it_was_typed(city: factories.City, totem: Place) -> None:
    form = StayForm(
        {**TYPED, "words": "forge & cie", "until": "2030", "note": "au premier", "source_name": "Sophie"},
        place=totem,
    )
    assert form.is_valid(), form.errors
    stay = form.save(who=city.ines.ref)
    assert stay == Occupancy.objects.get()
    assert stay is not None
    assert (stay.actor, stay.place, stay.since, stay.until) == (city.forge, totem, "2017-05", "2030")
    assert (stay.terms, stay.note, stay.source, stay.source_name, stay.who) == (
        "lease",
        "au premier",
        "declared",
        "Sophie",
        city.ines.ref,
    )


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ({"words": ""}, ["words"]),
        ({"words": "introuvable"}, ["words"]),
        ({"words": "f"}, ["chosen"]),
        ({"words": "forge & cie", "since": ""}, ["since"]),
        ({"words": "forge & cie", "since": "bientôt"}, ["since"]),
        ({"words": "forge & cie", "until": "31/02/2020"}, ["until"]),
        ({"words": "forge & cie", "terms": "squat"}, ["terms"]),
        ({"words": "forge & cie", "note": "x" * 301}, ["note"]),
        ({"words": "forge & cie", "source": "import"}, ["source"]),
    ],
)
def test_an_arrival_that_cannot_be_is_refused_on_its_field(
    totem: Place, data: dict[str, str], fields: list[str]
) -> None:
    assert list(StayForm({**TYPED, **data}, place=totem).errors) == fields


def test_an_arrival_in_a_closed_place_warns_then_is_noted_with_a_yes(city: factories.City) -> None:
    place, data = a_place(city.territory, "Halle"), {**TYPED, "words": "forge & cie"}
    form = StayForm(data, place=place)
    assert form.is_valid()
    assert (form.save(who="ines"), form.warns, Occupancy.objects.count()) == (None, True, 0)
    sure = StayForm({**data, "is_sure": "on"}, place=place)
    assert sure.is_valid()
    assert (sure.save(who="ines"), sure.warns) == (Occupancy.objects.get(), True)


def test_what_is_refused_for_good_asks_for_no_yes(
    city: factories.City, totem: Place, stay: Occupancy
) -> None:
    form = StayForm({**TYPED, "words": "forge & cie", "since": "2020"}, place=totem)
    assert form.is_valid()
    assert (form.save(who="ines"), form.warns) == (None, False)
    assert plain(form.non_field_errors()[0]).startswith(
        "« Forge & Cie » est déjà noté dans ce lieu depuis mai 2017."
    )


def test_a_stay_sent_back_as_it_is_shown_says_the_same(city: factories.City, stay: Occupancy) -> None:
    form = StayEditForm(stay=stay)
    shown = {name: form[name].value() for name in form.fields}
    assert shown == {
        "since": "mai 2017",
        "until": "",
        "terms": "lease",
        "note": "au premier",
        "source": "article",
        "source_name": "La Gazette",
        "source_url": "https://gazette.example",
    }
    again = StayEditForm(shown, stay=stay)
    assert again.is_valid(), again.errors
    written = again.save(who="fatou")
    assert written is not None
    assert (written.thread, written.who, written.source) == (stay.thread, "fatou", "article")
    assert dates(city) == [("Totem", "2017-05", "")]


def test_a_stay_is_corrected(city: factories.City, stay: Occupancy) -> None:
    form = StayEditForm({**TYPED, "since": "2016", "until": "2020", "terms": "free"}, stay=stay)
    assert form.is_valid()
    written = form.save(who="ines")
    assert written is not None
    assert (written.terms, written.note, dates(city)) == ("free", "", [("Totem", "2016", "2020")])


def test_a_correction_that_cannot_be_is_told_on_the_form(city: factories.City, stay: Occupancy) -> None:
    form = StayEditForm({**TYPED, "since": "2020", "until": "2018"}, stay=stay)
    assert form.is_valid()
    assert form.save(who="ines") is None
    assert [error.code for error in form.non_field_errors().as_data()] == ["ends_before"]
    assert dates(city) == [("Totem", "2017-05", "")]


def test_a_departure_is_noted(city: factories.City, stay: Occupancy) -> None:
    form = StayEndForm({"until": "mars 2027", "note": "le bail finit"}, stay=stay)
    assert form.is_valid()
    ended = form.save(who="ines")
    assert ended is not None
    assert (ended.until, ended.note, ended.who) == ("2027-03", "le bail finit", "ines")


def test_a_departure_is_today_unless_said_otherwise(stay: Occupancy) -> None:
    with clock.at(MONDAY + timedelta(days=1)):
        form = StayEndForm(stay=stay)
    assert (form["until"].value(), form["note"].value()) == ("9 juin 2026", "au premier")


def test_a_departure_without_a_date_or_before_the_arrival_is_refused(
    city: factories.City, stay: Occupancy
) -> None:
    assert list(StayEndForm({"until": ""}, stay=stay).errors) == ["until"]
    form = StayEndForm({"until": "2016"}, stay=stay)
    assert form.is_valid()
    assert form.save(who="ines") is None
    assert [error.code for error in form.non_field_errors().as_data()] == ["ends_before"]
    assert dates(city) == [("Totem", "2017-05", "")]


def test_a_move_is_noted_as_it_was_typed(city: factories.City, stay: Occupancy) -> None:
    bivouac = an_open_place(city.territory, "Bivouac")
    data = {
        "to": bivouac.ref,
        "on": "1er mars 2027",
        "terms": "sublet",
        "note": "au fond",
        "source": "article",
    }
    form = MoveForm(data, stay=stay)
    assert form.is_valid(), form.errors
    came = form.save(who="ines")
    assert came is not None
    assert (came.place, came.terms, came.note, came.source) == (bivouac, "sublet", "au fond", "article")
    assert dates(city) == [("Totem", "2017-05", "2027-03-01"), ("Bivouac", "2027-03-01", "")]


def test_a_move_proposes_the_other_places_that_show_and_the_same_terms(
    city: factories.City, stay: Occupancy
) -> None:
    places = [a_place(city.territory, name) for name in ("Le Zinc", "Bivouac", "Atelier")]
    withdraw_place(place=places[2], who="ines")
    form = MoveForm(stay=stay)
    choices = [(str(value), label) for value, label in form.fields["to"].choices]  # type: ignore[attr-defined]  # a choice
    assert choices == [("", "choisissez"), (places[1].ref, "Bivouac"), (places[0].ref, "Le Zinc")]
    assert form["terms"].value() == "lease"


def test_a_move_that_cannot_be_is_refused_on_its_field(city: factories.City, stay: Occupancy) -> None:
    to = an_open_place(city.territory, "Bivouac").ref
    data = {"to": to, "on": "2027", "terms": "lease", "source": "declared"}
    wrong = [
        {"to": ""},
        {"to": stay.place.ref},
        {"to": "nowhere23456"},
        {"on": ""},
        {"on": "bientôt"},
        {"terms": ""},
    ]
    assert [list(MoveForm({**data, **row}, stay=stay).errors) for row in wrong] == [
        ["to"],
        ["to"],
        ["to"],
        ["on"],
        ["on"],
        ["terms"],
    ]


def test_a_move_to_a_closed_place_warns_then_is_noted_with_a_yes(
    city: factories.City, stay: Occupancy
) -> None:
    halle = a_place(city.territory, "Halle")
    data = {"to": halle.ref, "on": "2027", "terms": "lease", "source": "declared"}
    form = MoveForm(data, stay=stay)
    assert form.is_valid()
    assert (form.save(who="ines"), form.warns) == (None, True)
    assert dates(city) == [("Totem", "2017-05", "")]
    sure = MoveForm({**data, "is_sure": "on"}, stay=stay)
    assert sure.is_valid()
    assert sure.save(who="ines") is not None
    assert dates(city) == [("Totem", "2017-05", "2027"), ("Halle", "2027", "")]


def test_a_form_opened_on_a_version_that_was_corrected_since_says_so(
    stay: Occupancy, city: factories.City
) -> None:
    early, late = (StayEndForm({"until": until}, stay=stay) for until in ("2026", "2027"))
    assert early.is_valid() and late.is_valid()
    assert early.save(who="ines") is not None
    assert late.save(who="fatou") is None
    assert [error.code for error in late.non_field_errors().as_data()] == ["taken_back"]
    assert stays(city.fil_a_fil, stay.place, "2018").since == "2018"

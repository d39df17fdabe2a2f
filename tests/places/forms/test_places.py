"""What a place is, as the coordinator types it."""

from __future__ import annotations

import pytest
from tests import factories
from tests.actors.actions.refusals import plain

from maillage.common.queries import journal_of
from maillage.places.actions import PlaceSheet
from maillage.places.enums import PlaceKind
from maillage.places.forms import PlaceForm
from maillage.places.models import Place

TYPED = {
    "name": "Le Bivouac",
    "kind": "coworking",
    "text_fr": "On y travaille.",
    "text_en": "People work there.",
    "website": "Bivouac.example",
}


def entered(city: factories.City, **typed: str) -> Place | None:
    """A place entered by the form."""
    form = PlaceForm({**TYPED, **typed})
    assert form.is_valid(), form.errors
    return form.enter(territory=city.territory, who=city.ines.ref)


def test_a_place_is_entered_as_it_was_typed(city: factories.City) -> None:
    place = entered(city)
    assert place == Place.objects.get()
    assert place is not None
    assert (place.name, place.kind, place.website) == ("Le Bivouac", "coworking", "https://bivouac.example")
    assert place.descriptions == {"fr": "On y travaille.", "en": "People work there."}
    assert journal_of("place", place.ref).get().who == city.ines.ref


def test_a_name_and_a_kind_are_enough(city: factories.City) -> None:
    form = PlaceForm({"name": " Totem ", "kind": "building"})
    assert form.is_valid()
    assert form.sheet() == PlaceSheet("Totem", PlaceKind.BUILDING, {"fr": "", "en": ""}, "")


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"name": ""}, ["name"]),
        ({"name": "x" * 161}, ["name"]),
        ({"kind": ""}, ["kind"]),
        ({"kind": "castle"}, ["kind"]),
        ({"website": "javascript:alert(1)"}, ["website"]),
        ({"text_fr": "x" * 1001}, ["text_fr"]),
        ({"name": "Nul\x00"}, ["name"]),
    ],
)
def test_what_cannot_be_is_refused_on_its_field(
    city: factories.City, typed: dict[str, str], fields: list[str]
) -> None:
    assert list(PlaceForm({**TYPED, **typed}).errors) == fields


def test_a_name_that_is_taken_warns_then_is_entered_with_a_yes(city: factories.City) -> None:
    entered(city)
    form = PlaceForm({**TYPED, "name": "LE BIVOUAC"})
    assert form.is_valid()
    assert not form.warns
    assert form.enter(territory=city.territory, who="ines") is None
    assert (form.warns, Place.objects.count()) == (True, 1)
    assert plain(form.non_field_errors()[0]).startswith("Un lieu s’appelle déjà « LE BIVOUAC ».")
    assert entered(city, is_sure="on") is not None
    assert Place.objects.count() == 2


def test_a_place_is_shown_by_its_form_as_it_is_and_said_again(city: factories.City) -> None:
    place = entered(city)
    assert place is not None
    shown = PlaceForm(place=place).initial
    assert shown == {**TYPED, "website": "https://bivouac.example"}
    same = PlaceForm(shown, place=place)
    assert same.is_valid()
    assert same.describe(place, who="ines") is False
    form = PlaceForm({**shown, "kind": "incubator", "text_en": ""}, place=place)
    assert form.is_valid()
    assert form.describe(place, who="ines") is True
    assert (place.kind, place.descriptions) == ("incubator", {"fr": "On y travaille."})


def test_a_place_said_again_keeps_its_name_without_a_warning(city: factories.City) -> None:
    place = entered(city)
    assert place is not None
    form = PlaceForm({**TYPED, "kind": "incubator"}, place=place)
    assert form.is_valid()
    assert (form.describe(place, who="ines"), form.warns) == (True, False)

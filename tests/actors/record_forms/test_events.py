"""Life events typed by the coordinator."""

from __future__ import annotations

from typing import Any

import pytest
from tests import factories

from maillage.actors.actions import Happening, Whereabouts, record_event
from maillage.actors.enums import LifeEventKind, SourceKind
from maillage.actors.models import Actor, LifeEvent
from maillage.actors.queries import known_events
from maillage.actors.record_forms.events import NEEDS, EventForm, first_values, happening_of, values_of
from maillage.territory.models import Commune

COMMON = {"happened", "source", "source_name", "source_url", "note"}
PLACE = {"street", "complement", "postcode", "commune", "city"}


def typed(actor: Actor, kind: LifeEventKind, **data: str) -> EventForm:
    """A form of this kind, filled."""
    return EventForm({"source": "coordinator", "happened": "2017", **data}, kind=kind, actor=actor)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (LifeEventKind.SEEN, set()),
        (LifeEventKind.FOUNDED, {"name"}),
        (LifeEventKind.RENAMED, {"name", "was_name"}),
        (LifeEventKind.MOVED, PLACE | {f"was_{name}" for name in PLACE}),
        (LifeEventKind.CHANGED_KIND, {"actor_kind", "was_kind"}),
        (LifeEventKind.DORMANT, set()),
        (LifeEventKind.REVIVED, set()),
        (LifeEventKind.SPLIT, {"words", "chosen", "ends"}),
        (LifeEventKind.MERGED, {"words", "chosen"}),
        (LifeEventKind.CLOSED, set()),
    ],
)
def test_each_kind_asks_only_for_what_it_needs(
    city: factories.City, kind: LifeEventKind, fields: set[str]
) -> None:
    assert set(EventForm(kind=kind, actor=city.forge).fields) == COMMON | fields


def test_every_kind_of_event_has_its_form() -> None:
    assert set(NEEDS) == set(LifeEventKind)


def test_a_rename_is_recorded_as_typed(city: factories.City) -> None:
    form = typed(
        city.forge,
        LifeEventKind.RENAMED,
        happened="mai 2017",
        name="La Grande Forge",
        was_name="Forge & Cie",
        source="article",
        source_name="Le Journal",
        note="Annoncé en assemblée.",
    )
    assert form.is_valid(), form.errors
    event = form.save(who=city.ines.ref)
    assert event is not None
    said = (
        event.happened,
        event.name,
        event.was_name,
        event.source,
        event.source_name,
        event.note,
        event.who,
    )
    assert said == (
        "2017-05",
        "La Grande Forge",
        "Forge & Cie",
        "article",
        "Le Journal",
        "Annoncé en assemblée.",
        city.ines.ref,
    )


def test_a_move_keeps_both_places(city: factories.City) -> None:
    commune = Commune.objects.get()
    form = typed(
        city.forge,
        LifeEventKind.MOVED,
        street="3 rue Neuve",
        commune=str(commune.pk),
        was_city="Portville",
    )
    assert form.is_valid(), form.errors
    event = form.save(who="system")
    assert event is not None
    assert event.address is not None
    assert event.was_address is not None
    assert (event.address.line, event.was_address.line) == ("3 rue Neuve, Volcanville", "Portville")


def test_a_split_names_what_came_of_it(city: factories.City) -> None:
    form = typed(city.forge, LifeEventKind.SPLIT, words="bourrasque", ends="on")
    assert form.is_valid(), form.errors
    event = form.save(who="system")
    assert event is not None
    assert (event.other, event.ends) == (city.bourrasque, True)


def test_the_other_actor_of_a_merger_may_be_unknown(city: factories.City) -> None:
    form = typed(city.forge, LifeEventKind.MERGED, words="")
    assert form.is_valid(), form.errors
    event = form.save(who="system")
    assert event is not None
    assert event.other is None


@pytest.mark.parametrize(
    ("kind", "data", "fields"),
    [
        (LifeEventKind.CLOSED, {"happened": ""}, ["happened"]),
        (LifeEventKind.CLOSED, {"happened": "31/02/2017"}, ["happened"]),
        (LifeEventKind.CLOSED, {"happened": "2031"}, ["happened"]),
        (LifeEventKind.CLOSED, {"source": "import"}, ["source"]),
        (LifeEventKind.RENAMED, {"name": ""}, ["name"]),
        (LifeEventKind.RENAMED, {"name": "Forge", "was_name": "FORGE"}, ["was_name"]),
        (LifeEventKind.CHANGED_KIND, {"actor_kind": ""}, ["actor_kind"]),
        (LifeEventKind.CHANGED_KIND, {"actor_kind": "planet"}, ["actor_kind"]),
        (LifeEventKind.CHANGED_KIND, {"actor_kind": "lab", "was_kind": "lab"}, ["was_kind"]),
        (LifeEventKind.MOVED, {"was_street": "1 rue Haute"}, ["street"]),
        (LifeEventKind.MOVED, {"commune": "999999"}, ["commune", "street"]),
        (LifeEventKind.SPLIT, {"words": "introuvable"}, ["words"]),
        (LifeEventKind.MERGED, {"words": "forge"}, ["words"]),
    ],
)
def test_what_says_nothing_or_cannot_be_is_refused_on_its_field(
    city: factories.City, kind: LifeEventKind, data: dict[str, str], fields: list[str]
) -> None:
    assert list(typed(city.forge, kind, **data).errors) == fields


def test_what_contradicts_the_life_is_told_on_the_form_that_keeps_what_was_typed(
    city: factories.City,
) -> None:
    founded = Happening(kind=LifeEventKind.FOUNDED, happened="2015")
    record_event(actor=city.forge, what=founded, who="system")
    form = typed(city.forge, LifeEventKind.CLOSED, happened="1999")
    assert form.is_valid()
    assert form.save(who="system") is None
    assert form.non_field_errors() == [
        "fin (1999) serait avant la création (2015). Deux faits de la même vie se contredisent. "
        "Corrigez l’une des deux dates, ou retirez le fait qui est faux."
    ]
    assert form["happened"].value() == "1999"


def test_a_correction_takes_the_place_of_the_fact(city: factories.City) -> None:
    wrong = typed(city.forge, LifeEventKind.RENAMED, name="Forje")
    assert wrong.is_valid()
    event = wrong.save(who="system")
    assert event is not None
    right = EventForm(
        {**{k: v for k, v in values_of(event).items() if v}, "name": "Forge Neuve"},
        kind=LifeEventKind.RENAMED,
        actor=city.forge,
    )
    assert right.is_valid(), right.errors
    corrected = right.correct(event, who=city.ines.ref)
    names = [row.name for row in known_events(city.forge).filter(kind=LifeEventKind.RENAMED)]
    assert (corrected is not None, names) == (True, ["Forge Neuve"])


def test_a_fact_that_was_taken_back_meanwhile_is_not_corrected(city: factories.City) -> None:
    form = typed(city.forge, LifeEventKind.RENAMED, name="Forge Neuve")
    assert form.is_valid()
    event = form.save(who="system")
    assert event is not None
    again = typed(city.forge, LifeEventKind.RENAMED, name="Forge Vieille")
    assert again.is_valid()
    assert again.correct(event, who="system") is not None
    late = typed(city.forge, LifeEventKind.RENAMED, name="Forge Tierce")
    assert late.is_valid()
    assert late.correct(LifeEvent.objects.get(pk=event.pk), who="system") is None
    assert len(late.non_field_errors()) == 1


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (LifeEventKind.RENAMED, {"was_name": "Forge & Cie"}),
        (LifeEventKind.CHANGED_KIND, {"was_kind": "large_company"}),
        (LifeEventKind.CLOSED, {}),
    ],
)
def test_a_new_event_begins_with_what_is_known_today(
    city: factories.City, kind: LifeEventKind, values: dict[str, str]
) -> None:
    assert first_values(city.forge, kind) == values


def full() -> dict[str, Any]:
    """Every field that an event may have."""
    commune = Commune.objects.get()
    return {
        "where": Whereabouts(street="1 rue Haute", city="Volcanville", commune=commune, lat=45.0, lon=3.0),
        "was_where": Whereabouts(city="Portville", country="FR"),
        "note": "Un mot.",
    }


def test_what_an_event_said_can_be_said_again(city: factories.City) -> None:
    what = Happening(kind=LifeEventKind.MOVED, happened="2017-05", **full())
    event = record_event(actor=city.forge, what=what, who="system")
    assert happening_of(event) == what
    closed = Happening(kind=LifeEventKind.MERGED, happened="2020", other=city.bourrasque)
    assert happening_of(record_event(actor=city.forge, what=closed, who="system")) == closed


def test_an_event_is_shown_by_its_form_as_it_is(city: factories.City) -> None:
    what = Happening(kind=LifeEventKind.MOVED, happened="2017-05", **full())
    shown = values_of(record_event(actor=city.forge, what=what, who="system"))
    assert {name: value for name, value in shown.items() if value} == {
        "happened": "2017-05",
        "note": "Un mot.",
        "source": SourceKind.COORDINATOR,
        "street": "1 rue Haute",
        "commune": Commune.objects.get(),
        "was_city": "Portville",
    }

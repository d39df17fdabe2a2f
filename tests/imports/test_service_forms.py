"""A question as a person types it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.imports.connectors.companies.answers import COMPANY, page
from tests.imports.connectors.server import Said, in_turn, service

from maillage.imports.connectors import CONNECTORS
from maillage.imports.service_forms import ServiceForm
from maillage.territory.models import Commune, Territory


def form(territory: Territory, type: str, way: str, **said: str) -> ServiceForm:
    """A form that was sent."""
    connector = CONNECTORS[type]
    data = {"kind": "association", **said}
    return ServiceForm(data, connector=connector, way=connector.way(way), territory=territory)


@pytest.mark.parametrize(
    ("type", "way", "said", "asked"),
    [
        (
            "companies",
            "name",
            {"words": " fil ", "associations": "on"},
            {"words": "fil", "associations": "1"},
        ),
        ("companies", "name", {"commune": "2a004"}, {"commune": "2A004"}),
        ("companies", "name", {"department": "2b"}, {"department": "2B"}),
        (
            "companies",
            "number",
            {"numbers": "900 000 019\r\n\r\n900 000 027 00012"},
            {"numbers": "900000019\n90000002700012"},
        ),
        (
            "companies",
            "near",
            {"latitude": "45,77", "longitude": "-3.08", "radius": "5"},
            {"latitude": "45.77", "longitude": "-3.08", "radius": "5.0"},
        ),
        ("overpass", "commune", {"commune": "63113", "shops": ""}, {"commune": "63113"}),
        (
            "overpass",
            "box",
            {"south": "0", "west": "3", "north": "0,2", "east": "3,1"},
            {"south": "0.0", "west": "3.0", "north": "0.2", "east": "3.1"},
        ),
        ("gogocarto", "map", {"address": " https://map.example/ "}, {"address": "https://map.example"}),
        ("data_inclusion", "place", {"commune": "63113"}, {"commune": "63113"}),
    ],
)
def test_a_question_is_read(
    territory: Territory, type: str, way: str, said: dict[str, str], asked: dict[str, str]
) -> None:
    sent = form(territory, type, way, **said)
    assert sent.is_valid(), sent.errors
    assert sent.asked() == asked


@pytest.mark.parametrize(
    ("type", "way", "said", "wrong"),
    [
        ("companies", "name", {}, ["__all__"]),
        ("companies", "name", {"commune": "Volcanville"}, ["commune"]),
        ("companies", "name", {"commune": "6300\u0660"}, ["commune"]),
        ("companies", "name", {"department": "99"}, ["department"]),
        ("companies", "number", {}, ["numbers"]),
        ("companies", "number", {"numbers": "12345"}, ["numbers"]),
        ("companies", "number", {"numbers": "90000001X"}, ["numbers"]),
        ("companies", "number", {"numbers": "٩٠٠٠٠٠٠١٩"}, ["numbers"]),
        ("companies", "near", {"latitude": "91", "longitude": "x", "radius": "51"}, 3),
        ("overpass", "commune", {"commune": '"];out;'}, ["commune"]),
        ("overpass", "box", {"south": "2", "west": "3", "north": "1", "east": "4"}, ["__all__"]),
        ("gogocarto", "map", {"address": "http://map.example"}, ["address"]),
        ("gogocarto", "map", {"address": "https://127.0.0.1:8000"}, ["address"]),
        ("data_inclusion", "place", {}, ["__all__"]),
    ],
)
def test_what_is_wrong_is_said_where_it_is(
    territory: Territory, type: str, way: str, said: dict[str, str], wrong: Any
) -> None:
    errors = list(form(territory, type, way, **said).errors)
    assert (len(errors) if isinstance(wrong, int) else errors) == wrong


def test_a_line_that_is_no_number_is_shown(territory: Territory) -> None:
    sent = form(territory, "companies", "number", numbers="900000019\nFil à Fil")
    assert sent.errors["numbers"][0].replace("\u00a0", " ") == (
        "Ce ne sont pas des numéros SIREN ou SIRET : FilàFil."
    )


def test_there_are_not_too_many_numbers(territory: Territory) -> None:
    sent = form(territory, "companies", "number", numbers="\n".join(["900000019"] * 51))
    assert sent.errors["numbers"] == ["Pas plus de 50 numéros à la fois."]


def test_the_map_of_the_setting_may_be_on_this_machine(territory: Territory, settings: Any) -> None:
    settings.GOGOCARTO_URL = "http://127.0.0.1:8000"
    assert form(territory, "gogocarto", "map", address="http://127.0.0.1:8000/carte").is_valid()


def test_a_form_begins_with_the_largest_commune(territory: Territory, settings: Any) -> None:
    Commune.objects.filter(territory=territory).delete()
    connector = CONNECTORS["overpass"]
    empty = ServiceForm(connector=connector, way=connector.ways[0], territory=territory)
    assert (empty["commune"].value(), empty["kind"].value()) == (None, "association")
    for code, name, people in (("63001", "Petit-Lieu", 10), ("63002", "Grand-Lieu", 20)):
        Commune.objects.create(
            territory=territory, code=code, name=name, population=people, lat=45.5, lon=3.5
        )
    near = ServiceForm(connector=connector, way=connector.ways[1], territory=territory)
    assert [near[name].value() for name in ("latitude", "longitude", "radius")] == [45.5, 3.5, 5]
    begun = ServiceForm(connector=connector, way=connector.ways[0], territory=territory)
    assert begun["commune"].value() == "63002"


def test_a_map_begins_with_the_address_of_the_setting(territory: Territory, settings: Any) -> None:
    settings.GOGOCARTO_URL = "https://map.example"
    connector = CONNECTORS["gogocarto"]
    begun = ServiceForm(connector=connector, way=connector.ways[0], territory=territory)
    assert begun["address"].value() == "https://map.example"


def test_a_question_is_put_with_the_kind_that_was_chosen(territory: Territory, settings: Any) -> None:
    with service(in_turn(Said(page(COMPANY)))) as there:
        settings.COMPANIES_URL = there.url
        sent = form(territory, "companies", "name", words="fil", kind="cooperative")
        assert sent.is_valid()
        run = sent.save(who="ines", go_on=lambda: True)
    assert (run.options["kind"], run.who) == ("cooperative", "ines")

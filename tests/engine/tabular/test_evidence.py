"""What cells add to a name: a field's own form wins, another's loses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.tabular.inventory import MAKERS, ROWS

from maillage.engine.tabular import FieldName as F
from maillage.engine.tabular.evidence import EVIDENCE, TYPED
from maillage.engine.tabular.lexicon import PARTS
from maillage.engine.tabular.profile import Profile, profile


def made(maker: str) -> Profile:
    return profile([MAKERS[maker](rank) for rank in range(ROWS)])


def test_every_field_is_judged_but_coordinates() -> None:
    judged = {str(field) for field in F} - {F.LATITUDE, F.LONGITUDE, F.X, F.Y}
    assert set(EVIDENCE) == judged | set(PARTS)
    assert set(TYPED) <= set(EVIDENCE)


OWN = {
    F.ID: ("id", "uuid", "ref"),
    F.NAME: ("name", "upper"),
    F.OTHER_NAMES: ("sigle",),
    F.KIND: ("kind",),
    F.DESCRIPTION: ("text",),
    F.SUMMARY: ("short",),
    F.LEGAL_FORM: ("form", "form_code"),
    F.SIRET: ("siret", "spaced_siret"),
    F.SIREN: ("siren",),
    F.RNA: ("rna",),
    F.VAT: ("vat",),
    F.NAF: ("naf",),
    F.SIZE: ("staff", "band"),
    F.STREET: ("street", "full"),
    F.POSTCODE: ("postcode", "bare_postcode"),
    F.CITY: ("city", "upper_city"),
    F.COMMUNE_CODE: ("insee",),
    F.COUNTRY: ("country",),
    F.POINT: ("point", "wkt"),
    F.PHONE: ("phone", "plus_phone", "lost_phone"),
    F.EMAIL: ("email",),
    F.WEBSITE: ("site", "bare_site"),
    F.SOCIAL: ("facebook",),
    F.CALENDAR: ("ics",),
    F.HOURS: ("hours", "osm_hours"),
    F.FOUNDED: ("day", "year", "iso_day"),
    F.UPDATED_AT: ("stamp", "iso_day"),
    F.SKILLS: ("skills", "theme"),
}


@pytest.mark.parametrize(
    ("field", "maker"), [(field, maker) for field, makers in OWN.items() for maker in makers]
)
def test_a_field_wins_from_its_own_form(field: F, maker: str) -> None:
    assert EVIDENCE[field](made(maker)) > 0


@pytest.mark.parametrize(
    ("field", "makers"),
    [
        (F.NAME, ("email", "phone", "siret", "yes", "day", "site")),
        (F.STREET, ("email", "site", "phone", "postcode", "yes")),
        (F.CITY, ("postcode", "yes", "email", "text")),
        (F.KIND, ("yes", "text", "phone")),
        (F.EMAIL, ("phone", "name", "site")),
        (F.PHONE, ("siren", "siret", "email", "postcode")),
        (F.WEBSITE, ("email", "name")),
        (F.SIRET, ("siren", "phone", "postcode")),
        (F.SIREN, ("siret", "phone")),
        (F.POSTCODE, ("siren", "year")),
        (F.COMMUNE_CODE, ("name", "siret")),
        (F.HOURS, ("stamp", "name", "yes")),
        (F.FOUNDED, ("name", "stamp")),
        (F.DESCRIPTION, ("yes", "email", "number")),
        (F.SKILLS, ("yes", "number", "email")),
        (F.ID, ("text", "kind", "email")),
    ],
)
def test_a_field_loses_from_another_form(field: F, makers: tuple[str, ...]) -> None:
    assert [maker for maker in makers if EVIDENCE[field](made(maker)) >= 0] == []


def test_postal_and_commune_codes_are_told_apart() -> None:
    postcodes, communes = made("postcode"), made("insee")
    assert EVIDENCE[F.POSTCODE](postcodes) > EVIDENCE[F.POSTCODE](communes)
    assert EVIDENCE[F.COMMUNE_CODE](communes) > EVIDENCE[F.COMMUNE_CODE](postcodes)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=12), st.sampled_from(sorted(EVIDENCE)))
def test_any_cells_give_a_finite_number(cells: list[str], field: str) -> None:
    assert -200 < EVIDENCE[field](profile(cells)) < 20

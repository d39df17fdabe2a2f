"""Numbers and contacts as rows."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from tests import factories

from maillage.actors.actions import Profile, describe_actor, merge_records
from maillage.actors.models import Contact, Identifier
from maillage.actors.record_forms.rows import EMPTY_ROWS, ContactRow, IdentifierRow, RecordSheet
from maillage.skills.queries import active_skills


def sheet(city: factories.City, data: dict[str, Any] | None = None) -> RecordSheet:
    """The sheet of Forge & Cie, first shown or sent."""
    sent = None
    if data is not None:
        sent = QueryDict(mutable=True)
        sent.update(data)
    return RecordSheet(sent, actor=city.forge, skills=list(active_skills()))


def managed(contacts: int, numbers: int) -> dict[str, str]:
    """What a page says of how many rows it sends."""
    return {
        f"{prefix}-{name}": str(value)
        for prefix, count in (("contact", contacts), ("number", numbers))
        for name, value in (("TOTAL_FORMS", count), ("INITIAL_FORMS", 0))
    }


def test_a_row_puts_a_number_in_its_one_form() -> None:
    row = IdentifierRow({"scheme": "siren", "value": "732 829 320"}, country="FR")
    assert row.is_valid()
    assert row.cleaned_data["value"] == "732829320"


@pytest.mark.parametrize(
    ("row", "data"),
    [
        (IdentifierRow, {"scheme": "siret", "value": "1,23E+13"}),
        (IdentifierRow, {"scheme": "rna", "value": "732829320"}),
        (ContactRow, {"kind": "email", "value": "rien", "visibility": "public"}),
        (ContactRow, {"kind": "phone", "value": "12", "visibility": "public"}),
        (ContactRow, {"kind": "website", "value": "javascript:alert(1)", "visibility": "public"}),
    ],
)
def test_a_wrong_value_is_refused_on_its_cell(row: Any, data: dict[str, str]) -> None:
    assert list(row(data, country="FR").errors) == ["value"]


def test_a_row_of_no_known_kind_is_refused() -> None:
    assert list(IdentifierRow({"scheme": "x", "value": "1"}, country="FR").errors) == ["scheme"]
    assert list(ContactRow({"kind": "x", "value": "1", "visibility": "y"}, country="FR").errors) == [
        "kind",
        "visibility",
    ]


def test_what_is_there_is_shown_with_a_few_empty_rows(city: factories.City) -> None:
    profile = Profile(
        identifiers=(("siren", "732829320"),), contacts=(("phone", "04 73 00 00 00", "network"),)
    )
    describe_actor(actor=city.forge, profile=profile, who="system")
    shown = sheet(city)
    assert [row["value"].value() for row in shown.identifiers] == ["732829320", *[None] * EMPTY_ROWS]
    assert [row["value"].value() for row in shown.contacts] == ["04 73 00 00 00", *[None] * EMPTY_ROWS]
    assert shown.contacts.forms[0]["visibility"].value() == "network"


def test_a_number_abroad_is_shown_as_it_will_be_read(city: factories.City) -> None:
    Contact.objects.create(actor=city.forge, kind="phone", value="+33473000000")
    city.forge.territory.country = "BE"
    assert sheet(city).contacts.forms[0]["value"].value() == "+33473000000"


def test_the_same_contact_twice_is_refused_on_the_second_row(city: factories.City) -> None:
    rows = {
        "contact-0-kind": "email",
        "contact-0-value": "a@forge.example",
        "contact-0-visibility": "public",
        "contact-1-kind": "email",
        "contact-1-value": " A@FORGE.example",
        "contact-1-visibility": "network",
    }
    sent = sheet(city, managed(2, 0) | rows)
    assert not sent.is_valid()
    assert [cell.html_name for cell in sent.row_errors] == ["contact-1-value"]


def test_nothing_said_of_the_rows_is_an_error_and_writes_nothing(city: factories.City) -> None:
    sent = sheet(city, {})
    assert not sent.is_valid()
    assert len(sent.errors) == 2


def test_filled_rows_are_written_and_empty_ones_are_not(city: factories.City) -> None:
    rows = {
        "number-1-scheme": "siren",
        "number-1-value": "732829320",
        "contact-0-kind": "email",
        "contact-0-value": "a@forge.example",
        "contact-0-visibility": "coordination",
    }
    sent = sheet(city, managed(1, 2) | {"number-0-scheme": "rna"} | rows)
    assert sent.is_valid(), (sent.errors, sent.row_errors, sent.form.errors)
    assert sent.save(who="system") == city.forge
    assert Identifier.objects.get(actor=city.forge).value == "732829320"
    assert Contact.objects.get(actor=city.forge).visibility == "coordination"


def test_a_record_merged_away_meanwhile_is_told_on_the_form(city: factories.City) -> None:
    sent = sheet(city, managed(0, 0))
    assert sent.is_valid()
    merge_records(kept=city.bourrasque, absorbed=city.forge, who="system")
    city.forge.refresh_from_db()
    assert (sent.save(who="system"), len(sent.form.non_field_errors())) == (None, 1)

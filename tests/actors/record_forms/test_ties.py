"""Ties typed by the coordinator, from either of their two ends."""

from __future__ import annotations

import pytest
from tests import factories

from maillage.actors.actions import Bond, Provenance, tie_actors
from maillage.actors.enums import SourceKind, TieEnd, TieKind
from maillage.actors.models import Actor, Tie
from maillage.actors.queries import current_ties
from maillage.actors.record_forms.ties import (
    READ_BACK,
    TieEditForm,
    TieEndForm,
    TieForm,
    bond_of,
    readings,
    tie_values,
    tie_words,
)


def typed(actor: Actor, **data: str) -> TieForm:
    """The form of a new tie, filled."""
    return TieForm({"reading": "hosts", "source": "declared", **data}, actor=actor)


@pytest.fixture
def hosting(city: factories.City) -> Tie:
    """Forge & Cie hosts Bourrasque since May 2017."""
    source = Provenance(SourceKind.ARTICLE, "Le Journal", "https://journal.example")
    bond = Bond(TieKind.HOSTS, since="2017-05", note="Au deuxième étage.")
    return tie_actors(actor=city.forge, other=city.bourrasque, bond=bond, who="system", source=source)


def test_every_kind_is_read_from_both_ends() -> None:
    assert set(READ_BACK) == set(TieKind) - {TieKind.PARTNER}
    assert (tie_words("hosts", back=False), tie_words("hosts", back=True)) == ("héberge", "est hébergé par")
    assert tie_words("partner", back=True) == tie_words("partner", back=False)


def test_the_choices_of_a_new_tie_hold_each_reading_once() -> None:
    labels = [label for _value, label in readings()]
    assert len(labels) == len(set(labels)) == len(TieKind) + len(READ_BACK)
    assert [value for value, _label in readings(forth=False)] == [f"<{kind}" for kind in TieKind]
    assert [value for value, _label in readings(back=False)] == list(TieKind)


@pytest.mark.parametrize(
    ("reading", "first", "second"), [("hosts", "forge", "bourrasque"), ("<hosts", "bourrasque", "forge")]
)
def test_a_tie_is_written_in_the_direction_it_was_read(
    city: factories.City, reading: str, first: str, second: str
) -> None:
    form = typed(
        city.forge,
        reading=reading,
        words="Bourrasque",
        since="mai 2017",
        source_name="Karim",
        note="Un étage.",
    )
    assert form.is_valid(), form.errors
    tie = form.save(who=city.ines.ref)
    assert tie is not None
    assert (tie.actor, tie.other) == (getattr(city, first), getattr(city, second))
    assert (tie.kind, tie.since, tie.until, tie.source, tie.source_name, tie.note, tie.who) == (
        "hosts",
        "2017-05",
        "",
        "declared",
        "Karim",
        "Un étage.",
        city.ines.ref,
    )


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ({"words": ""}, ["words"]),
        ({"words": "forge"}, ["words"]),
        ({"words": "bourrasque", "reading": "loves"}, ["reading"]),
        ({"words": "bourrasque", "since": "31/02/2017"}, ["since"]),
        ({"words": "bourrasque", "end_reason": "stopped"}, ["until"]),
        ({"words": "bourrasque", "until": "hier", "end_reason": "stopped"}, ["until"]),
    ],
)
def test_a_tie_that_cannot_be_is_refused_on_its_field(
    city: factories.City, data: dict[str, str], fields: list[str]
) -> None:
    assert list(typed(city.forge, **data).errors) == fields


@pytest.mark.parametrize("dates", [{"since": "2019", "until": "2017"}, {}])
def test_what_the_ties_refuse_is_told_on_the_form(
    city: factories.City, hosting: Tie, dates: dict[str, str]
) -> None:
    form = typed(city.forge, words="bourrasque", **dates)
    assert form.is_valid()
    assert form.save(who="system") is None
    assert len(form.non_field_errors()) == 1


def test_a_tie_is_shown_by_its_form_as_it_is_and_corrected(city: factories.City, hosting: Tie) -> None:
    shown = tie_values(hosting, back=True)
    assert shown == {
        "reading": "<hosts",
        "since": "2017-05",
        "until": "",
        "end_reason": "",
        "note": "Au deuxième étage.",
        "source": "article",
        "source_name": "Le Journal",
        "source_url": "https://journal.example",
    }
    form = TieEditForm({**shown, "reading": "<funds", "since": "2018"}, tie=hosting, back=True)
    assert form.is_valid(), form.errors
    assert form.save(who="system") is not None
    known = current_ties(city.forge).get()
    assert (known.actor, known.kind, known.since, known.note) == (
        city.forge,
        "funds",
        "2018",
        "Au deuxième étage.",
    )


def test_a_correction_cannot_turn_a_tie_round(city: factories.City, hosting: Tie) -> None:
    form = TieEditForm({**tie_values(hosting, back=True), "reading": "hosts"}, tie=hosting, back=True)
    assert list(form.errors) == ["reading"]


def test_a_tie_ends_on_a_date_for_a_reason(city: factories.City, hosting: Tie) -> None:
    form = TieEndForm({"until": "juin 2020", "reason": "moved", "note": ""}, tie=hosting)
    assert form.is_valid(), form.errors
    ended = form.save(who="system")
    assert ended is not None
    assert (ended.since, ended.until, ended.end_reason) == ("2017-05", "2020-06", TieEnd.MOVED)


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ({"until": "", "reason": "moved"}, ["until"]),
        ({"until": "2020", "reason": ""}, ["reason"]),
        ({"until": "2020", "reason": "boredom"}, ["reason"]),
    ],
)
def test_an_end_without_its_date_or_its_reason_is_refused(
    hosting: Tie, data: dict[str, str], fields: list[str]
) -> None:
    assert list(TieEndForm(data, tie=hosting).errors) == fields


def test_an_end_before_the_beginning_is_told_on_the_form(hosting: Tie) -> None:
    form = TieEndForm({"until": "2001", "reason": "moved"}, tie=hosting)
    assert form.is_valid()
    assert (form.save(who="system"), len(form.non_field_errors())) == (None, 1)


def test_the_end_is_today_unless_said_otherwise(hosting: Tie) -> None:
    assert TieEndForm(tie=hosting)["until"].value() == "8 juin 2026"


def test_what_a_version_said_can_be_said_again(hosting: Tie) -> None:
    assert bond_of(hosting) == Bond(TieKind.HOSTS, since="2017-05", note="Au deuxième étage.")

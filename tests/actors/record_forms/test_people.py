"""Who is in an actor, as what, from when to when."""

from __future__ import annotations

import pytest
from tests import factories

from maillage.actors.models import Membership
from maillage.actors.record_forms.people import JoinForm, LeaveForm


def test_somebody_known_gets_a_function(city: factories.City) -> None:
    form = JoinForm({"words": "fatou", "asked": "fatou", "chosen": city.fatou.ref, "title_fr": "trésorière"})
    assert form.is_valid(), form.errors
    made = form.save(actor=city.forge, who=city.ines.ref)
    assert made is not None
    assert (made.person, made.actor, made.titles, made.since, made.until) == (
        city.fatou,
        city.forge,
        {"fr": "trésorière", "en": "trésorière"},
        "",
        "",
    )


def test_a_function_has_its_english_name_and_its_beginning(city: factories.City) -> None:
    typed = {"words": "fatou diallo", "title_fr": "trésorière", "title_en": "treasurer", "since": "mars 2019"}
    form = JoinForm(typed)
    assert form.is_valid(), form.errors
    made = form.save(actor=city.forge, who="system")
    assert made is not None
    assert (made.titles["en"], made.since) == ("treasurer", "2019-03")


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"words": ""}, ["words"]),
        ({"words": "personne"}, ["words"]),
        ({"words": "a"}, ["chosen"]),
        ({"title_fr": ""}, ["title_fr"]),
        ({"since": "31/02/2019"}, ["since"]),
    ],
)
def test_a_function_without_its_holder_or_its_name_is_refused(
    city: factories.City, changes: dict[str, str], fields: list[str]
) -> None:
    assert list(JoinForm({"words": "fatou diallo", "title_fr": "trésorière", **changes}).errors) == fields


@pytest.mark.parametrize(("typed", "kept"), [("", "2026-06-08"), ("2020", "2020")])
def test_a_function_ends_today_or_on_its_date(city: factories.City, typed: str, kept: str) -> None:
    membership = Membership.objects.get(person=city.fatou)
    form = LeaveForm({"until": typed})
    assert form.is_valid(), form.errors
    ended = form.save(membership=membership, who="system")
    assert ended is not None
    assert ended.until == kept


def test_a_function_that_would_end_before_it_began_is_told_on_the_form(city: factories.City) -> None:
    joined = JoinForm({"words": "fatou diallo", "title_fr": "trésorière", "since": "2019"})
    assert joined.is_valid()
    membership = joined.save(actor=city.forge, who="system")
    assert membership is not None
    form = LeaveForm({"until": "2011"})
    assert form.is_valid()
    assert (form.save(membership=membership, who="system"), len(form.non_field_errors())) == (None, 1)

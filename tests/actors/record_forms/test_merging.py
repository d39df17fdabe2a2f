"""Two records of one actor: which one stays."""

from __future__ import annotations

import pytest
from tests import factories

from maillage.actors.actions import merge_records
from maillage.actors.record_forms.merging import MergeForm


@pytest.mark.parametrize(("keep", "absorbed"), [("forge", "bourrasque"), ("bourrasque", "forge")])
def test_the_record_that_was_chosen_stays(city: factories.City, keep: str, absorbed: str) -> None:
    kept = getattr(city, keep)
    form = MergeForm({"keep": kept.ref, "why": "Même gérant."}, one=city.forge, two=city.bourrasque)
    assert form.is_valid(), form.errors
    merge = form.save(who=city.ines.ref)
    assert merge is not None
    assert (merge.kept, merge.absorbed, merge.why, merge.who) == (
        kept,
        getattr(city, absorbed),
        "Même gérant.",
        city.ines.ref,
    )


@pytest.mark.parametrize("keep", ["", "nowhere23456"])
def test_none_of_the_two_chosen_is_refused(city: factories.City, keep: str) -> None:
    assert list(MergeForm({"keep": keep}, one=city.forge, two=city.bourrasque).errors) == ["keep"]


def test_what_was_merged_meanwhile_is_told_on_the_form(city: factories.City) -> None:
    form = MergeForm({"keep": city.forge.ref}, one=city.forge, two=city.bourrasque)
    assert form.is_valid()
    merge_records(kept=city.fil_a_fil, absorbed=city.bourrasque, who="system")
    city.bourrasque.refresh_from_db()
    assert (form.save(who="system"), len(form.non_field_errors())) == (None, 1)

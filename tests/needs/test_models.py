"""A need as a row: its headline, who asks, the words that counted; what the database refuses."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests import factories

from maillage.needs.models import Need, NeedSkill
from maillage.needs.queries import need_with_ref
from maillage.territory.models import Territory


def test_headline_is_the_first_words_on_one_line() -> None:
    assert Need(words="Un fichier\n\n  à remettre").headline == "Un fichier à remettre"
    long = Need(words="mot " * 100).headline
    assert (len(long) <= 110, long.endswith("mot…")) == (True, True)


def test_headline_of_a_single_endless_word_is_cut() -> None:
    assert Need(words="é" * 500).headline == "é" * 109 + "…"


def test_actor_asks_or_the_person_for_herself() -> None:
    assert str(Need(actor_name="Fil à Fil", asker_name="Fatou Diallo", words="Aide")) == "Fil à Fil: Aide"
    assert Need(asker_name="Fatou Diallo").who_asks == "Fatou Diallo"


def test_kept_and_proposed_skills_are_told_apart_surest_first(territory: Territory) -> None:
    need = factories.a_confirmed_need(territory)
    NeedSkill.objects.filter(need=need).delete()
    for code, choice, score in (
        ("compta", "proposed", 0.2),
        ("com-graph", "proposed", 0.9),
        ("com-trad", "rejected", 1),
        ("num-outils", "confirmed", 1),
    ):
        NeedSkill.objects.create(need=need, skill=factories.skill(code), choice=choice, score=score)
    shown = need_with_ref(need.ref)
    assert shown is not None
    assert [s.code for s in shown.kept_skills()] == ["num-outils"]
    assert [row.skill.code for row in shown.proposed_rows()] == ["com-graph", "compta"]


def test_skills_proposed_in_one_click_are_the_surest_and_those_that_come_close(
    territory: Territory,
) -> None:
    need = factories.a_confirmed_need(territory)
    NeedSkill.objects.filter(need=need).delete()
    for code, score in (("compta", 0.9), ("com-graph", 0.85), ("com-trad", 0.01), ("num-outils", 0.005)):
        NeedSkill.objects.create(need=need, skill=factories.skill(code), score=score)
    assert [row.skill.code for row in need.likely_rows()] == ["compta", "com-graph"]
    NeedSkill.objects.filter(need=need).delete()
    assert need.likely_rows() == []


def test_words_that_counted_are_read_in_the_persons_own(territory: Territory) -> None:
    need = factories.a_confirmed_need(territory, factories.an_ask("🎉 Un vieux tableur"))
    row = NeedSkill(need=need, skill=factories.skill("compta"), spans=[(5, 10), ("11", "18")])
    row.save()
    assert row.spans == [[5, 10], [11, 18]]
    assert row.heard() == ["vieux", "tableur"]
    assert str(row) == f"{need.pk}: Comptabilité (proposed)"


def test_form_key_is_once_in_a_territory_and_none_is_many(territory: Territory) -> None:
    rows = {
        "territory": territory,
        "words": "x",
        "language": "fr",
        "asker_name": "x",
        "actor_kind": "project",
    }
    for _ in range(2):
        Need.objects.create(**rows)
    Need.objects.create(**rows, form_key="key")
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.create(**rows, form_key="key")


def test_need_of_no_hours_cannot_be_stored(territory: Territory) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.create(
            territory=territory, words="x", language="fr", asker_name="x", actor_kind="project", hours=0
        )

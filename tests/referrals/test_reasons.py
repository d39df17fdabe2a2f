"""Why this pair: facts that can be checked, in words for each reader."""

from __future__ import annotations

import pytest
from django.utils import translation
from tests import factories

from maillage.needs.models import Need
from maillage.needs.queries import need_with_ref
from maillage.referrals.reasons import (
    WEIGHTS,
    pair_facts,
    reason_to_coordinator,
    reason_to_helper,
    weight_sentences,
)


def a_need(city: factories.City, *codes: str) -> Need:
    """A need in search for these skills, as the bridge reads it."""
    need = need_with_ref(factories.a_qualified_need(city.territory, *codes).ref)
    assert need is not None
    return need


def affinity(city: factories.City, *codes: str, met: bool = False) -> float | None:
    """Affinity of Marc, who offers tools and accounting, with a need."""
    facts = pair_facts(a_need(city, *codes), city.marc_hours, left=4, open_asks=0, met=met)
    return facts[0] if facts else None


def test_weights_are_shares_of_one() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1)


def test_helper_without_any_of_the_skills_is_no_candidate(city: factories.City) -> None:
    assert affinity(city, "com-trad") is None


def test_affinity_grows_with_what_is_covered_and_with_what_is_new(city: factories.City) -> None:
    full, half = affinity(city, "compta"), affinity(city, "compta", "com-trad")
    met = affinity(city, "compta", met=True)
    assert full is not None
    assert half is not None
    assert met is not None
    assert full - half == pytest.approx(WEIGHTS["skill"] / 2, abs=1e-4)
    assert full - met == pytest.approx(WEIGHTS["first_tie"], abs=1e-4)
    assert affinity(city, "compta", "num-outils") == pytest.approx(1, abs=1e-4)


def test_reasons_are_said_to_the_helper_and_to_the_coordinator(city: factories.City) -> None:
    need = a_need(city, "compta")
    facts = pair_facts(need, city.marc_hours, left=1, open_asks=0, met=False)
    assert facts is not None
    you = [reason_to_helper(reason, need).replace("\xa0", " ") for reason in facts[1]]
    assert you == [
        "Vous avez proposé : Comptabilité.",
        "Il vous reste 1 heure sur 4 ce mois-ci.",
        "Vous n’avez rien d’autre en cours.",
        "Forge & Cie et Fatou Diallo ne se sont jamais croisés : ce serait un premier lien.",
    ]
    she = [reason_to_coordinator(reason, "Marc", need).replace("\xa0", " ") for reason in facts[1]]
    assert she[:3] == [
        "Marc propose : Comptabilité.",
        "Il lui reste 1 heure sur 4 ce mois-ci.",
        "Rien d’autre en cours pour Marc.",
    ]
    assert she[3] == you[3]


def test_helper_who_is_busy_or_already_met_gets_no_reason_that_is_not_true(city: factories.City) -> None:
    facts = pair_facts(a_need(city, "compta"), city.marc_hours, left=4, open_asks=1, met=True)
    assert facts is not None
    assert [reason["code"] for reason in facts[1]] == ["skill", "hours"]


def test_speaking_the_language_is_a_reason_only_when_it_is_not_the_territorys_first(
    city: factories.City,
) -> None:
    need = a_need(city, "compta")
    need.language = "en"
    city.marc_hours.languages = ["en"]
    facts = pair_facts(need, city.marc_hours, left=4, open_asks=0, met=True)
    assert facts is not None
    (reason,) = (r for r in facts[1] if r["code"] == "language")
    with translation.override("en"):
        assert reason_to_helper(reason, need) == "You speak the language of this request."
        assert "Marc" in reason_to_coordinator(reason, "Marc", need)


def test_skills_are_named_in_the_readers_language(city: factories.City) -> None:
    need = a_need(city, "compta")
    facts = pair_facts(need, city.marc_hours, left=4, open_asks=0, met=True)
    assert facts is not None
    with translation.override("en"):
        assert "Accounting" in reason_to_helper(facts[1][0], need)


def test_public_rule_is_the_table_itself_heaviest_first() -> None:
    shares = [share for _, share in weight_sentences()]
    assert shares == sorted((round(100 * w) for w in WEIGHTS.values()), reverse=True)
    assert sum(shares) == 100

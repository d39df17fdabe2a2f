"""Every relation between two tables points down the layers, also when it is written as a string.

The contract of imports cannot see ``ForeignKey("needs.Need")``; this can.
"""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import Field

LAYER = {
    "common": 0,
    "territory": 1,
    "skills": 2,
    "people": 2,
    "search": 2,
    "actors": 3,
    "places": 4,
    "imports": 5,
    "needs": 5,
    "pledges": 5,
    "bookings": 5,
    "referrals": 6,
    "observatory": 7,
}
SAME_LAYER_STRANGERS = (
    {"skills", "people"},
    {"needs", "pledges"},
    {"imports", "needs"},
    {"imports", "pledges"},
)


def relations() -> list[tuple[str, str, str]]:
    """(app, field, app it points at) of every foreign key and many-to-many, hidden tables included."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("maillage."):
            continue
        for field in model._meta.get_fields():
            if isinstance(field, Field) and field.related_model is not None:
                target = apps.get_model(field.related_model._meta.label)  # type: ignore[union-attr]
                name = f"{model._meta.label}.{field.name}"
                found.append((model._meta.app_label, name, target._meta.app_label))
    return found


def test_the_walk_sees_the_relations_one_can_name() -> None:
    seen = {name: target for _, name, target in relations()}
    assert seen["referrals.Referral.need"] == "needs"
    assert seen["pledges.Pledge.skills"] == "skills"
    assert seen["people.Person.user"] == "people"
    assert len(seen) > 40


@pytest.mark.parametrize(("home", "name", "target"), relations(), ids=str)
def test_relation_points_down_the_layers(home: str, name: str, target: str) -> None:
    assert LAYER[target] <= LAYER[home], f"{name} points up"
    assert {home, target} not in SAME_LAYER_STRANGERS, f"{name} ties two apps of one layer"


def test_common_has_no_relation_at_all() -> None:
    """The journal and the outbox name things by reference: they outlive what they name."""
    assert [name for home, name, _ in relations() if home == "common"] == []

"""From the first tables to the latest: no row is lost, and each actor has a life."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from maillage.actors.models.history import digest_of, length_class
from maillage.common.partial_date import NO_END

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

FIRST = [("territory", "0001_initial"), ("actors", "0001_initial")]
CREATED = datetime(2025, 3, 1, 23, 30, tzinfo=UTC)


def migrate(targets: list[tuple[str, str]]) -> StateApps:
    """The tables as they were, or are, at these migrations."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


def latest() -> list[tuple[str, str]]:
    """The last migration of every app."""
    return MigrationExecutor(connection).loader.graph.leaf_nodes()


@pytest.fixture
def first_tables() -> Iterator[StateApps]:
    """The first tables of actors, empty; whatever happens, the latest ones are there afterwards."""
    yield migrate(FIRST)
    migrate(latest())


def fill(apps: StateApps) -> dict[str, Any]:
    """Rows as the first version wrote them."""
    territory = apps.get_model("territory", "Territory").objects.create(
        slug="volcanville", names={"fr": "Volcanville"}, short_name="Volcanville", country="FR",
        languages=["fr"], time_zone="Europe/Paris", contact_email="a@b.example", sender="a@b.example",
    )  # fmt: skip
    commune = apps.get_model("territory", "Commune").objects.create(
        territory=territory, code="99001", name="Volcanville"
    )
    actors = {
        founded: apps.get_model("actors", "Actor").objects.create(
            territory=territory,
            name=f"L’Épicerie {founded}".strip(),
            kind="cooperative",
            founded=founded,
            commune=commune if founded else None,
            descriptions={"fr": "Une épicerie."},
            created_at=CREATED,
        )
        for founded in ("2014-05", "", "c. 2014")
    }
    person = apps.get_model("people", "Person").objects.create(territory=territory, given_name="Fatou")
    members = {
        "dated": {"since": date(2020, 3, 1), "until": date(2022, 4, 5)},
        "undated": {"since": None, "until": None},
    }
    for actor, (title, dates) in zip(actors.values(), members.items(), strict=False):
        apps.get_model("actors", "Membership").objects.create(
            actor=actor, person=person, titles={"fr": title}, **dates
        )
    return {"territory": territory.pk, "commune": commune.pk, "actors": [a.pk for a in actors.values()]}


def rows(apps: StateApps, model: str, *fields: str) -> list[tuple[Any, ...]]:
    """What a table holds, in order."""
    return list(apps.get_model("actors", model).objects.order_by("pk").values_list(*fields))


def check_records(apps: StateApps, made: dict[str, Any]) -> None:
    """Every actor is there, with what it said."""
    names = ("L’Épicerie 2014-05", "L’Épicerie", "L’Épicerie c. 2014")
    assert rows(apps, "Actor", "pk", "name", "kind", "founded", "descriptions", "created_at") == [
        (pk, name, "cooperative", founded, {"fr": "Une épicerie."}, CREATED)
        for pk, name, founded in zip(made["actors"], names, ("2014-05", "", ""), strict=True)
    ]
    assert rows(apps, "Actor", "sort_name", "life", "ended", "listing", "merged_into", "confirmed_at") == [
        (name, "active", "", "listed", None, CREATED)
        for name in ("epicerie 2014-05", "epicerie", "epicerie c. 2014")
    ]


def check_functions(apps: StateApps, made: dict[str, Any]) -> None:
    """Dates of functions became texts."""
    assert rows(apps, "Membership", "actor", "titles", "since", "until") == [
        (made["actors"][0], {"fr": "dated"}, "2020-03-01", "2022-04-05"),
        (made["actors"][1], {"fr": "undated"}, "", ""),
    ]


def check_facts(apps: StateApps, made: dict[str, Any]) -> None:
    """Each actor has its founding, or the first trace of it: the day it was recorded."""
    first, *others = made["actors"]
    assert rows(apps, "LifeEvent", "actor", "kind", "happened", "counts_from", "name", "actor_kind") == [
        (first, "founded", "2014-05", date(2014, 5, 1), "L’Épicerie 2014-05", "cooperative"),
        (others[0], "seen", "2025-03-01", date(2025, 3, 1), "L’Épicerie", "cooperative"),
        (others[1], "seen", "2025-03-01", date(2025, 3, 1), "L’Épicerie c. 2014", "cooperative"),
    ]
    assert rows(apps, "LifeEvent", "source", "who", "known_from") == [("coordinator", "system", CREATED)] * 3


def check_episodes(apps: StateApps, made: dict[str, Any]) -> None:
    """Each actor has an episode, with its address and what is worked out of it."""
    born = [date(2014, 5, 1), date(2025, 3, 1), date(2025, 3, 1)]
    communes = (made["commune"], None, made["commune"])
    fields = ("actor", "valid_from", "valid_until", "known_from", "state", "opens", "closes", "commune")
    assert rows(apps, "Episode", *fields) == [
        (actor, day, NO_END, CREATED, "active", True, False, commune)
        for actor, day, commune in zip(made["actors"], born, communes, strict=True)
    ]
    told = rows(apps, "Episode", "length", "digest", "name", "address")
    assert [row[:2] for row in told] == [
        (length_class(day, NO_END), digest_of(name, "cooperative", address, "active"))
        for day, (_, _, name, address) in zip(born, told, strict=True)
    ]
    places = rows(apps, "Address", "territory", "commune", "city")
    assert places == [(made["territory"], made["commune"], "Volcanville")] * 2


def check_retelling(made: dict[str, Any]) -> None:
    """Told again by the actions, each life is told the same."""
    from maillage.actors.actions.retelling import retell
    from maillage.actors.models import Actor, Episode
    from maillage.common.scope import territory_scope

    with territory_scope(made["territory"]):
        before = [list(model.objects.order_by("pk").values()) for model in (Actor, Episode)]
        for actor in Actor.objects.all():
            retell(actor)
        assert [list(model.objects.order_by("pk").values()) for model in (Actor, Episode)] == before


def test_actors_of_the_first_version_keep_everything_and_have_a_life(first_tables: StateApps) -> None:
    made = fill(first_tables)
    apps = migrate(latest())
    check_records(apps, made)
    check_functions(apps, made)
    check_facts(apps, made)
    check_episodes(apps, made)
    check_retelling(made)


def test_tables_without_rows_migrate_too(first_tables: StateApps) -> None:
    apps = migrate(latest())
    assert [rows(apps, model, "pk") for model in ("Actor", "LifeEvent", "Episode")] == [[], [], []]

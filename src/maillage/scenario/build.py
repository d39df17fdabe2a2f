"""Builds the demonstration city: opens its territory, then plays its six months."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random

from django.db import connection

import maillage
from maillage.common import clock, ids
from maillage.common.scope import territory_scope
from maillage.scenario.cast import Cast
from maillage.scenario.data import read_demo
from maillage.scenario.desk import Desk
from maillage.scenario.life import Life
from maillage.scenario.lives import plan_lives
from maillage.scenario.rooms import plan_rooms
from maillage.scenario.sites import plan_sites
from maillage.scenario.stage import FIRST_DAY, Progress, Stage
from maillage.skills.actions import load_skills
from maillage.territory.actions import open_territory
from maillage.territory.models import Territory

SKILLS = Path(maillage.__file__).parent / "data" / "skills"


def build_demo(
    *,
    folder: Path,
    end: date,
    seed: int,
    progress: Progress,
    skills_folder: Path = SKILLS,
    limit: int | None = None,
) -> Territory:
    """Play the ``demo`` data of a territory's folder up to nine o'clock of ``end``; returns the territory.

    The same data, date and seed give the same city. ``limit`` keeps only the latest needs.
    """
    data = read_demo(folder / "demo")
    if limit is not None:
        data = data.last_needs(limit)
    with ids.seeded(seed), _unsynced():
        territory = _open(folder, skills_folder, end)
        stage = Stage.of(territory, end)
        cast = Cast(stage, data)
        lives = [Life.of(row, stage, cast, Random(f"{seed}:{n}")) for n, row in enumerate(data.needs)]  # noqa: S311
        kept = frozenset(row.helper for row in data.needs if row.helper)
        for life in lives:
            life.kept_for_others = kept - {life.row.helper}
        desk = Desk(stage, cast, lives)
        stage.after_each = desk.follow
        cast.enter()
        plan_lives(cast)
        plan_sites(cast)
        plan_rooms(cast)
        desk.open()
        for life in lives:
            life.begin()
        stage.play(progress, first_day=min((row.day for row in data.needs), default=0))
    return territory


def _open(folder: Path, skills_folder: Path, end: date) -> Territory:
    with clock.at(clock.now()):
        territory = open_territory(folder=folder, is_demo=True)
    first = Stage.of(territory, end).moment(FIRST_DAY, 8)
    with clock.at(first), territory_scope(territory.pk):
        territory.created_at = first
        load_skills(territory=territory, folder=skills_folder)
    return territory


@contextmanager
def _unsynced() -> Iterator[None]:
    """Let SQLite write without waiting for the disk: a build cut short is started again anyway."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=NORMAL")

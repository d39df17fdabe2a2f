"""Builds the demonstration city with visible progress, and finds again the one built last time."""

from __future__ import annotations

import json
import os
import sys
from datetime import date, datetime, time
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.db import connection
from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import gettext as _

from maillage.cli.errors import CommandError
from maillage.cli.prepare import DEMO_DATABASE, SKILLS, migrate
from maillage.scenario.build import build_demo
from maillage.scenario.data import ScenarioError
from maillage.scenario.report import Summary, summary
from maillage.scenario.stage import END_HOUR
from maillage.skills.actions import SkillListError
from maillage.territory.actions import TerritoryError

MARK = "demo.json"
STEPS = 10  # lines of progress where the output is not a screen


def build(folder: Path, *, territory: Path, end: date, seed: int) -> None:
    """Replace the city of this folder by a new one; its mark is written last, so a half one is never kept."""
    started = monotonic()
    (folder / MARK).unlink(missing_ok=True)
    connection.close()
    for suffix in ("", "-wal", "-shm"):
        (folder / f"{DEMO_DATABASE}{suffix}").unlink(missing_ok=True)
    print(
        _("Six mois d’une ville inventée se jouent, jusqu’au %s.") % date_format(end, "l j F Y"), flush=True
    )
    migrate()
    try:
        built = build_demo(folder=territory, skills_folder=SKILLS, end=end, seed=seed, progress=Progress())
    except (ScenarioError, TerritoryError, SkillListError) as error:
        raise CommandError(str(error)) from None
    morning = datetime.combine(end, time(END_HOUR), tzinfo=built.zone)
    set_clock((morning - now()).total_seconds())
    mark = {"end": end.isoformat(), "seed": seed, "offset": settings.CLOCK_OFFSET_SECONDS}
    (folder / MARK).write_text(json.dumps(mark), encoding="utf-8")
    _tell(summary(built), monotonic() - started)


def restore(folder: Path) -> bool:
    """Go on with the city built last time; False when there is none."""
    try:
        mark = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        print(_("Aucune ville n’a été gardée : on en construit une."))
        return False
    migrate()
    set_clock(float(mark["offset"]))
    return True


def set_clock(offset: float) -> None:
    """Shift the clock of this process; those it starts read it from the environment."""
    os.environ["MAILLAGE_CLOCK_OFFSET"] = str(offset)
    settings.CLOCK_OFFSET_SECONDS = offset


class Progress:
    """One line that fills up on a screen, a few plain lines elsewhere."""

    def __init__(self) -> None:
        self.on_screen = sys.stdout.isatty()
        self.shown = -1

    def __call__(self, label: str, done: int, total: int) -> None:
        """Show how far the scenario is; ``label`` is the simulated date."""
        step = 100 * done // total if self.on_screen else STEPS * done // total
        if step == self.shown:
            return
        self.shown = step
        month = date_format(date.fromisoformat(label), "F Y")
        percent = 100 * done // total
        if self.on_screen:
            bar = ("█" * (percent // 5)).ljust(20, "·")
            print(f"\r  {bar} {percent:3d} %  {month:<16}", end="\n" if done >= total else "", flush=True)
        else:
            print(f"  {percent:3d} %  {month}", flush=True)


def _tell(city: Summary, seconds: float) -> None:
    print(
        _(
            "%(actors)s acteurs, %(helpers)s aidants de %(partners)s partenaires, "
            "%(needs)s besoins, en %(seconds)s secondes."
        )
        % {
            "actors": city.actors,
            "helpers": city.helpers,
            "partners": city.partners,
            "needs": sum(city.needs.values()),
            "seconds": round(seconds),
        }
    )

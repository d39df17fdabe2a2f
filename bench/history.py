"""The directory of any day, and what differs between two, with 100,000 actors and 1,000,000 life events.

    python -m bench.history                            on SQLite, then on a throw-away PostgreSQL
    python -m bench.history 20000 200000               fewer actors and events
    python -m bench.history --postgres                 on PostgreSQL only (--sqlite: on SQLite only)

The lives are invented: births skewed to recent years, dates of all precisions, some facts learned late and
some corrected. Their episodes are those the engine tells, at each moment something was learned. Figures: p50
and p95 of CPU and wall milliseconds over random questions.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

ACTORS, EVENTS, QUESTIONS = 100_000, 1_000_000, 60
TODAY = date(2026, 11, 23)
OPENED = datetime(2024, 9, 1, 8, tzinfo=UTC)
"""The day this directory was opened: what it tells of before was learned since."""
SECTIONS = ("appeared", "gone", "changed", "tied", "untied")
GOALS = {"page": 100, "difference": 300}


def main() -> int:
    """Measure on SQLite here, then on a throw-away PostgreSQL in a child process."""
    numbers = [word for word in sys.argv[1:] if word.isdigit()]
    if "--one" in sys.argv:
        return measure(*(int(number) for number in numbers))
    root = Path(__file__).resolve().parents[1]
    status = 0
    with tempfile.TemporaryDirectory(prefix="maillage-bench-") as folder:
        env = {**os.environ, "MAILLAGE_DATA": folder, "DJANGO_SETTINGS_MODULE": "maillage.config.settings"}
        command = [sys.executable, "-m", "bench.history", "--one", *numbers]
        if "--postgres" not in sys.argv:
            print("SQLite", flush=True)
            status |= subprocess.run(command, env=env, check=False).returncode
        if "--sqlite" not in sys.argv:
            print("PostgreSQL", flush=True)
            postgres = [sys.executable, str(root / "tools" / "postgres.py"), *command]
            status |= subprocess.run(postgres, env=env, check=False).returncode
    return status


def measure(actors: int = ACTORS, events: int = EVENTS) -> int:
    """Fill the database that the environment names, and ask it about random days."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from maillage.common.collector import settle
    from maillage.common.scope import territory_scope

    call_command("migrate", verbosity=0)
    begun = time.perf_counter()
    territory, told = fill(actors, events)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    print(f"{told}; written in {time.perf_counter() - begun:.0f} s", flush=True)
    settle()  # as the server does once it has started
    with territory_scope(territory.pk):
        worst = ask_everything(territory)
    for name, goal in GOALS.items():
        cpu, wall = worst[name]
        print(f"{name}: worst p95 {cpu:.0f} ms of CPU, {wall:.0f} ms of wall time (goal: {goal})")
    return 0


@dataclass(frozen=True)
class Question:
    """Something to ask again and again; ``goal`` says which limit it falls under."""

    name: str
    goal: str
    ask: Callable[[random.Random], object]


def ask_everything(territory: Any) -> dict[str, tuple[float, float]]:
    """Ask each question; prints its line and returns the worst p95 (CPU, wall) of each goal."""
    print(f"{'question':<44}{'cpu p50':>9}{'cpu p95':>9}{'wall p50':>10}{'wall p95':>10}")
    worst = dict.fromkeys(GOALS, (0.0, 0.0))
    for question in questions(territory):
        chance = random.Random(7)
        question.ask(chance)
        cpu, wall = [], []
        for _ in range(QUESTIONS):
            start, clock = time.process_time(), time.perf_counter()
            question.ask(chance)
            cpu.append(1000 * (time.process_time() - start))
            wall.append(1000 * (time.perf_counter() - clock))
        p95 = [statistics.quantiles(row, n=20)[-1] for row in (cpu, wall)]
        p50 = [statistics.median(row) for row in (cpu, wall)]
        print(f"{question.name:<44}{p50[0]:>9.1f}{p95[0]:>9.1f}{p50[1]:>10.1f}{p95[1]:>10.1f}", flush=True)
        before = worst[question.goal]
        worst[question.goal] = max(before[0], p95[0]), max(before[1], p95[1])
    return worst


def questions(territory: Any) -> Iterator[Question]:
    """The questions: a page and its count, a difference, on random days, known now or at a random moment."""
    from maillage.actors.enums import ActorKind
    from maillage.actors.queries import EVERYTHING, Moment, Narrowing

    communes = list(territory.communes.values_list("pk", flat=True))

    def day(chance: random.Random) -> date:
        return date(1950, 1, 1) + timedelta(days=chance.randrange((TODAY - date(1950, 1, 1)).days))

    def then(chance: random.Random) -> datetime:
        return OPENED + timedelta(days=chance.randrange(800), minutes=chance.randrange(1440))

    def narrow(chance: random.Random) -> Narrowing:
        return Narrowing((chance.choice(ActorKind.values),), (chance.choice(communes),))

    def kinds(chance: random.Random) -> Narrowing:
        return Narrowing(kinds=tuple(chance.sample(ActorKind.values, 2)))

    yield Question("first page and count", "page", lambda c: page(Moment(day(c)), EVERYTHING))
    yield Question("… as known then", "page", lambda c: page(Moment(day(c), then(c)), EVERYTHING))
    yield Question("… of two kinds", "page", lambda c: page(Moment(day(c)), kinds(c)))
    yield Question("… of a kind in a commune", "page", lambda c: page(Moment(day(c)), narrow(c)))
    yield Question(
        "… of a kind in a commune, as known then", "page", lambda c: page(Moment(day(c), then(c)), narrow(c))
    )
    yield Question("… of today", "page", lambda _: page(Moment(TODAY), EVERYTHING))
    yield Question(
        "difference of two days",
        "difference",
        lambda c: difference(*(Moment(d) for d in sorted((day(c), day(c))))),
    )
    yield Question(
        "… as known then",
        "difference",
        lambda c: difference(*(Moment(d, then(random.Random(3))) for d in sorted((day(c), day(c))))),
    )
    yield Question("… in one year", "difference", lambda c: difference(*a_year(day(c))))
    yield Question(
        "what we learned between two moments",
        "difference",
        lambda c: difference(*(Moment(TODAY, t) for t in sorted((then(c), then(c))))),
    )


def page(moment: Any, only: Any) -> object:
    """What a page of the directory of a day asks for."""
    from maillage.actors.queries import count_on, page_on

    return count_on(moment, only), [(row.name, row.actor.ref) for row in page_on(moment, only)]


def difference(first: Any, second: Any) -> object:
    """What a page of a difference asks for: five counts, and the beginning of five lists."""
    from maillage.actors.queries import Difference

    between = Difference(first, second)
    found = between.findings()
    rows = {name: found.rows(name) for name in SECTIONS}
    return [found.count(name) for name in SECTIONS], rows, between.before(rows["changed"])


def a_year(day: date) -> tuple[Any, Any]:
    """A day, and the same one a year later."""
    from maillage.actors.queries import Moment

    return Moment(day), Moment(day + timedelta(days=365))


def fill(actors: int, events: int) -> tuple[Any, str]:
    """A territory with invented lives and ties; returns it, and what was written in words."""
    from maillage.actors.models import Actor, Address, Episode, LifeEvent, Tie
    from maillage.common.scope import territory_scope
    from maillage.territory.actions import open_territory

    folder = next((Path(__file__).resolve().parents[1] / "src/maillage/data/territories").iterdir())
    territory = open_territory(folder=folder)
    chance = random.Random(1)
    with territory_scope(territory.pk):
        communes = list(territory.communes.values_list("pk", flat=True))
        places = [chance.choice(communes) for _ in range(actors // 2)]
        write(Address, (address(territory.pk, pk, commune) for pk, commune in enumerate(places, 1)))
        lives = [life(chance, pk, events / actors, len(places)) for pk in range(1, actors + 1)]
        write(Actor, (record(territory.pk, told) for told in lives))
        facts = write(LifeEvent, numbered(row for told in lives for row in fact_rows(territory.pk, told)))
        spells = write(
            Episode, numbered(row for told in lives for row in spell_rows(territory.pk, told, places))
        )
        ties = write(Tie, (tie(territory.pk, pk, chance, actors) for pk in range(1, 2 * actors + 1)))
    return territory, f"{actors} actors, {facts} events, {spells} episodes, {ties} versions of ties"


@dataclass(frozen=True)
class Life:
    """An invented life: its facts, each with the moments from which and until which it was known."""

    pk: int
    facts: tuple[tuple[Any, datetime, datetime], ...]


def life(chance: random.Random, pk: int, mean: float, places: int) -> Life:
    """A birth, changes, perhaps an end and a revival; some facts are learned late, some corrected."""
    from maillage.actors.models import FOREVER

    born = max(1950, int(2026.9 - chance.expovariate(1 / 18)))
    facts: list[tuple[Any, datetime, datetime]] = []
    learned = OPENED + timedelta(days=chance.choice((0, 0, 0, 0, 20, 150)))
    for event in happenings(chance, born, round(chance.uniform(2, 2.35 * mean)), places, pk):
        late = event.order > 1 and chance.random() < 0.03
        moment = max(learned + timedelta(days=chance.randrange(600) if late else 0), at_nine(event.first))
        if chance.random() < 0.01:
            wrong = replace(
                event, order=event.order + 1_000, values=replace(event.values, name=f"Erreur {pk}")
            )
            facts.append((wrong, moment, moment + timedelta(days=30)))
            moment += timedelta(days=30)
        facts.append((event, moment, FOREVER))
        learned = max(learned, facts[0][1])  # nothing is known of it before its birth is
    return Life(pk, tuple(facts))


def happenings(chance: random.Random, born: int, number: int, places: int, pk: int) -> Iterator[Any]:
    """The facts of a life in order, at most ``number``: nothing in them contradicts another."""
    from maillage.actors.enums import ActorKind
    from maillage.engine.history import Change, Event, Values

    kinds, asleep = ActorKind.values, False
    name = f"{chance.choice(NAMES)} {chance.choice(NAMES)} {pk}"
    said = Values(name, chance.choice(kinds), chance.randrange(places) + 1)
    birth = date(born, 1, 1) + timedelta(days=chance.randrange(300))
    yield Event(Change.FOUNDED if chance.random() < 0.7 else Change.SEEN, *span(chance, birth), 1, said)
    days = sorted(chance.randrange(max(1, (TODAY - birth).days)) for _ in range(number - 1))
    for order, days_later in enumerate(days, 2):
        change = Change.REVIVED if asleep else Change(chance.choices(*zip(*ODDS, strict=True))[0])
        values = {
            Change.RENAMED: Values(name=f"{chance.choice(NAMES)} {chance.choice(NAMES)} {pk}"),
            Change.MOVED: Values(place=chance.randrange(places) + 1),
            Change.CHANGED_KIND: Values(kind=chance.choice(kinds)),
        }.get(change, Values())
        asleep = change in (Change.CLOSED, Change.DORMANT)
        day = birth + timedelta(days=days_later)
        yield Event(change, *((day, day) if asleep else span(chance, day)), order, values)
        if change == Change.CLOSED and chance.random() < 0.8:
            return


NAMES = (
    "Atelier", "Bourrasque", "Cime", "Dôme", "Écho", "Fabrique", "Galet", "Halle", "Îlot", "Jardin", "Lave",
    "Maison", "Nuage", "Orme", "Pierre", "Quai", "Ruche", "Source", "Toile", "Vent",
)  # fmt: skip
ODDS = (("renamed", 25), ("moved", 40), ("changed_kind", 15), ("dormant", 10), ("closed", 5))


def span(chance: random.Random, day: date) -> tuple[date, date]:
    """This day, its month or its year: the first and the last day it may have been."""
    from maillage.common.partial_date import PartialDate

    written = str(day)[: chance.choice((4, 7, 7, 10, 10, 10))]
    when = PartialDate.parse(written)
    return when.first, min(when.last, TODAY)


def at_nine(day: date) -> datetime:
    """That day at nine, in UTC."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def spell_rows(territory: int, told: Life, places: list[int]) -> Iterator[dict[str, Any]]:
    """The episodes of a life, as ``retell`` would have made them at each moment something was learned."""
    from maillage.actors.models import FOREVER
    from maillage.engine.history import fold

    known: dict[Any, datetime] = {}
    moments = sorted({fact[1] for fact in told.facts} | {fact[2] for fact in told.facts} - {FOREVER})
    for moment in [*moments, FOREVER]:
        facts = [event for event, since, until in told.facts if since <= moment < until]
        spells = set(fold(facts)) if moment < FOREVER else set()
        for spell in [spell for spell in known if spell not in spells]:
            when = {"known_from": known.pop(spell), "known_until": moment}
            yield spell_row(territory, told, spell, places[spell.place - 1]) | when
        known |= {spell: moment for spell in spells if spell not in known}


def spell_row(territory: int, told: Life, spell: Any, commune: int) -> dict[str, Any]:
    """One episode, without the moments it was known."""
    from maillage.actors.models.history import digest_of, length_class
    from maillage.actors.naming import sort_name

    return {
        "territory_id": territory, "actor_id": told.pk, "valid_from": spell.start, "valid_until": spell.end,
        "name": spell.name, "sort_name": sort_name(spell.name),
        "kind": spell.kind, "address_id": spell.place, "commune_id": commune,
        "state": str(spell.state), "opens": spell.opens, "closes": spell.closes,
        "length": length_class(spell.start, spell.end),
        "digest": digest_of(spell.name, spell.kind, spell.place, str(spell.state)),
    }  # fmt: skip


def fact_rows(territory: int, told: Life) -> Iterator[dict[str, Any]]:
    """The life events of a life."""
    for event, since, until in told.facts:
        yield {
            "territory_id": territory, "actor_id": told.pk, "kind": str(event.change),
            "happened": event.first.isoformat(), "counts_from": event.counts_from,
            "name": event.values.name or "", "actor_kind": event.values.kind or "",
            "address_id": event.values.place, "source": "import", "who": "bench",
            "known_from": since, "known_until": until,
        }  # fmt: skip


def record(territory: int, told: Life) -> dict[str, Any]:
    """The record of an actor."""
    values = told.facts[0][0].values
    return {"id": told.pk, "territory_id": territory, "name": values.name, "kind": values.kind}


def address(territory: int, pk: int, commune: int) -> dict[str, Any]:
    """An address in a commune."""
    return {"id": pk, "territory_id": territory, "street": f"{pk % 90} rue Inventée", "commune_id": commune}


def tie(territory: int, pk: int, chance: random.Random, actors: int) -> dict[str, Any]:
    """A tie of unknown parties, half of them over, one in twenty known no more."""
    from maillage.actors.models import FOREVER
    from maillage.common.partial_date import NO_END

    first, _ = span(chance, max(date(1955, 1, 1), TODAY - timedelta(days=int(chance.expovariate(1 / 4000)))))
    ended = chance.random() < 0.5
    known = OPENED + timedelta(days=chance.randrange(500))
    return {
        "id": pk, "territory_id": territory, "actor_id": chance.randrange(actors) + 1,
        "other_id": chance.randrange(actors) + 1, "kind": "partner", "since": first.isoformat(),
        "valid_from": first, "source": "import", "who": "bench", "known_from": known,
        "valid_until": first + timedelta(days=chance.randrange(30, 4000)) if ended else NO_END,
        "known_until": known + timedelta(days=90) if chance.random() < 0.05 else FOREVER,
    }  # fmt: skip


def numbered(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The same rows with their primary keys."""
    for pk, row in enumerate(rows, 1):
        yield {"id": pk, **row}


def write(model: Any, rows: Iterable[dict[str, Any]]) -> int:
    """Insert rows in the quickest way of each database; what they leave out is the model's default."""
    from django.db import connection

    fields = model._meta.concrete_fields
    names = ", ".join(f'"{field.column}"' for field in fields)
    table, number = f'"{model._meta.db_table}" ({names})', 0

    def values() -> Iterator[list[Any]]:
        nonlocal number
        for row in rows:
            number += 1
            told = [row[f.attname] if f.attname in row else f.get_default() for f in fields]
            yield [f.get_db_prep_save(v, connection) for f, v in zip(fields, told, strict=True)]

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                for row in values():
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.execute("BEGIN")
            cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", values())  # noqa: S608  our own names
            cursor.execute("COMMIT")
    return number


if __name__ == "__main__":
    sys.exit(main())

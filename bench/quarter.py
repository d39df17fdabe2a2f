"""Rooms and places at the size of a city: what is free, where to go now, a year of Mondays, the map's weight.

    python -m bench.quarter                  on SQLite, then on a throw-away PostgreSQL
    python -m bench.quarter --sqlite         on SQLite only (--postgres: on PostgreSQL only)
    python -m bench.quarter --askers 100     two hundred people at once for the last desk, so many times

500 spaces of 100 places, 200,000 bookings over a year, and 5,000 places on the map. All is invented,
and written in bulk, past the actions but not past the database's own constraint. What is free is read again,
row by row. Figures: p50 and p95 of CPU and wall milliseconds over random moments, and compressed bytes.
"""

from __future__ import annotations

import gzip
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

PLACES, SPACES_EACH, BOOKINGS, ON_THE_MAP, REPEATS = 100, 5, 200_000, 5_000, 40
NOW = datetime(2026, 11, 23, 9, 2, tzinfo=UTC)
YEAR_START = NOW - timedelta(days=180)
HOURS = ("Mo-Fr 08:00-20:00", "Mo-Sa 09:00-22:00; PH off", "24/7", "Tu-Sa 10:00-18:00", "Mo-Su 07:00-24:00")


def main() -> int:
    """Measure on SQLite here, then on a throw-away PostgreSQL in a child process."""
    if "--one" in sys.argv:
        return measure()
    root = Path(__file__).resolve().parents[1]
    status = 0
    with tempfile.TemporaryDirectory(prefix="maillage-bench-") as folder:
        env = {**os.environ, "MAILLAGE_DATA": folder, "DJANGO_SETTINGS_MODULE": "maillage.config.settings"}
        command = [sys.executable, "-m", "bench.quarter", "--one", *sys.argv[1:]]
        if "--postgres" not in sys.argv:
            print("SQLite", flush=True)
            status |= subprocess.run(command, env=env, check=False).returncode
        if "--sqlite" not in sys.argv:
            print("PostgreSQL", flush=True)
            postgres = [sys.executable, str(root / "tools" / "postgres.py"), *command]
            status |= subprocess.run(postgres, env=env, check=False).returncode
    return status


def measure() -> int:
    """Fill the database that the environment names, and ask it."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from maillage.common import clock
    from maillage.common.collector import settle
    from maillage.territory.inside import inside

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    begun = time.perf_counter()
    territory, spaces = fill()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    written = time.perf_counter() - begun
    print(f"{len(spaces)} spaces, {BOOKINGS} bookings; written in {written:.0f} s", flush=True)
    settle()  # as the server does once it has started
    with inside(territory), clock.at(NOW):
        ask_rooms(territory, spaces)
        if askers := asked_times():
            ask_at_once(territory, askers)
        weigh(territory)
    return 0


def ask_rooms(territory: Any, spaces: list[Any]) -> None:
    """What is free over four weeks, where to go now, and whether a year of one hour each week can be had."""
    from maillage.bookings.actions.rules import Wish, series_or_refuse
    from maillage.bookings.bridge import free_spans, units_for
    from maillage.bookings.free_now import free_at
    from maillage.places.queries.open_now import Wish as PlaceWish
    from maillage.places.queries.open_now import open_places, with_rooms

    def free(chance: random.Random) -> object:
        start = NOW + timedelta(hours=chance.randrange(2000))
        return free_spans(spaces, territory, start, start + timedelta(days=28))

    def now(chance: random.Random) -> object:
        moment = NOW + timedelta(minutes=chance.randrange(10_000))
        wish = PlaceWish(people=6, room=True)
        rooms = free_at(territory, moment, people=6)
        return with_rooms(open_places(territory, moment, wish), rooms, wish)[:60]

    def series(chance: random.Random) -> object:
        space = chance.choice(spaces)
        day = (NOW + timedelta(days=chance.randrange(1, 120))).date()
        start = datetime(day.year, day.month, day.day, chance.randrange(9, 17))  # noqa: DTZ001
        _found, dates = series_or_refuse(space, Wish(start, 60, "FREQ=WEEKLY;COUNT=52"))
        assert len(dates) == 52
        return units_for(space, [(date.start, date.end) for date in dates])

    print(f"{'question':<44}{'cpu p50':>9}{'cpu p95':>9}{'wall p50':>10}{'wall p95':>10}{'goal':>7}")
    ask("what is free, 500 spaces, 4 weeks", free, 100)
    ask("where to go now, 100 places, 500 spaces", now, 60)
    ask("a weekly series of one year", series, 50)
    referee(territory, spaces, free)


def ask(name: str, question: Callable[[random.Random], object], goal: int) -> None:
    """Ask again and again; prints p50 and p95 of milliseconds."""
    chance = random.Random(7)
    for _ in range(3):
        question(chance)
    cpu, wall = [], []
    for _ in range(REPEATS):
        start, clock = time.process_time(), time.perf_counter()
        question(chance)
        cpu.append(1000 * (time.process_time() - start))
        wall.append(1000 * (time.perf_counter() - clock))
    p95 = [statistics.quantiles(row, n=20)[-1] for row in (cpu, wall)]
    p50 = [statistics.median(row) for row in (cpu, wall)]
    print(f"{name:<44}{p50[0]:>9.1f}{p95[0]:>9.1f}{p50[1]:>10.1f}{p95[1]:>10.1f}{goal:>7}", flush=True)


def referee(territory: Any, spaces: list[Any], free: Callable[[random.Random], object]) -> None:
    """Every free stretch of one answer lies clear of every booking, read again row by row."""
    from maillage.bookings.models import Occurrence

    found: Any = free(random.Random(3))
    wrong = 0
    for space in spaces[:60]:
        rows = list(Occurrence.objects.filter(space=space).values_list("unit", "starts_at", "ends_at"))
        for stretch in found.get(space.pk, ()):
            clear = [
                unit
                for unit in range(1, space.units + 1)
                if not any(u == unit and a < stretch.end and b > stretch.start for u, a, b in rows)
            ]
            wrong += len(clear) < stretch.units
    print(f"referee: {wrong} wrong stretches of 60 spaces of {territory}")


def asked_times() -> int:
    """How often the line asks for two hundred askers."""
    words = sys.argv
    return int(words[words.index("--askers") + 1]) if "--askers" in words else 0


def ask_at_once(territory: Any, times: int) -> None:
    """Two hundred threads ask for the last desk: exactly one has it, all others are told ``taken``."""
    from concurrent.futures import ThreadPoolExecutor
    from contextvars import copy_context
    from threading import Barrier, Semaphore

    from django.db import connection

    from maillage.bookings.actions import SpaceSheet, Wish, book, open_space
    from maillage.bookings.enums import SpaceKind
    from maillage.bookings.models import Booking
    from maillage.common.errors import Refusal
    from maillage.people.models import Person
    from maillage.places.models import Place

    place = Place.objects.get(name="Lieu inventé 2")  # open day and night
    sheet = SpaceSheet("Dernier bureau", SpaceKind.DESK, ahead_days=4000)
    desk, person = open_space(place=place, sheet=sheet, who="bench"), Person.objects.first()
    pool = Semaphore(20)  # what a server keeps open to PostgreSQL
    begun, wrong = time.perf_counter(), 0
    for turn in range(times):
        start = datetime(2026, 12, 1) + timedelta(hours=turn)  # noqa: DTZ001
        gate = Barrier(200)

        def one(start: datetime = start, gate: Barrier = gate) -> object:
            gate.wait(timeout=60)
            with pool:
                try:
                    return book(space=desk, person=person, wish=Wish(start, 60), who="bench")
                except Refusal as refusal:
                    return refusal.code
                finally:
                    connection.close()

        with ThreadPoolExecutor(200) as threads:
            ends = [job.result() for job in [threads.submit(copy_context().run, one) for _ in range(200)]]
        won = sum(isinstance(end, Booking) for end in ends)
        wrong += won != 1 or ends.count("taken") != 199
        if (turn + 1) % 50 == 0:
            print(f"  {turn + 1} times, {wrong} wrong, {time.perf_counter() - begun:.0f} s", flush=True)
    spent = time.perf_counter() - begun
    print(f"200 at once, {times} times: {wrong} wrong, {spent:.0f} s ({territory})", flush=True)


def weigh(territory: Any) -> None:
    """The map's page and its list with 5,000 places more, compressed as a server sends them."""
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    more_places(territory)
    client = Client()
    sizes = {}
    pages = {"list": "/quartier/", "map data": "/quartier/carte.json", "now": "/quartier/maintenant/"}
    for name, path in pages.items():
        start = time.process_time()
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        cpu = 1000 * (time.process_time() - start)
        sizes[name] = len(gzip.compress(answer.content, 6))
        print(f"{name:<44}{cpu:>9.1f} ms of CPU, {sizes[name] / 1000:.1f} kB compressed")
    static = Path(__file__).resolve().parents[1] / "src" / "maillage" / "web" / "static" / "maillage"
    files = [file for file in (static / "dist").glob("quarter.*") if file.suffix in (".js", ".css")]
    files += [static / "css" / "maillage.css", *(static / "dist").glob("*.woff2")]
    files += (static / "dist").glob("maillage.*")
    rest = sum(len(gzip.compress(file.read_bytes(), 6)) for file in files if file.suffix != ".map")
    total = sizes["list"] + sizes["map data"] + rest
    alone = sizes["list"] / 1000
    print(f"map page without tiles: {total / 1000:.0f} kB (goal: 400), the list alone {alone:.0f} (60)")


def fill() -> tuple[Any, list[Any]]:
    """A hundred places, their five hundred spaces, and two hundred thousand bookings."""
    import maillage
    from maillage.common import clock
    from maillage.people.actions import register_person
    from maillage.places.actions import PhaseSheet, PlaceSheet, add_phase, enter_place
    from maillage.places.enums import PhaseState, PlaceKind
    from maillage.territory.actions import open_territory
    from maillage.territory.inside import inside

    folder = next((Path(maillage.__file__).parent / "data" / "territories").iterdir())
    territory = open_territory(folder=folder)
    with inside(territory), clock.at(YEAR_START):
        person = register_person(territory=territory, given_name="Inventée", email="inventee@bench.example")
        places = []
        for n in range(PLACES):
            place = enter_place(
                territory=territory,
                sheet=PlaceSheet(f"Lieu inventé {n}", PlaceKind.COWORKING, {}),
                who="bench",
            )
            sheet = PhaseSheet(PhaseState.OPEN, "2020", hours=HOURS[n % len(HOURS)], capacity=20 + n)
            add_phase(place=place, sheet=sheet, who="bench")
            places.append(place)
        return territory, book_all(territory, person, places)


def book_all(territory: Any, person: Any, places: list[Any]) -> list[Any]:
    """Spaces of one to twelve units, each booked four hundred times in the year, never twice at once."""
    from maillage.bookings.models import Booking, Occurrence, Space

    chance = random.Random(1)
    spaces = Space.objects.bulk_create(
        Space(
            territory=territory, place=place, name=f"Espace {n}", kind="room" if n else "desk",
            units=12 if n == 0 else 1, capacity=1 if n == 0 else 4 * n, ahead_days=800,
        )
        for place in places for n in range(SPACES_EACH)
    )  # fmt: skip
    each = BOOKINGS // len(spaces)
    bookings, rows = [], []
    for space in spaces:
        slots = chance.sample(range(360 * 5 * space.units), each)
        for number, slot in enumerate(slots):
            unit, turn = slot % space.units + 1, slot // space.units
            start = (YEAR_START + timedelta(days=turn // 5)).replace(hour=8 + 2 * (turn % 5), minute=0)
            booking = Booking(
                territory=territory, space=space, person=person, uid=f"{space.pk}-{number}@bench",
                start_local=start.replace(tzinfo=None).isoformat(), length_minutes=90, who="bench",
            )  # fmt: skip
            bookings.append(booking)
            rows.append((booking, space, unit, start))
    Booking.objects.bulk_create(bookings, batch_size=5000)
    Occurrence.objects.bulk_create(
        (
            Occurrence(
                territory=territory, booking=booking, space=space, unit=unit, starts_at=start,
                ends_at=start + timedelta(minutes=90), local=booking.start_local,
            )
            for booking, space, unit, start in rows
        ),
        batch_size=5000,
    )  # fmt: skip
    return list(
        Space.objects.filter(pk__in=[space.pk for space in spaces]).select_related("territory", "place")
    )


def more_places(territory: Any) -> None:
    """Five thousand places more, each with a point, written in bulk."""
    from maillage.actors.models import Address
    from maillage.common.ids import new_ref
    from maillage.places.models import Phase, Place

    chance = random.Random(5)
    places = Place.objects.bulk_create(
        (
            Place(territory=territory, name=f"Petit lieu {n}", sort_name=f"petit lieu {n:05}", kind="cafe")
            for n in range(ON_THE_MAP)
        ),
        batch_size=2000,
    )
    addresses = Address.objects.bulk_create(
        (
            Address(territory=territory, lat=45.70 + chance.random() / 6, lon=3.0 + chance.random() / 5)
            for _ in places
        ),
        batch_size=2000,
    )
    Phase.objects.bulk_create(
        (
            Phase(
                territory=territory, place=place, address=address, state="open", thread=new_ref(),
                since="2021", valid_from=datetime(2021, 1, 1).date(), source="coordinator",  # noqa: DTZ001
            )
            for place, address in zip(places, addresses, strict=True)
        ),
        batch_size=2000,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())

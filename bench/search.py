"""Full-text search over 100,000 invented actors, on SQLite; ``--postgres`` for PostgreSQL.

    python -m bench.search [rows] [--postgres]

Words follow Zipf's law (Mandelbrot's form), as those of a language do: few are everywhere, most are rare. A
set of a few dozen words would make each question match half the rows, and measure nothing. Figures: time and
size of the index; p50 and p95 of milliseconds by kind of question, one thread: CPU (of this process, and of
the server's with PostgreSQL) and wall clock; recall of the name meant with one slip in it.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

SEED, ASKED = 7, 300
TEXT_WORDS, NAME_WORDS, TAGS, CHUNK = 60_000, 80_000, 110, 10_000
GENERIC = (
    "association", "club", "les amis", "atelier", "collectif", "sarl", "compagnie", "comité", "maison",
    "société",
)  # fmt: skip
KINDS = (
    "association", "company", "freelancer", "startup", "artist", "cooperative", "collective", "school",
    "project", "public_body", "social_enterprise", "third_place", "lab", "media", "funder", "large_company",
)  # fmt: skip
ONSETS = "b c d f g l m n p r s t v br ch cl cr dr fl gr pl pr qu tr".split()  # noqa: SIM905
VOWELS = "a e i o u é è ai an au en eau eu in oi on ou".split()  # noqa: SIM905
CODAS = ("", "", "", "l", "n", "r", "s", "t", "x", "e", "es")
GOALS = {
    "one word of a text": 20, "two words of a text": 20, "three words of two texts": 20,
    "most frequent words": 20, "one word and two filters": 20, "a whole name": 20, "suggest": 5, "slip": 10,
}  # fmt: skip
"""Milliseconds of CPU at p95 for 100,000 documents."""

COLUMNS = ("cpu p50", "cpu p95", "goal", "wall p50", "wall p95", "hits", "max")


class City:
    """Invented actors, drawn by ``CHUNK``: the same ones each time they are drawn."""

    def __init__(self, rows: int) -> None:
        chance = random.Random(SEED)
        words: set[str] = set()
        while len(words) < TEXT_WORDS + NAME_WORDS:
            words.add(invented(chance))
        drawn = sorted(words)
        chance.shuffle(drawn)
        self.rows, self.text_words, self.name_words = rows, drawn[:TEXT_WORDS], drawn[TEXT_WORDS:]
        self.labels = [" ".join(chance.sample(self.text_words[:3000], 2)) for _ in range(TAGS)]
        self.places = [f"63{n:03}" for n in range(1, 22)]

    def documents(self, *, first: int = 0, last: int | None = None) -> Iterator[Any]:
        """Documents from one chunk to another."""
        for chunk in range(first, min(last or self.rows, self.rows), CHUNK):
            yield from self._chunk(chunk // CHUNK, min(CHUNK, self.rows - chunk))

    def _chunk(self, number: int, rows: int) -> Iterator[Any]:
        draw, chance = np.random.default_rng([SEED, number]), random.Random(SEED * 1000 + number)
        texts = draw.choice(TEXT_WORDS, size=(rows, 40), p=zipf(TEXT_WORDS, 1.0, 10))
        names = draw.choice(NAME_WORDS, size=(rows, 3), p=zipf(NAME_WORDS, 0.9, 30))
        for row in range(rows):
            yield self._document(number * CHUNK + row, texts[row], names[row], chance)

    def _document(self, number: int, text: Any, name: Any, chance: random.Random) -> Any:
        from maillage.search.documents import Document

        words = [self.name_words[rank] for rank in name[: chance.choice((1, 2, 2, 3))]]
        if chance.random() < 0.5:
            words.insert(0, GENERIC[min(int(chance.expovariate(0.6)), len(GENERIC) - 1)])
        if len(words) > 2 and chance.random() < 0.4:
            words.insert(2, chance.choice(("de", "du", "des", "et")))
        tags = chance.sample(range(TAGS), chance.choice((0, 1, 2, 3, 5)))
        kind = KINDS[min(int(chance.expovariate(0.4)), len(KINDS) - 1)]
        place = self.places[min(int(chance.expovariate(0.3)), len(self.places) - 1)]
        return Document(
            key=f"bench{number:07}",
            names=(" ".join(words).title(),),
            text=" ".join(self.text_words[rank] for rank in text[: chance.randint(5, 40)]),
            kind=kind,
            place=place,
            tags=tuple(f"skill-{tag}" for tag in tags),
            words=(kind, *(self.labels[tag] for tag in tags)),
            freshness=chance.choice((0, 20, 40, 60, 80, 90, 100, 100)),
        )


def invented(chance: random.Random) -> str:
    """A word of two to four syllables."""
    count = chance.choice((2, 2, 3, 3, 3, 4))
    return "".join(chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(count)) + chance.choice(CODAS)


def zipf(count: int, slope: float, shift: float) -> np.ndarray:
    """Chances of ranks: 1 / (rank + shift) ** slope."""
    weights = 1 / (np.arange(1, count + 1) + shift) ** slope
    return weights / weights.sum()


def slipped(word: str, chance: random.Random) -> str:
    """The word with one slip: a letter out, one more, another one, or two exchanged."""
    place, letter = chance.randrange(len(word) - 1), chance.choice("abcdefghijklmnopqrstuvwxyz")
    kind = chance.randrange(4)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + letter + word[place:]
    if kind == 2:
        return word[:place] + letter + word[place + 1 :]
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def questions(city: City) -> dict[str, list[Any]]:
    """Questions by kind, from documents of the whole collection; those with a slip say whom they mean."""
    from maillage.search.results import SearchQuery

    chance = random.Random(SEED + 1)
    starts = sorted(chance.sample(range(0, city.rows, CHUNK), min(5, -(-city.rows // CHUNK))))
    pool = [one for start in starts for one in city.documents(first=start, last=start + 1)]
    docs = chance.sample(pool, ASKED)
    words = [one.text.split() for one in docs]
    typed = [one.names[0][: chance.randint(2, len(one.names[0]))] for one in docs]
    return {
        "one word of a text": [SearchQuery(f"{chance.choice(text)} ") for text in words],
        "two words of a text": [SearchQuery(" ".join(chance.sample(text, 2)) + " ") for text in words],
        "three words of two texts": [
            SearchQuery(" ".join((*chance.sample(one, 2), chance.choice(other))) + " ")
            for one, other in zip(words, words[1:] + words[:1], strict=True)
        ],
        "most frequent words": [SearchQuery(f"{word} ") for word in (*GENERIC, *city.text_words[:30])],
        "one word and two filters": [
            SearchQuery(f"{chance.choice(one.text.split())} ", kinds=(one.kind,), places=(one.place,))
            for one in docs
        ],
        "a whole name": [SearchQuery(f"{one.names[0]} ") for one in docs],
        "typing": [SearchQuery(text) for text in typed],
        "suggest": typed,
        "slip": [(SearchQuery(f"{with_slip(one.names[0], chance)} "), one.names[0]) for one in docs],
        "list by name": [
            SearchQuery(offset=50 * chance.randint(0, city.rows // 100), limit=50) for _ in range(50)
        ],
        "list by name, filtered": [
            SearchQuery(kinds=(one.kind,), tags=one.tags[:1], offset=50, limit=50) for one in docs[:100]
        ],
    }  # fmt: skip


def with_slip(name: str, chance: random.Random) -> str:
    """A name with one slip in one of its words of four letters or more (the name itself when it has none)."""
    words = name.split()
    long = [rank for rank, word in enumerate(words) if len(word) >= 4]
    if long:
        rank, before = chance.choice(long), words[:]
        while words == before:
            words[rank] = slipped(before[rank].lower(), chance)
    return " ".join(words)


def measured(ask: Callable[[Any], Any], asked: Sequence[Any]) -> tuple[list[float], list[float], list[Any]]:
    """CPU and wall milliseconds of each question, in order of size, and the answers."""
    server = served_by()
    cpu, wall, answers = [], [], []
    for question in asked:
        start, clock = spent(server), time.perf_counter()
        answers.append(ask(question))
        cpu.append(1000 * (spent(server) - start))
        wall.append(1000 * (time.perf_counter() - clock))
    return sorted(cpu), sorted(wall), answers


def served_by() -> Path | None:
    """Where Linux tells the CPU time of the server process of our connection; None with SQLite."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return Path(f"/proc/{cursor.fetchone()[0]}/schedstat")


def spent(server: Path | None) -> float:
    """Seconds of CPU of this process, and of the server's."""
    return time.process_time() + (int(server.read_text().split()[0]) / 1e9 if server else 0)


def report(name: str, cpu: list[float], wall: list[float], answers: list[Any]) -> None:
    """A line of the table."""
    totals = [len(one) if isinstance(one, tuple) else one.total for one in answers]
    goal = str(GOALS.get(name, "–"))
    cells = [f"{high(times, share):.1f}" for times in (cpu, wall) for share in (0.5, 0.95)]
    cells = [*cells[:2], goal, *cells[2:], f"{statistics.median(totals):.0f}", str(max(totals))]
    print(f"{name:<26}" + "".join(f"{cell:>10}" for cell in cells), flush=True)


def high(times: list[float], share: float) -> float:
    """The value under which this share of sorted values stands."""
    return times[min(int(len(times) * share), len(times) - 1)]


def recall(meant: Sequence[str], answers: Sequence[Any]) -> float:
    """Share of the questions of which the first ten hits hold somebody of the name meant."""
    from maillage.search.analysis import canonical
    from maillage.search.models import SearchEntry

    right = 0
    for name, answer in zip(meant, answers, strict=True):
        keys = [hit.key for hit in answer.hits[:10]]
        right += canonical(name) in SearchEntry.objects.filter(key__in=keys).values_list("names", flat=True)
    return right / len(meant)


def fill(city: City) -> None:
    """Put the city in the index, and say what it takes; then a territory beside it, which must not matter."""
    from django.db import connection

    from maillage.common.scope import territory_scope
    from maillage.search.actions import index

    sum(1 for _ in city.documents())  # drawn once beforehand, to know what drawing costs
    start = time.process_time()
    sum(1 for _ in city.documents())
    drawing, server = time.process_time() - start, served_by()
    start, both, clock = time.process_time(), spent(server), time.perf_counter()
    index(city.documents(), collection="bench")
    cpu, wall = time.process_time() - start - drawing, time.perf_counter() - clock - drawing
    both = spent(server) - both - drawing - cpu
    with territory_scope(2):
        index(City(CHUNK).documents(), collection="bench")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{city.rows:,} documents: {cpu:.1f} s of CPU here, {both:.1f} s at the server, {wall:.1f} s in all"
    )
    print(f"{memory:.0f} MB of memory")
    with connection.cursor() as cursor:
        cursor.execute(SIZES[connection.vendor])
        print("MB: " + ", ".join(f"{name} {size / 1e6:.0f}" for name, size in cursor.fetchall()), flush=True)


SIZES = {
    "sqlite": """
        SELECT name, sum(pgsize) FROM dbstat WHERE name LIKE '%search%' GROUP BY name ORDER BY 2 DESC LIMIT 7
    """,
    "postgresql": """
        SELECT relname, pg_relation_size(oid) FROM pg_class
        WHERE relname LIKE '%search%' AND relkind IN ('r', 'i') ORDER BY 2 DESC LIMIT 8
    """,
}


def measure(rows: int) -> int:
    """Fill the database that the environment names, and ask."""
    import django

    django.setup()
    from django.core.management import call_command

    from maillage.common.scope import territory_scope

    call_command("migrate", verbosity=0)
    city = City(rows)
    with territory_scope(1):
        fill(city)
        print(f"{'milliseconds':<26}" + "".join(f"{column:>10}" for column in COLUMNS))
        for name, asked in questions(city).items():
            meant = [name for _, name in asked] if name == "slip" else []
            queries = [query for query, _ in asked] if meant else asked
            measured(answer, queries[:20])
            cpu, wall, answers = measured(answer, queries)
            report(name, cpu, wall, answers)
            if meant:
                print(f"  recall of the name meant in the first ten: {recall(meant, answers):.3f}")
    return 0


def answer(question: Any) -> Any:
    """What the search says to a question, or to a beginning."""
    from maillage.search.queries import find, suggest

    if isinstance(question, str):
        return suggest(question, collection="bench")
    return find(question, collection="bench")


def main() -> int:
    """Measure in a child process, on a database of its own."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("rows", nargs="?", type=int, default=100_000)
    asked.add_argument("--postgres", action="store_true", help="on a throw-away PostgreSQL")
    asked.add_argument("--one", action="store_true", help="on the database that the environment names")
    options = asked.parse_args()
    if options.one:
        return measure(options.rows)
    command = [sys.executable, "-m", "bench.search", str(options.rows), "--one"]
    if options.postgres:
        server = Path(__file__).resolve().parents[1] / "tools" / "postgres.py"
        command = [sys.executable, str(server), *command]
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "MAILLAGE_DATA": folder, "DJANGO_SETTINGS_MODULE": "maillage.config.settings"}
        return subprocess.run(command, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

"""Server time and queries of each page with 10,000 needs and 2,000 actors, on SQLite and on PostgreSQL.

The rows are invented and written in bulk; the pages are asked through the whole middleware, in process.
Figures: number of queries, and p50 / p95 of CPU and wall milliseconds over the repeats.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

NEEDS, ACTORS, REPEATS = 10_000, 2_000, 40
KINDS = ("association", "startup", "freelancer", "cooperative", "artist", "company", "collective", "project")


def main() -> int:
    """Measure on SQLite here, then on a throw-away PostgreSQL in a child process."""
    if "--one" in sys.argv:
        return measure()
    root = Path(__file__).resolve().parents[1]
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "MAILLAGE_DATA": folder, "DJANGO_SETTINGS_MODULE": "maillage.config.settings"}
        command = [sys.executable, "-m", "bench.pages", "--one"]
        print("SQLite", flush=True)
        status = subprocess.run(command, env=env, check=False).returncode
        print("\nPostgreSQL", flush=True)
        postgres = [sys.executable, str(root / "tools" / "postgres.py"), *command]
        return status | subprocess.run(postgres, env=env, check=False).returncode


def measure() -> int:
    """Fill the database that the environment names, and ask each page."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from maillage.common.collector import settle

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    territory, client, pages = fill()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what PostgreSQL does by itself some minutes after a large change
    settle()  # as the server does once it has started
    print(f"{'page':<22}{'queries':>8}{'cpu p50':>10}{'cpu p95':>10}{'wall p95':>10}{'kB':>7}")
    worst = 0.0
    for name, (who, path) in pages.items():
        worst = max(worst, ask(name, client[who], path))
    print(f"worst p95 of CPU: {worst:.1f} ms (goal: 60)")
    del territory
    return 0


def ask(name: str, client: Any, path: str) -> float:
    """Ask a page again and again; prints its line and returns p95 of CPU milliseconds."""
    from django.db import connection

    queries: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        queries.append(sql)
        return execute(sql, *rest)

    client.get(path)
    with connection.execute_wrapper(count):
        answer = client.get(path)
    assert answer.status_code == 200, (name, answer.status_code)
    cpu, wall = [], []
    for _ in range(REPEATS):
        start, clock = time.process_time(), time.perf_counter()
        client.get(path)
        cpu.append(1000 * (time.process_time() - start))
        wall.append(1000 * (time.perf_counter() - clock))
    p95 = statistics.quantiles(cpu, n=20)[-1]
    print(
        f"{name:<22}{len(queries):>8}{statistics.median(cpu):>10.1f}{p95:>10.1f}"
        f"{statistics.quantiles(wall, n=20)[-1]:>10.1f}{len(answer.content) / 1000:>7.0f}"
    )
    return p95


def fill() -> tuple[Any, dict[str, Any], dict[str, tuple[str, str]]]:
    """Ten thousand needs in all states, two thousand actors, fifty helpers; returns who asks which page."""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    import maillage
    from maillage.common import clock
    from maillage.common.links import Purpose, sign
    from maillage.common.scope import territory_scope
    from maillage.needs.models import Need
    from maillage.people.enums import RoleKind
    from maillage.referrals.actions import propose, send
    from maillage.referrals.models import Referral
    from maillage.skills.actions import load_skills
    from maillage.territory.actions import open_territory

    settings.ALLOWED_HOSTS = ["*"]
    data = Path(maillage.__file__).parent / "data"
    folder = next((data / "territories").iterdir())
    territory = open_territory(folder=folder)
    chance = random.Random(1)
    with territory_scope(territory.pk), timezone.override(territory.zone):
        load_skills(territory=territory, folder=data / "skills")
        coordinator = person_with(territory, "Inès", RoleKind.COORDINATOR)
        helper = people_and_pledges(territory, chance)
        many_needs(territory, chance, clock.now() - timedelta(days=170))
        propose(territory=territory, who="bench", why="bench")
        need = Need.objects.filter(state="qualified").first()
        referral = send(referral=Referral.objects.filter(state="proposed").first(), who="bench")
        links = (sign(Purpose.FOLLOW, need.ref), sign(Purpose.ANSWER, referral.ref))
    clients = {"visitor": Client(), "coordinator": Client(), "helper": Client()}
    backend = settings.AUTHENTICATION_BACKENDS[0]
    clients["coordinator"].force_login(coordinator.user, backend=backend)
    clients["helper"].force_login(helper.user, backend=backend)
    return (
        territory,
        clients,
        {
            "home": ("visitor", "/"),
            "ask": ("visitor", "/demander/?besoin=notre+trésorier+est+parti"),
            "charter": ("visitor", "/charte/"),
            "follow": ("visitor", f"/suivi/{links[0]}/"),
            "answer": ("visitor", f"/r/{links[1]}/"),
            "monday": ("coordinator", "/lundi/"),
            "needs": ("coordinator", "/besoins/"),
            "needs, page 150": ("coordinator", "/besoins/?page=150"),
            "needs, search": ("coordinator", "/besoins/?q=compte"),
            "need": ("coordinator", f"/besoins/{need.ref}/"),
            "pledges": ("coordinator", "/heures/"),
            "observatory": ("coordinator", "/observatoire/"),
            "my hours": ("helper", "/mes-heures/"),
        },
    )


def person_with(territory: Any, name: str, *roles: Any) -> Any:
    """Somebody with these roles."""
    from maillage.people.actions import give_role, register_person

    person = register_person(territory=territory, given_name=name, email=f"{name.lower()}@bench.example")
    for role in roles:
        give_role(person=person, kind=role, who="bench")
    person.refresh_from_db()
    return person


def people_and_pledges(territory: Any, chance: random.Random) -> Any:
    """Two thousand actors, and fifty helpers of ten of them; returns one helper."""
    from maillage.actors.models import Actor
    from maillage.common import clock
    from maillage.pledges.actions import name_helper, promise_hours
    from maillage.skills.models import Skill

    Actor.objects.bulk_create(
        Actor(territory=territory, name=f"Acteur inventé {n:04}", kind=KINDS[n % len(KINDS)])
        for n in range(ACTORS)
    )
    skills, today, helper = list(Skill.objects.all()), clock.today(), None
    for partner in Actor.objects.order_by("name")[:10]:
        period = {"starts_on": today - timedelta(days=100), "ends_on": today + timedelta(days=100)}
        some = chance.sample(skills, 12)
        pledge = promise_hours(
            territory=territory, partner=partner, hours_total=300, skills=some, who="bench", **period
        )
        for _ in range(5):
            helper = person_with(territory, f"Aide{partner.pk}x{chance.random():.6f}")
            name_helper(
                pledge=pledge, person=helper, hours_per_month=6, skills=chance.sample(some, 4), who="bench"
            )
    assert helper is not None
    helper.refresh_from_db()
    return helper


def many_needs(territory: Any, chance: random.Random, start: Any) -> None:
    """Ten thousand needs over 170 days: nearly all closed, a hundred in search, some waiting to be read."""
    from maillage.actors.models import Actor
    from maillage.needs.models import Need, NeedSkill
    from maillage.skills.models import Skill

    actors, skills = list(Actor.objects.all()[:500]), list(Skill.objects.all())
    words = ["compte", "affiche", "local", "site", "bilan", "salle", "contrat", "vidéo", "prêt", "festival"]
    rows = []
    for n in range(NEEDS):
        at = start + timedelta(minutes=n * 170 * 1440 // NEEDS)
        state = "closed" if n < NEEDS - 160 else ("qualified" if n < NEEDS - 40 else "confirmed")
        days = chance.choice((1, 2, 2, 3, 4, 5, 7))
        actor = chance.choice(actors)
        rows.append(
            Need(
                territory=territory, language="fr",
                words=f"Besoin inventé {n} : " + " ".join(chance.sample(words, 5)),
                asker_name="Personne Inventée", actor=actor, actor_name=actor.name, actor_kind=actor.kind,
                hours=chance.choice((1, 2, 3)), state=state, submitted_at=at, confirmed_at=at,
                qualified_at=at if state != "confirmed" else None, promised_at=at + timedelta(days=7),
                answered_at=at + timedelta(days=days) if state == "closed" else None,
                answer_days=days if state == "closed" else None,
                closed_at=at + timedelta(days=days + 5) if state == "closed" else None,
                outcome="helped" if state == "closed" else "",
            )
        )  # fmt: skip
    Need.objects.bulk_create(rows, batch_size=1000)
    made = Need.objects.order_by("pk")
    NeedSkill.objects.bulk_create(
        (NeedSkill(need=need, skill=chance.choice(skills), choice="confirmed", score=0.9) for need in made),
        batch_size=2000,
    )


if __name__ == "__main__":
    sys.exit(main())

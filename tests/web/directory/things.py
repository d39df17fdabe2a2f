"""What the addresses of the directory hold, and its pages with something on every list."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse
from tests import directory_stage, visits

from maillage.actors.actions import Happening, record_event, register_actor
from maillage.actors.enums import ActorKind, LifeEventKind
from maillage.actors.exports.addresses import slug_of
from maillage.actors.models import Actor
from maillage.territory.models import Territory

NAME, SLUG = "Annuaire", "annuaire"


def directory_things(territory: Territory) -> dict[str, str]:
    """For each route of the directory that names an actor, the reference of one."""
    actor = register_actor(territory=territory, name=NAME, kind=ActorKind.ASSOCIATION)
    return dict.fromkeys(("directory:record", "directory:actor", "api:actor"), actor.ref)


def directory_crowd(territory: Territory, rows: int) -> None:
    """``rows`` actors of each fate: born, changed, ended; each with all that a line may show."""
    for n in range(rows):
        born = register_actor(territory=territory, name=f"Né {n}", kind=ActorKind.LAB, founded="2024")
        directory_stage.fill(born)
        changed = register_actor(territory=territory, name=f"Mué {n}", kind=ActorKind.LAB, founded="2019")
        new = Happening(LifeEventKind.RENAMED, "2024", name=f"Mûr {n}")
        record_event(actor=changed, what=new, who="system")
        ended = register_actor(territory=territory, name=f"Fini {n}", kind=ActorKind.LAB, founded="2019")
        record_event(actor=ended, what=Happening(LifeEventKind.CLOSED, "2024"), who="system")


def directory_pages(territory: Territory, rows: int, record: Actor) -> dict[str, tuple[Client, str]]:
    """Every page that lists something of the directory; ``record`` has events and ties."""
    directory_crowd(territory, rows)
    anyone = visits.visitor()
    record.refresh_from_db()
    address = reverse("directory:actor", args=[record.ref, slug_of(record.name)])
    listing, difference = reverse("directory:list"), reverse("directory:difference")
    return {
        "directory": (anyone, listing),
        "directory narrowed": (anyone, f"{listing}?sorte=lab&savoir=num-outils&fraicheur=fresh&disparus=on"),
        "directory found": (anyone, f"{listing}?q=ne+mur"),
        "directory past": (anyone, reverse("directory:past") + "?le=2024-06-01"),
        "directory difference": (anyone, f"{difference}?de=2023&a=2025"),
        "directory born": (anyone, f"{difference}?de=2023&a=2025&voir=appeared"),
        "directory feed": (anyone, reverse("directory:changes")),
        "actor": (anyone, address),
        "actor then": (anyone, f"{reverse('directory:record', args=[record.ref])}?le=2026-06-07"),
        "api actors": (anyone, reverse("api:actors")),
        "api actors found": (anyone, reverse("api:actors") + "?q=ne+mur"),
        "api actors then": (anyone, reverse("api:actors") + "?as_of=2024-06-01"),
        "api actor": (anyone, reverse("api:actor", args=[record.ref])),
        "api difference": (anyone, reverse("api:difference") + "?from=2023&to=2025"),
    }

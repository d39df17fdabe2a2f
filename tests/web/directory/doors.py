"""The directory's pages as a browser opens them: full, empty, in error, of today and of the past."""

from __future__ import annotations

from django.urls import reverse
from tests import directory_stage, factories

from maillage.actors.actions import join_actor, register_actor
from maillage.actors.enums import ActorKind, Listing
from maillage.actors.models import Actor
from maillage.people.models import Person

LONG = "Association pour la promotion des savoir-faire interprofessionnels intergénérationnels"
Visit = tuple[str, str, Person | None, int]


def directory_visits(city: factories.City) -> list[Visit]:
    """Each page: its name, its address, who opens it, and the status of its answer."""
    stage = directory_stage.a_directory(city.territory)
    directory_stage.fill(stage.bourrasque)
    join_actor(actor=stage.bourrasque, person=city.karim, titles={"fr": "fondateur"}, since="2015-02")
    Actor.objects.filter(pk=stage.volcan.pk).update(listing=Listing.UNCONFIRMED)
    withdrawn = register_actor(territory=city.territory, name="Retirée", kind=ActorKind.LAB)
    Actor.objects.filter(pk=withdrawn.pk).update(listing=Listing.WITHDRAWN)
    for n in range(55):
        register_actor(
            territory=city.territory, name=f"{LONG} {n}", kind=ActorKind.ASSOCIATION, founded="2019"
        )
    return [*lists(), *lives(stage, withdrawn, city)]


def lists() -> list[Visit]:
    """The three ways to read the directory."""
    today, past, between = (reverse(f"directory:{page}") for page in ("list", "past", "difference"))
    return [
        ("directory", today, None, 200),
        ("directory found", f"{today}?q=asociation+savoir-faire&sorte=association&archives=on", None, 200),
        ("directory, none found", f"{today}?q=quetzalcoatl", None, 200),
        ("directory in error", f"{today}?q=fil&sorte=licorne&commune=nulle", None, 422),
        ("past", f"{past}?le=2020&su=2026-03-05", None, 200),
        ("past, nobody", f"{past}?le=1900", None, 200),
        ("past in error", f"{past}?le=31/02/2017&su=hier", None, 422),
        ("difference, asked", between, None, 200),
        ("difference", f"{between}?de=2014&a=2022&su_de=2026-03-05", None, 200),
        ("difference, one section", f"{between}?de=2014&a=2022&voir=appeared&page=2", None, 200),
        ("difference in error", f"{between}?de=2022&a=2014", None, 422),
    ]


def lives(stage: directory_stage.Stage, withdrawn: Actor, city: factories.City) -> list[Visit]:
    """Actors, today and then, for each reader."""
    alive, ended, gone = (f"/annuaire/{actor.ref}/" for actor in (stage.bourrasque, stage.volcan, withdrawn))
    return [
        ("actor", alive, None, 200),
        ("actor, for the network", alive, city.fatou, 200),
        ("actor, for the coordinator", alive, city.ines, 200),
        ("actor that ended", ended, None, 200),
        ("actor then", f"{alive}?le=2018&su=2026-03-05", None, 200),
        ("actor before its birth", f"{alive}?le=2001", None, 200),
        ("actor on no day", f"{alive}?le=31/02/2017", None, 422),
        ("actor that is gone", gone, None, 410),
    ]

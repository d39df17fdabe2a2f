"""One object of each kind that the addresses of upkeep hold, and lists of them."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from tests import factories
from tests.actors.upkeep_stage import kept_by, with_email

from maillage.actors.actions import (
    Said,
    answer_no_more,
    archive_entry,
    ask_keepers,
    register_actor,
    suggest_correction,
)
from maillage.actors.corrections import Changes, NewContact, NewName
from maillage.actors.enums import ActorKind, ContactKind, Listing
from maillage.actors.models import Actor, ConfirmationAsk, Suggestion
from maillage.common import clock
from maillage.common.links import Purpose, sign
from maillage.people.models import Person
from maillage.territory.models import Territory

LINKS = ("answer", "still_true", "change", "stopped", "stop_asking")
OWN = ("edit", "confirm_mine", "close_mine", "leave")
ANYONES = ("suggest", "suggested", "claim", "code", "claimed")
RUN = ("entry", "confirm", "archive", "restore", "ask", "name", "end")
SAID = Said(
    words="Le numéro ne répond plus.",
    changes=Changes(
        name=NewName("Fil et Fil", since="2025"),
        contacts=(NewContact(ContactKind.PHONE, "", "+33473000000"),),
        hours="mardi 10 h – 18 h",
    ),
    by_name="Paul Voisin",
    by_email="paul@voisin.example",
)


def page(ask: ConfirmationAsk, route: str = "answer") -> str:
    """The path of a page of a question."""
    return reverse(f"keeper:{route}", args=[sign(Purpose.KEEP, ask.ref)])


def an_entry(territory: Territory, name: str) -> Actor:
    """An entry of this name."""
    return register_actor(territory=territory, name=name, kind=ActorKind.ASSOCIATION)


def keeper_things(territory: Territory, person: Person) -> dict[str, str]:
    """For each route of upkeep that names an object, its reference: an entry that ``person`` keeps."""
    kept, other = an_entry(territory, "Tenue"), an_entry(territory, "Publique")
    kept_by(kept, person)
    ask_keepers(actor=kept, who="system")
    ask = ConfirmationAsk.objects.get(actor=kept)
    suggestion = suggest_correction(actor=kept, said=SAID)
    return {
        **{f"keeper:{route}": ask.ref for route in LINKS},
        **{f"keeper:{route}": kept.ref for route in (*OWN, *RUN)},
        **{f"keeper:{route}": other.ref for route in ANYONES},
        "keeper:accept": suggestion.ref,
        "keeper:decline": suggestion.ref,
    }


def keeper_crowd(city: factories.City, rows: int) -> ConfirmationAsk:
    """``rows`` lines on every list of upkeep; gives a question about the fullest entry, kept by Fatou."""
    actor = city.fil_a_fil
    for n in range(rows):
        with clock.at(clock.now() - timedelta(days=400)):
            an_entry(city.territory, f"Sans contact {n}")
        silent = an_entry(city.territory, f"Silence {n}")
        Actor.objects.filter(pk=silent.pk).update(listing=Listing.UNCONFIRMED)
        archive_entry(actor=an_entry(city.territory, f"Archive {n}"), who="system")
        kept_by(an_entry(city.territory, f"Fiche {n}"), city.fatou)
        kept_by(actor, factories.a_person(city.territory, f"Gardienne{n} Fil"))
        suggest_correction(actor=actor, said=SAID)
        ask_keepers(actor=actor, who="system")
    with_email(actor, *(f"boite{n}@filafil.example" for n in range(rows)))
    kept_by(actor, city.fatou)
    ask_keepers(actor=actor, who="system")
    found: ConfirmationAsk = ConfirmationAsk.objects.get(person=city.fatou, ended_at=None)
    return found


def answered_asks(city: factories.City) -> dict[str, ConfirmationAsk]:
    """A question in each state: waiting for a keeper, waiting at an address, dropped, stopped."""
    kept_by(city.bourrasque, city.karim)
    with_email(city.forge, "accueil@forge.example")
    with_email(city.studio_lave, "studio@lave.example")
    found = {}
    for name, actor in (("keeper", city.bourrasque), ("address", city.forge), ("no more", city.studio_lave)):
        ask_keepers(actor=actor, who="system")
        found[name] = ConfirmationAsk.objects.get(actor=actor)
    answer_no_more(ask=found["no more"])
    dropped = ConfirmationAsk.objects.create(
        territory=city.territory, actor=city.forge, to_email="x@forge.example", ended_at=clock.now()
    )
    return {**found, "dropped": dropped}


def open_suggestion(actor: Actor) -> Suggestion:
    """A correction that waits."""
    return suggest_correction(actor=actor, said=SAID)

"""A small quarter: a place that moves, one to come, a café, and who is where."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from tests import factories
from tests.bookings.stage import a_space, booked

from maillage.actors.actions import Whereabouts
from maillage.actors.enums import ActorKind
from maillage.common import clock
from maillage.people.enums import RoleKind
from maillage.places.actions import (
    PhaseSheet,
    PlaceSheet,
    Stay,
    add_phase,
    announce_presence,
    enter_place,
    move_occupant,
    settle_in,
)
from maillage.places.enums import PhaseState, PlaceKind
from maillage.places.models import Occupancy, Place
from maillage.territory.models import Territory

LONG = "Maison des savoir-faire interprofessionnels intergénérationnels et de la vie associative"
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[3.07, 45.77], [3.08, 45.77], [3.08, 45.78], [3.07, 45.78], [3.07, 45.77]]],
}
Opened = tuple[str, str, dict[str, str] | None, int]
"""A name, an address, what is sent to it (None: it is only opened), and the status of the answer."""


def a_place(territory: Territory, name: str, kind: PlaceKind = PlaceKind.BUILDING) -> Place:
    """A place of this name, without any phase."""
    return enter_place(territory=territory, sheet=PlaceSheet(name, kind), who="system")


def incubator(territory: Territory) -> Place:
    """The Ruche: open somewhere until August 2017, then elsewhere for the time being."""
    place = a_place(territory, "La Ruche", PlaceKind.INCUBATOR)
    first = PhaseSheet(PhaseState.OPEN, "2016", where=Whereabouts(street="3 rue Basse", lat=45.77, lon=3.08))
    second = PhaseSheet(
        PhaseState.TRANSITIONAL,
        "2017-08",
        where=Whereabouts(street="1 place Haute", lat=45.79, lon=3.1),
        hours="Mo-Fr 08:30-19:00; PH off",
        services=("wifi", "coffee"),
        access=("entree_plain_pied",),
        capacity=40,
    )
    for sheet in (first, second):
        add_phase(place=place, sheet=sheet, who="system")
    return place


def tower(territory: Territory) -> Place:
    """The Phare: decided in 2017, open from 2028."""
    place = a_place(territory, "Le Phare")
    where = Whereabouts(street="rue du Four")
    for state, since in ((PhaseState.DECIDED, "2017"), (PhaseState.OPEN, "2028-03")):
        sheet = PhaseSheet(state, since, where=where, outline=SQUARE)
        add_phase(place=place, sheet=sheet, who="system")
    return place


def stay_in(place: Place, city: factories.City, since: str = "2022") -> Occupancy:
    """Bourrasque is there since then."""
    return settle_in(place=place, actor=city.bourrasque, stay=Stay(since), who="system", is_sure=True)


def quarter(city: factories.City) -> tuple[Place, Place]:
    """The Ruche and the Phare; Bourrasque moves from the one to the other when it opens."""
    ruche, phare = incubator(city.territory), tower(city.territory)
    move_occupant(stay=stay_in(ruche, city), to=phare, on="2028-03", who="system")
    return ruche, phare


def crowd(territory: Territory, rows: int) -> Place:
    """So many places, each with somebody in it; and so many actors in the place that is returned."""
    full = incubator(territory)
    for number in range(rows):
        actor = factories.an_actor(territory, f"Occupant {number}", ActorKind.COMPANY)
        place = a_place(territory, f"Lieu {number} {LONG}")
        add_phase(place=place, sheet=PhaseSheet(PhaseState.OPEN, "2018", keeper=actor), who="system")
        for where in (place, full):
            settle_in(place=where, actor=actor, stay=Stay("2019"), who="system", is_sure=True)
    later = a_place(territory, "Plus tard")  # beside all who came, a phase is told on every page of facts
    add_phase(place=later, sheet=PhaseSheet(PhaseState.IMAGINED, "2031"), who="system")
    return full


def people_present(city: factories.City, place: Place, rows: int) -> None:
    """So many members say that they are in the place."""
    end = clock.now() + timedelta(hours=9)
    for number in range(rows):
        person = factories.a_person(city.territory, f"Présente {number}", RoleKind.HELPER)
        factories.an_actor(city.territory, f"Équipe {number} {LONG}", ActorKind.COMPANY, person)
        announce_presence(person=person, place=place, until=end, about=LONG)


def rooms_used(city: factories.City, rows: int) -> None:
    """So many associations used a room last month, and one person a desk beside them."""
    with clock.at(clock.now() - timedelta(days=30)):
        space = a_space(
            city.territory, "Salle des associations", units=2, reserved_shares={"association": 0.5}
        )
        day = clock.now().astimezone(city.territory.zone).replace(tzinfo=None, hour=14)
        for number in range(rows):
            person = factories.a_person(city.territory, f"Réserve {number}")
            actor = factories.an_actor(city.territory, f"Qui réserve {number}", ActorKind.ASSOCIATION, person)
            start = (day + timedelta(days=number)).isoformat(timespec="minutes")
            booked(space, person, start, actor=actor)
        booked(space, city.marc, (day + timedelta(days=1)).isoformat(timespec="minutes"))


def quarter_things(territory: Territory) -> dict[str, str]:
    """For each route of the quarter that names an object, the reference of one."""
    place = incubator(territory)
    actor = factories.an_actor(territory, "Occupante", ActorKind.COMPANY)
    stay = settle_in(place=place, actor=actor, stay=Stay("2019"), who="system", is_sure=True)
    phase = place.phases.latest("pk")
    return {
        "quarter:place": place.ref,
        **{f"places:{act}": place.ref for act in ("edit", "withdraw", "restore", "phase", "stays")},
        **{f"places:phase_{act}": phase.ref for act in ("edit", "undo", "restore")},
        **{f"places:stay_{act}": stay.ref for act in ("edit", "end", "move", "undo", "restore")},
    }


def quarter_pages(city: factories.City) -> list[tuple[str, str]]:
    """What everybody may open."""
    home = reverse("quarter:home")
    ruche, phare = quarter(city)
    bare = a_place(city.territory, LONG)
    page = reverse("quarter:place", args=[ruche.ref])
    return [
        ("quarter", home),
        ("quarter of the past", home + "?le=2017-10-15"),
        ("quarter to come", home + "?le=2029"),
        ("quarter before anything", home + "?le=1950"),
        ("facts", reverse("quarter:facts")),
        ("now", reverse("quarter:now")),
        ("tonight for six", reverse("quarter:now") + "?quand=soir&pour=6&avec=coffee&pied=on&tard=on"),
        ("place", page),
        ("place of the past", page + "?le=2016-05"),
        ("place to come", reverse("quarter:place", args=[phare.ref]) + "?le=2029"),
        ("place without a phase", reverse("quarter:place", args=[bare.ref])),
    ]


def places_pages(city: factories.City) -> list[Opened]:
    """The coordinator's pages: empty, full, and come back with errors."""
    ruche, bare = crowd(city.territory, 3), a_place(city.territory, "Nu")
    phase, stay = ruche.phases.latest("pk"), ruche.occupancies.latest("pk")
    bad = {
        "state": "open",
        "since": "jamais",
        "hours": "lu-ve 9h-18h",
        "outline": "{",
        "lat": "x",
        "lon": "y",
    }
    new, a_phase = reverse("places:new"), reverse("places:phase", args=[bare.ref])
    stays = reverse("places:stays", args=[bare.ref])
    move = reverse("places:stay_move", args=[stay.ref])
    return [
        ("new place", new, None, 200),
        ("new place in error", new, {"name": ""}, 422),
        ("place edited", reverse("places:edit", args=[ruche.ref]), None, 200),
        ("first phase", a_phase, None, 200),
        ("phase in error", a_phase, bad, 422),
        ("another phase", reverse("places:phase", args=[ruche.ref]), None, 200),
        ("phase corrected", reverse("places:phase_edit", args=[phase.ref]), None, 200),
        ("nobody there", stays, None, 200),
        (
            "stay that warns",
            stays,
            {"words": "Bourrasque", "since": "2020", "terms": "lease", "source": "declared"},
            422,
        ),
        ("stays", reverse("places:stays", args=[ruche.ref]), None, 200),
        ("stay corrected", reverse("places:stay_edit", args=[stay.ref]), None, 200),
        ("stay ended", reverse("places:stay_end", args=[stay.ref]), None, 200),
        ("stay moved", move, None, 200),
        ("move in error", move, {"on": "x"}, 422),
    ]

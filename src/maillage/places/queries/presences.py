"""Who says that she is in a place now, for the members of the network and for nobody else."""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery

from maillage.actors.enums import SHOWN
from maillage.actors.models import Membership
from maillage.actors.queries import memberships_of
from maillage.common import clock
from maillage.people.models import Person
from maillage.people.queries import roles_of
from maillage.places.enums import WELCOMING
from maillage.places.models import Place, Presence
from maillage.places.queries.days import known_phases


def is_member(person: Person) -> bool:
    """True when she holds a role today, or belongs to an actor of this territory that shows."""
    return bool(roles_of(person)) or memberships_of(person).filter(actor__listing__in=SHOWN).exists()


def present_now(place: Place | None = None) -> QuerySet[Presence]:
    """Who says she is in a place now (None: in any), who leaves first first; one query.

    Only for a reader who :func:`is_member`. ``actor_name`` is the first actor she belongs to, else None.
    """
    hers = Membership.objects.filter(person=OuterRef("person"), until="", actor__listing__in=SHOWN)
    rows = Presence.objects.filter(until__gt=clock.now(), place__is_withdrawn=False)
    if place is not None:
        rows = rows.filter(place=place)
    named = rows.annotate(actor_name=Subquery(hers.order_by("pk").values("actor__name")[:1]))
    return named.select_related("person", "place").order_by("until", "pk")


def presence_of(person: Person) -> Presence | None:
    """What she says herself, while it lasts."""
    rows = Presence.objects.filter(person=person, until__gt=clock.now(), place__is_withdrawn=False)
    found: Presence | None = rows.select_related("place").first()
    return found


def welcoming_places() -> QuerySet[Place]:
    """The places one can come into today, by name."""
    today = clock.today()
    phases = known_phases().filter(valid_from__lte=today, valid_until__gt=today, state__in=WELCOMING)
    return Place.objects.filter(pk__in=phases.order_by().values("place"))

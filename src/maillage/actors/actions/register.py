"""Making an actor known."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.actors.actions.indexing import reindex
from maillage.actors.actions.retelling import retell
from maillage.actors.enums import ActorKind, LifeEventKind, Listing, SourceKind
from maillage.actors.models import Actor, Address, LifeEvent
from maillage.actors.naming import sort_name
from maillage.common import clock, journal
from maillage.common.errors import Refusal
from maillage.common.partial_date import PartialDate, PartialDateError
from maillage.territory.models import Commune, Territory


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where something is, as far as it is known; coordinates are WGS84 degrees."""

    street: str = ""
    complement: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    commune: Commune | None = None
    lat: float | None = None
    lon: float | None = None

    def __bool__(self) -> bool:
        texts = (self.street, self.complement, self.postcode, self.city)
        return bool(any(texts) or self.commune or self.lat is not None)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who says so: the kind of source, its name and its address."""

    kind: SourceKind = SourceKind.COORDINATOR
    name: str = ""
    url: str = ""


COORDINATION = Provenance()


def register_actor(
    *,
    territory: Territory,
    name: str,
    kind: ActorKind,
    commune: Commune | None = None,
    where: Whereabouts | None = None,
    founded: str = "",
    seen: str = "",
    descriptions: dict[str, str] | None = None,
    source: Provenance = COORDINATION,
    is_invented: bool = False,
    who: str = journal.SYSTEM,
) -> Actor:
    """Make an actor known, with or without legal existence.

    Its life begins with its founding; where that is unknown, with the first trace of it (``seen``, else
    today).
    Raises Refusal when the name is empty or a date does not exist.
    """
    if not name.strip():
        raise Refusal(
            "no_name", _("Cette fiche n’a pas de nom."), todo=_("Écrivez le nom d’usage."), status=422
        )
    born = date_or_refuse(founded or seen or str(PartialDate.of(clock.today())))
    with transaction.atomic():
        address = keep_address(territory, where or Whereabouts(commune=commune))
        actor: Actor = Actor.objects.create(
            territory=territory,
            name=name.strip()[:160],
            sort_name=sort_name(name.strip()),
            kind=kind,
            commune=address.commune if address else None,
            address=address,
            descriptions=descriptions or {},
            is_invented=is_invented,
            listing=Listing.LISTED,
        )
        LifeEvent.objects.create(
            territory=territory,
            actor=actor,
            kind=LifeEventKind.FOUNDED if founded else LifeEventKind.SEEN,
            happened=str(born),
            counts_from=born.first,
            name=actor.name,
            actor_kind=kind,
            address=address,
            source=source.kind,
            source_name=source.name,
            source_url=source.url,
            who=who,
        )
        retell(actor)
        reindex([actor])
        journal.record(who=who, verb="register", kind="actor", ref=actor.ref, data={"actor_kind": kind})
    return actor


def keep_address(territory: Territory, where: Whereabouts | None) -> Address | None:
    """A row for an address; None when nothing is known of it."""
    if not where:
        return None
    row: Address = Address.objects.create(
        territory=territory,
        street=where.street.strip()[:200],
        complement=where.complement.strip()[:200],
        postcode=where.postcode.strip()[:12],
        city=(where.city.strip() or (where.commune.name if where.commune else ""))[:120],
        country=where.country[:2],
        commune=where.commune,
        lat=where.lat,
        lon=where.lon,
    )
    return row


def date_or_refuse(text: str) -> PartialDate:
    """A date with its precision, not later than today; refuses one that does not exist or is to come."""
    try:
        happened = PartialDate.parse(text)
    except PartialDateError:
        raise Refusal(
            "bad_date",
            _("« %(text)s » n’est pas une date.") % {"text": text},
            why=_("Une date s’écrit 2017, 2017-05 ou 2017-05-12, et doit exister au calendrier."),
            todo=_("Corrigez la date ; l’année seule suffit."),
            status=422,
        ) from None
    if happened.first > clock.today():
        raise Refusal(
            "future_date",
            _("Le %(date)s n’est pas encore arrivé.") % {"date": happened.label},
            why=_("L’annuaire raconte ce qui a eu lieu."),
            todo=_("Notez cet évènement le jour venu, ou corrigez la date."),
            status=422,
        )
    return happened

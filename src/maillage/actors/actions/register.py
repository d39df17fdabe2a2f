"""Making an actor known, and what every write on an actor shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

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
PARTS = ("street", "complement", "postcode", "city", "country", "commune_id", "lat", "lon")


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
    today). ``commune`` completes ``where`` when that does not name one.
    Raises Refusal when the name is empty or a date does not exist.
    """
    if not name.strip():
        raise Refusal(
            "no_name", _("Cette fiche n’a pas de nom."), todo=_("Écrivez le nom d’usage."), status=422
        )
    born = date_or_refuse(founded or seen or str(PartialDate.of(clock.today())))
    with transaction.atomic():
        address = keep_address(territory, _placed(where or Whereabouts(), commune))
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
            source_name=source.name[:160],
            source_url=source.url,
            who=who,
        )
        retell(actor)
        reindex([actor])
        journal.record(who=who, verb="register", kind="actor", ref=actor.ref, data={"actor_kind": kind})
    return actor


def hold(*actors: Actor) -> None:
    """Hold these records for the transaction, and refuse what cannot be written on any more.

    Two people who write at the same time write one after the other, each on what the other one left.
    """
    for actor in sorted(actors, key=lambda row: row.pk):
        actor.refresh_from_db(
            fields=["listing", "merged_into"], from_queryset=Actor.objects.select_for_update()
        )
        refuse_absorbed(actor)


def refuse_absorbed(actor: Actor) -> None:
    """A record that was merged into another one is written there; one taken back is not written on."""
    if actor.listing == Listing.ABSORBED and actor.merged_into is not None:
        raise Refusal(
            "absorbed",
            _("Cette fiche a été réunie à « %(name)s ».") % {"name": actor.merged_into.name},
            why=_("Les deux histoires se lisent désormais ensemble."),
            todo=_("Écrivez sur cette autre fiche, ou séparez-les d’abord."),
        )
    if actor.listing == Listing.WITHDRAWN:
        raise Refusal(
            "withdrawn",
            _("Cette fiche a été retirée avec l’import qui l’avait créée."),
            todo=_("Refaites l’import, ou créez la fiche à la main."),
        )


def _placed(where: Whereabouts, commune: Commune | None) -> Whereabouts:
    return where if where.commune or commune is None else replace(where, commune=commune)


def keep_address(
    territory: Territory, where: Whereabouts | None, *, known: Iterable[Address] = ()
) -> Address | None:
    """A row for an address; None when nothing is known of it, the one of ``known`` that says the same.

    So an actor that comes back to a place is where it was, and nothing seems to have changed.
    """
    if not where:
        return None
    for same in known:
        if is_same_place(territory, where, same):
            return same
    row = _address(territory, where)
    row.save()
    return row


def is_same_place(territory: Territory, where: Whereabouts, known: Address) -> bool:
    """True when an address says exactly this."""
    row = _address(territory, where)
    return all(getattr(row, name) == getattr(known, name) for name in PARTS)


def _address(territory: Territory, where: Whereabouts) -> Address:
    return Address(
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


def date_or_refuse(text: str) -> PartialDate:
    """A date with its precision, not later than today; refuses one that does not exist or is to come."""
    happened = any_date_or_refuse(text)
    if happened.first > clock.today():
        raise Refusal(
            "future_date",
            _("« %(date)s » n’est pas encore arrivé.") % {"date": happened.label},
            why=_("L’annuaire raconte ce qui a eu lieu."),
            todo=_("Notez cet évènement le jour venu, ou corrigez la date."),
            status=422,
        )
    return happened


def any_date_or_refuse(text: str) -> PartialDate:
    """A date with its precision, past or to come; refuses one that does not exist."""
    try:
        return PartialDate.parse(text)
    except PartialDateError:
        raise Refusal(
            "bad_date",
            _("« %(text)s » n’est pas une date.") % {"text": text},
            why=_("Une date s’écrit 2017, 2017-05 ou 2017-05-12, et doit exister au calendrier."),
            todo=_("Corrigez la date ; l’année seule suffit."),
            status=422,
        ) from None

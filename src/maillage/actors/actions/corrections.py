"""Writing what somebody said of an entry: each part by the action that is meant for it."""

from __future__ import annotations

from django.db import transaction

from maillage.actors.actions.life import Happening, correct_event, record_event
from maillage.actors.actions.profile import Profile, describe_actor
from maillage.actors.actions.register import Provenance, Whereabouts, date_or_refuse, refuse_absorbed
from maillage.actors.corrections import Changes, NewAddress, NewName
from maillage.actors.enums import LifeEventKind, SourceKind
from maillage.actors.models import Actor, Address, Contact, LifeEvent
from maillage.actors.naming import plain
from maillage.actors.queries import known_events
from maillage.common import clock
from maillage.common.partial_date import PartialDate
from maillage.territory.models import Commune

DECLARED = Provenance(SourceKind.DECLARED)


def apply_changes(*, actor: Actor, changes: Changes, who: str, source: Provenance = DECLARED) -> Actor:
    """Write all of what was said, or nothing of it.

    A new name or address is a fact with its date (today when none was given), and what told the old one at a
    later date is corrected. When the old one was wrong from the start, the fact that told it is corrected
    instead. Raises the refusals of the actions it calls.
    """
    refuse_absorbed(actor)
    with transaction.atomic():
        if changes.name is not None:
            _write_name(actor, changes.name, who, source)
        if changes.address is not None:
            _write_address(actor, changes.address, who, source)
        describe_actor(actor=actor, profile=_profile(actor, changes), who=who)
        if changes.closed_on:
            what = Happening(LifeEventKind.CLOSED, changes.closed_on)
            record_event(actor=actor, what=what, who=who, source=source)
        actor.refresh_from_db()
    return actor


def _write_name(actor: Actor, name: NewName, who: str, source: Provenance) -> None:
    if name.text == actor.name:
        return
    if name.was_wrong:
        event = _teller(actor, "name")
        correct_event(event=event, what=_retold(event, name=name.text), who=who, source=source)
        return
    since, was = name.since or _today(), actor.name
    known_before = _set_right_after(actor, "name", since, who=who, source=source, name=name.text)
    what = Happening(LifeEventKind.RENAMED, since, name=name.text, was_name="" if known_before else was)
    record_event(actor=actor, what=what, who=who, source=source)


def _write_address(actor: Actor, address: NewAddress, who: str, source: Provenance) -> None:
    where = whereabouts_of(address)
    if address.was_wrong:
        event = _teller(actor, "address")
        correct_event(event=event, what=_retold(event, where=where), who=who, source=source)
        return
    since, was = address.since or _today(), _copied(actor.address)
    known_before = _set_right_after(actor, "address", since, who=who, source=source, where=where)
    what = Happening(LifeEventKind.MOVED, since, where=where, was_where=None if known_before else was)
    record_event(actor=actor, what=what, who=who, source=source)


def _set_right_after(
    actor: Actor,
    what: str,
    since: str,
    *,
    who: str,
    source: Provenance,
    name: str = "",
    where: Whereabouts | None = None,
) -> bool:
    """Correct the facts that still told the old name or address at a later date, such as our first trace.

    Returns True when an earlier fact tells what held before.
    """
    day = date_or_refuse(since).first
    telling = [event for event in known_events(actor) if event.actor_id == actor.pk and getattr(event, what)]
    for event in telling:
        if event.counts_from >= day:
            correct_event(event=event, what=_retold(event, name=name, where=where), who=who, source=source)
    return any(event.counts_from < day for event in telling)


def whereabouts_of(address: NewAddress) -> Whereabouts:
    """The address as the actions take it, in the commune of the territory that has this name, if one has."""
    wanted = plain(address.city)
    rows = Commune.objects.all() if wanted else Commune.objects.none()
    commune = next((row for row in rows if plain(row.name) == wanted), None)
    return Whereabouts(street=address.street, postcode=address.postcode, city=address.city, commune=commune)


def _teller(actor: Actor, what: str) -> LifeEvent:
    """The fact that tells the present name or address: the latest that says one, else the birth."""
    own = [event for event in known_events(actor) if event.actor_id == actor.pk]
    births = [event for event in own if event.kind in (LifeEventKind.SEEN, LifeEventKind.FOUNDED)]
    telling = [event for event in own if getattr(event, what)]
    return (telling or births or own)[-1 if telling else 0]


def _retold(event: LifeEvent, *, name: str = "", where: Whereabouts | None = None) -> Happening:
    """The same fact with another name or address; whatever else it says is said again."""
    return Happening(
        kind=LifeEventKind(event.kind),
        happened=event.happened,
        name=name or event.name,
        was_name=event.was_name,
        actor_kind=event.actor_kind,
        was_kind=event.was_kind,
        where=where or _copied(event.address),
        was_where=_copied(event.was_address),
        other=event.other,
        ends=event.ends,
        note=event.note,
    )


def _copied(address: Address | None) -> Whereabouts | None:
    if address is None:
        return None
    names = ("street", "complement", "postcode", "city", "country", "commune", "lat", "lon")
    return Whereabouts(**{name: getattr(address, name) for name in names})


def _profile(actor: Actor, changes: Changes) -> Profile:
    descriptions = None
    if changes.description is not None:
        descriptions = {**actor.descriptions, changes.language: changes.description}
    return Profile(descriptions=descriptions, hours=changes.hours, contacts=_contacts(actor, changes))


def _contacts(actor: Actor, changes: Changes) -> tuple[tuple[str, str, str], ...] | None:
    """Every contact of the entry with the changes in their places; None when none changes."""
    if not changes.contacts:
        return None
    rows = list(Contact.objects.filter(actor=actor).values_list("kind", "value", "visibility"))
    for new in changes.contacts:
        told = (new.kind, new.value, new.visibility)
        place = next((n for n, row in enumerate(rows) if row[:2] == (new.kind, new.was)), None)
        if place is None:
            rows.append(told)
        else:
            rows[place] = told
    return tuple(row for row in rows if row[1])


def _today() -> str:
    return str(PartialDate.of(clock.today()))

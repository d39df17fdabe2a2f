"""Events, ties, past states and changes as plain values: what programs read, and what files are made of."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from maillage.actors.exports.addresses import page_address
from maillage.actors.models import FOREVER, Actor, Address, Episode, LifeEvent, Tie
from maillage.actors.queries.changes import Line
from maillage.common.partial_date import NO_END

Record = dict[str, Any]


def address_record(address: Address | None) -> Record | None:
    """Where something is: WGS84 degrees, official code of the commune; None when nothing is known."""
    if address is None:
        return None
    return {
        "street": address.street,
        "complement": address.complement,
        "postcode": address.postcode,
        "city": address.city,
        "commune_code": address.commune.code if address.commune else "",
        "country": address.country,
        "latitude": address.lat,
        "longitude": address.lon,
    }


def event_record(event: LifeEvent) -> Record:
    """Something that happened: its date in its precision, what it changed, its source, when it was known."""
    return {
        "event": event.ref,
        "kind": event.kind,
        "happened": event.happened,
        "name": event.name,
        "was_name": event.was_name,
        "actor_kind": event.actor_kind,
        "was_kind": event.was_kind,
        "address": address_record(event.address),
        "was_address": address_record(event.was_address),
        "other": named(event.other) if event.other else None,
        "nothing_left": event.ends,
        "note": event.note,
        "source": _source(event),
        **_known(event.known_from, event.known_until),
    }


def tie_record(tie: Tie) -> Record:
    """A relation read from the first actor to the second, with its dates as they were said."""
    return {
        "tie": tie.thread,
        "kind": tie.kind,
        "from": named(tie.actor),
        "to": named(tie.other),
        "since": tie.since,
        "until": tie.until,
        "end_reason": tie.end_reason,
        "note": tie.note,
        "source": _source(tie),
        **_known(tie.known_from, tie.known_until),
    }


def episode_record(episode: Episode) -> Record:
    """What an actor was in a period in which nothing changed; ``valid_until`` is the first day it was not."""
    return {
        "ref": episode.actor.ref,
        "url": page_address(episode.actor.ref, episode.name),
        "name": episode.name,
        "kind": episode.kind,
        "life": episode.state,
        "address": address_record(episode.address),
        "valid_from": episode.valid_from.isoformat(),
        "valid_until": _end(episode.valid_until),
        "is_invented": episode.actor.is_invented,
    }


def named(actor: Actor) -> Record:
    """An actor as others mention it; one merged into another record is mentioned by that one."""
    root = actor.merged_into or actor
    return {"ref": root.ref, "name": root.name, "url": page_address(root.ref, root.name)}


def line_record(line: Line, code: str) -> Record:
    """One change of a difference: when it happened, what was so before and what is so after, or the tie."""
    record: Record = {"change": code, "on": line.when}
    if line.tie is not None:
        told = tie_record(line.tie)
        return record | {"tie": told["kind"], "from": told["from"], "to": told["to"]}
    states = {"before": line.before, "after": line.after}
    return record | {name: episode_record(one) if one else None for name, one in states.items()}


def _source(row: LifeEvent | Tie) -> Record:
    return {"kind": row.source, "name": row.source_name, "url": row.source_url}


def _known(since: datetime, until: datetime) -> Record:
    return {"known_from": since.isoformat(), "known_until": None if until == FOREVER else until.isoformat()}


def _end(day: date) -> str | None:
    return None if day == NO_END else day.isoformat()

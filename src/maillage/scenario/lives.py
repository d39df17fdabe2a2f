"""What happened to the actors and what ties them, written down by the coordinator at its date."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from maillage.actors.actions import (
    Bond,
    Happening,
    Profile,
    Provenance,
    Whereabouts,
    describe_actor,
    record_event,
    tie_actors,
)
from maillage.actors.enums import ContactKind, LifeEventKind, SourceKind, TieKind, Visibility
from maillage.common.partial_date import PartialDate
from maillage.scenario.cast import Cast
from maillage.scenario.data import ContactRow, Dated, EventRow, TieRow
from maillage.scenario.stage import FIRST_DAY
from maillage.territory.queries import commune_with_code

KNOWN_BY = FIRST_DAY + 2  # by then every actor is in the directory
SHOWN = (ContactKind.EMAIL, ContactKind.WEBSITE, ContactKind.SOCIAL, ContactKind.CALENDAR)


def plan_lives(cast: Cast) -> None:
    """Plan when each fact is written down."""
    stage = cast.stage
    for number, contact in enumerate(cast.data.contacts):
        stage.at(_moment(cast, None, number), partial(_write_contact, cast, contact))
    for number, event in enumerate(cast.data.events):
        stage.at(_moment(cast, event.day, number), partial(_write_event, cast, event))
    for number, tie in enumerate(cast.data.ties):
        stage.at(_moment(cast, tie.day, number), partial(_write_tie, cast, tie))


def _moment(cast: Cast, day: int | None, number: int) -> datetime:
    """The morning of a working day, a few minutes after one another."""
    stage = cast.stage
    planned = stage.moment(KNOWN_BY if day is None else day, 10) + timedelta(minutes=2 * number)
    return stage.office(planned)


def _date(cast: Cast, said: Dated) -> str:
    """A date as it is written, or the one that many days from the last Monday."""
    if isinstance(said, int):
        return str(PartialDate.of(cast.stage.base + timedelta(days=said)))
    return said


def _write_event(cast: Cast, row: EventRow) -> None:
    what = Happening(
        kind=LifeEventKind(row.kind),
        happened=_date(cast, row.happened),
        name=row.name,
        was_name=row.was_name,
        actor_kind=row.actor_kind,
        was_kind=row.was_kind,
        where=_where(row.street, row.commune),
        was_where=_where(row.was_street, row.was_commune),
        note=row.note,
    )
    actor = cast.actors[row.actor]
    actor.refresh_from_db()
    source = Provenance(SourceKind(row.source), row.source_name)
    record_event(actor=actor, what=what, who=cast.coordinator, source=source)


def _where(street: str, commune: str) -> Whereabouts | None:
    return Whereabouts(street=street, commune=commune_with_code(commune)) if commune else None


def _write_tie(cast: Cast, row: TieRow) -> None:
    bond = Bond(
        TieKind(row.kind),
        since=_date(cast, row.since),
        until=_date(cast, row.until),
        end_reason=row.end_reason,
    )
    tie_actors(
        actor=cast.actors[row.actor],
        other=cast.actors[row.other],
        bond=bond,
        who=cast.coordinator,
        source=Provenance(SourceKind(row.source), row.source_name),
    )


def _write_contact(cast: Cast, row: ContactRow) -> None:
    told = [(kind, getattr(row, kind)) for kind in SHOWN]
    profile = Profile(
        contacts=tuple((str(kind), text, str(Visibility.PUBLIC)) for kind, text in told if text),
        skills_offered=tuple(cast.skills[code] for code in row.offers),
        skills_sought=tuple(cast.skills[code] for code in row.seeks),
    )
    actor = cast.actors[row.actor]
    actor.refresh_from_db()
    describe_actor(actor=actor, profile=profile, who=cast.coordinator)

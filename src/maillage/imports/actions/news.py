"""A planned row as a record to write."""

from __future__ import annotations

from datetime import datetime, time

from maillage.actors.actions import Whereabouts
from maillage.actors.actions.bulk import NewActor
from maillage.common import clock
from maillage.common.partial_date import PartialDate
from maillage.imports.drafts import Draft
from maillage.imports.models import ImportRun
from maillage.imports.planning import Gazetteer, Plan


def new_actor(run: ImportRun, plan: Plan, gazetteer: Gazetteer) -> NewActor:
    """What a row tells of an actor nobody knew.

    Its first trace is the day the source was last sure of it; that day is its last confirmation too, so that
    an old file makes old entries.
    """
    draft, said = plan.draft, plan.draft.said
    sure = draft.get("updated_at")
    return NewActor(
        name=draft.name,
        kind=draft.get("kind"),
        seen=_first_trace(draft),
        founded=draft.get("founded"),
        closed=draft.get("closed"),
        where=where_of(draft, gazetteer, country=run.territory.country),
        descriptions={"fr": draft.get("description")} if draft.get("description") else {},
        legal_name=draft.get("legal_name"),
        other_names=tuple(said.get("other_names", ())),
        legal_form=draft.get("legal_form"),
        activity=draft.get("activity"),
        activity_2025=draft.get("activity_2025"),
        size=draft.get("size"),
        hours=draft.get("hours"),
        identifiers=tuple((str(s), str(v)) for s, v in said.get("identifiers", ())),
        contacts=tuple((str(k), str(v), str(w)) for k, v, w in said.get("contacts", ())),
        skill_ids=tuple(said.get("skills", ())),
        confirmed_at=_moment(run, PartialDate.parse(sure)) if sure else None,
        again=plan.actor.pk if plan.actor is not None else None,
    )


def where_of(draft: Draft, gazetteer: Gazetteer, *, country: str) -> Whereabouts:
    """Where a row says that an actor is."""
    point = draft.said.get("point")
    where = Whereabouts(
        street=draft.get("street"),
        complement=draft.get("complement"),
        postcode=draft.get("postcode"),
        city=draft.get("city"),
        commune=gazetteer.commune_of(draft.said),
        lat=float(point[0]) if point else None,
        lon=float(point[1]) if point else None,
    )
    if not where:
        return where
    return Whereabouts(
        where.street,
        where.complement,
        where.postcode,
        where.city or (where.commune.name if where.commune else ""),
        country,
        where.commune,
        where.lat,
        where.lon,
    )


def _first_trace(draft: Draft) -> str:
    """The day of the source, unless the actor had closed by then: an end counts today at the latest."""
    day = PartialDate.parse(draft.get("updated_at") or str(PartialDate.of(clock.today())))
    closed = draft.get("closed")
    if closed and min(PartialDate.parse(closed).last, clock.today()) <= day.first:
        return str(PartialDate(PartialDate.parse(closed).first.year))
    return str(day)


def _moment(run: ImportRun, day: PartialDate) -> datetime:
    return min(datetime.combine(day.last, time(12), tzinfo=run.territory.zone), clock.now())

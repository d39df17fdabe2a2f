"""Reads of lives: what happened to one actor, and what was so on a day, as known at a moment."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import F, Q, QuerySet

from maillage.actors.models import FOREVER, Actor, Episode, LifeEvent, PastProfile, RecordMerge, Tie
from maillage.actors.queries.actors import profile_of


def known(at: datetime | None) -> Q:
    """Rows that were known at a moment; None: that are known now."""
    return Q(known_until=FOREVER) if at is None else Q(known_from__lte=at, known_until__gt=at)


def merged_then(at: datetime | None) -> dict[int, int]:
    """Absorbed record → kept record, as it stood at a moment (None: now); chains are followed."""
    if at is None:
        rows = Actor.objects.exclude(merged_into=None).values_list("pk", "merged_into_id")
        return {pk: int(root) for pk, root in rows if root is not None}
    merges = RecordMerge.objects.filter(merged_at__lte=at, undone_at__gt=at)
    into = dict(merges.values_list("absorbed_id", "kept_id"))
    return {pk: _root(pk, into) for pk in into}


def root_of(actor: Actor, at: datetime | None = None) -> int:
    """Primary key of the record on which this actor was read at a moment."""
    return merged_then(at).get(actor.pk, actor.pk) if at else (actor.merged_into_id or actor.pk)


def family_of(actor: Actor, at: datetime | None = None) -> list[int]:
    """Primary keys of a record and of those merged into it, as it stood at a moment."""
    return _family(actor.pk, at)


def known_events(actor: Actor, at: datetime | None = None) -> QuerySet[LifeEvent]:
    """What was known of a life at a moment (None: now), oldest first; both lives of merged records."""
    return (
        LifeEvent.objects.filter(known(at), actor__in=family_of(actor, at))
        .select_related("actor", "other", "address__commune", "was_address__commune")
        .order_by("counts_from", "pk")
    )


def all_events(actor: Actor) -> QuerySet[LifeEvent]:
    """Everything that was ever known of a life, also what was taken back since."""
    return (
        LifeEvent.objects.filter(actor__in=family_of(actor))
        .select_related("actor", "other", "address__commune")
        .order_by("counts_from", "pk")
    )


def merges_into(actor: Actor) -> QuerySet[RecordMerge]:
    """The records merged into this one that are still together with it, latest first."""
    rows = RecordMerge.objects.filter(kept__in=family_of(actor), undone_at=FOREVER)
    return rows.select_related("absorbed", "kept").order_by("-pk")


def episode_on(actor: Actor, day: date, at: datetime | None = None) -> Episode | None:
    """What an actor was on a day, as known at a moment; None when it was not, or was not known."""
    rows = Episode.objects.filter(
        known(at), actor_id=root_of(actor, at), valid_from__lte=day, valid_until__gt=day
    )
    found: Episode | None = rows.select_related("address__commune", "commune").first()
    return found


def profile_then(actor: Actor, at: datetime | None) -> dict[str, object]:
    """What a record said besides its life at a moment (None: now)."""
    past = None if at is None else PastProfile.objects.filter(actor=actor, known_until__gt=at).first()
    return past.data if past is not None else profile_of(actor)


def former_names(actors: list[int]) -> dict[int, tuple[str, ...]]:
    """The names these actors had in the past, as known now, by primary key."""
    rows = Episode.objects.filter(known(None), actor__in=actors).exclude(name=F("actor__name"))
    found: dict[int, tuple[str, ...]] = {}
    for pk, name in rows.order_by("valid_from").values_list("actor_id", "name"):
        found[pk] = tuple(dict.fromkeys((*found.get(pk, ()), name)))
    return found


def current_ties(actor: Actor) -> QuerySet[Tie]:
    """The ties of an actor as known now, whatever their dates; those inside one merged record are hidden."""
    family = family_of(actor)
    rows = Tie.objects.filter(known(None)).filter(Q(actor__in=family) | Q(other__in=family))
    return _readable(rows.exclude(actor__in=family, other__in=family))


def ties_on(actor: Actor, day: date, at: datetime | None = None) -> QuerySet[Tie]:
    """The ties of an actor on a day, as known at a moment; of a merged record, those of the whole."""
    family = _family(root_of(actor, at), at)
    rows = Tie.objects.filter(known(at), valid_from__lte=day, valid_until__gt=day)
    rows = rows.filter(Q(actor__in=family) | Q(other__in=family))
    return _readable(rows.exclude(actor__in=family, other__in=family))


def _family(root: int, at: datetime | None) -> list[int]:
    if at is None:
        absorbed = Actor.objects.filter(merged_into=root).values_list("pk", flat=True)
        return [root, *absorbed.order_by("pk")]
    return [root, *sorted(pk for pk, top in merged_then(at).items() if top == root)]


def _readable(rows: QuerySet[Tie]) -> QuerySet[Tie]:
    return rows.select_related("actor__merged_into", "other__merged_into").order_by("valid_from", "pk")


def _root(pk: int, into: dict[int, int]) -> int:
    seen = {pk}
    while pk in into and into[pk] not in seen:
        pk = into[pk]
        seen.add(pk)
    return pk

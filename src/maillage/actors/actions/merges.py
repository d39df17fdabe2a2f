"""Putting two records of one actor together, and taking them apart again."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from maillage.actors.actions.indexing import reindex
from maillage.actors.actions.profile import past_kept
from maillage.actors.actions.register import hold
from maillage.actors.actions.retelling import forget_episodes, retell
from maillage.actors.actions.ties import settle_ties_of
from maillage.actors.enums import DoubleState, Listing, NameKind
from maillage.actors.models import (
    FOREVER,
    Actor,
    ActorName,
    Double,
    Episode,
    LifeEvent,
    PastProfile,
    RecordMerge,
    Tie,
)
from maillage.common import clock, journal
from maillage.common.errors import Refusal

HISTORY = (LifeEvent, Episode, PastProfile, RecordMerge, Tie, Double, Actor)
"""What stays on the record it was written on: the history of each is read through the merge."""


def merge_records(*, kept: Actor, absorbed: Actor, who: str, why: str = "") -> RecordMerge:
    """Two records tell of one actor: one is kept, both histories are read on it. Can be undone."""
    _refuse_same(kept, absorbed)
    with transaction.atomic():
        hold(kept, absorbed)
        with past_kept(kept, absorbed, who=who):
            moved = _repoint(absorbed, kept)
            if added := _keep_name(kept, absorbed):
                moved["added_names"] = [added]
        merge: RecordMerge = RecordMerge.objects.create(
            territory_id=kept.territory_id,
            kept=kept,
            absorbed=absorbed,
            who=who,
            why=why[:300],
            was_listing=absorbed.listing,
            moved=moved,
        )
        absorbed.merged_into, absorbed.listing = kept, Listing.ABSORBED
        absorbed.save(update_fields=["merged_into", "listing"])
        Actor.objects.filter(merged_into=absorbed).update(merged_into=kept)
        forget_episodes(absorbed)
        _tell_again(kept, absorbed)
        _settle_doubles(kept, absorbed, who)
        data = {"absorbed": absorbed.ref, "merge": merge.ref}
        journal.record(who=who, verb="merge", kind="actor", ref=kept.ref, data=data, why=why)
    return merge


def undo_merge(*, merge: RecordMerge, who: str, why: str = "") -> Actor:
    """Two actors after all: each has its own record, history and belongings again.

    What was written on the kept record meanwhile stays there.
    """
    with transaction.atomic():
        merge.refresh_from_db(from_queryset=RecordMerge.objects.select_for_update())
        absorbed, kept = merge.absorbed, merge.kept
        _refuse_undone(merge)
        merge.undone_at = clock.now()
        merge.save(update_fields=["undone_at"])
        with past_kept(kept, absorbed, who=who):
            _give_back(merge)
        absorbed.merged_into, absorbed.listing = None, merge.was_listing
        absorbed.save(update_fields=["merged_into", "listing"])
        _hand_back_family(absorbed)
        _tell_again(kept, absorbed)
        pair = Q(one=kept, two=absorbed) | Q(one=absorbed, two=kept)
        Double.objects.filter(pair).update(state=DoubleState.DISTINCT, decided_by=who, decided_at=clock.now())
        data = {"absorbed": absorbed.ref, "merge": merge.ref}
        journal.record(who=who, verb="undo_merge", kind="actor", ref=kept.ref, data=data, why=why)
    return absorbed


def _tell_again(kept: Actor, absorbed: Actor) -> None:
    if absorbed.merged_into is None:
        retell(absorbed)
        settle_ties_of(absorbed)
    retell(kept)
    settle_ties_of(kept)
    reindex([kept, absorbed])


def _refuse_undone(merge: RecordMerge) -> None:
    if merge.undone_at != FOREVER:
        raise Refusal("undone_already", _("Ces deux fiches ont déjà été séparées."))
    if _merged_since(merge):
        raise Refusal(
            "merged_since",
            _("« %(name)s » a été réunie à une autre fiche depuis.") % {"name": merge.kept.name},
            why=_("On défait les réunions de fiches dans l’ordre inverse."),
            todo=_("Séparez d’abord les fiches réunies en dernier."),
        )


def _refuse_same(kept: Actor, absorbed: Actor) -> None:
    if kept.pk == absorbed.pk:
        raise Refusal("same_record", _("C’est la même fiche."), todo=_("Choisissez l’autre fiche."))


def _merged_since(merge: RecordMerge) -> bool:
    later = RecordMerge.objects.filter(undone_at=FOREVER, pk__gt=merge.pk)
    return later.filter(Q(kept=merge.kept) | Q(absorbed=merge.kept)).exists()


def _hand_back_family(absorbed: Actor) -> None:
    """What had been merged into the absorbed record before follows it."""
    inner = RecordMerge.objects.filter(kept=absorbed, undone_at=FOREVER).values_list("absorbed_id", flat=True)
    for pk in inner:
        Actor.objects.filter(Q(pk=pk) | Q(merged_into_id=pk)).update(merged_into=absorbed)


def _keep_name(kept: Actor, absorbed: Actor) -> int | None:
    if absorbed.name == kept.name:
        return None
    row, created = ActorName.objects.get_or_create(actor=kept, kind=NameKind.OTHER, text=absorbed.name)
    return row.pk if created else None


def _belongings(actor: Actor) -> list[tuple[type[Model], str]]:
    """Every table that points at an actor, whatever its app, except the history of records."""
    return [
        (relation.related_model, relation.field.name)
        for relation in actor._meta.related_objects
        if isinstance(relation.related_model, type)
        and issubclass(relation.related_model, Model)
        and not issubclass(relation.related_model, HISTORY)
        and not relation.many_to_many
    ]


def _repoint(absorbed: Actor, kept: Actor) -> dict[str, Any]:
    """Give the belongings of a record to another; what it has already stays where it was."""
    moved: dict[str, Any] = {}
    for model, field in _belongings(absorbed):
        for pk in model._base_manager.filter(**{field: absorbed}).values_list("pk", flat=True):
            try:
                with transaction.atomic():
                    model._base_manager.filter(pk=pk).update(**{field: kept})
            except IntegrityError:  # the kept record has the same one
                continue
            moved.setdefault(f"{model._meta.label}.{field}", []).append(pk)
    return moved


def _give_back(merge: RecordMerge) -> None:
    ActorName.objects.filter(pk__in=merge.moved.get("added_names", [])).delete()
    for model, field in _belongings(merge.kept):
        pks = merge.moved.get(f"{model._meta.label}.{field}", [])
        model._base_manager.filter(pk__in=pks, **{field: merge.kept}).update(**{field: merge.absorbed})


def _settle_doubles(kept: Actor, absorbed: Actor, who: str) -> None:
    pair = Q(one=kept, two=absorbed) | Q(one=absorbed, two=kept)
    Double.objects.filter(pair).update(state=DoubleState.MERGED, decided_by=who, decided_at=clock.now())

"""Keeps the search of the directory in step with the records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.utils import translation

from maillage.actors.enums import KEPT, ActorKind
from maillage.actors.freshness import freshness_of
from maillage.actors.models import Actor
from maillage.actors.queries import former_names, with_everything
from maillage.common import clock
from maillage.search import actions as search
from maillage.search.documents import Document

COLLECTION = "actors"
CHUNK = 1000


def reindex(actors: Iterable[Actor]) -> None:
    """Write what is searched of these actors again; those that left the directory are not found any more."""
    pks = [actor.pk for actor in actors]
    for start in range(0, len(pks), CHUNK):
        rows = list(with_everything(Actor.objects.filter(pk__in=pks[start : start + CHUNK])))
        _write(rows)


def index_hidden(actors: Sequence[Actor]) -> None:
    """Write what will be searched of withheld records, out of sight."""
    reindex(actors)


def show_indexed(actors: QuerySet[Actor], *, visible: bool = True) -> None:
    """Let these records be found, or not any more."""
    search.set_visible(list(actors.values_list("ref", flat=True)), visible, collection=COLLECTION)


def _write(actors: Sequence[Actor]) -> None:
    former = former_names([actor.pk for actor in actors])
    with translation.override("fr"):
        documents = [_document(actor, former.get(actor.pk, ())) for actor in actors]
    search.index(documents, collection=COLLECTION)


def _document(actor: Actor, former: Iterable[str]) -> Document:
    others = [name.text for name in actor.other_names.all()]
    skills = [row.skill for row in actor.skill_rows.all()]
    town = actor.address.city if actor.address else ""
    return Document(
        key=actor.ref,
        names=tuple(dict.fromkeys([actor.name, *others, *former])),
        text=" ".join(str(text) for text in actor.descriptions.values()),
        place=actor.commune.code if actor.commune else "",
        kind=actor.kind,
        tags=tuple(skill.code for skill in skills),
        words=tuple(
            filter(None, [str(ActorKind(actor.kind).label), town, *(skill.label for skill in skills)])
        ),
        freshness=freshness_of(actor, clock.now()).score,
        visible=actor.listing in KEPT,
        sort_name=actor.sort_name,
    )

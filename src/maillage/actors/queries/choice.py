"""Which actors one asks for: words, filters, an order. One choice serves a page, a file and a program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from maillage.actors.enums import KEPT, SHOWN, LifeState, SkillSide
from maillage.actors.freshness import FRESH_DAYS, STALE_DAYS, Level
from maillage.actors.models import Actor, ActorSkill
from maillage.actors.queries.actors import actors_by_name, kept_actors
from maillage.common import clock
from maillage.search.queries import find
from maillage.search.results import MAX_LIMIT, Order, Reason, SearchPage, SearchQuery
from maillage.territory.models import Commune

COLLECTION = "actors"
"""Under which name the search keeps the directory."""

NEAR = 2000
"""Lines from the first up to which a page is read by walking; farther, sorting everything is as quick."""

ALIVE = (LifeState.ACTIVE, LifeState.DORMANT)
LEAST_FRESH = ("", Level.FRESH, Level.AGEING)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked of the directory; empty filters keep everything, several values of one filter add up.

    ``skills`` are codes of skills offered. ``freshness`` is the least level wanted. Archived entries and
    actors that have ended are left out unless asked for. Without words the order is alphabetical.
    """

    words: str = ""
    kinds: tuple[str, ...] = ()
    communes: tuple[Commune, ...] = ()
    skills: tuple[str, ...] = ()
    freshness: str = ""
    archived: bool = False
    ended: bool = False
    by_name: bool = False

    @property
    def has_words(self) -> bool:
        """True when something is looked for, rather than listed."""
        return bool(self.words.strip())

    @property
    def narrows(self) -> bool:
        """True when anything but the order was asked."""
        return replace(self, by_name=False) != Choice()


@dataclass(frozen=True, slots=True)
class Found:
    """What answers words: references in order, why each stands there, and how the words were read.

    ``is_capped``: more answered than are ranked. ``is_relaxed``: nothing has all the words.
    """

    refs: tuple[str, ...] = ()
    reasons: dict[str, tuple[Reason, ...]] = field(default_factory=dict)
    corrected: tuple[tuple[str, str], ...] = ()
    is_relaxed: bool = False
    is_capped: bool = False


def chosen(choice: Choice) -> QuerySet[Actor]:
    """The actors that pass the filters, in alphabetical order; words are not looked at (see ``found``)."""
    rows = kept_actors() if choice.archived else actors_by_name()
    if not choice.ended:
        rows = rows.filter(life__in=ALIVE)
    if choice.kinds:
        rows = rows.filter(kind__in=choice.kinds)
    if choice.communes:
        rows = rows.filter(commune__in=choice.communes)
    if choice.skills:
        offered = ActorSkill.objects.filter(
            actor=OuterRef("pk"), skill__code__in=choice.skills, side=SkillSide.OFFERED
        )
        rows = rows.filter(Exists(offered))
    return _fresh(rows, choice.freshness)


def page_by_name(
    choice: Choice,
    *,
    size: int,
    start: int = 0,
    after: tuple[str, int] | None = None,
    shown: Callable[[QuerySet[Actor]], QuerySet[Actor]] | None = None,
) -> list[Actor]:
    """One page of what was chosen, by name; ``after``: the sort name and key of the last actor read.

    ``shown`` says what comes with each actor: what a line shows, unless told.
    Each listing is walked along its own index and the few rows are sorted: the whole directory never is.
    """
    rows = chosen(choice) if after is None else _after(chosen(choice), *after)
    shown = shown or as_lines
    if start > NEAR:
        return list(shown(rows)[start : start + size])
    walks = (rows.filter(listing=listing) for listing in (KEPT if choice.archived else SHOWN))
    first = [pk for walk in walks for pk in walk.values_list("pk", flat=True)[: start + size]]
    return list(shown(kept_actors().filter(pk__in=first))[start : start + size])


def found(choice: Choice) -> Found:
    """What answers the words of a choice and passes its filters: the first thousand at most."""
    page = find(_question(choice, "name" if choice.by_name else "relevance"), collection=COLLECTION)
    shown = _passing(choice, page)
    hits = [hit for hit in page.hits if hit.key in shown]
    return Found(
        refs=tuple(hit.key for hit in hits),
        reasons={hit.key: hit.reasons for hit in hits},
        corrected=page.corrected,
        is_relaxed=page.is_relaxed,
        is_capped=page.is_capped or page.total > len(page.hits),
    )


def every_key(choice: Choice) -> list[int]:
    """Primary keys of all that was chosen, by name: what a whole file holds."""
    if not choice.has_words:
        return list(chosen(choice).values_list("pk", flat=True))
    refs: list[str] = []
    question = _question(choice, "name")
    while True:
        page = find(question, collection=COLLECTION)
        refs += [hit.key for hit in page.hits]
        if not page.next_after:
            break
        question = replace(question, after=page.next_after)
    return _keys_of(choice, refs)


def in_order(rows: QuerySet[Actor], refs: Sequence[str]) -> list[Actor]:
    """The actors with these references, in the order of the references."""
    place = {ref: number for number, ref in enumerate(refs)}
    return sorted(rows.filter(ref__in=refs), key=lambda actor: place[actor.ref])


def as_lines(rows: QuerySet[Actor]) -> QuerySet[Actor]:
    """The same actors with what a line of a list shows of them: their commune and the skills they offer."""
    offered = ActorSkill.objects.filter(side=SkillSide.OFFERED).select_related("skill")
    lines = Prefetch("skill_rows", offered.order_by("skill__position", "skill__code"), to_attr="offered")
    return rows.select_related("commune", "address").prefetch_related(lines)


def _after(rows: QuerySet[Actor], name: str, pk: int) -> QuerySet[Actor]:
    return rows.filter(sort_name__gte=name).exclude(sort_name=name, pk__lte=pk)


def _question(choice: Choice, order: Order) -> SearchQuery:
    return SearchQuery(
        words=choice.words,
        kinds=choice.kinds,
        places=tuple(commune.code for commune in choice.communes),
        tags=choice.skills,
        order=order,
        limit=MAX_LIMIT,
    )


def _passing(choice: Choice, page: SearchPage) -> set[str]:
    """Which hits pass the filters as the records stand now: the index may be a night behind on freshness."""
    return set(chosen(choice).filter(ref__in=[hit.key for hit in page.hits]).values_list("ref", flat=True))


def _keys_of(choice: Choice, refs: Sequence[str]) -> list[int]:
    rows = chosen(choice)
    chunks = (refs[start : start + MAX_LIMIT] for start in range(0, len(refs), MAX_LIMIT))
    return [pk for chunk in chunks for pk in rows.filter(ref__in=chunk).values_list("pk", flat=True)]


def _fresh(rows: QuerySet[Actor], least: str) -> QuerySet[Actor]:
    if not least:
        return rows
    days = FRESH_DAYS if least == Level.FRESH else STALE_DAYS
    return rows.filter(confirmed_at__gt=clock.now() - timedelta(days=days))

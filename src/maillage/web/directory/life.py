"""The life of an actor in words: what happened, and the names and places it had."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from maillage.actors.enums import ActorKind, LifeEventKind
from maillage.actors.models import Actor, Episode, LifeEvent
from maillage.common.partial_date import NO_END, PartialDate


@dataclass(frozen=True, slots=True)
class Stop:
    """Something that happened, as the line of a life shows it; ``other`` is the other actor it names."""

    when: str
    title: str
    text: str
    note: str
    source: str
    source_url: str
    by: str
    other: Actor | None
    state: str = "past"


@dataclass(frozen=True, slots=True)
class Span:
    """A name or an address, and the period in which it held; empty bounds are open."""

    text: str
    since: str
    until: str


def stops_of(events: Iterable[LifeEvent], recorders: dict[str, str]) -> list[Stop]:
    """What happened, oldest first; ``recorders`` says in words who ``who`` is."""
    told = list(events)
    older_name = next((event.was_name for event in told if event.was_name), "")
    return [
        Stop(
            when=event.date.label,
            title=_title(event),
            text=_detail(event, older_name),
            note=event.note,
            source=source_in_words(event.get_source_display(), event.source_name),
            source_url=event.source_url,
            by=recorders.get(event.who, ""),
            other=readable(event.other),
        )
        for event in told
    ]


def source_in_words(kind: str, name: str) -> str:
    """Who says so: « registre public : Sirene »."""
    return _("%(kind)s : %(name)s") % {"kind": kind, "name": name} if name else kind


def readable(actor: Actor | None) -> Actor | None:
    """The record on which another actor is read; None when the directory does not show it."""
    root = actor.merged_into or actor if actor else None
    return None if root is None or root.listing in ("withheld", "withdrawn") else root


def former_names(episodes: Sequence[Episode], events: Sequence[LifeEvent], today: str) -> list[Span]:
    """The names it had before ``today``'s, with their dates."""
    spans = _spans([(one.name, one) for one in episodes], events)
    return [span for span in spans if span.text != today]


def addresses(episodes: Sequence[Episode], events: Sequence[LifeEvent]) -> list[Span]:
    """Where it was, oldest first; a period without address is passed over."""
    lines = [(_place(one), one) for one in episodes]
    return [span for span in _spans(lines, events) if span.text]


def _place(episode: Episode) -> str:
    if episode.address is not None:
        return episode.address.line
    return episode.town


def _spans(lines: Sequence[tuple[str, Episode]], events: Sequence[LifeEvent]) -> list[Span]:
    """Neighbours that say the same become one period, dated as precisely as its events are."""
    said = {event.counts_from: event.date.label for event in events}
    found: list[tuple[str, date, date]] = []
    for text, episode in lines:
        if found and found[-1][0] == text and found[-1][2] == episode.valid_from:
            found[-1] = (text, found[-1][1], episode.valid_until)
        else:
            found.append((text, episode.valid_from, episode.valid_until))
    return [Span(text, _day(since, said), _day(until, said)) for text, since, until in found]


def _day(day: date, said: dict[date, str]) -> str:
    return "" if day == NO_END else said.get(day) or PartialDate.of(day).label


def _title(event: LifeEvent) -> str:
    if event.kind == LifeEventKind.RENAMED:
        return _("Devient « %(name)s »") % {"name": event.name}
    if event.kind == LifeEventKind.CHANGED_KIND:
        return _("Change de nature : %(kind)s") % {"kind": ActorKind(event.actor_kind).label}
    if event.kind == LifeEventKind.MOVED and event.address:
        return _("S’installe : %(place)s") % {"place": event.address.line}
    return str(event.get_kind_display()).capitalize()


def _detail(event: LifeEvent, older_name: str) -> str:
    """What was so until then, where it is known; a birth has its name, unless a renaming says another."""
    if event.was_name:
        return _("Auparavant « %(name)s ».") % {"name": event.was_name}
    if event.was_kind:
        return _("Auparavant : %(kind)s.") % {"kind": ActorKind(event.was_kind).label}
    if event.was_address:
        return _("Auparavant : %(place)s.") % {"place": event.was_address.line}
    born = event.kind in (LifeEventKind.SEEN, LifeEventKind.FOUNDED)
    if born and event.name and older_name in ("", event.name):
        return _("Sous le nom de « %(name)s ».") % {"name": event.name}
    return ""

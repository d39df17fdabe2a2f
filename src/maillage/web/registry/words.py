"""Facts of a life and ties in the coordinator's words, and who said them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.dateformat import format as format_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.enums import ActorKind, LifeEventKind
from maillage.actors.models import Actor, LifeEvent, Tie
from maillage.actors.record_forms import tie_words
from maillage.common.journal import ASKER, SYSTEM
from maillage.common.partial_date import PartialDate
from maillage.people.models import Person


class KindWords(NamedTuple):
    """A kind of event as it is chosen: its name, and when to choose it."""

    title: str | Promise
    hint: str | Promise


KINDS_IN_WORDS: dict[LifeEventKind, KindWords] = {
    LifeEventKind.FOUNDED: KindWords(
        gettext_lazy("Sa création"), gettext_lazy("L’acteur naît. Une seule fois.")
    ),
    LifeEventKind.RENAMED: KindWords(
        gettext_lazy("Un changement de nom"), gettext_lazy("Il s’appelle autrement depuis ce jour.")
    ),
    LifeEventKind.MOVED: KindWords(
        gettext_lazy("Un déménagement"), gettext_lazy("Il est ailleurs depuis ce jour.")
    ),
    LifeEventKind.CHANGED_KIND: KindWords(
        gettext_lazy("Un changement de nature"),
        gettext_lazy("Un collectif devient une association, un projet une entreprise."),
    ),
    LifeEventKind.DORMANT: KindWords(
        gettext_lazy("Une mise en sommeil"), gettext_lazy("Plus d’activité, mais il n’a pas disparu.")
    ),
    LifeEventKind.REVIVED: KindWords(
        gettext_lazy("Une reprise"), gettext_lazy("Il s’était endormi ou arrêté, et il repart.")
    ),
    LifeEventKind.SPLIT: KindWords(
        gettext_lazy("Une scission"), gettext_lazy("Une partie s’en va vivre sa vie sous un autre nom.")
    ),
    LifeEventKind.MERGED: KindWords(
        gettext_lazy("Une fusion"),
        gettext_lazy(
            "Deux acteurs n’en font plus qu’un. Pour deux fiches du même acteur, réunissez-les plutôt."
        ),
    ),
    LifeEventKind.CLOSED: KindWords(
        gettext_lazy("Sa fin"), gettext_lazy("Il a cessé d’exister. La fiche et son histoire restent.")
    ),
    LifeEventKind.SEEN: KindWords(
        gettext_lazy("Une première trace"),
        gettext_lazy("On ne sait pas quand il est né, mais il existait déjà ce jour-là."),
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A fact ready to be read: what, what else is said, and when (a year alone is its ``day``)."""

    event: LifeEvent
    title: str
    details: tuple[str, ...]
    day: str
    year: str


def event_title(event: LifeEvent) -> str:
    """What happened, in one line: « Devient “Fil à Fil” » rather than « changement de nom »."""
    said = {
        "name": event.name,
        "kind": ActorKind(event.actor_kind).label if event.actor_kind else "",
        "where": event.address.line if event.address else "",
        "other": event.other.name if event.other else "",
    }
    words = {
        LifeEventKind.FOUNDED: _("Création sous le nom de « %(name)s »") if event.name else _("Création"),
        LifeEventKind.RENAMED: _("Prend le nom de « %(name)s »"),
        LifeEventKind.MOVED: _("S’installe ici : %(where)s"),
        LifeEventKind.CHANGED_KIND: _("Change de nature : %(kind)s"),
        LifeEventKind.SPLIT: _("Scission, d’où naît « %(other)s »") if event.other else _("Scission"),
        LifeEventKind.MERGED: _("Fusion avec « %(other)s »") if event.other else _("Fusion"),
    }
    return words.get(LifeEventKind(event.kind), event.get_kind_display().capitalize()) % said


def event_details(event: LifeEvent) -> tuple[str, ...]:
    """What held before, what else was said, and who says so; one sentence each."""
    before = event.was_name or (ActorKind(event.was_kind).label if event.was_kind else "")
    before = before or (event.was_address.line if event.was_address else "")
    source = event.source_name or event.get_source_display()
    sentences = (
        _("Avant : %(before)s.") % {"before": before} if before else "",
        _("Il n’en reste rien sous l’ancien nom.") if event.ends else "",
        event.note,
        _("Source : %(source)s.") % {"source": source},
    )
    return tuple(sentence for sentence in sentences if sentence)


def told_events(events: Iterable[LifeEvent]) -> list[Told]:
    """Each fact, ready to be read."""
    return [
        Told(event, event_title(event), event_details(event), *day_and_year(event.date)) for event in events
    ]


def day_and_year(date: PartialDate) -> tuple[str, str]:
    """A date for the column of a line: what is finest first, then its year; a year alone stands first."""
    if date.month is None:
        return str(date.year), ""
    return format_date(date.first, _("j N") if date.day else "N"), str(date.year)


@dataclass(frozen=True, slots=True)
class Bound:
    """A tie as read from one actor's page: the words, the actor at the other end, when."""

    tie: Tie
    words: str
    other: Actor
    when: str


def told_ties(ties: Iterable[Tie], family: Iterable[int]) -> list[Bound]:
    """Each tie as read from these records (primary keys); its other end is the record it is read on."""
    own = set(family)
    told = []
    for tie in ties:
        back = tie.actor_id not in own
        other = tie.actor if back else tie.other
        told.append(Bound(tie, tie_words(tie.kind, back=back), other.merged_into or other, tie_dates(tie)))
    return told


def tie_dates(tie: Tie) -> str:
    """From when to when, as far as it is known."""
    said = {"since": tie.since_label, "until": tie.until_label}
    if tie.since and tie.until:
        return _("de %(since)s à %(until)s") % said
    if tie.until:
        return _("jusqu’à %(until)s") % said
    return _("depuis %(since)s") % said if tie.since else _("sans date de début")


class Names:
    """Who the references of a journal stand for, read in one query."""

    def __init__(self, refs: Iterable[str]) -> None:
        rows = Person.objects.filter(ref__in={ref for ref in refs if ref})
        self._names = {person.ref: person.full_name for person in rows}

    def of(self, ref: str) -> str:
        """A person's name; the software and strangers are said as such."""
        others = {SYSTEM: _("le logiciel"), ASKER: _("une personne sans compte")}
        return self._names.get(ref) or others.get(ref) or _("quelqu’un qui n’est plus là")

"""Writes on the phases of a place: one after the other, never two at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.actors.actions import Provenance, Whereabouts
from maillage.actors.actions.register import COORDINATION, keep_address
from maillage.actors.models import FOREVER, Actor, Address
from maillage.common import journal
from maillage.common.errors import Refusal
from maillage.common.partial_date import NO_END, PartialDate
from maillage.places.actions.telling import (
    end_knowledge,
    hold_place,
    last_day_after,
    period,
    provenance_of,
    sign,
)
from maillage.places.enums import Access, Means, PhaseState, Service
from maillage.places.models import Phase, Place
from maillage.places.opening import HoursError, read_hours
from maillage.places.opening import in_words as hours_in_words


@dataclass(frozen=True, slots=True)
class PhaseSheet:
    """What is said of a period of a place: codes of ``enums``, a GeoJSON geometry as ``outline``."""

    state: PhaseState
    since: str
    until: str = ""
    where: Whereabouts | None = None
    is_approximate: bool = False
    outline: dict[str, Any] | None = None
    capacity: int | None = None
    services: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    hours: str = ""
    keeper: Actor | None = None
    notes: dict[str, str] = field(default_factory=dict)


def add_phase(
    *,
    place: Place,
    sheet: PhaseSheet,
    who: str,
    source: Provenance = COORDINATION,
    is_invented: bool = False,
) -> Phase:
    """Tell a phase of a place, past or to come. The phase before it, if open-ended, ends where it begins.

    Raises Refusal when it overlaps another one, when a date or the hours cannot be read.
    """
    with transaction.atomic():
        hold_place(place)
        phase = _write(Phase(place=place, is_invented=is_invented), sheet, who, source)
        _settle(place)
        _record(phase, "add_phase", who)
    phase.refresh_from_db()
    return phase


def correct_phase(
    *, phase: Phase, sheet: PhaseSheet, who: str, source: Provenance | None = None, why: str = ""
) -> Phase:
    """What was said of a phase was wrong, or says more now: the new version takes its place."""
    with transaction.atomic():
        hold_place(phase.place)
        end_knowledge(phase)
        version = Phase(place=phase.place, thread=phase.thread, is_invented=phase.is_invented)
        written = _write(version, sheet, who, source or provenance_of(phase))
        _settle(phase.place)
        _record(written, "correct_phase", who, why)
    written.refresh_from_db()
    return written


def take_back_phase(*, phase: Phase, who: str, why: str = "") -> None:
    """A phase never was, or is no longer planned: it stops being known now."""
    with transaction.atomic():
        hold_place(phase.place)
        end_knowledge(phase)
        _settle(phase.place)
        _record(phase, "take_back_phase", who, why)


def _write(phase: Phase, sheet: PhaseSheet, who: str, source: Provenance) -> Phase:
    since, until = period(sheet.since, sheet.until)
    territory = phase.place.territory
    _refuse_unknown(sheet)
    if sheet.hours.strip():
        _refuse_hours(sheet.hours, phase.place)
    told = Phase.objects.filter(place=phase.place).exclude(address=None).values("address")
    phase.territory = territory
    phase.since, phase.until = str(since), str(until) if until else ""
    phase.valid_from, phase.valid_until = since.first, last_day_after(until)
    phase.state, phase.capacity, phase.outline = sheet.state, sheet.capacity, sheet.outline
    phase.address = keep_address(territory, sheet.where, known=Address.objects.filter(pk__in=told))
    phase.is_approximate = sheet.is_approximate
    phase.services, phase.means, phase.access = list(sheet.services), list(sheet.means), list(sheet.access)
    phase.hours, phase.keeper = sheet.hours.strip(), sheet.keeper
    phase.notes = {language: text.strip() for language, text in sheet.notes.items() if text.strip()}
    sign(phase, who=who, source=source)
    phase.save()
    return phase


def _refuse_hours(text: str, place: Place) -> None:
    try:
        read_hours(text, country=place.territory.country, zone=place.territory.zone)
    except HoursError as error:
        raise Refusal("bad_hours", hours_in_words(error), status=422) from None


def _refuse_unknown(sheet: PhaseSheet) -> None:
    """Codes come from forms and files: one that nobody could read is refused by name."""
    told = ((sheet.services, Service), (sheet.means, Means), (sheet.access, Access))
    if strange := sorted(code for codes, known in told for code in set(codes) - set(known.values)):
        raise Refusal(
            "unknown_code",
            _("« %(code)s » n’est ni un service, ni un moyen, ni un accès que l’on connaisse.")
            % {"code": strange[0]},
            todo=_("Choisissez dans la liste ; le reste se dit dans la note."),
            status=422,
        )


def _settle(place: Place) -> None:
    """Lay the phases of a place one after the other; refuses two that overlap for certain.

    Where two dates are vague, the end of the one is the beginning of the other: « until 2019 » and « since
    March 2019 » meet in March. An end that nobody told is the beginning of the next phase. Each lasts a day
    at least: « until August 2017 » leaves none to « from 2017 to March 2017 ».
    """
    rows = sorted(Phase.objects.filter(place=place, known_until=FOREVER), key=_in_time)
    told = [period(row.since, row.until) for row in rows]
    starts = [since.first for since, _until in told]
    for number, ((first, until), (second, _end)) in enumerate(pairwise(told), 1):
        if first.first == second.first or (until is not None and until.first > second.last):
            raise _overlap(rows[number - 1], rows[number])
        if until is not None:
            starts[number] = max(starts[number], until.first)
    for number, (row, (_since, until)) in enumerate(zip(rows, told, strict=True)):
        following = starts[number + 1] if number + 1 < len(rows) else NO_END
        end = min(last_day_after(until), following)
        if end <= starts[number]:  # the phase before it leaves it no day of its own
            raise _overlap(rows[number - 1], row)
        if (row.valid_from, row.valid_until) != (starts[number], end):
            Phase.objects.filter(pk=row.pk).update(valid_from=starts[number], valid_until=end)


def _in_time(row: Phase) -> tuple[PartialDate, int]:
    return PartialDate.parse(row.since), row.pk


def _overlap(first: Phase, second: Phase) -> Refusal:
    return Refusal(
        "overlap",
        _("Deux phases de ce lieu se chevauchent : « %(first)s », %(from)s, et « %(second)s », %(next)s.")
        % {
            "first": first.get_state_display(),
            "from": first.since_label,
            "second": second.get_state_display(),
            "next": second.since_label,
        },
        why=_("Un lieu n’a qu’une phase à la fois."),
        todo=_("Corrigez l’une des dates, ou notez la fin de la première."),
        status=422,
    )


def _record(phase: Phase, verb: str, who: str, why: str = "") -> None:
    data = {"phase": phase.thread, "state": phase.state, "since": phase.since}
    journal.record(who=who, verb=verb, kind="place", ref=phase.place.ref, data=data, why=why)

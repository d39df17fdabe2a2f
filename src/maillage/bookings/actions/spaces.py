"""Writes on what can be booked: its sheet, the periods in which it cannot be had."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from maillage.bookings.actions.common import hold_space
from maillage.bookings.actions.waiting import fill_waiting
from maillage.bookings.enums import BLOCKING, SpaceKind
from maillage.bookings.models import BlockedPeriod, Occurrence, Space
from maillage.bookings.queries import LONGEST, occurrences_of
from maillage.common import clock, journal
from maillage.common.errors import Refusal
from maillage.places.models import Place
from maillage.places.opening import HoursError, in_words, read_hours
from maillage.territory.models import Territory


@dataclass(frozen=True, slots=True)
class SpaceSheet:
    """What is said of a space; the meaning of each is told with ``Space``."""

    name: str
    kind: SpaceKind
    units: int = 1
    capacity: int = 1
    means: list[str] = field(default_factory=list)
    access: list[str] = field(default_factory=list)
    hours: str = ""
    audience: list[str] = field(default_factory=list)
    ahead_days: int = 60
    notice_minutes: int = 0
    longest_minutes: int = 480
    needs_approval: bool = False
    reserved_shares: dict[str, float] = field(default_factory=dict)
    price_notes: dict[str, str] = field(default_factory=dict)
    reconfirm_hours: int = 24
    release_minutes: int = 20


def open_space(*, place: Place, sheet: SpaceSheet, who: str, is_invented: bool = False) -> Space:
    """A space of a place can be booked from now on."""
    columns = _columns_or_refuse(sheet, place.territory)
    with transaction.atomic():
        space: Space = Space.objects.create(
            territory=place.territory, place=place, is_invented=is_invented, **columns
        )
        _record(space, "open_space", who, {"place": place.ref})
    return space


def describe_space(*, space: Space, sheet: SpaceSheet, who: str) -> bool:
    """Say again what a space is and its rules; False when nothing changed. What is booked stays booked.

    Refuses fewer units than what is booked to come needs.
    """
    columns = _columns_or_refuse(sheet, space.territory)
    with transaction.atomic():
        held = hold_space(space)
        said = {column: getattr(held, column) for column in columns}
        if said == columns:
            return False
        _refuse_booked(held, _to_come(held).filter(unit__gt=sheet.units).count())
        Space.objects.filter(pk=held.pk).update(**columns)
        _record(held, "describe_space", who, {"said": said})
        fill_waiting(space=held)
    space.refresh_from_db()
    return True


def withdraw_space(*, space: Space, who: str, why: str = "") -> bool:
    """A space can no longer be booked; False when it was withdrawn before. Refuses while it is booked."""
    with transaction.atomic():
        held = hold_space(space)
        if held.is_withdrawn:
            return False
        _refuse_booked(held, _to_come(held).count())
        Space.objects.filter(pk=held.pk).update(is_withdrawn=True)
        _record(held, "withdraw_space", who, why=why)
    space.is_withdrawn = True
    return True


def block_period(
    *, space: Space, starts_at: datetime, ends_at: datetime, who: str, why: str = ""
) -> BlockedPeriod:
    """Nobody can book a space from one instant (aware) to another. Refuses while somebody has booked it."""
    start, end = starts_at.replace(microsecond=0), ends_at.replace(microsecond=0)
    if end <= start:
        raise Refusal(
            "ends_before",
            _("Cette période finirait avant d’avoir commencé."),
            todo=_("Corrigez l’une des deux dates."),
            status=422,
        )
    with transaction.atomic():
        held = hold_space(space)
        _refuse_booked(held, occurrences_of(held, start, end).count())
        row, is_new = BlockedPeriod.objects.get_or_create(
            territory=held.territory,
            space=held,
            starts_at=start,
            ends_at=end,
            defaults={"why": why.strip()[:200], "who": who},
        )
        if is_new:
            _record(held, "block_period", who, {"period": row.ref}, why)
    period: BlockedPeriod = row
    return period


def unblock_period(*, period: BlockedPeriod, who: str) -> bool:
    """A space can be had again in this period, by who waits first; False when it could already."""
    with transaction.atomic():
        held = hold_space(period.space)
        if not BlockedPeriod.objects.filter(pk=period.pk).delete()[0]:
            return False
        _record(held, "unblock_period", who, {"period": period.ref})
        fill_waiting(space=held)
    return True


def _to_come(space: Space) -> QuerySet[Occurrence]:
    return Occurrence.objects.filter(space=space, state__in=BLOCKING, ends_at__gt=clock.now())


def _refuse_booked(space: Space, count: int) -> None:
    if count:
        raise Refusal(
            "booked",
            _("« %(space)s » est encore réservé : %(count)s dates à venir en souffriraient.")
            % {"space": space.name, "count": count},
            why=_("Personne ne doit trouver porte close sans avoir été prévenu."),
            todo=_("Annulez d’abord ces réservations, ou attendez qu’elles soient passées."),
        )


def _columns_or_refuse(sheet: SpaceSheet, territory: Territory) -> dict[str, Any]:
    columns = {**asdict(sheet), "name": sheet.name.strip()[:160], "hours": sheet.hours.strip()}
    if not columns["name"]:
        raise _refusal("no_name", _("Cet espace n’a pas de nom."), _("Écrivez le nom que l’on lui donne."))
    if min(sheet.units, sheet.capacity, sheet.longest_minutes) < 1:
        raise _refusal(
            "too_small",
            _("Un espace a au moins une place, pour une personne, pendant une minute."),
            _("Corrigez le nombre."),
        )
    if sheet.longest_minutes > LONGEST.total_seconds() / 60:
        raise _refusal(
            "too_long",
            _("Une réservation dure au plus %(days)s jours d’un seul tenant.") % {"days": LONGEST.days},
            _("Raccourcissez-la ; pour plus longtemps, notez une période bloquée."),
        )
    shares = sheet.reserved_shares.values()
    if any(share < 0 for share in shares) or sum(shares) > 1:
        raise _refusal(
            "shares",
            _("Les parts réservées dépassent le tout."),
            _("Corrigez-les : ensemble, elles font 100 % au plus."),
        )
    if columns["hours"]:
        try:
            read_hours(columns["hours"], country=territory.country, zone=territory.zone)
        except HoursError as error:
            raise _refusal("hours", in_words(error), "") from None
    return columns


def _refusal(code: str, what: str, todo: str) -> Refusal:
    return Refusal(code, what, todo=todo, status=422)


def _record(space: Space, verb: str, who: str, data: dict[str, Any] | None = None, why: str = "") -> None:
    journal.record(who=who, verb=verb, kind="space", ref=space.ref, data=data, why=why)

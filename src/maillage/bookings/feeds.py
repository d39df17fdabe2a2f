"""What each calendar that is read from outside holds: of a space, of a place, of a person; and what is taken.

What ended more than ninety days ago is left out. To everybody a booking is only « Réservé »: who, and what
for, stays between the person and the coordinator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Final, NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.bookings.bridge import series_told
from maillage.bookings.enums import BLOCKING, OccurrenceState
from maillage.bookings.exports import Busy, BusyKind, Change, Event, busy_text, calendar_text, taken_whole
from maillage.bookings.models import BlockedPeriod, Booking, Occurrence, PersonalFeed, Space
from maillage.common import clock
from maillage.common.models import JournalEntry
from maillage.people.models import Person
from maillage.places.models import Place
from maillage.territory.models import Territory

KEPT: Final = timedelta(days=90)
"""How long what is over stays in a calendar."""
MOST_SHUT: Final = 5_000
"""How many blocked periods of a space a calendar tells, once those that touch are put together."""
Words = Callable[[Space], str]


class Shut(NamedTuple):
    """A stretch in which a space cannot be had, known by the first of its periods."""

    ref: str
    start: datetime
    end: datetime


def space_feed(space: Space) -> bytes:
    """The calendar of a space as everybody may read it: when it is booked, and when it cannot be had."""
    return _public([space], _named(space), space.territory, lambda _space: _("Réservé"))


def place_feed(place: Place) -> bytes:
    """The calendar of all spaces of a place, each named, as everybody may read it."""
    spaces = list(place.spaces.filter(is_withdrawn=False).select_related("place", "territory"))
    return _public(
        spaces,
        _marked(place.name, place.is_invented),
        place.territory,
        lambda space: _("%(space)s : réservé") % {"space": space.name},
    )


def person_feed(person: Person, territory: Territory) -> bytes:
    """The calendar of what a person booked, in clear, for herself alone."""
    events = []
    for booking in _bookings(Q(person=person), territory):
        words = {"space": booking.space.name, "purpose": booking.purpose}
        summary = _("%(space)s : %(purpose)s") % words if booking.purpose else booking.space.name
        people = ngettext("%(n)s personne", "%(n)s personnes", booking.people) % {"n": booking.people}
        told = [people, booking.actor.name if booking.actor else ""]
        events.append(_event(booking, summary, "\n".join(filter(None, told))))
    return calendar_text(_("Mes réservations"), territory.zone, events)


def busy_feed(space: Space, start: datetime, end: datetime) -> bytes:
    """When no unit of a space is left, between two instants: booked, asked for, or blocked."""
    inside = Q(space=space, starts_at__lt=end, ends_at__gt=start)
    taken = Occurrence.objects.filter(inside, state__in=BLOCKING, unit__lte=space.units).order_by()
    rows, stamps = [], [space.created_at]
    for first, last, state, made in taken.values_list("starts_at", "ends_at", "state", "booking__created_at"):
        kind = BusyKind.TENTATIVE if state == OccurrenceState.ASKED else BusyKind.BUSY
        rows.append(Busy(first, last, kind))
        stamps.append(made)
    blocked = BlockedPeriod.objects.filter(inside).order_by().values_list("starts_at", "ends_at")
    rows += [Busy(first, last, BusyKind.UNAVAILABLE, space.units) for first, last in blocked]
    return busy_text(
        taken_whole(rows, space.units, start, end),
        name=_named(space),
        uid=f"{space.ref}-occupation@maillage",
        stamp=_whole(max(stamps)),
        start=start,
        end=end,
    )


def feed_with_key(key: str) -> PersonalFeed | None:
    """The personal calendar whose secret address holds this key."""
    found: PersonalFeed | None = PersonalFeed.objects.filter(key=key).select_related("person").first()
    return found


def feed_of(person: Person) -> PersonalFeed | None:
    """The personal calendar of somebody, if she has one."""
    found: PersonalFeed | None = PersonalFeed.objects.filter(person=person).first()
    return found


def last_written() -> datetime | None:
    """When anything at all was last written in this territory: nothing a calendar holds is newer."""
    rows = JournalEntry.objects.order_by("-pk").values_list("at", flat=True)
    found: datetime | None = rows.first()
    return found


def _public(spaces: Sequence[Space], name: str, territory: Territory, words: Words) -> bytes:
    keys = [space.pk for space in spaces]
    events = [_event(booking, words(booking.space)) for booking in _bookings(Q(space__in=keys), territory)]
    shut, several = _joined(keys, territory), len(spaces) > 1
    for space in spaces:
        events += [_blocked(period, space, named=several) for period in shut[space.pk]]
    return calendar_text(name, territory.zone, events)


def _bookings(which: Q, territory: Territory) -> Iterable[Booking]:
    """Bookings with a date that counts and is not long over; three queries at most."""
    dates = Occurrence.objects.filter(state__in=BLOCKING, ends_at__gt=_since(territory))
    rows = Booking.objects.filter(which, pk__in=dates.order_by().values("booking"))
    return rows.select_related("space__place", "actor", "territory").prefetch_related("occurrences")


def _since(territory: Territory) -> datetime:
    """Midnight of the first day that is told: calendars do not change from one minute to the next."""
    day = clock.now().astimezone(territory.zone).date() - KEPT
    return datetime.combine(day, time(), territory.zone).astimezone(UTC)


def _event(booking: Booking, summary: str, description: str = "") -> Event:
    """A booking: one event, whose rule and exceptions give exactly the dates that count."""
    every = list(booking.occurrences.all())
    dates = {datetime.fromisoformat(row.local): row for row in every if row.state in BLOCKING}
    series = series_told(booking, dates)
    zone = booking.territory.zone
    asked = all(row.state == OccurrenceState.ASKED for row in dates.values())
    start, length = series.start, series.length
    changes: tuple[Change, ...] = ()
    if series.rule is None and not series.added:
        (row,) = dates.values()
        start = row.starts_at.astimezone(zone).replace(tzinfo=None)
        length = row.ends_at - row.starts_at
    else:
        common = Event("", booking.created_at, "", start, length, zone, is_tentative=asked)
        changes = tuple(_changes(common, dates))
    return Event(
        uid=booking.uid,
        stamp=_whole(max([booking.created_at, *(row.ended_at for row in every if row.ended_at)])),
        summary=summary,
        start=start,
        length=length,
        zone=zone,
        sequence=booking.sequence,
        rule=series.rule.text(zone) if series.rule else "",
        excluded=tuple(sorted(series.excluded)),
        added=series.added,
        changes=changes,
        is_tentative=asked,
        location=_location(booking.space),
        description=description,
    )


def _changes(event: Event, dates: dict[datetime, Occurrence]) -> Iterable[Change]:
    """The dates that the series does not tell as they are: moved, not yet approved, or over a change of
    clocks, where programs disagree on when they end."""
    for local, row in dates.items():
        start, end = row.starts_at.astimezone(event.zone), row.ends_at.astimezone(event.zone)
        is_asked = row.state == OccurrenceState.ASKED
        moved = start.replace(tzinfo=None, fold=0) != local or row.ends_at - row.starts_at != event.length
        turned = start.utcoffset() != end.utcoffset()
        if moved or turned or is_asked != event.is_tentative:
            yield Change(local, row.starts_at, row.ends_at, is_asked)


def _joined(keys: Sequence[int], territory: Territory) -> dict[int, list[Shut]]:
    """By space, when it cannot be had, periods that touch as one; of a calendar that was taken over there may
    be a hundred thousand, of which the soonest are told."""
    rows = BlockedPeriod.objects.filter(space__in=keys, ends_at__gt=_since(territory))
    found: dict[int, list[Shut]] = {key: [] for key in keys}
    for key, ref, start, end in rows.order_by("starts_at", "pk").values_list(
        "space", "ref", "starts_at", "ends_at"
    ):
        joined = found[key]
        if joined and start <= joined[-1].end:
            joined[-1] = joined[-1]._replace(end=max(joined[-1].end, end))
        elif len(joined) < MOST_SHUT:
            joined.append(Shut(ref, start, end))
    return found


def _blocked(period: Shut, space: Space, *, named: bool) -> Event:
    """A period in which a space cannot be had; why, and what it was read from, is nobody else's concern."""
    zone = space.territory.zone
    words = _("%(space)s : indisponible") if named else _("Indisponible")
    return Event(
        uid=f"{period.ref}@maillage",
        stamp=_whole(space.created_at),
        summary=words % {"space": space.name},
        start=period.start.astimezone(zone).replace(tzinfo=None),
        length=period.end - period.start,
        zone=zone,
        location=_location(space),
    )


def _location(space: Space) -> str:
    return f"{_named(space)}, {space.place.name}"


def _named(space: Space) -> str:
    return _marked(space.name, space.is_invented)


def _marked(name: str, is_invented: bool) -> str:
    return _("%(name)s (données de démonstration)") % {"name": name} if is_invented else name


def _whole(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)

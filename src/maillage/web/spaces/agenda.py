"""The week of a space: what is free, what is taken, in the territory's own days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.bookings import bridge
from maillage.bookings.models import BlockedPeriod, Occurrence, Space
from maillage.bookings.queries import occurrences_of
from maillage.common import clock
from maillage.people.models import Person
from maillage.web.spaces.words import span_words

Span = tuple[datetime, datetime]
FREE, TAKEN, TOLD, BLOCKED = "free", "taken", "told", "blocked"
USUAL = 60
"""Minutes that a link to book proposes."""
FARTHEST = 400
"""The most days ahead that an agenda is leafed through."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: herself (None: a visitor), and whether she sees who booked."""

    person: Person | None
    sees_who: bool

    def sees(self, occurrence: Occurrence) -> bool:
        """True when a date is shown in clear."""
        own = self.person is not None and occurrence.booking.person_id == self.person.pk
        return own or self.sees_who


class Stretch(NamedTuple):
    """What a space is from an instant to another, before days cut it."""

    start: datetime
    end: datetime
    kind: str
    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of a day: from when to when, what it is, and where its link leads."""

    start: datetime
    kind: str
    span: str
    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the territory with its stretches."""

    day: date
    lines: tuple[Line, ...]


def monday_of(day: date) -> date:
    """The first day of a week."""
    return day - timedelta(days=day.weekday())


def week_start() -> date:
    """The Monday of this week."""
    return monday_of(clock.today())


def week_asked(space: Space, text: str) -> date:
    """The Monday of the week an address asks for; this week for nonsense, the past, or what is too far."""
    this_week = week_start()
    try:
        asked = monday_of(date.fromisoformat(text))
    except (ValueError, OverflowError):
        return this_week
    return asked if this_week <= asked <= last_day(space) else this_week


def last_day(space: Space) -> date:
    """The last day on which a space can be booked."""
    return clock.today() + timedelta(days=min(space.ahead_days, FARTHEST))


def end_of(space: Space) -> datetime:
    """The instant up to which a space can be booked."""
    return _midnight(last_day(space) + timedelta(days=1), space.territory.zone)


def week(space: Space, monday: date, viewer: Viewer) -> list[Day]:
    """Seven days of a space. Five queries at most, however much is booked."""
    zone = space.territory.zone
    bounds = [_midnight(monday + timedelta(days=n), zone) for n in range(8)]
    occurrences = list(occurrences_of(space, bounds[0], bounds[-1]))
    blocked = BlockedPeriod.objects.filter(space=space, starts_at__lt=bounds[-1], ends_at__gt=bounds[0])
    stretches = [
        *_free(space, bounds[0], bounds[-1]),
        *(Stretch(*span, BLOCKED, _("indisponible")) for span in blocked.values_list("starts_at", "ends_at")),
        *_told(occurrences, viewer),
        *(Stretch(*span, TAKEN, _("réservé")) for span in _full(space, occurrences, viewer)),
    ]
    days = []
    for number in range(7):
        day = bounds[number], bounds[number + 1]
        lines = [_line(space, stretch, day, viewer) for stretch in stretches if _meet(stretch, day)]
        days.append(Day(monday + timedelta(days=number), tuple(sorted(lines, key=lambda line: line.start))))
    return days


def book_url(
    space: Space,
    start: datetime,
    minutes: int,
    *,
    person: Person | None,
    people: int = 0,
    waits: bool = False,
) -> str:
    """The form to book, filled with this hour (aware); a visitor says who she is before. With ``waits`` the
    form offers the waiting list at once."""
    local = start.astimezone(space.territory.zone)
    asked = {"debut": f"{local:%Y-%m-%dT%H:%M}", "minutes": str(minutes)}
    asked |= {"pour": str(people)} if people > 1 else {}
    asked |= {"attendre": "1"} if waits else {}
    address = f"{reverse('spaces:book', args=[space.ref])}?{urlencode(asked)}"
    return address if person else f"{reverse('spaces:join')}?{urlencode({'next': address})}"


def bookable_from(space: Space) -> datetime:
    """The next moment from which one may book: the notice is over, on a round five minutes."""
    moment = clock.now() + timedelta(minutes=min(space.notice_minutes, FARTHEST * 1440))
    late = timedelta(minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond)
    return moment - late + timedelta(minutes=5) if late else moment


def _free(space: Space, start: datetime, end: datetime) -> list[Stretch]:
    """Free stretches that can be booked from now on, and how many units each leaves."""
    first = max(start, bookable_from(space))
    last = min(end, end_of(space))
    if first >= last:
        return []
    spans = bridge.free_spans([space], space.territory, first, last)[space.pk]
    return [Stretch(span.start, span.end, FREE, _free_words(space, span.units)) for span in spans]


def _free_words(space: Space, units: int) -> str:
    if space.units == 1:
        return _("libre")
    return ngettext("%(n)s place libre", "%(n)s places libres", units) % {"n": units}


def _told(occurrences: Iterable[Occurrence], viewer: Viewer) -> Iterator[Stretch]:
    for row in occurrences:
        if viewer.sees(row):
            url = reverse("spaces:booking", args=[row.booking.ref])
            yield Stretch(row.starts_at, row.ends_at, TOLD, _who_words(row, viewer), url)


def _who_words(row: Occurrence, viewer: Viewer) -> str:
    """Who has it: oneself, an actor or a person; with the purpose when one was given."""
    booking = row.booking
    own = viewer.person is not None and booking.person_id == viewer.person.pk
    who = _("vous") if own else _("quelqu’un dont le nom a été effacé")
    if not own and booking.person is not None:
        who = booking.person.full_name
    if booking.actor is not None:
        who = f"{who} ({booking.actor.name})"
    return f"{who} : {booking.purpose}" if booking.purpose else who


def _full(space: Space, occurrences: Iterable[Occurrence], viewer: Viewer) -> Iterator[Span]:
    """When no unit is left. A space of one unit leaves out what this person reads in clear."""
    rows = [row for row in occurrences if space.units > 1 or not viewer.sees(row)]
    turns = sorted(
        [(row.starts_at, 1) for row in rows] + [(row.ends_at, -1) for row in rows],
        key=lambda turn: (turn[0], turn[1]),
    )
    taken, since = 0, None
    for moment, step in turns:
        taken += step
        if taken >= space.units and since is None:
            since = moment
        elif taken < space.units and since is not None:
            yield since, moment
            since = None


def _line(space: Space, stretch: Stretch, day: Span, viewer: Viewer) -> Line:
    """The part of a stretch that lies in a day; a free one leads to the form."""
    zone, url = space.territory.zone, stretch.url
    start, end = max(stretch.start, day[0]), min(stretch.end, day[1])
    if stretch.kind == FREE:
        minutes = int((end - start).total_seconds() // 60)
        usual = min(USUAL, minutes, space.longest_minutes)
        url = book_url(space, start, usual, person=viewer.person)
    elif stretch.kind == TAKEN and bookable_from(space) <= stretch.start < end_of(space):
        minutes = int((stretch.end - stretch.start).total_seconds() // 60)
        if minutes <= space.longest_minutes:
            url = book_url(space, stretch.start, minutes, person=viewer.person, waits=True)
    said = _("toute la journée") if (start, end) == day else span_words(start, end, zone)
    return Line(start, stretch.kind, said, stretch.words, url)


def _meet(stretch: Stretch, day: Span) -> bool:
    return stretch.start < day[1] and day[0] < stretch.end


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a day of the territory begins, in UTC: days of 23 and 25 hours keep their own length."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)

"""The stage: simulated time, what is to happen, and what every turn of it settles."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count

from django.utils import timezone

from maillage.common import clock
from maillage.common.delivery import deliver_due
from maillage.common.scope import territory_scope
from maillage.duty.rounds import run_due
from maillage.territory.models import Territory

Act = Callable[[], None]
Progress = Callable[[str, int, int], None]

FIRST_DAY = -189  # people become known in the week before the first need
END_HOUR = 9
ROUNDS = (time(8, 5), time(18, 2))  # before the working day, and just after the hour of deadlines
OFFICE = (9, 17)
AWAKE = (8, 21)


@dataclass(slots=True)
class Stage:
    """What is to happen, in the order of simulated time, until the end.

    ``base`` is the Monday from which the offsets of the data are counted. ``after_each`` is called
    after every act: what an act set off (an ask sent by itself) gets its own future there.
    """

    territory: Territory
    base: date
    end: datetime
    after_each: Act = lambda: None
    _queue: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _order: count[int] = field(default_factory=count)

    @classmethod
    def of(cls, territory: Territory, end: date) -> Stage:
        """The stage of a territory that ends on this date at nine, local time."""
        base = end - timedelta(days=end.weekday())
        return cls(territory, base, datetime.combine(end, time(END_HOUR), tzinfo=territory.zone))

    def moment(self, day: int, hour: int, minute: int = 0) -> datetime:
        """The local moment that many days from the base."""
        return self.on(self.base + timedelta(days=day), hour, minute)

    def on(self, day: date, hour: int, minute: int = 0) -> datetime:
        """The local moment of a date."""
        return datetime.combine(day, time(hour, minute), tzinfo=self.territory.zone)

    def at(self, moment: datetime, act: Act) -> None:
        """Plan an act; what falls after the end never happens."""
        if moment <= self.end:
            heapq.heappush(self._queue, (moment.astimezone(self.territory.zone), next(self._order), act))

    def working_day(self, day: date) -> date:
        """This date, or the next one on which people work."""
        charter = self.territory.charter
        return day if charter.is_working(day) else charter.add_working_days(day, 1)

    def working_days_before_end(self, number: int) -> date:
        """The date that many working days before the base Monday."""
        day, charter = self.base, self.territory.charter
        while number > 0:
            day -= timedelta(days=1)
            number -= charter.is_working(day)
        return day

    def office(self, moment: datetime) -> datetime:
        """This moment, or the next one at which people are at work."""
        day = self.working_day(moment.date())
        if day == moment.date() and moment.hour >= OFFICE[1]:
            day = self.working_day(day + timedelta(days=1))
        return self._from(moment, day, OFFICE)

    def awake(self, moment: datetime) -> datetime:
        """This moment, or the next one at which people read their e-mail."""
        late = moment.hour >= AWAKE[1]
        return self._from(moment, moment.date() + timedelta(days=late), AWAKE)

    def _from(self, moment: datetime, day: date, hours: tuple[int, int]) -> datetime:
        if day == moment.date() and moment.hour >= hours[0]:
            return moment
        return self.on(day, hours[0], moment.minute)

    def play(self, progress: Progress, first_day: int = FIRST_DAY) -> None:
        """Let everything happen, act after act, with rounds on every working day from ``first_day``."""
        for number in range(first_day, (self.end.date() - self.base).days + 1):
            day = self.base + timedelta(days=number)
            if self.territory.charter.is_working(day):
                for hour in ROUNDS:
                    self.at(self.on(day, hour.hour, hour.minute), self._round)
        total = (self.end.date() - self.base).days - FIRST_DAY
        shown = -1
        while self._queue:
            moment, _order, act = heapq.heappop(self._queue)
            done = (moment.date() - self.base).days - FIRST_DAY
            if done != shown:
                progress(moment.date().isoformat(), done, total)
                shown = done
            self._do(moment, act)
        progress(self.end.date().isoformat(), total, total)

    def _do(self, moment: datetime, act: Act) -> None:
        zone = timezone.override(self.territory.zone)
        with clock.at(moment), territory_scope(self.territory.pk), zone:
            act()
            self.after_each()
            deliver_due()

    def _round(self) -> None:
        if failed := run_due(self.territory)["failed"]:
            raise RuntimeError(f"{failed} duties failed on {clock.today()}: see the log above.")

"""The Monday board: what is late, what waits for the coordinator, for others, and what nobody can serve."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import QuerySet

from maillage.actors.models import Actor, Suggestion
from maillage.actors.queries import entries_to_confirm, open_suggestions
from maillage.common import clock
from maillage.common.models import OutboundMessage
from maillage.common.queries import messages_in_trouble
from maillage.needs.enums import NeedState
from maillage.needs.models import Need
from maillage.needs.queries import late_needs, needs_to_qualify, unserved_needs, with_context
from maillage.pledges.models import Pledge
from maillage.pledges.queries import Hours, hours_by_pledge, pledges_about_to_lapse
from maillage.referrals.models import Referral
from maillage.referrals.queries import asks_waiting, meetings_without_news, proposals_to_send
from maillage.skills.models import SkillWord
from maillage.skills.queries import words_to_approve
from maillage.territory.models import Territory

SHOWN = 20  # lines of a section on the page; the rest is one click away
MINUTES = {
    "qualify": 3,
    "send": 1,
    "news": 3,
    "word": 1,
    "mail": 1,
    "unserved": 4,
    "pledge": 3,
    "waiting": 0,
    "suggestion": 2,
    "entry": 2,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the board: what it is about, since when, and which single act it calls for."""

    act: str  # qualify | send | waiting | unserved | news | word | mail | pledge | suggestion | entry
    since: datetime | None = None
    days: int = 0  # working days waited
    late: bool = False
    need: Need | None = None
    referral: Referral | None = None
    word: SkillWord | None = None
    message: OutboundMessage | None = None
    pledge: Pledge | None = None
    hours: Hours | None = None
    suggestion: Suggestion | None = None
    actor: Actor | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """The six sections of the page, each the most pressing first, at most twenty lines each.

    ``entries`` are those of the directory that only the coordinator can confirm: nobody waits for them.
    ``totals`` counts every line of each section, shown or not.
    """

    late: list[Line] = field(default_factory=list)
    yours: list[Line] = field(default_factory=list)
    others: list[Line] = field(default_factory=list)
    unserved: list[Line] = field(default_factory=list)
    hours: list[Line] = field(default_factory=list)
    entries: list[Line] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)

    @property
    def minutes(self) -> int:
        """A fair guess of the time it takes to go through the board, rounded up to five minutes."""
        parts = (self.late, self.yours, self.unserved, self.hours, self.entries)
        return -(-sum(MINUTES[line.act] for part in parts for line in part) // 5) * 5

    @property
    def is_empty(self) -> bool:
        """True when nobody waits for the coordinator."""
        return not (self.late or self.yours or self.unserved or self.hours)


def monday_board(territory: Territory) -> Board:
    """Read the board; a need stands on one line only, in the most pressing section it belongs to.

    Only the lines that are shown are read whole: a bad Monday costs no more than a good one.
    """
    reader = _Reader(territory)
    late, late_total = reader.late()
    yours, yours_total = reader.yours()
    others, others_total = reader.others()
    unserved, unserved_total = reader.unserved()
    hours = _lapsing(territory)
    entries, entries_total = reader.entries()
    totals = {
        "late": late_total,
        "yours": yours_total,
        "others": others_total,
        "unserved": unserved_total,
        "hours": len(hours),
        "entries": entries_total,
    }
    return Board(late, yours, others, unserved, hours, entries, totals)


class _Reader:
    """Reads the sections one after the other, remembering which needs stand on a line already."""

    def __init__(self, territory: Territory) -> None:
        self.moment = clock.now()
        self.territory = territory
        self.charter = territory.charter
        self.late_keys = list(late_needs(self.moment).values_list("pk", flat=True))

    def late(self) -> tuple[list[Line], int]:
        """Needs without an answer after the promised date; accepted asks of which nothing is heard."""
        shown = self.late_keys[:SHOWN]
        needs = list(with_context(late_needs(self.moment).filter(pk__in=shown)))
        by_need: dict[int, Referral] = {}
        for referral in (*asks_waiting().filter(need__in=shown), *proposals_to_send().filter(need__in=shown)):
            by_need.setdefault(referral.need_id, referral)
        lines = [_late_line(n, by_need.get(n.pk), self.waited(n.confirmed_at)) for n in needs]
        silent = _silent_meetings(self.moment, self.charter.meeting_news_after)
        lines += [
            Line("news", r.answered_at, self.waited(r.answered_at), late=True, need=r.need, referral=r)
            for r in silent[:SHOWN]
        ]
        return lines[:SHOWN], len(self.late_keys) + silent.count()

    def yours(self) -> tuple[list[Line], int]:
        """E-mails in trouble, needs to read, proposals to send, words to approve, corrections to decide."""
        mails, words, suggestions = messages_in_trouble(), words_to_approve(), open_suggestions()
        qualify = needs_to_qualify().exclude(pk__in=self.late_keys)
        proposals = proposals_to_send().exclude(need__in=self.late_keys)
        lines = [Line("mail", m.created_at, self.waited(m.created_at), message=m) for m in mails[:SHOWN]]
        lines += [self.to_read(n) for n in with_context(qualify)[:SHOWN]]
        lines += [
            Line("send", r.proposed_at, self.waited(r.proposed_at), need=r.need, referral=r)
            for r in proposals[:SHOWN]
        ]
        lines += [Line("word", w.created_at, self.waited(w.created_at), word=w) for w in words[:SHOWN]]
        lines += [
            Line("suggestion", s.created_at, self.waited(s.created_at), suggestion=s)
            for s in suggestions[:SHOWN]
        ]
        parts = (mails, qualify, proposals, words, suggestions)
        return lines[:SHOWN], sum(part.count() for part in parts)

    def others(self) -> tuple[list[Line], int]:
        """Asks in helpers' hands."""
        asks = asks_waiting().exclude(need__in=self.late_keys)
        lines = [
            Line("waiting", r.sent_at, self.waited(r.sent_at), need=r.need, referral=r) for r in asks[:SHOWN]
        ]
        return lines, asks.count()

    def unserved(self) -> tuple[list[Line], int]:
        """Needs that nobody can serve today."""
        in_hand = asks_waiting().order_by().values("need")
        rows = unserved_needs().exclude(pk__in=self.late_keys).exclude(pk__in=in_hand)
        lines = [
            Line("unserved", n.confirmed_at, self.waited(n.confirmed_at), need=n)
            for n in with_context(rows)[:SHOWN]
        ]
        return lines, rows.count()

    def entries(self) -> tuple[list[Line], int]:
        """Entries of the directory that nobody confirms, and that nobody can be asked about by e-mail."""
        rows = entries_to_confirm(self.territory, self.moment)
        shown = rows.select_related("commune", "address")[:SHOWN]
        return [Line("entry", actor=actor) for actor in shown], rows.count()

    def to_read(self, need: Need) -> Line:
        """A need nobody has read yet; late when it waits longer than the charter says."""
        days = self.waited(need.confirmed_at)
        return Line("qualify", need.confirmed_at, days, late=days > self.charter.qualify_within, need=need)

    def waited(self, start: datetime | None) -> int:
        """Working days since a moment."""
        return self.charter.working_days_between(start, self.moment) if start else 0


def _late_line(need: Need, referral: Referral | None, days: int) -> Line:
    if need.state == NeedState.CONFIRMED:
        act = "qualify"
    elif referral is not None:
        act = "send" if referral.state == "proposed" else "waiting"
    else:
        act = "unserved"
    return Line(act, need.confirmed_at, days, late=True, need=need, referral=referral)


def _silent_meetings(moment: datetime, days: int) -> QuerySet[Referral]:
    """Accepted asks without news, left alone for a while after each time news were asked."""
    recently = moment - timedelta(days=days)
    silent = meetings_without_news(moment, days=days).filter(need__closed_at=None)
    return silent.exclude(news_asked_at__gte=recently)


def _lapsing(territory: Territory) -> list[Line]:
    pledges = list(pledges_about_to_lapse(clock.today(), within_days=territory.charter.pledge_notice_days))
    hours = hours_by_pledge(pledges)
    return [Line("pledge", pledge=p, hours=hours[p.pk]) for p in pledges if hours[p.pk].left > 0]

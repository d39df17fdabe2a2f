"""The Monday board: what is late, what waits for the coordinator, for others, and what nobody can serve."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

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

SHOWN = 40  # lines of a section on the page; the rest is one click away
MINUTES = {"qualify": 3, "send": 1, "news": 3, "word": 1, "mail": 1, "unserved": 4, "pledge": 3, "waiting": 0}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the board: what it is about, since when, and which single act it calls for."""

    act: str  # qualify | send | waiting | unserved | news | word | mail | pledge
    since: datetime | None = None
    days: int = 0  # working days waited
    late: bool = False
    need: Need | None = None
    referral: Referral | None = None
    word: SkillWord | None = None
    message: OutboundMessage | None = None
    pledge: Pledge | None = None
    hours: Hours | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """The five sections of the page, each the oldest first."""

    late: list[Line] = field(default_factory=list)
    yours: list[Line] = field(default_factory=list)
    others: list[Line] = field(default_factory=list)
    unserved: list[Line] = field(default_factory=list)
    hours: list[Line] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        """A fair guess of the time it takes to go through the board, rounded up to five minutes."""
        total = sum(
            MINUTES[line.act] for part in (self.late, self.yours, self.unserved, self.hours) for line in part
        )
        return -(-total // 5) * 5

    @property
    def is_empty(self) -> bool:
        """True when nobody waits for the coordinator."""
        return not (self.late or self.yours or self.unserved or self.hours)


def monday_board(territory: Territory) -> Board:
    """Read the board; a need stands on one line only, in the most pressing section it belongs to."""
    moment, charter = clock.now(), territory.charter
    late = list(with_context(late_needs(moment)))
    late_keys = {need.pk for need in late}
    proposals = list(proposals_to_send())
    asks = list(asks_waiting())
    by_need: dict[int, Referral] = {}
    for referral in (*asks, *proposals):
        by_need.setdefault(referral.need_id, referral)

    def waited(start: datetime | None) -> int:
        return charter.working_days_between(start, moment) if start else 0

    late_lines = [_late_line(need, by_need.get(need.pk), waited(need.confirmed_at)) for need in late]
    late_lines += [
        Line("news", r.answered_at, waited(r.answered_at), late=True, need=r.need, referral=r)
        for r in meetings_without_news(moment, days=charter.meeting_news_after)
    ]
    qualify = [n for n in with_context(needs_to_qualify()) if n.pk not in late_keys]
    yours = [Line("qualify", n.confirmed_at, waited(n.confirmed_at), need=n) for n in qualify]
    yours += [
        Line("send", r.proposed_at, waited(r.proposed_at), need=r.need, referral=r)
        for r in proposals
        if r.need_id not in late_keys
    ]
    yours += [Line("word", w.created_at, waited(w.created_at), word=w) for w in words_to_approve()]
    yours += [Line("mail", m.created_at, waited(m.created_at), message=m) for m in messages_in_trouble()]
    in_hand = {r.need_id for r in asks}
    unserved = [
        Line("unserved", n.confirmed_at, waited(n.confirmed_at), need=n)
        for n in with_context(unserved_needs())
        if n.pk not in late_keys and n.pk not in in_hand
    ]
    return Board(
        late=late_lines,
        yours=sorted(yours, key=lambda line: line.since or moment),
        others=[Line("waiting", r.sent_at, waited(r.sent_at), need=r.need, referral=r) for r in asks],
        unserved=unserved,
        hours=_lapsing(territory),
    )


def _late_line(need: Need, referral: Referral | None, days: int) -> Line:
    if need.state == NeedState.CONFIRMED:
        act = "qualify"
    elif referral is not None:
        act = "send" if referral.state == "proposed" else "waiting"
    else:
        act = "unserved"
    return Line(act, need.confirmed_at, days, late=True, need=need, referral=referral)


def _lapsing(territory: Territory) -> list[Line]:
    pledges = list(pledges_about_to_lapse(clock.today(), within_days=territory.charter.pledge_notice_days))
    hours = hours_by_pledge(pledges)
    return [Line("pledge", pledge=p, hours=hours[p.pk]) for p in pledges if hours[p.pk].left > 0]

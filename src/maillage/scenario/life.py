"""One need on its way: who answers what, when they meet, how it ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from maillage.actors.enums import ActorKind
from maillage.common import clock, journal
from maillage.needs.actions import close_need, confirm_address, enter_need, submit_need
from maillage.needs.actions.submit import Ask
from maillage.needs.enums import NeedState, Outcome, Via
from maillage.needs.models import Need
from maillage.referrals.actions import accept, cancel_for_need, decline, record_hours, record_meeting
from maillage.referrals.enums import LIVE, DeclineReason, ReferralState
from maillage.referrals.models import Referral
from maillage.scenario.cast import Cast
from maillage.scenario.data import NeedRow
from maillage.scenario.fates import PLANS, Answer, Plan, Reading
from maillage.scenario.others import somebody_else
from maillage.scenario.stage import Stage

REASONS = (DeclineReason.NO_TIME, DeclineReason.NO_TIME, DeclineReason.NOT_MY_TRADE, DeclineReason.UNSAID)
ANSWERED_AFTER = (1, 1, 2, 2, 3, 4, 6, 20, 24)  # hours between an ask and its answer
LAST_WEEKS = 2  # needs so near the end are read at the next sitting
BUSY_WEEKS = 5  # for so long before the end, the helper kept for a need of the end is not taken by others


@dataclass(slots=True)
class Life:
    """A need (its row in the data, its place in the database) and what is still to be answered."""

    row: NeedRow
    stage: Stage
    cast: Cast
    random: Random
    skills: tuple[str, ...] = ()
    hours: int = 0
    need: int = 0
    kept_for_others: frozenset[str] = frozenset()
    answers: list[Answer] = field(default_factory=list)
    read_from: datetime | None = None
    discards: int = 0

    @classmethod
    def of(cls, row: NeedRow, stage: Stage, cast: Cast, random: Random) -> Life:
        """A life that begins: it asks for the skills and hours of its row."""
        return cls(row, stage, cast, random, row.skills, row.hours, answers=list(PLANS[row.fate].answers))

    @property
    def plan(self) -> Plan:
        """What people decide about this need."""
        return PLANS[self.row.fate]

    def part(self, need: Need, skill: str) -> Life:
        """The life of the second need that a text held."""
        answers = list(self.plan.answers)
        return Life(self.row, self.stage, self.cast, self.random, (skill,), self.hours, need.pk,
                    self.kept_for_others, answers, self.read_from)  # fmt: skip

    def begin(self) -> None:
        """Plan the moment at which the need is written, or told by phone in office hours."""
        moment = self.stage.moment(self.row.day, self.row.hour, self.random.randrange(3, 15))
        by_phone = self.row.via == Via.PHONE
        self.stage.at(
            self.stage.office(moment) if by_phone else moment, self._enter if by_phone else self._write
        )

    def _write(self) -> None:
        need = submit_need(territory=self.stage.territory, ask=self._ask(), language=self._language)
        self.need = need.pk
        if self.plan.confirms:
            wait = self.random.choice((2, 3, 4, 7, 11, 19))
            self.stage.at(clock.now() + timedelta(minutes=wait), self._confirm)

    def _enter(self) -> None:
        need = enter_need(
            territory=self.stage.territory,
            ask=self._ask(),
            language=self._language,
            who=self.cast.coordinator,
        )
        self.need = need.pk
        self._confirmed()

    def _confirm(self) -> None:
        confirm_address(need=self._row())
        self._confirmed()

    def _confirmed(self) -> None:
        now = clock.now()
        if self.plan.reads == Reading.SOON:
            waits = 0 if self.row.day > -LAST_WEEKS * 7 else self.random.choices((0, 1, 3), (12, 4, 1))[0]
            self.read_from = now + timedelta(days=waits)
        elif self.plan.reads == Reading.LAST:
            day = self.stage.working_days_before_end(1)
            self.read_from = max(now, self.stage.on(day, 12))
        if self.plan.closes is not None:
            hours = 24 * self.plan.closes_after - self.random.randrange(2, 9)
            moment = self.stage.office(now + timedelta(hours=hours))
            self.stage.at(moment, self._decide_end)

    def may_be_sent(self) -> bool:
        """True when the coordinator says yes to a proposal for this need today."""
        within = self.plan.sent_within
        return self.plan.sends and (
            within is None or clock.today() >= self.stage.working_days_before_end(within)
        )

    def wrong_helper(self, referral: Referral) -> bool:
        """True when the coordinator prefers somebody else: sparingly, and only if there is one."""
        slug = self.cast.slug_of(referral.person_id)
        wanted = self.row.helper and slug != self.row.helper
        kept = slug in self.kept_for_others and self._near_end() and self.answers[0] == Answer.YES
        return bool(wanted or kept) and self.discards < 2 and self._has_another(referral)

    def asked(self, referral: Referral) -> None:
        """A helper has the ask in hand: plan what she does with it."""
        answer = self._answer_to(referral)
        sent = referral.sent_at or clock.now()
        if answer == Answer.SILENCE:
            return
        wait = timedelta(hours=self.random.choice(ANSWERED_AFTER), minutes=self.random.randrange(50))
        moment = min(self.stage.awake(sent + wait), (referral.due_at or sent) - timedelta(minutes=20))
        act = self._accept if answer == Answer.YES else self._decline
        self.stage.at(moment, lambda: act(referral.pk))

    def _answer_to(self, referral: Referral) -> Answer:
        answer = self.answers[0]
        if len(self.answers) > 1:
            self.answers.pop(0)
        lasts = answer == Answer.YES or self.plan.answers == (Answer.SILENCE,)
        if lasts and not (self._keeps_away(referral) and answer == Answer.YES):
            return answer
        return (Answer.NO if answer == Answer.YES else answer) if self._has_another(referral) else Answer.YES

    def _keeps_away(self, referral: Referral) -> bool:
        return self._near_end() and self.cast.slug_of(referral.person_id) in self.kept_for_others

    def _has_another(self, referral: Referral) -> bool:
        spared = {self.cast.person(slug).pk for slug in self.kept_for_others} if self._near_end() else set()
        return somebody_else(self._row(), {referral.person_id, *spared}, until=referral.due_at)

    def _near_end(self) -> bool:
        return clock.now() > self.stage.end - timedelta(weeks=BUSY_WEEKS)

    def _accept(self, pk: int) -> None:
        referral = self._referral(pk)
        if referral.state != ReferralState.SENT:
            return
        accept(referral=referral, who=referral.person.ref)
        if not self.plan.meets:
            return
        days = self.random.choices((1, 2, 3, 4, 6, 9), (2, 5, 5, 3, 2, 1))[0]
        if self._near_end():
            days = min(days, 5)
        moment = self.stage.office(clock.now() + timedelta(days=days))
        moment = moment.replace(hour=self.random.choice((10, 11, 14, 15, 16)), minute=30)
        self.stage.at(moment, lambda: self._meet(pk))

    def _decline(self, pk: int) -> None:
        referral = self._referral(pk)
        if referral.state == ReferralState.SENT:
            decline(referral=referral, reason=self.random.choice(REASONS), who=referral.person.ref)

    def _meet(self, pk: int) -> None:
        referral = self._referral(pk)
        if referral.state != ReferralState.ACCEPTED:
            return
        at_once = self.plan.logs and self.random.random() < 0.6
        if not at_once:
            record_meeting(referral=referral, met_on=clock.today(), who=referral.person.ref)
        if self.plan.logs:
            wait = timedelta(minutes=50) if at_once else timedelta(days=self.random.choice((1, 2)), hours=2)
            met_on = clock.today()
            self.stage.at(self.stage.awake(clock.now() + wait), lambda: self._log(pk, met_on))

    def _log(self, pk: int, met_on: date) -> None:
        referral = self._referral(pk)
        if referral.state not in (ReferralState.ACCEPTED, ReferralState.MET):
            return
        record_hours(referral=referral, hours=referral.hours, on=met_on, who=referral.person.ref)
        wait = timedelta(days=self.random.choice((0, 1, 1, 2, 3)), hours=self.random.randrange(2, 9))
        self.stage.at(self.stage.awake(clock.now() + wait), self._say_it_helped)

    def _say_it_helped(self) -> None:
        need = self._row()
        under_way = Referral.objects.filter(need=need, state__in=LIVE).exists()
        if need.state == NeedState.ANSWERED and not under_way:
            close_need(need=need, outcome=Outcome.HELPED, who=journal.ASKER, tells_asker=False)

    def _decide_end(self) -> None:
        need, outcome = self._row(), self.plan.closes
        if outcome is None or need.state == NeedState.CLOSED:
            return
        by_asker = outcome == Outcome.WITHDRAWN
        who = journal.ASKER if by_asker else self.cast.coordinator
        cancel_for_need(need=need, who=who)
        notes = self.cast.data.notes.get(outcome, ())
        note = self.random.choice(notes) if notes else ""
        close_need(need=need, outcome=outcome, who=who, note=note, tells_asker=not by_asker)

    def _ask(self) -> Ask:
        person, actor = self.cast.person(self.row.asker), self.cast.actor_of(self.row.asker)
        by = self.row.by
        return Ask(
            words=self.row.text,
            asker_name=person.full_name,
            actor_kind=ActorKind(actor.kind),
            email=person.email,
            actor_name=actor.name,
            urgency=self.row.urgency,
            wanted_by=None if by is None else self.stage.base + timedelta(days=by),
        )

    @property
    def _language(self) -> str:
        return self.row.language

    def _row(self) -> Need:
        found: Need = Need.objects.select_related("territory", "asker").get(pk=self.need)
        return found

    @staticmethod
    def _referral(pk: int) -> Referral:
        found: Referral = Referral.objects.select_related("person").get(pk=pk)
        return found

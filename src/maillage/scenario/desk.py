"""The coordinator's desk: twice each working day she reads, looks for helpers, and says yes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from maillage.common import clock
from maillage.needs.actions import qualify_need, split_need
from maillage.needs.models import Need
from maillage.needs.queries import needs_to_qualify
from maillage.referrals.actions import discard, propose, send
from maillage.referrals.enums import ReferralState
from maillage.referrals.models import Referral
from maillage.referrals.queries import proposals_to_send
from maillage.scenario.cast import Cast
from maillage.scenario.data import WordRow
from maillage.scenario.life import Life
from maillage.scenario.stage import Stage
from maillage.skills.actions import propose_word
from maillage.skills.bridge import clauses

SITTINGS = ((9, 10), (17, 40))
TRIES = 3


@dataclass(slots=True)
class Desk:
    """All the lives under way, by the primary key of their need."""

    stage: Stage
    cast: Cast
    lives: list[Life]
    by_need: dict[int, Life] = field(default_factory=dict)
    in_hand: set[int] = field(default_factory=set)

    def open(self) -> None:
        """Plan every sitting, and the words noticed along the way."""
        stage, charter = self.stage, self.stage.territory.charter
        for number in range(min((life.row.day for life in self.lives), default=0), 0):
            day = stage.base + timedelta(days=number)
            if charter.is_working(day):
                for hour, minute in SITTINGS:
                    stage.at(stage.on(day, hour, minute), self._sit)
        for word in self.cast.data.words:
            stage.at(stage.office(stage.moment(word.day, 11, 25)), partial(self._notice, word))

    def follow(self) -> None:
        """Give a future to every ask that left since the last act, whoever sent it."""
        sent = Referral.objects.filter(state=ReferralState.SENT).order_by("pk").values_list("pk", flat=True)
        fresh = [pk for pk in sent if pk not in self.in_hand]
        for referral in Referral.objects.filter(pk__in=fresh).order_by("pk") if fresh else ():
            self.in_hand.add(referral.pk)
            self.by_need[referral.need_id].asked(referral)

    def _sit(self) -> None:
        self.by_need = {life.need: life for life in self.lives if life.need}
        if self._read() or self._has_yes_to_say():
            self._look(tries=TRIES)

    def _read(self) -> int:
        waiting = [self.by_need[need.pk] for need in needs_to_qualify()]
        ready = [life for life in waiting if life.read_from is not None and life.read_from <= clock.now()]
        for life in ready:
            for each in self._split(life) if life.row.holds_two else [life]:
                need = Need.objects.get(pk=each.need)
                qualify_need(need=need, skills=each.skills, hours=each.hours, who=self.cast.coordinator)
        return len(ready)

    def _split(self, life: Life) -> list[Life]:
        need = Need.objects.get(pk=life.need)
        first, second = _halves(need.words, need.language)
        _need, part = split_need(need=need, first=first, second=second, who=self.cast.coordinator)
        life.hours //= 2
        other = life.part(part, life.skills[1])
        life.skills = life.skills[:1]
        self.lives.append(other)
        self.by_need[part.pk] = other
        return [life, other]

    def _has_yes_to_say(self) -> bool:
        waiting = Referral.objects.filter(state=ReferralState.PROPOSED).values_list("need", flat=True)
        return any(self.by_need[need].may_be_sent() for need in waiting)

    def _look(self, *, tries: int) -> None:
        """Ask the engine, put aside a pair she does not want, and say yes to the others."""
        propose(territory=self.stage.territory, who=self.cast.coordinator, why="sitting")
        unwanted = [r for r in self._proposals() if self.by_need[r.need_id].wrong_helper(r)]
        if unwanted and tries:
            discard(referral=unwanted[0], who=self.cast.coordinator)
            self.by_need[unwanted[0].need_id].discards += 1
            self._look(tries=tries - 1)
            return
        for referral in self._proposals():
            send(referral=referral, who=self.cast.coordinator)

    def _proposals(self) -> list[Referral]:
        return [r for r in proposals_to_send() if self.by_need[r.need_id].may_be_sent()]

    def _notice(self, word: WordRow) -> None:
        need = Need.objects.filter(words=word.need).first()
        heard_in = need.headline if need else word.need
        skill = self.cast.skills[word.skill]
        propose_word(
            skill=skill, word=word.word, language=word.language, heard_in=heard_in, who=self.cast.coordinator
        )


def _halves(words: str, language: str) -> tuple[str, str]:
    """The two needs a text holds: as the engine cuts it, else at the sentence nearest to its middle."""
    parts = clauses(words, language=language)
    if len(parts) == 2:
        return parts[0].text, parts[1].text
    ends = [i + 1 for i, letter in enumerate(words[:-1]) if letter in ".?!;" and words[i + 1].isspace()]
    cut = min(ends or [len(words) // 2], key=lambda end: abs(end - len(words) / 2))
    return words[:cut].strip(), words[cut:].strip()

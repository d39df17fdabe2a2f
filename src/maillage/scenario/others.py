"""Is there anybody else to ask? People say no only where the demonstration can go on."""

from __future__ import annotations

from datetime import datetime

from maillage.common import clock
from maillage.needs.models import Need
from maillage.pledges.queries import forbidden_pairs, helpers_pledged, hours_left, persons_absent
from maillage.referrals.queries import open_asks_by_person, pairs_tried


def somebody_else(need: Need, left_out: set[int], *, until: datetime | None) -> bool:
    """True when a helper not left out (persons' keys) could be asked for this need, now and at ``until``."""
    today = clock.today()
    wanted = {skill.pk for skill in need.kept_skills()}
    helpers = helpers_pledged(today)
    left, asks, apart = hours_left(helpers, today), open_asks_by_person(), forbidden_pairs()
    away = persons_absent(today) | (persons_absent(until.date()) if until else set())
    tried = {person for _need, person in pairs_tried([need.pk])}
    return any(
        wanted & {skill.pk for skill in helper.skills.all()}
        and helper.person_id not in left_out | away | tried
        and helper.person_id != need.asker_id
        and helper.pledge.partner_id != need.actor_id
        and need.actor_id not in apart.get(helper.person_id, set())
        and need.language in helper.languages
        and left[helper.pk] > 0
        and asks.get(helper.person_id, 0) < helper.max_open
        for helper in helpers
    )

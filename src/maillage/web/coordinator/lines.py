"""Lines of the Monday page as they are read: sentences, skills heard, reasons, two needs in one."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.common import clock
from maillage.needs.models import NeedSkill
from maillage.observatory.queries import Line
from maillage.referrals.reasons import reason_to_coordinator


@dataclass(frozen=True, slots=True)
class Shown:
    """A line with what the page says of it."""

    line: Line
    since: str
    heard: list[NeedSkill] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    parts: tuple[str, ...] = ()


def shown_lines(lines: list[Line]) -> list[Shown]:
    """Each line, ready to be read."""
    return [_shown(line) for line in lines]


def waited(line: Line) -> str:
    """Since when, in the shortest words: "3 j", "4 h", "20 min"."""
    if line.days:
        return ngettext("%(n)s j", "%(n)s j", line.days) % {"n": line.days}
    if line.since is None:
        return ""
    minutes = max(1, int((clock.now() - line.since).total_seconds() // 60))
    if minutes < 60:
        return _("%(n)s min") % {"n": minutes}
    return _("%(n)s h") % {"n": minutes // 60} if minutes < 24 * 60 else _("%(n)s j") % {"n": minutes // 1440}


def _shown(line: Line) -> Shown:
    heard = line.need.likely_rows() if line.act == "qualify" and line.need else []
    reasons = []
    if line.act in ("send", "waiting") and line.referral:
        name = line.referral.person.given_name
        reasons = [
            reason_to_coordinator(reason, name, line.referral.need) for reason in line.referral.reasons
        ]
    parts = tuple(line.need.parts) if line.act == "qualify" and line.need else ()
    return Shown(line, waited(line), heard, reasons, parts)

"""Proposing doubles, for a person to decide; nothing is ever merged by itself."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.actors.bridge import Likely, likely_doubles
from maillage.actors.enums import DoubleState
from maillage.actors.models import Double
from maillage.actors.queries import records_to_compare
from maillage.common import clock, journal
from maillage.common.errors import Refusal
from maillage.territory.models import Territory

CHUNK = 2000
AT_ONCE = 2000


def find_doubles(
    *, territory: Territory, who: str = journal.SYSTEM, among: Iterable[int] | None = None
) -> int:
    """Look for records that may tell of one actor: in the whole directory, or between ``among`` and the rest.

    ``among`` holds primary keys.

    A pair that a person has decided is not proposed again; one that nobody decided and that is no longer
    alike is dropped when the whole directory is compared. Returns how many new pairs there are.
    """
    records = list(records_to_compare())
    some = None if among is None else set(among)
    pairs = likely_doubles(records, among=some)
    with transaction.atomic():
        made = _keep(territory, pairs)
        dropped = _drop_all_but(pairs) if some is None else 0
        data = {"pairs": made, "records": len(records), "dropped": dropped}
        journal.record(who=who, verb="find_doubles", kind="territory", ref=territory.slug[:16], data=data)
    return made


def ask_doubles(*, territory: Territory, who: str) -> int | None:
    """Look for doubles now; in a large directory the worker does it at its next turn, and None is returned.

    Ten thousand records take some five seconds: in front of a page, a person waits for fewer.
    """
    if records_to_compare().count() <= AT_ONCE:
        return find_doubles(territory=territory, who=who)
    journal.record(who=who, verb="ask_doubles", kind="territory", ref=territory.slug[:16])
    return None


def settle_as_distinct(*, double: Double, who: str) -> Double:
    """Two actors indeed: the pair is not proposed again."""
    if double.state != DoubleState.OPEN:
        raise Refusal(
            "decided",
            _("Ce rapprochement est déjà décidé."),
            todo=_("Rechargez la page ; on peut revenir sur la décision depuis la liste des décisions."),
        )
    return _decide(double, DoubleState.DISTINCT, who)


def reopen_double(*, double: Double, who: str) -> Double:
    """Ask the question again."""
    if double.state != DoubleState.DISTINCT:
        raise Refusal(
            "not_distinct",
            _("Seul un rapprochement écarté peut être rouvert."),
            todo=_("Pour deux fiches réunies, séparez-les depuis leur fiche."),
        )
    return _decide(double, DoubleState.OPEN, who)


def _decide(double: Double, state: DoubleState, who: str) -> Double:
    with transaction.atomic():
        double.state, double.decided_by, double.decided_at = state, who, clock.now()
        double.save(update_fields=["state", "decided_by", "decided_at"])
        data = {"other": double.two.ref, "state": state}
        journal.record(who=who, verb="decide_double", kind="actor", ref=double.one.ref, data=data)
    return double


def _drop_all_but(pairs: Iterable[Likely]) -> int:
    """Forget the open pairs that are not among these; returns how many."""
    told = {(pair.one, pair.two) for pair in pairs}
    rows = Double.objects.filter(state=DoubleState.OPEN).values_list("pk", "one_id", "two_id")
    stale = [pk for pk, one, two in rows if (one, two) not in told]
    for start in range(0, len(stale), CHUNK):
        Double.objects.filter(pk__in=stale[start : start + CHUNK]).delete()
    return len(stale)


def _keep(territory: Territory, pairs: Iterable[Likely]) -> int:
    """Write the pairs nobody knew; refresh the reasons of those that still wait."""
    told = {(pair.one, pair.two): pair for pair in pairs}
    known = {
        (row.one_id, row.two_id): row
        for row in Double.objects.filter(one__in={one for one, _two in told})
        if (row.one_id, row.two_id) in told
    }
    new = [
        Double(
            territory=territory,
            one_id=pair.one,
            two_id=pair.two,
            probability=pair.probability,
            is_sure=pair.is_sure,
            reasons=pair.reasons,
        )
        for key, pair in told.items()
        if key not in known
    ]
    Double.objects.bulk_create(new, batch_size=CHUNK)
    waiting = [row for row in known.values() if row.state == DoubleState.OPEN]
    for row in waiting:
        pair = told[row.one_id, row.two_id]
        row.probability, row.is_sure, row.reasons = pair.probability, pair.is_sure, pair.reasons
    Double.objects.bulk_update(waiting, ["probability", "is_sure", "reasons"], batch_size=500)
    return len(new)

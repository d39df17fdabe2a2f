"""Forgetting decisions that led to nothing: what was sent keeps its run, to be replayed years later."""

from __future__ import annotations

from datetime import timedelta

from maillage.common import clock
from maillage.referrals.models import MatchingRun


def forget_idle_runs(*, days: int = 90) -> int:
    """Remove the runs older than this many days that no referral stands on; returns how many."""
    limit = clock.now() - timedelta(days=days)
    count, _details = MatchingRun.objects.filter(at__lt=limit, referrals=None).delete()
    return count

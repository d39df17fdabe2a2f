"""For the official: is the promise kept, for everybody?"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.common import clock
from maillage.observatory.queries import charter_figures
from maillage.pledges.queries import hours_by_pledge, pledges_running
from maillage.referrals.queries import last_run
from maillage.web.screens import ScreenRequest


@require_safe
def observatory(request: ScreenRequest) -> HttpResponse:
    """Figures without names, each with what it means, and what fairness costs."""
    hours = hours_by_pledge(list(pledges_running(clock.today()))).values()
    run, territory = last_run(), request.territory
    shortfalls = [(territory.group_name(s["group"]), s["shortfall"]) for s in run.shortfalls] if run else []
    totals = {name: sum(getattr(h, name) for h in hours) for name in ("total", "held", "given", "left")}
    return render(
        request,
        "web/coordinator/observatory.html",
        {
            "figures": charter_figures(request.territory),
            "hours": totals,
            "run": run,
            "shortfalls": shortfalls,
        },
    )

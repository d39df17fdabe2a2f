"""For the official: is the promise kept, for everybody?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from maillage.common import clock
from maillage.observatory.quarters import Quarter, ended_quarters
from maillage.observatory.queries import charter_figures, room_use
from maillage.pledges.queries import hours_by_pledge, pledges_running
from maillage.referrals.queries import last_run
from maillage.web.rights import COORDINATOR
from maillage.web.screens import ScreenRequest

QUARTERS = 4
"""Quarters one can go back to: a year."""


class QuarterForm(forms.Form):
    """Which quarter the use of rooms is told for.

    The running one is for the coordinators only, who see every booking anyway: published day after day, its
    figures would tell each booking by subtraction.
    """

    trimestre = forms.ChoiceField(label=gettext_lazy("Quel trimestre ?"), required=False)

    def __init__(self, *args: Any, is_running_shown: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        running = [Quarter.of(today)] if is_running_shown else []
        self.quarters = [*running, *ended_quarters(today, QUARTERS)]
        choice = self.fields["trimestre"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101  declared above
        choice.choices = [(quarter.code, _words(quarter, running)) for quarter in self.quarters]

    @property
    def quarter(self) -> Quarter:
        """The one that is asked for, else the first of the list."""
        asked = self.cleaned_data.get("trimestre", "") if self.is_valid() else ""
        return next((quarter for quarter in self.quarters if quarter.code == asked), self.quarters[0])


def _words(quarter: Quarter, running: list[Quarter]) -> str:
    return _("%(quarter)s, en cours") % {"quarter": quarter.label} if quarter in running else quarter.label


@require_safe
def observatory(request: ScreenRequest) -> HttpResponse:
    """Figures without names, each with what it means, and what fairness costs."""
    hours = hours_by_pledge(list(pledges_running(clock.today()))).values()
    run, territory = last_run(), request.territory
    shortfalls = [(territory.group_name(s["group"]), s["shortfall"]) for s in run.shortfalls] if run else []
    totals = {name: sum(getattr(h, name) for h in hours) for name in ("total", "held", "given", "left")}
    form = QuarterForm(request.GET, is_running_shown=COORDINATOR in request.roles)
    return render(
        request,
        "web/coordinator/observatory.html",
        {
            "figures": charter_figures(territory),
            "hours": totals,
            "run": run,
            "shortfalls": shortfalls,
            "form": form,
            "rooms": room_use(territory, form.quarter),
        },
        status=200 if form.is_valid() else 422,
    )

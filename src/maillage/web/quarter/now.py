"""Where can I work or meet now? An ordered list, each line with its reason, and what opens next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from maillage.common import clock
from maillage.places.enums import Service
from maillage.places.queries.open_now import WISHED_SERVICES, OpenPlace, Wish, open_places
from maillage.territory.models import Territory
from maillage.web.quarter.words import where
from maillage.web.screens import ScreenRequest

LATE = time(22)
EVENING = time(19)
WHEN = [
    ("", gettext_lazy("maintenant")),
    ("soir", gettext_lazy("ce soir, à 19 h")),
    ("demain", gettext_lazy("demain, à 9 h")),
]
SHOWN = 60
"""Lines on the page: beyond, nobody reads."""


class NowForm(forms.Form):
    """What one needs, in a few ticks; everything may be left empty."""

    quand = forms.ChoiceField(label=gettext_lazy("Quand ?"), choices=WHEN, required=False)
    pour = forms.IntegerField(label=gettext_lazy("À combien ?"), min_value=1, max_value=2000, required=False)
    avec = forms.MultipleChoiceField(
        label=gettext_lazy("Avec"),
        choices=[(str(code), code.label) for code in WISHED_SERVICES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    pied = forms.BooleanField(label=gettext_lazy("Sans marche à l’entrée"), required=False)
    tard = forms.BooleanField(label=gettext_lazy("Encore ouvert après 22 h"), required=False)

    def moment(self, territory: Territory) -> datetime:
        """The moment that is meant, in the territory's zone."""
        now = clock.now().astimezone(territory.zone)
        asked = self.cleaned_data.get("quand", "") if self.is_valid() else ""
        if asked == "soir":
            return max(now, datetime.combine(now.date(), EVENING, tzinfo=territory.zone))
        if asked == "demain":
            return datetime.combine(now.date() + timedelta(days=1), time(9), tzinfo=territory.zone)
        return now

    def wish(self, moment: datetime) -> Wish:
        """What was ticked; nothing when a field cannot be read."""
        if not self.is_valid():
            return Wish()
        data = self.cleaned_data
        late = datetime.combine(moment.date(), LATE, tzinfo=moment.tzinfo) if data["tard"] else None
        return Wish(tuple(data["avec"]), data["pour"] or 0, data["pied"], late)


@dataclass(frozen=True, slots=True)
class Line:
    """A place with what is said of it: when, why it suits, what it lacks."""

    number: int
    row: OpenPlace
    where: str
    when: str
    reasons: tuple[str, ...]
    lacks: tuple[str, ...]


@require_safe
def now(request: ScreenRequest) -> HttpResponse:
    """What suits, best first; then what would suit but for a detail, each told."""
    form = NowForm(request.GET)
    moment = form.moment(request.territory)
    wish = form.wish(moment)
    lines = [
        _line(number, row, wish, moment)
        for number, row in enumerate(open_places(request.territory, moment, wish)[:SHOWN], 1)
    ]
    suiting = [line for line in lines if line.row.suits]
    context: dict[str, Any] = {
        "form": form,
        "moment": moment,
        "suiting": suiting,
        "others": [line for line in lines if not line.row.suits],
        "claim": ngettext("%(n)s lieu convient", "%(n)s lieux conviennent", len(suiting))
        % {"n": len(suiting)},
    }
    return render(request, "web/quarter/now.html", context, status=200 if form.is_valid() else 422)


def _line(number: int, row: OpenPlace, wish: Wish, moment: datetime) -> Line:
    return Line(
        number,
        row,
        where(row.phase),
        _when(row, moment),
        tuple(_reasons(row, wish)),
        tuple(_lack(code) for code in row.missing if code != "hours_unknown"),
    )


def _when(row: OpenPlace, moment: datetime) -> str:
    """« Ouvert jusqu’à 23 h », « Ouvre demain à 7 h 30 », « Horaires inconnus »."""
    if "hours_unknown" in row.missing:
        return _("Ses horaires ne sont pas connus")
    if row.is_open and row.until is None:
        return _("Ouvert jour et nuit")
    if row.is_open and row.until is not None:
        words = _("Ferme bientôt, à %(hour)s") if row.closes_soon else _("Ouvert jusqu’à %(hour)s")
        return words % {"hour": _hour(row.until, moment)}
    if row.opens is None:
        return _("Fermé")
    days = (row.opens.astimezone(moment.tzinfo).date() - moment.date()).days
    words = {0: _("Ouvre à %(hour)s"), 1: _("Ouvre demain à %(hour)s")}.get(
        days, _("Ouvre %(day)s à %(hour)s")
    )
    local = row.opens.astimezone(moment.tzinfo)
    return words % {"hour": _hour(row.opens, moment), "day": format_date(local, "l j F")}


def _hour(instant: datetime, moment: datetime) -> str:
    """An hour of the territory, as people say it."""
    local = instant.astimezone(moment.tzinfo)
    if (local.hour, local.minute) == (0, 0):
        return _("minuit")
    return format_date(local, _("G \\h i") if local.minute else _("G \\h"))


def _reasons(row: OpenPlace, wish: Wish) -> list[str]:
    """What was asked for and is there, in words; without any wish, what one finds there."""
    if not wish.services and not wish.people and not wish.step_free:
        return [str(Service(code).label) for code in row.phase.services[:4]]
    told = [str(Service(code).label) for code in wish.services if code in row.phase.services]
    if wish.people and row.phase.capacity and row.phase.capacity >= wish.people:
        told.append(_("jusqu’à %(n)s personnes") % {"n": row.phase.capacity})
    if wish.step_free and "step_free" not in row.missing:
        told.append(_("sans marche à l’entrée"))
    return told


def _lack(code: str) -> str:
    words = {
        "people": _("trop petit"),
        "people_unknown": _("on ne sait pas combien de personnes y tiennent"),
        "step_free": _("rien ne dit que l’on entre sans marche"),
        "closes_before": _("ferme avant 22 h"),
    }
    return (
        words[code] if code in words else _("rien n’est dit sur : %(what)s") % {"what": Service(code).label}
    )

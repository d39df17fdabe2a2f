"""The coordinator's desk of bookings: what waits for a yes, today, the week to come, the spaces."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.bookings import actions
from maillage.bookings.enums import BLOCKING, OccurrenceState
from maillage.bookings.forms.blocks import DeclineForm
from maillage.bookings.models import Booking, Occurrence, Space
from maillage.common import clock
from maillage.territory.models import Territory
from maillage.web.registry.common import METHODS, shown
from maillage.web.screens import ScreenRequest, done, page_of, who

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
PARTS = ("accords", "aujourdhui", "semaine", "espaces")


@require_safe
def desk(request: ScreenRequest) -> HttpResponse:
    """One list at a time, of all spaces or of one; without a choice, what waits for a yes, or today."""
    spaces = list(_spaces())
    space = next((row for row in spaces if row.ref == request.GET.get("espace", "")), None)
    lists = _lists(request.territory, space)
    totals = {part: rows.count() for part, rows in lists.items()}
    asked = request.GET.get("liste", "")
    part = asked if asked in PARTS else PARTS[0] if totals[PARTS[0]] else PARTS[1]
    context: dict[str, Any] = {
        "part": part,
        "parts": [(key, label, totals[key]) for key, label in _labels().items()],
        "page": page_of(request, lists[part]),
        "spaces": spaces,
        "space": space,
        "today": clock.today(),
    }
    return render(request, "web/spaces/desk.html", context)


@require_POST
def approve(request: ScreenRequest, ref: str) -> HttpResponse:
    """Yes to every date that was asked for."""
    count = actions.approve(booking=_booking(ref), who=who(request))
    said = ngettext("C’est accordé : %(n)s date.", "C’est accordé : %(n)s dates.", count) % {"n": count}
    return _back(request, said if count else _decided())


@require_http_methods(METHODS)
def decline(request: ScreenRequest, ref: str) -> HttpResponse:
    """No, and why: its dates are free again."""
    booking, sent = _booking(ref), request.method == "POST"
    form = DeclineForm(request.POST if sent else None)
    if sent and form.is_valid():
        count = form.decline(booking, who=who(request))
        said = ngettext(
            "C’est refusé : %(n)s date est libre.", "C’est refusé : %(n)s dates sont libres.", count
        )
        return _back(request, said % {"n": count} if count else _decided())
    asked = booking.occurrences.filter(state=OccurrenceState.ASKED)
    context = {"form": form, "booking": booking, "dates": asked}
    return shown(request, "web/spaces/decline.html", context, wrong=sent)


def _spaces() -> QuerySet[Space]:
    rows: QuerySet[Space] = Space.objects.filter(is_withdrawn=False, place__is_withdrawn=False)
    return rows.select_related("place").order_by("place__name", "name", "pk")


def _lists(territory: Territory, space: Space | None) -> dict[str, QuerySet[Any]]:
    today = clock.today()
    midnight, tomorrow = (_start_of(day, territory) for day in (today, today + DAY))
    narrowed = Q(space=space) if space else Q()
    taken = Occurrence.objects.filter(narrowed, state__in=BLOCKING)
    taken = taken.select_related("space__place", "booking__person", "booking__actor")
    by_place = ("space__place__name", "space__name", "starts_at", "unit")
    week = taken.filter(starts_at__gte=tomorrow, starts_at__lt=_start_of(today + DAY + WEEK, territory))
    return {
        "accords": _asked().filter(narrowed),
        "aujourdhui": taken.filter(starts_at__lt=tomorrow, ends_at__gt=midnight).order_by(*by_place),
        "semaine": week.order_by("starts_at", "space__place__name", "space__name", "unit"),
        "espaces": _spaces().filter(pk=space.pk) if space else _spaces(),
    }


def _asked() -> QuerySet[Booking]:
    """The bookings of which some date still waits for a yes, the first to come first."""
    waits = Q(occurrences__state=OccurrenceState.ASKED, occurrences__ends_at__gt=clock.now())
    rows: QuerySet[Booking] = Booking.objects.filter(waits).select_related("space__place", "person", "actor")
    return rows.annotate(
        first=Min("occurrences__starts_at"),
        first_end=Min("occurrences__ends_at"),
        last=Max("occurrences__starts_at"),
        dates=Count("occurrences"),
    ).order_by("first", "pk")


def _start_of(day: date, territory: Territory) -> datetime:
    return datetime.combine(day, time(), tzinfo=territory.zone)


def _labels() -> dict[str, str]:
    return {
        "accords": _("À accorder"),
        "aujourdhui": _("Aujourd’hui"),
        "semaine": _("Les sept jours à venir"),
        "espaces": _("Espaces"),
    }


def _booking(ref: str) -> Booking:
    rows = Booking.objects.select_related("space__place", "person", "actor")
    found: Booking | None = rows.filter(ref=ref).first()
    if found is None:
        raise Http404
    return found


def _decided() -> str:
    return _("Cette demande n’attendait plus de réponse.")


def _back(request: ScreenRequest, said: str) -> HttpResponseRedirect:
    """To what still waits for an answer."""
    return done(request, said, f"{reverse('spaces:desk')}?liste=accords")

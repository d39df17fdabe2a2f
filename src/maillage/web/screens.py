"""What every screen receives, and the few gestures all screens share."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect

from maillage.common.journal import ASKER
from maillage.people.models import Person
from maillage.territory.models import Territory

PAGE_SIZE = 50


class ScreenRequest(HttpRequest):
    """A request with the territory it is for, and the person who makes it (None: a visitor)."""

    territory: Territory
    person: Person | None
    roles: frozenset[str]


def who(request: ScreenRequest) -> str:
    """How the journal names the person who acts."""
    return request.person.ref if request.person else ASKER


def the_person(request: ScreenRequest) -> Person:
    """The person who is signed in; a login that stands for nobody here sees nothing."""
    if request.person is None:
        raise Http404
    return request.person


def done(request: HttpRequest, message: str, to: str, *args: object, undo: str = "") -> HttpResponseRedirect:
    """Say what was done, and go on; ``undo`` is the address that a way back is posted to."""
    messages.success(request, message, extra_tags=undo)
    return redirect(to, *args)


def visitor_address(request: HttpRequest) -> str:
    """The visitor's network address: as seen by the first of our own proxies, when there are any."""
    count = settings.TRUSTED_PROXIES
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    return hops[-count] if count and len(hops) >= count else str(request.META.get("REMOTE_ADDR", ""))


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> Page[Any]:
    """The page of a long list that the address asks for (the first one if it asks for nonsense)."""
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))

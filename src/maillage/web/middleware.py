"""What surrounds every screen: the territory, the person, her rights, safe headers, kind refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from maillage.common.errors import Refusal
from maillage.people.models import User
from maillage.people.queries import person_of_user, roles_of
from maillage.territory.inside import inside
from maillage.territory.queries import territory_for_host
from maillage.web.rights import RIGHTS, may_open
from maillage.web.screens import ScreenRequest

GetResponse = Callable[[HttpRequest], HttpResponseBase]
WITHOUT_TERRITORY = ("/api/health", settings.STATIC_URL)
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class SafeHeadersMiddleware:
    """Headers that Django and django-csp do not set."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add them to every answer; private pages are never stored by a shared cache."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class TerritoryMiddleware:
    """Find the territory of the host, the person of the login, and let only that territory be seen."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the request inside its territory's scope and time zone."""
        if request.path.startswith(WITHOUT_TERRITORY):
            return self.get_response(request)
        if "\x00" in request.path:  # no reference holds one, and PostgreSQL refuses to be asked
            raise Http404
        territory = territory_for_host(request.get_host())
        if territory is None:
            return render(request, "web/no_territory.html", status=503)
        screen = cast(ScreenRequest, request)
        screen.territory = territory
        with inside(territory):
            user = request.user
            screen.person = person_of_user(user) if isinstance(user, User) else None
            screen.roles = roles_of(screen.person) if screen.person else frozenset()
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal is shown as a page that says what happened, why, and what to do next."""
        if not isinstance(exception, Refusal):
            return None
        return render(
            request,
            "web/refusal.html",
            {"refusal": exception, "back": _page_before(request)},
            status=exception.status,
        )


def _page_before(request: HttpRequest) -> str:
    """The page the person came from, if it is one of ours."""
    before = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    return before if ours else ""


class RightsMiddleware:
    """Let nobody open a route that the table of rights does not give her."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing to do before the route is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """Check the table; a visitor who could enter is asked to, another is refused."""
        match = request.resolver_match
        route = match.view_name if match else ""
        if request.path.startswith(settings.STATIC_URL):
            return None
        if route not in RIGHTS:
            raise PermissionDenied(f"The route {route!r} is not in the table of rights.")
        signed_in = request.user.is_authenticated
        if may_open(route, getattr(request, "roles", frozenset()), signed_in=signed_in):
            return None
        if not signed_in:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied

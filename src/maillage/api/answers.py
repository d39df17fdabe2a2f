"""How programs are answered: JSON for everything, a refusal too, from any site."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _

from maillage.common.errors import Refusal
from maillage.common.open_data import checked_again, opened
from maillage.territory.models import Territory

JSON = "application/json; charset=utf-8"
READS = ("GET", "HEAD", "OPTIONS")


class ApiRequest(HttpRequest):
    """A request with the territory it is for."""

    territory: Territory


View = Callable[..., Any]


def open_data(view: View) -> Callable[..., HttpResponseBase]:
    """Read only, for anybody: what the view returns is sent as JSON, what it refuses is said in JSON."""

    @wraps(view)
    def answer(request: ApiRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in READS:
            response = refused(_read_only())
            response["Allow"] = ", ".join(READS)
            return response
        if request.method == "OPTIONS":
            return _permitted()
        with translation.override(translation.get_language_from_request(request)):
            try:
                found = view(request, *args, **kwargs)
            except Refusal as refusal:
                return refused(refusal)
        if isinstance(found, HttpResponseBase):
            return opened(found)
        return checked_again(request, json.dumps(found, ensure_ascii=False) + "\n", JSON)

    return answer


def refused(refusal: Refusal) -> HttpResponse:
    """What happened, why, and what to do next, with the code and the status that programs read."""
    error = {"code": refusal.code, "what": refusal.what, "why": refusal.why, "todo": refusal.todo}
    text = json.dumps({"error": error}, ensure_ascii=False) + "\n"
    response = opened(HttpResponse(text, content_type=JSON, status=refusal.status))
    response["Cache-Control"] = "no-store"
    return response


def _permitted() -> HttpResponse:
    """To a browser that asks first (CORS preflight)."""
    response = opened(HttpResponse(status=204))
    response["Access-Control-Allow-Methods"] = response["Allow"] = ", ".join(READS)
    response["Access-Control-Allow-Headers"] = "*"
    return response


def _read_only() -> Refusal:
    return Refusal(
        "read_only",
        _("Cette adresse se lit, et ne s’écrit pas."),
        why=_("Les données ouvertes de l’annuaire sont en lecture seule."),
        todo=_("Demandez-la avec GET ; une correction se propose sur la page de l’acteur."),
        status=405,
    )

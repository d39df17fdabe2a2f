"""The requests to data·inclusion: the structures of a commune or of a department, page after page.

Documented at api.data.inclusion.gouv.fr: ``/api/v1/structures`` with ``code_commune``, ``code_departement``,
``page``, ``size`` (10,000 at most), and a token in the header. Known doubles are left to the service.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from maillage.imports.connectors.base import Asked, Call, Json, page_after

SIZE = 500


def first(base: str, _way: str, asked: Asked) -> list[Call]:
    """The first page."""
    place = {"code_commune": asked.get("commune"), "code_departement": asked.get("department")}
    wanted = {name: value for name, value in place.items() if value}
    paging = {"exclure_doublons": "true", "page": "1", "size": str(SIZE)}
    return [Call(f"{base.rstrip('/')}/api/v1/structures?{urlencode(wanted | paging)}")]


def following(call: Call, answer: Json) -> Call | None:
    """The next page, as long as the service says that there is one."""
    return page_after(call, answer.get("pages"))


def problem(asked: Asked) -> Any:
    """A question is about a place."""
    if asked.get("commune") or asked.get("department"):
        return ""
    return _("Donnez une commune ou un département.")

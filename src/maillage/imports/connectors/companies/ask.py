"""The requests of the company search: by number, by name in a place, around a point.

Documented at recherche-entreprises.api.gouv.fr/docs: ``/search`` and ``/near_point``, 25 results a page and
10,000 in all, seven requests a second.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.utils.translation import gettext_lazy as _

from maillage.imports.connectors.base import Asked, Call, Json, page_after

PER_PAGE = 25
MOST_SITES = 100
"""Sites of one company in an answer; the service gives no more."""
MOST_NUMBERS = 50
"""Numbers in one question: each is a request."""


def first(base: str, way: str, asked: Asked) -> list[Call]:
    """One request a number, or the first page of a search.

    Companies that have ceased are asked for by number only, to learn of their end; a search is for the
    living ones.
    """
    if way == "number":
        return [_call(base, "search", {"q": siren}) for siren in sirens(asked["numbers"])[:MOST_NUMBERS]]
    if way == "near":
        where = {"lat": asked["latitude"], "long": asked["longitude"], "radius": asked["radius"]}
        return [_call(base, "near_point", where)]
    wanted = {
        "q": asked.get("words", ""),
        "code_commune": asked.get("commune", ""),
        "departement": asked.get("department", ""),
        "est_association": "true" if asked.get("associations") else "",
        "etat_administratif": "A",
    }
    return [_call(base, "search", wanted)]


def following(call: Call, answer: Json) -> Call | None:
    """The next page, as long as the service says that there is one."""
    return page_after(call, answer.get("total_pages"))


def numbers(text: str) -> list[str]:
    """What is written between commas, semicolons and ends of line, without the blanks of each."""
    return [bare for part in re.split(r"[\n,;\t]", text) if (bare := re.sub(r"[\s.]", "", part))]


def sirens(text: str) -> list[str]:
    """The SIRENs of a text, each once: nine digits, or the first nine of a SIRET."""
    return list(dict.fromkeys(number[:9] for number in numbers(text)))


def problem(asked: Asked) -> Any:
    """A search needs a name or a place."""
    if any(asked.get(name) for name in ("words", "commune", "department")):
        return ""
    return _("Donnez un nom, une commune ou un département : le registre a des millions d’entrées.")


def _call(base: str, path: str, wanted: dict[str, str]) -> Call:
    kept = {name: value for name, value in wanted.items() if value}
    paging = {"page": "1", "per_page": str(PER_PAGE), "limite_matching_etablissements": str(MOST_SITES)}
    root = urlsplit(base)._replace(query="", fragment="").geturl().rstrip("/")
    return Call(f"{root}/{path}?{urlencode(kept | paging)}")

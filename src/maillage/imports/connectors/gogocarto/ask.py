"""The request to a GoGoCarto map: its public elements, all of them.

Documented on the page ``/api`` of every map: ``/api/elements.json`` with ``limit``, ``bounds``,
``categories``, ``stamps``, ``excludeExternal``.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from maillage.imports.connectors.base import Asked, Call, Json

MOST = 5000
"""Elements of an answer; one more is asked for, to know whether there were more."""
FILE = "/api/elements.json"
FILTERS = ("bounds", "categories", "stamps", "excludeExternal")


def first(base: str, _way: str, _asked: Asked) -> list[Call]:
    """The elements of the map at this address.

    An address that ends by ``elements.json`` or ``elements.jsonld`` is taken with its filters; of any other
    one, such as that of the map itself, only the machine counts.
    """
    parts = urlsplit(base)
    precise = parts.path.endswith(("/elements.json", "/elements.jsonld"))
    kept = [pair for pair in parse_qsl(parts.query) if precise and pair[0] in FILTERS]
    path = parts.path if precise else FILE
    asked = urlencode([*kept, ("limit", str(MOST + 1))])
    return [Call(f"{parts.scheme}://{parts.netloc}{path}?{asked}")]


def following(_call: Call, _answer: Json) -> Call | None:
    """There is one page."""
    return None

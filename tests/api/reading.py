"""How the tests read the API."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import Client


def asked(path: str, **query: Any) -> Any:
    """The answer to a program."""
    return Client().get(path, query)


def read(path: str, **query: Any) -> dict[str, Any]:
    """What an answer says, which must be a 200 in JSON that any site may read."""
    answer: HttpResponse = asked(path, **query)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json; charset=utf-8"), (
        answer.content
    )
    assert answer["Access-Control-Allow-Origin"] == "*"
    found: dict[str, Any] = answer.json()
    return found


def refused(path: str, **query: Any) -> tuple[int, str]:
    """The status and the code of a refusal, which must say what, and what to do."""
    answer = asked(path, **query)
    error = answer.json()["error"]
    assert (set(error), bool(error["what"]), bool(error["todo"])) == (
        {"code", "what", "why", "todo"},
        True,
        True,
    )
    return answer.status_code, error["code"]


def whole(path: str, name: str = "actors", **query: Any) -> list[dict[str, Any]]:
    """All the pages of a list, one after the other."""
    found: list[dict[str, Any]] = []
    page = read(path, **query)
    for _ in range(20):
        found += page[name]
        if page["next"] is None:
            return found
        parts = urlsplit(page["next"])
        page = read(f"{parts.path}?{parts.query}")
    raise AssertionError("more than twenty pages")

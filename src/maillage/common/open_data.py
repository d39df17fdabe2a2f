"""Answers that are open data: any program may read them, keep them a while, ask whether they changed."""

from __future__ import annotations

from hashlib import blake2b
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase

KEPT_SECONDS = 300
"""How long anybody may keep an answer without asking again."""

R = TypeVar("R", bound=HttpResponseBase)


def opened(response: R) -> R:
    """The same answer, readable from any site's script (CORS) and kept five minutes by whoever wants."""
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def checked_again(request: HttpRequest, text: str, content_type: str) -> HttpResponse:
    """The text with its fingerprint (RFC 9110, ETag); 304 when whoever asks has it already."""
    tag = f'"{blake2b(text.encode(), digest_size=12).hexdigest()}"'
    asked = request.headers.get("If-None-Match", "")
    known = {one.strip().removeprefix("W/") for one in asked.split(",")}
    response = HttpResponseNotModified() if tag in known else HttpResponse(text, content_type=content_type)
    response["ETag"] = tag
    return opened(response)

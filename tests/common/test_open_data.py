"""Answers that any program may read."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from maillage.common.open_data import checked_again, opened


def test_an_open_answer_is_for_any_site_and_five_minutes() -> None:
    answer = opened(HttpResponse("x"))
    told = ("Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy", "Cache-Control")
    assert [answer[name] for name in told] == ["*", "cross-origin", "public, max-age=300"]


def test_the_same_text_has_the_same_fingerprint_and_another_text_another() -> None:
    request = RequestFactory().get("/")
    tags = [checked_again(request, text, "text/plain")["ETag"] for text in ("a", "a", "é")]
    assert (tags[0] == tags[1], tags[0] == tags[2]) == (True, False)


@pytest.mark.parametrize(
    ("asked", "status"), [("{tag}", 304), ('"x", W/{tag}', 304), ('"x"', 200), ("", 200), ("*", 200)]
)
def test_who_has_it_already_is_sent_nothing(asked: str, status: int) -> None:
    tag = checked_again(RequestFactory().get("/"), "a", "text/plain")["ETag"]
    request = RequestFactory().get("/", headers={"if-none-match": asked.format(tag=tag)})
    answer = checked_again(request, "a", "text/plain")
    assert (answer.status_code, answer.content, answer["ETag"]) == (
        status,
        b"a" if status == 200 else b"",
        tag,
    )

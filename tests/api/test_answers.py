"""How programs are answered."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.directory_stage import Stage

LIST = "/api/v1/actors"


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_is_written_here(directory: Stage, method: str) -> None:
    answer = getattr(Client(), method)(LIST)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.json()["error"]["code"] == "read_only"


def test_a_browser_that_asks_first_is_let_in(directory: Stage) -> None:
    answer = Client().options(LIST, headers={"origin": "https://map.example.org"})
    assert (answer.status_code, answer["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_head_has_the_headers_without_the_text(directory: Stage) -> None:
    answer = Client().head(LIST)
    assert (answer.status_code, answer.content, answer["Cache-Control"]) == (200, b"", "public, max-age=300")


def test_a_refusal_is_not_kept_by_anybody(directory: Stage) -> None:
    assert Client().get(LIST, {"kind": "x"})["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("asked", "language"), [("fr", "fr"), ("en-GB,fr;q=0.5", "en"), ("de", "fr"), ("", "fr")]
)
def test_a_refusal_is_said_in_the_language_that_is_asked(directory: Stage, asked: str, language: str) -> None:
    answer = Client().get(f"{LIST}/nowhere23456", headers={"accept-language": asked})
    french = answer.json()["error"]["what"] == "Aucun acteur n’a cette référence ici."
    assert (answer.status_code, french) == (404, language == "fr")

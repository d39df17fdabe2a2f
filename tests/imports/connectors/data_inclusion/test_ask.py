"""The requests to data·inclusion."""

from __future__ import annotations

from maillage.imports.connectors.data_inclusion import ask

BASE = "https://api.inclusion.example/"


def test_a_commune_is_asked_for_page_after_page() -> None:
    (call,) = ask.first(BASE, "place", {"commune": "63113"})
    begin = "https://api.inclusion.example/api/v1/structures?code_commune=63113&exclure_doublons=true"
    assert call.url == f"{begin}&page=1&size=500"
    after = ask.following(call, {"pages": 2})
    assert after is not None
    assert (after.url, after.page) == (f"{begin}&page=2&size=500", 2)
    assert ask.following(after, {"pages": 2}) is None
    assert ask.following(call, {}) is None


def test_a_department_is_asked_for_by_its_number() -> None:
    assert "code_departement=2A&" in ask.first(BASE, "place", {"department": "2A"})[0].url


def test_a_question_is_about_a_place() -> None:
    assert (ask.problem({"commune": "63113"}), ask.problem({"department": "63"})) == ("", "")
    assert str(ask.problem({})) == "Donnez une commune ou un département."

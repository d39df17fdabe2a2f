"""Displayed French carries its no-break spaces: before : ; ? ! » and after «."""

from __future__ import annotations

from tools import typography


def test_every_displayed_sentence_is_set_as_french_is() -> None:
    wrong = [
        str(file.relative_to(typography.ROOT))
        for file in sorted(typography.SOURCE.rglob("*"))
        if file.suffix in {".py", ".html", ".txt"}
        and not {"migrations", "engine"} & set(file.parts)
        and typography.fixed(file) != file.read_text(encoding="utf-8")
    ]
    assert wrong == []


def test_the_tool_mends_what_it_finds() -> None:
    assert typography.corrected("« Qui » : lui !") == "«\u00a0Qui\u00a0»\u00a0: lui\u00a0!"

"""A territory is data: not one word of the first city is in the code, nor in a page, nor in a translation."""

from __future__ import annotations

import re

from tests.invariants.places import SOURCE, text_of

CITY = re.compile(
    r"clermont|auvergne|puy[- ]de[- ]d[ôo]me|limagne|gergovie|michelin|cataroux|le bivouac|totem|"
    r"63000|\b63113\b|h[ôo]tel de r[ée]gion|chamali[èe]res|aubi[èe]re|cournon",
    re.I,
)
KINDS = {".py", ".html", ".txt", ".css", ".js", ".svg", ".po", ".toml"}


def test_not_one_word_of_the_first_city() -> None:
    found = [
        f"{file.relative_to(SOURCE)}:{number}: {line.strip()[:100]}"
        for file in sorted(SOURCE.rglob("*"))
        if file.suffix in KINDS and file.relative_to(SOURCE).parts[0] != "data" and "dist" not in file.parts
        for number, line in enumerate(text_of(file).splitlines(), 1)
        if CITY.search(line)
    ]
    assert found == []


def test_the_city_is_in_its_data() -> None:
    folders = SOURCE / "data" / "territories"
    assert any(CITY.search(text_of(file)) for file in folders.rglob("*.toml"))

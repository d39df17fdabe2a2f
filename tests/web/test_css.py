"""The language keeps its promises: contrast of every pair, and no style or script written inside a page."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "maillage"
CSS = (SOURCE / "web/static/maillage/css/maillage.css").read_text(encoding="utf-8")
LETTERS = SOURCE / "common/templates/common"
TEMPLATES = sorted(path for path in SOURCE.glob("**/templates/**/*.html") if not path.is_relative_to(LETTERS))

TEXT = 4.5  # WCAG 1.4.3
SHAPE = 3.0  # WCAG 1.4.11: controls, focus, ticks
GROUNDS = ("paper", "surface", "sunk", "here-wash")
PAIRS = [
    *[(ink, ground, TEXT) for ink in ("ink", "ink-2") for ground in GROUNDS],
    *[(ink, ground, TEXT) for ink in ("ink-3", "now") for ground in ("paper", "surface", "sunk")],
    ("on-now", "now", TEXT),
    ("on-now", "now-press", TEXT),
    ("paper", "ink", TEXT),
    ("on-territory", "territory", TEXT),
    *[("here", ground, SHAPE) for ground in ("paper", "surface", "here-wash")],
    ("surface", "here", SHAPE),
    *[("edge", ground, SHAPE) for ground in GROUNDS],
]

INLINE = r"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']|<script(?![^>]*\bsrc=)|javascript:"

ROOT, TWINS = CSS.split("@supports (color: light-dark(#000, #fff))")[0:2]
LIGHT = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", ROOT))
BOTH = {
    name: (light, dark)
    for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", TWINS)
}
DARK = {**LIGHT, **{name: dark for name, (_, dark) in BOTH.items()}}


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted([luminance(one), luminance(other)], reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#c8330a", "#ffffff") == pytest.approx(5.34, abs=0.01)


@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_pair_is_readable(palette: dict[str, str], ink: str, ground: str, least: float) -> None:
    assert contrast(palette[ink], palette[ground]) >= least


def test_every_colour_has_its_dark_twin_and_the_same_light_value() -> None:
    own = {name: colour for name, colour in LIGHT.items() if "territory" not in name}
    assert own == {name: light for name, (light, _) in BOTH.items()}


def test_style_sheet_calls_no_other_host_and_names_no_file_that_node_makes() -> None:
    assert re.findall(r"https?://|@import|url\(", CSS) == []


def test_braces_of_the_style_sheet_are_balanced() -> None:
    assert CSS.count("{") == CSS.count("}")


def test_there_are_templates_to_check() -> None:
    assert SOURCE / "web/templates/maillage/base.html" in TEMPLATES


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_page_has_no_inline_style_nor_script(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(INLINE, text) == []

"""The cloth of the home page: what each need became, drawn without one inline style."""

import re
from xml.etree import ElementTree  # the text parsed here is our own drawing

import pytest

from maillage.web.cloth import State, Thread, cloth_svg

SVG = "{http://www.w3.org/2000/svg}"
MONTH = [
    Thread("answered", 0, "Fil à Fil"),
    Thread("answered", 2),
    Thread("waiting"),
    Thread("lost", label="Casa Portugal"),
    Thread("answered", 1),
]


def drawn(threads: list[Thread], **options: int | str) -> ElementTree.Element:
    """Parse the drawing; it must be well-formed to stand in a page."""
    text = cloth_svg(threads, title="Octobre, tissé", description="Cinq fils.", **options)  # type: ignore[arg-type] # options are the keyword arguments of the test
    return ElementTree.fromstring(text)  # noqa: S314 # our own text


def count(root: ElementTree.Element, css: str) -> int:
    return sum(css in (node.get("class") or "").split() for node in root.iter())


def test_each_need_is_one_thread_with_the_end_it_had() -> None:
    root = drawn(MONTH)
    assert count(root, "cloth-need") == 5
    assert (count(root, "cloth-knot"), count(root, "cloth-end"), count(root, "cloth-frayed")) == (3, 1, 1)


def test_a_knot_sits_on_its_helpers_thread() -> None:
    root = drawn([Thread("answered", 1)], helpers=3)
    knot = next(node for node in root.iter() if node.get("class") == "cloth-knot")
    helpers = next(node for node in root.iter() if node.get("class") == "cloth-helper")
    second = helpers.get("d", "").split("M")[2]
    places = [tuple(map(float, pair.split())) for pair in re.findall(r"[\d.]+ [\d.]+", second)]
    nearest = min(places, key=lambda place: abs(place[0] - float(knot.get("cx", "0"))))
    assert float(knot.get("cy", "0")) == pytest.approx(nearest[1], abs=1.5)


def test_who_still_waits_stops_higher_than_who_found_nobody() -> None:
    root = drawn([Thread("waiting"), Thread("lost")])
    waiting, lost = [
        float(node.get("d", "").split("V")[1]) for node in root.iter() if node.get("class") == "cloth-need"
    ]
    assert waiting < lost / 2


def test_helpers_who_were_not_asked_have_their_thread_too() -> None:
    root = drawn(MONTH, helpers=12)
    helpers = next(node for node in root.iter() if node.get("class") == "cloth-helper")
    assert helpers.get("d", "").count("M") == 12


def test_the_drawing_is_named_and_described_for_who_cannot_see_it() -> None:
    text = cloth_svg(MONTH, title="Octobre, tissé", description="Cinq fils.", prefix="mois")
    assert 'role="img" aria-labelledby="mois-t mois-d"' in text
    assert '<title id="mois-t">Octobre, tissé</title><desc id="mois-d">Cinq fils.</desc>' in text


def test_texts_are_escaped() -> None:
    text = cloth_svg([Thread("lost", label="<b>&")], title="<script>", description='"', prefix='a"b')
    assert "<script>" not in text
    assert "<b>" not in text
    assert "&lt;b&gt;&amp;" in text
    assert 'id="a&quot;b-t"' in text


def test_the_same_month_gives_the_same_drawing_and_no_inline_style() -> None:
    first = cloth_svg(MONTH, title="t", description="d")
    assert first == cloth_svg(list(MONTH), title="t", description="d")
    assert "style" not in first


def test_a_month_without_needs_is_an_empty_ground() -> None:
    root = drawn([])
    assert [node.tag for node in root] == [f"{SVG}title".replace(SVG, ""), "desc"]


@pytest.mark.parametrize("needs", [1, 41, 60, 61, 400])
def test_nothing_is_drawn_outside_the_frame(needs: int) -> None:
    states: list[State] = ["answered", "waiting", "lost"]
    threads = [Thread(s := states[i % 3], i % 25 if s == "answered" else None) for i in range(needs)]
    root = drawn(threads)
    for node in root.iter():
        if node.get("class") in {"cloth-knot", "cloth-end"}:
            assert 0 < float(node.get("cx", "-1")) < 640
            assert 0 < float(node.get("cy", "-1")) < 548
        if node.get("class") == "cloth-need":
            assert 0 < float(node.get("d", "").split("V")[1]) < 548


def test_a_crowded_month_is_drawn_thinner() -> None:
    assert drawn([Thread("waiting")] * 60).get("class") == "cloth"
    assert drawn([Thread("waiting")] * 61).get("class") == "cloth dense"


@pytest.mark.parametrize(
    ("state", "helper", "sentence"),
    [
        ("knotted", None, "A thread is answered, waiting or lost, not 'knotted'."),
        ("answered", None, "A thread names its helper when it is answered, and only then."),
        ("waiting", 3, "A thread names its helper when it is answered, and only then."),
        ("answered", -1, "Helpers are numbered from 0."),
    ],
)
def test_a_thread_refuses_nonsense(state: State, helper: int | None, sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)):
        Thread(state, helper)

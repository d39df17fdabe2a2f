"""The cloth of the public home: last month's needs, drawn as what became of them.

A vertical thread per need, a horizontal one per helper. A need that was answered is knotted at its helper's
thread; one that found nobody hangs with a frayed end; one that still waits stops short, with an open end.
It is a drawing of real data: give it a title, a description, and a table beside it that says the same.

The drawing carries classes only (``maillage.css`` colours it), so it lives under a strict content security
policy, and it is the same for the same threads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import sin
from typing import Literal, get_args

State = Literal["answered", "waiting", "lost"]

MOST_KNOTS_AT_FULL_SIZE = 60
ABOVE, BESIDE = 600, 420  # threads go on past the frame: a wide page lets them show, to the edge of the band


@dataclass(frozen=True)
class Thread:
    """One need of the month: what became of it, who answered it, and what the pointer says over it."""

    state: State
    helper: int | None = None
    label: str = ""

    def __post_init__(self) -> None:
        if self.state not in get_args(State):
            raise ValueError(f"A thread is answered, waiting or lost, not {self.state!r}.")
        if (self.state == "answered") != (self.helper is not None):
            raise ValueError("A thread names its helper when it is answered, and only then.")
        if self.helper is not None and self.helper < 0:
            raise ValueError("Helpers are numbered from 0.")


@dataclass(frozen=True)
class _Loom:
    """Where things are: the place of each thread on the drawing."""

    needs: int
    helpers: int
    width: int
    height: int

    @property
    def dense(self) -> bool:
        return self.needs > MOST_KNOTS_AT_FULL_SIZE

    @property
    def _gap(self) -> float:
        """Room between two helpers' threads."""
        return self.height * 0.74 / max(self.helpers, 1)

    def _level(self, place: float) -> float:
        """Height of a place of the loom: whole numbers fall between two helpers, so never on a thread."""
        return self.height * 0.12 + self._gap * place

    def x(self, need: int) -> float:
        """Needs stand at equal distances, from left to right."""
        return round((need + 1) * self.width / (self.needs + 1), 1)

    def y(self, helper: int, x: float) -> float:
        """Height of a helper's thread at x: a slow wave, different for each helper, the same every time."""
        level = self._level(helper + 0.5)
        slack = min(4.2, self._gap * 0.18)
        phase = helper * 2.399  # the golden angle: no two neighbours wave together
        return round(level + slack * (sin(x / 71 + phase) + 0.6 * sin(x / 31 + 1.7 * phase)), 1)

    def end(self, need: int, thread: Thread) -> float:
        """How low a need's thread comes."""
        if thread.helper is not None:
            return self.y(thread.helper, self.x(need))
        spread = (need * 0.618034) % 1  # neighbours do not end in line
        if thread.state == "lost":
            return round(self.height * 0.93 - 17 * spread, 1)
        return round(self._level(round(self.helpers * 0.22)) - self._gap * 0.2 * (spread - 0.5), 1)


def cloth_svg(
    threads: Sequence[Thread],
    *,
    title: str,
    description: str,
    width: int = 640,
    height: int = 548,
    helpers: int = 0,
    prefix: str = "cloth",
) -> str:
    """Draw the month as one SVG element.

    ``helpers`` is how many helpers the month had, if some of them were not asked; those named by a thread
    always have theirs. ``prefix`` keeps the ids apart when a page has two cloths. Every text is escaped here.
    """
    named = max((thread.helper + 1 for thread in threads if thread.helper is not None), default=0)
    loom = _Loom(needs=len(threads), helpers=max(named, helpers), width=width, height=height)
    parts = [
        f'<svg class="cloth{" dense" if loom.dense else ""}" viewBox="0 0 {width} {height}" role="img"',
        f' aria-labelledby="{escape(prefix)}-t {escape(prefix)}-d">',
        f'<title id="{escape(prefix)}-t">{escape(title)}</title>',
        f'<desc id="{escape(prefix)}-d">{escape(description)}</desc>',
    ]
    if loom.helpers:
        parts.append(f'<path class="cloth-helper" d="{_helper_threads(loom)}"/>')
    parts += [_need_thread(loom, need, thread) for need, thread in enumerate(threads)]
    return "".join(parts) + "</svg>"


def _helper_threads(loom: _Loom) -> str:
    return "".join(_wave(loom, helper, 0, loom.width + BESIDE, step=32) for helper in range(loom.helpers))


def _wave(loom: _Loom, helper: int, start: float, stop: float, *, step: int) -> str:
    """Trace a helper's thread between two places."""
    places: list[float] = [start + step * i for i in range(int((stop - start) / step) + 1)]
    if places[-1] < stop:
        places.append(stop)
    points = " ".join(f"L{_n(x)} {_n(loom.y(helper, x))}" for x in places)
    return "M" + points[1:]


def _need_thread(loom: _Loom, need: int, thread: Thread) -> str:
    """One need: its thread, woven over and under those it crosses, then its end."""
    x, y = loom.x(need), loom.end(need, thread)
    half = min(5.0, loom.width / (loom.needs + 1) * 0.36)
    crossed = [helper for helper in range(loom.helpers) if loom.y(helper, x) < y and helper != thread.helper]
    over = [helper for helper in crossed if (helper + need) % 2 == 0]
    under = [helper for helper in crossed if (helper + need) % 2]
    drawing = ""
    if over and not loom.dense:  # it passes in front: a gap of ground hides the helper's thread beside it
        gaps = "".join(f"M{_n(x)} {_n(loom.y(h, x) - 4)}v8" for h in over)
        drawing += f'<path class="cloth-case" d="{gaps}"/>'
    line = f"M{_n(x)} -{ABOVE}V{_n(y)}"
    drawing += f'<path class="cloth-need" d="{line}"/>'
    if under:  # it passes behind: the helper's thread comes back on top, on a gap of ground
        back = "".join(_wave(loom, h, x - half, x + half, step=10) for h in under)
        drawing += f'<path class="cloth-case" d="{back}"/><path class="cloth-helper" d="{back}"/>'
    drawing += _end(thread.state, _n(x), _n(y), dense=loom.dense)
    label = f"<title>{escape(thread.label)}</title>" if thread.label else ""
    return f'<g class="cloth-{thread.state}">{label}{drawing}</g>'


def _end(state: State, x: str, y: str, *, dense: bool) -> str:
    """A knot where it was answered, an open ring where it waits, a frayed end where it hangs."""
    if state == "answered":
        return f'<circle class="cloth-knot" cx="{x}" cy="{y}" r="{4 if dense else 7.5}"/>'
    if state == "waiting":
        return f'<circle class="cloth-end" cx="{x}" cy="{y}" r="{2.5 if dense else 4}"/>'
    return f'<path class="cloth-frayed" d="M{x} {y}l-3.5 9M{x} {y}l3.5 9M{x} {y}v11"/>'


def _n(number: float) -> str:
    """Write a coordinate as short as it can be."""
    return f"{number:.1f}".rstrip("0").rstrip(".")

"""Home, charter, and the pages a public service owes."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from maillage.common import clock
from maillage.needs.queries import open_needs
from maillage.observatory.queries import Thread, charter_figures, month_threads
from maillage.places.queries import places_on
from maillage.referrals.queries import last_run
from maillage.referrals.reasons import weight_sentences
from maillage.web import cloth
from maillage.web.screens import ScreenRequest

SITES = 5
"""Places named on the home page; the others are one touch away."""


@require_safe
def home(request: ScreenRequest) -> HttpResponse:
    """What the service promises, the month as a cloth, and how the promise is kept."""
    figures = charter_figures(request.territory)
    threads, helpers = month_threads()
    return render(
        request,
        "web/public/home.html",
        {
            "figures": figures,
            "cloth": _cloth(threads, helpers),
            "counts": _counts(threads),
            "threads": threads,
            "sites": places_on(clock.today())[:SITES],
        },
    )


@require_safe
def charter(request: ScreenRequest) -> HttpResponse:
    """The delays, the rules of the matching in plain words, and the live figures."""
    run = last_run()
    return render(
        request,
        "web/public/charter.html",
        {
            "charter": request.territory.charter,
            "figures": charter_figures(request.territory),
            "weights": weight_sentences(),
            "run": run,
            "price_percent": _percent(run.price if run else 0),
            "floor_percent": _percent(request.territory.charter.group_floor),
            "open_needs": open_needs().count(),
            "groups": [request.territory.group_name(group) for group in request.territory.groups],
        },
    )


@require_safe
def data(request: ScreenRequest) -> HttpResponse:
    """What is kept of people, why, how long, and how to have it changed or erased."""
    return render(request, "web/public/data.html", {"charter": request.territory.charter})


@require_safe
def accessibility(request: ScreenRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "web/public/accessibility.html")


@require_safe
def design(request: ScreenRequest) -> HttpResponse:
    """The living page of the visual language."""
    return render(request, "maillage/design.html")


@require_safe
def css(request: ScreenRequest) -> HttpResponse:
    """The territory's own colour, as a stylesheet (no inline style is allowed anywhere)."""
    look = request.territory.look
    context = {"colour": look.get("colour", "#f1f1ec"), "on_colour": look.get("on_colour", "#15181c")}
    response = render(request, "maillage/territory.css", context, content_type="text/css")
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _percent(share: float) -> str:
    return number_format(round(100 * share, 1), decimal_pos=0 if 100 * share == round(100 * share) else 1)


def _counts(threads: list[Thread]) -> dict[str, int]:
    return {state: sum(t.state == state for t in threads) for state in ("answered", "waiting", "lost")}


def _cloth(threads: list[Thread], helpers: int) -> str:
    counts = _counts(threads)
    drawn = [
        cloth.Thread(t.state, t.helper if t.helper is not None else helpers)  # type: ignore[arg-type]
        if t.state == "answered"
        else cloth.Thread(t.state)  # type: ignore[arg-type]
        for t in threads
    ]
    description = ngettext(
        "Un fil vertical par besoin reçu ce mois-ci (%(needs)s), un fil horizontal par aidant.",
        "Un fil vertical par besoin reçu ce mois-ci (%(needs)s), un fil horizontal par aidant.",
        len(threads),
    ) % {"needs": len(threads)}
    description += (
        " "
        + _("%(answered)s sont noués, %(waiting)s attendent encore, %(lost)s pendent, faute d’aide trouvée.")
        % counts
    )
    drawing = cloth.cloth_svg(
        drawn, title=_("Le mois, tissé"), description=description, helpers=max(helpers, 6) + 1
    )
    return mark_safe(drawing)

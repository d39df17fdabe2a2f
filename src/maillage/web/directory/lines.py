"""Lines of the directory's list: an actor, how fresh its entry is, and why it stands there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.actors.exports.addresses import slug_of
from maillage.actors.freshness import Freshness, freshness_of
from maillage.actors.models import Actor
from maillage.actors.queries.choice import Choice, Found
from maillage.common import clock
from maillage.search.results import Reason


@dataclass(frozen=True, slots=True)
class Line:
    """An actor as a line of the list shows it; ``actor`` comes from ``choice.as_lines``."""

    actor: Actor
    slug: str
    fresh: Freshness
    skills: list[str]
    reasons: list[str]


def lines_of(actors: Iterable[Actor], choice: Choice, found: Found | None = None) -> list[Line]:
    """The actors, ready to be read."""
    now = clock.now()
    told = found.reasons if found and not choice.by_name else {}
    places = {commune.code: commune.name for commune in choice.communes}
    return [
        Line(
            actor,
            slug_of(actor.name),
            freshness_of(actor, now),
            [row.skill.label for row in actor.offered],  # type: ignore[attr-defined]  # asked by as_lines
            [reason_in_words(reason, places) for reason in told.get(actor.ref, ())],
        )
        for actor in actors
    ]


def reason_in_words(reason: Reason, places: dict[str, str]) -> str:
    """Why a line stands where it does; ``places`` names the communes that were asked for."""
    said = {
        "name_exact": _("Son nom est exactement « %(typed)s »."),
        "name_starts": _("Un de ses noms commence par « %(typed)s »."),
        "name_word": _("« %(typed)s » est dans un de ses noms."),
        "text_word": _("« %(typed)s » est dans sa présentation."),
        "label_word": _("« %(typed)s » est dans sa nature, sa ville ou ses savoir-faire."),
        "typo_corrected": _("« %(typed)s » a été lu « %(found)s »."),
        "tag": _("Le savoir-faire demandé est sur sa fiche."),
        "place": _("Sa fiche est dans la commune demandée : %(place)s."),
        "fresh": _("À égalité, les fiches confirmées récemment passent devant."),
    }
    return said[reason.code] % {
        "typed": reason.typed,
        "found": reason.found,
        "place": places.get(reason.found, reason.found),
    }


def corrections_in_words(corrected: Iterable[tuple[str, str]]) -> list[str]:
    """How misspelt words were read, so that nobody wonders."""
    return [_("« %(typed)s » a été lu « %(found)s ».") % {"typed": t, "found": f} for t, f in corrected]

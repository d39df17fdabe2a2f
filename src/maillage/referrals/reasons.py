"""Why this pair: facts kept with the referral, and their words for the reader.

``WEIGHTS`` is the table the affinity is computed from; the charter's page shows this same table.
"""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.needs.models import Need
from maillage.pledges.models import PledgedHelper
from maillage.skills.models import Skill

Reason = dict[str, Any]

WEIGHTS: dict[str, float] = {
    "skill": 0.65,  # share of the need's skills that she offers
    "focus": 0.20,  # how much of what she offers is asked here
    "first_tie": 0.15,  # her organisation and the asker have never met
}


def weight_sentences() -> list[tuple[str, int]]:
    """The public rule in words: (sentence, weight in percent), heaviest first."""
    words = {
        "skill": _("La part de vos besoins que la personne sait couvrir"),
        "focus": _("À quel point c’est justement ce qu’elle propose"),
        "first_tie": _("Faire se rencontrer deux mondes qui ne se connaissent pas"),
    }
    return sorted(((words[key], round(100 * share)) for key, share in WEIGHTS.items()), key=lambda w: -w[1])


def pair_facts(
    need: Need, helper: PledgedHelper, *, left: int, open_asks: int, met: bool
) -> tuple[float, list[Reason]] | None:
    """Affinity in [0, 1] of a need and a helper, with the facts behind it; None if she lacks every skill."""
    wanted = need.kept_skills()
    offered = {skill.pk: skill for skill in helper.skills.all()}
    shared = [skill for skill in wanted if skill.pk in offered]
    if not shared:
        return None
    affinity = (
        WEIGHTS["skill"] * len(shared) / len(wanted)
        + WEIGHTS["focus"] * len(shared) / len(offered)
        + WEIGHTS["first_tie"] * (not met)
    )
    reasons: list[Reason] = [{"code": "skill", "skills": [_labels(skill) for skill in shared]}]
    reasons.append({"code": "hours", "left": left, "of": helper.hours_per_month})
    if open_asks == 0:
        reasons.append({"code": "free"})
    if need.language != need.territory.languages[0]:
        reasons.append({"code": "language", "language": need.language})
    if not met and need.who_asks:
        reasons.append({"code": "first_tie", "partner": helper.pledge.partner.name})
    return round(min(1.0, affinity), 4), reasons


def reason_to_helper(reason: Reason, need: Need) -> str:
    """A reason as the helper reads it ("you")."""
    code = reason["code"]
    if code == "skill":
        return _("Vous avez proposé : %(skills)s.") % {"skills": _skill_words(reason)}
    if code == "hours":
        return ngettext(
            "Il vous reste %(left)s heure sur %(of)s ce mois-ci.",
            "Il vous reste %(left)s heures sur %(of)s ce mois-ci.",
            reason["left"],
        ) % {"left": reason["left"], "of": reason["of"]}
    if code == "free":
        return _("Vous n’avez rien d’autre en cours.")
    if code == "language":
        return _("Vous parlez la langue de cette demande.")
    return _first_tie(reason, need)


def reason_to_coordinator(reason: Reason, given_name: str, need: Need) -> str:
    """A reason as the coordinator reads it (by the helper's given name)."""
    code, name = reason["code"], given_name
    if code == "skill":
        return _("%(name)s propose : %(skills)s.") % {"name": name, "skills": _skill_words(reason)}
    if code == "hours":
        return ngettext(
            "Il lui reste %(left)s heure sur %(of)s ce mois-ci.",
            "Il lui reste %(left)s heures sur %(of)s ce mois-ci.",
            reason["left"],
        ) % {"left": reason["left"], "of": reason["of"]}
    if code == "free":
        return _("Rien d’autre en cours pour %(name)s.") % {"name": name}
    if code == "language":
        return _("%(name)s parle la langue de la demande.") % {"name": name}
    return _first_tie(reason, need)


def _first_tie(reason: Reason, need: Need) -> str:
    return _("%(partner)s et %(asker)s ne se sont jamais croisés : ce serait un premier lien.") % {
        "partner": reason["partner"],
        "asker": need.who_asks,
    }


def _labels(skill: Skill) -> dict[str, str]:
    return {"code": skill.code, **{k: str(v) for k, v in skill.pref.items()}}


def _skill_words(reason: Reason) -> str:
    language = (translation.get_language() or "fr")[:2]
    return ", ".join(skill.get(language) or skill["fr"] for skill in reason["skills"])


__all__ = ["WEIGHTS", "pair_facts", "reason_to_coordinator", "reason_to_helper", "weight_sentences"]

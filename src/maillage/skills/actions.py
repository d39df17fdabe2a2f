"""Writes of the vocabulary: loading the list, proposing a word, deciding on it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.common import clock, journal
from maillage.common.errors import Refusal
from maillage.skills.bridge import forget_lists
from maillage.skills.enums import WORD_TRANSITIONS, WordState
from maillage.skills.models import Skill, SkillWord
from maillage.territory.models import Territory

REQUIRED = {"family": ("id", "name"), "skill": ("id", "family", "pref")}
LABELS = ("pref", "alt", "hidden", "said", "description")


class SkillListError(ValueError):
    """A file of the skill list cannot be read; says which, why and what to write."""


def load_skills(*, territory: Territory, folder: Path) -> int:
    """Read every ``*.toml`` of a folder into the territory's list; codes are stable, labels may change."""
    families = {row["id"]: row["name"] for row in _tables(folder / "families.toml", "family")}
    rows = [
        row
        for file in sorted(folder.glob("*.toml"))
        if file.name != "families.toml"
        for row in _tables(file, "skill")
    ]
    order = {family: n for n, family in enumerate(families)}
    rows.sort(key=lambda row: order.get(row["family"], len(order)))
    with transaction.atomic():
        for position, row in enumerate(rows):
            Skill.objects.update_or_create(
                territory=territory,
                code=row["id"],
                defaults={
                    "family": row["family"],
                    "family_names": families.get(row["family"], {}),
                    "esco": row.get("esco", []),
                    "rome": row.get("rome", []),
                    "position": position,
                    "is_active": True,
                    **{label: row.get(label, {}) for label in LABELS},
                },
            )
    forget_lists()
    return len(rows)


def _tables(file: Path, name: str) -> list[dict[str, Any]]:
    try:
        tables: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))[name]
    except FileNotFoundError:
        raise SkillListError(f"{file} is missing: the skill list needs it.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
        raise SkillListError(f"{file} cannot be read ({error}): it must hold [[{name}]] tables.") from None
    for number, table in enumerate(tables, start=1):
        if missing := [key for key in REQUIRED[name] if key not in table]:
            raise SkillListError(f"{file}, table {number} of [[{name}]], lacks {', '.join(missing)}.")
    return tables


def propose_word(*, skill: Skill, word: str, language: str, heard_in: str, who: str) -> SkillWord | None:
    """Keep a word of a need for the coordinator's approval; None when it is already known."""
    word = " ".join(word.lower().split())[:80]
    if not word:
        return None
    proposed, created = SkillWord.objects.get_or_create(
        territory_id=skill.territory_id,
        skill=skill,
        word=word,
        defaults={"language": language, "heard_in": heard_in[:300]},
    )
    if created:
        journal.record(who=who, verb="propose_word", kind="skill", ref=skill.ref, data={"word": word})
    return proposed if created else None


def forget_heard(*, heard_in: str) -> None:
    """Forget the sentence in which words were heard; the words themselves are the vocabulary's."""
    SkillWord.objects.filter(heard_in=heard_in[:300]).update(heard_in="")


def decide_word(*, word: SkillWord, state: WordState, who: str) -> SkillWord:
    """Approve a word, refuse it, or undo that decision."""
    with transaction.atomic():
        word = SkillWord.objects.select_for_update().select_related("skill").get(pk=word.pk)
        if state not in WORD_TRANSITIONS[word.state]:
            raise Refusal(
                "word_decided",
                _("Ce mot a déjà été traité."),
                why=_("Quelqu’un d’autre s’en est occupé entre-temps."),
                todo=_("Rechargez la page pour voir où il en est."),
            )
        word.state = state
        word.decided_at = None if state == WordState.PROPOSED else clock.now()
        word.decided_by = "" if state == WordState.PROPOSED else who
        word.save(update_fields=["state", "decided_at", "decided_by"])
        journal.record(
            who=who, verb=f"word_{state}", kind="skill", ref=word.skill.ref, data={"word": word.word}
        )
    return word

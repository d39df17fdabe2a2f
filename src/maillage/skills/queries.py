"""Reads of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from maillage.skills.enums import WordState
from maillage.skills.models import Skill, SkillWord


def active_skills() -> QuerySet[Skill]:
    """Skills that can be asked for and offered, in display order."""
    return Skill.objects.filter(is_active=True)


def skill_names() -> QuerySet[Skill]:
    """Skills with what a line shows of them; the long lists of words stay in the database."""
    return Skill.objects.only("pk", "code", "family", "pref", "territory_id")


def skills_with_codes(codes: Iterable[str]) -> QuerySet[Skill]:
    """The active skills with these codes."""
    return skill_names().filter(is_active=True, code__in=list(codes))


def words_to_approve() -> QuerySet[SkillWord]:
    """Words that wait for the coordinator's yes, oldest first."""
    return SkillWord.objects.filter(state=WordState.PROPOSED).select_related("skill")


def approved_words() -> QuerySet[SkillWord]:
    """Words that were added to skills."""
    return SkillWord.objects.filter(state=WordState.APPROVED).select_related("skill")

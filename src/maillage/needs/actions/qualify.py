"""The coordinator reads a need: she confirms, corrects or splits; later facts change its state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.common import clock, journal
from maillage.common.errors import Refusal
from maillage.needs import letters
from maillage.needs.actions.common import move, note_answer, refuse_unless_readable, take, tell
from maillage.needs.bridge import understand
from maillage.needs.enums import Cause, NeedState, SkillChoice, Via
from maillage.needs.models import Need, NeedSkill
from maillage.skills.actions import propose_word
from maillage.skills.queries import skills_with_codes

MAX_HOURS = 40


def qualify_need(
    *,
    need: Need,
    skills: Sequence[str],
    hours: int,
    who: str,
    seen_version: int | None = None,
    actor_kind: str = "",
    word: str = "",
) -> Need:
    """Say which skills (codes) answer a need, and how many hours; the search can start.

    ``word`` is a word of the need that should lead to the first skill from now on: it is proposed
    to the vocabulary, and waits for approval.
    """
    found = list(skills_with_codes(skills))
    if not found:
        raise Refusal(
            "no_skill",
            _("Aucun savoir-faire n’est choisi."),
            why=_("Sans savoir-faire, nous ne savons pas à qui demander."),
            todo=_("Cochez-en au moins un, ou cherchez-le dans la liste."),
            status=422,
        )
    _refuse_hours(hours)
    with transaction.atomic():
        need = take(need, seen_version=seen_version)
        refuse_unless_readable(need)
        if need.state != NeedState.QUALIFIED:
            move(need, NeedState.QUALIFIED)
        else:
            need.version += 1
        need.hours = hours
        need.actor_kind = actor_kind or need.actor_kind
        need.qualified_at = need.qualified_at or clock.now()
        need.cause = Cause.NONE
        need.save(update_fields=["state", "version", "hours", "actor_kind", "qualified_at", "cause"])
        _keep_skills(need, [skill.pk for skill in found])
        if word:
            propose_word(skill=found[0], word=word, language=need.language, heard_in=need.headline, who=who)
        journal.record(
            who=who,
            verb="qualify",
            kind="need",
            ref=need.ref,
            data={"skills": [skill.code for skill in found], "hours": hours},
        )
    return need


def split_need(
    *, need: Need, first: str, second: str, who: str, seen_version: int | None = None
) -> tuple[Need, Need]:
    """Cut a need that holds two: the first keeps its page and its date, the second follows the same asker."""
    if not first.strip() or not second.strip():
        raise Refusal(
            "empty_part",
            _("Une des deux parties est vide."),
            why=_("Chaque besoin doit garder les mots de la personne."),
            todo=_("Laissez au moins une phrase de chaque côté."),
            status=422,
        )
    with transaction.atomic():
        need = take(need, seen_version=seen_version)
        refuse_unless_readable(need)
        part: Need = Need.objects.create(
            territory=need.territory,
            words=second.strip(),
            language=need.language,
            urgency=need.urgency,
            wanted_by=need.wanted_by,
            via=Via.SPLIT,
            asker=need.asker,
            asker_name=need.asker_name,
            actor=need.actor,
            actor_name=need.actor_name,
            actor_kind=need.actor_kind,
            hours=need.hours,
            state=NeedState.CONFIRMED,
            split_from=need,
            submitted_at=need.submitted_at,
            confirmed_at=need.confirmed_at,
            promised_at=need.promised_at,
        )
        need.words, need.parts = first.strip(), []
        if need.state != NeedState.CONFIRMED:
            move(need, NeedState.CONFIRMED)
        else:
            need.version += 1
        need.save(update_fields=["words", "parts", "version", "state"])
        for piece in (need, part):
            piece.skill_rows.all().delete()
            _propose(piece)
        journal.record(who=who, verb="split", kind="need", ref=need.ref, data={"part": part.ref})
        journal.record(who=who, verb="split_from", kind="need", ref=part.ref, data={"whole": need.ref})
    return need, part


def record_cause(*, need: Need, cause: str, data: dict[str, Any]) -> None:
    """Keep why nobody can serve a need today; tell its asker once per cause."""
    if need.cause == cause and need.cause_data == data:
        return
    with transaction.atomic():
        need.cause, need.cause_data = cause, data
        tells = bool(cause) and need.told_cause != cause
        if tells:
            need.told_cause = cause
        need.save(update_fields=["cause", "cause_data", "told_cause"])
        if tells:
            journal.record(
                who=journal.SYSTEM, verb="tell_nobody", kind="need", ref=need.ref, data={"cause": cause}
            )
            tell(need, "nobody_today", lambda: letters.nobody_today(need))


def record_progress(*, need: Need, state: NeedState) -> Need:
    """Follow what happens to a need's referrals: somebody accepted, or fell through."""
    with transaction.atomic():
        need = take(need)
        if need.state == state:
            return need
        move(need, state)
        if state == NeedState.ANSWERED:
            note_answer(need)
            need.cause = Cause.NONE
        need.save(update_fields=["state", "version", "answered_at", "answer_days", "cause"])
    return need


def _refuse_hours(hours: int) -> None:
    if not 1 <= hours <= MAX_HOURS:
        raise Refusal(
            "hours",
            _("%(hours)s heures : ce n’est pas possible.") % {"hours": hours},
            why=_("Un besoin se compte de 1 à %(max)s heures.") % {"max": MAX_HOURS},
            todo=_("Choisissez un nombre entre les deux ; vous pourrez le changer."),
            status=422,
        )


def _keep_skills(need: Need, kept: list[int]) -> None:
    need.skill_rows.exclude(skill_id__in=kept).update(choice=SkillChoice.REJECTED)
    need.skill_rows.filter(skill_id__in=kept).update(choice=SkillChoice.CONFIRMED)
    known = set(need.skill_rows.values_list("skill_id", flat=True))
    NeedSkill.objects.bulk_create(
        NeedSkill(need=need, skill_id=pk, choice=SkillChoice.CONFIRMED, score=1.0)
        for pk in kept
        if pk not in known
    )


def _propose(need: Need) -> None:
    heard = {u.code: u for u in understand(need.words, language=need.language)}
    NeedSkill.objects.bulk_create(
        NeedSkill(
            need=need,
            skill=skill,
            score=heard[skill.code].score,
            spans=[list(span) for span in heard[skill.code].spans],
        )
        for skill in skills_with_codes(heard)
    )

"""A need's story, from its referrals and dates: as its asker may read it, and as the coordinator does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from maillage.common.journal import ASKER, SYSTEM
from maillage.common.queries import journal_of
from maillage.needs.enums import NeedState
from maillage.needs.letters import cause_sentence, outcome_sentence
from maillage.needs.models import Need
from maillage.people.queries import names_of
from maillage.referrals.enums import DeclineReason, ReferralState
from maillage.referrals.models import Referral
from maillage.referrals.queries import referrals_of_need


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One stop: when (None: not dated yet), what, a sentence more; ``mark`` is "", "at" or "ahead"."""

    at: datetime | None
    title: str
    text: str = ""
    mark: str = ""


def story_for_asker(need: Need, referrals: list[Referral]) -> list[StoryLine]:
    """What happened, in the asker's words: a refusal is never shown as a person's refusal."""
    lines = [StoryLine(need.submitted_at, _("Vous avez écrit"))]
    if need.confirmed_at:
        lines.append(StoryLine(need.confirmed_at, _("Votre adresse est confirmée")))
    if need.qualified_at:
        kept = ", ".join(skill.label for skill in need.kept_skills())
        lines.append(
            StoryLine(
                need.qualified_at, _("Votre demande a été relue"), _("Savoir-faire gardés : %s.") % kept
            )
        )
    for number, referral in enumerate(r for r in referrals if r.sent_at):
        lines += _asked(referral, first=number == 0)
    if need.told_late_at:
        lines.append(
            StoryLine(need.told_late_at, _("Nous n’avons pas tenu notre délai"), _("Nous vous l’avons dit."))
        )
    if need.closed_at:
        lines.append(StoryLine(need.closed_at, outcome_sentence(need.outcome), need.outcome_note))
    lines.sort(key=lambda line: line.at or need.submitted_at)
    return _with_what_comes(need, referrals, lines)


def _asked(referral: Referral, *, first: bool) -> list[StoryLine]:
    title = _("Une première personne a été sollicitée") if first else _("Une autre personne a été sollicitée")
    lines = [StoryLine(referral.sent_at, title)]
    if referral.reminded_at:
        lines.append(StoryLine(referral.reminded_at, _("Pas encore de réponse, rappel envoyé")))
    if _was_not_available(referral):
        lines.append(StoryLine(referral.ended_at, _("Cette personne n’était pas disponible")))
    elif referral.answered_at:
        lines.append(
            StoryLine(referral.answered_at, _("%(name)s a dit oui") % {"name": referral.person.full_name})
        )
        if referral.state == ReferralState.DONE:
            lines.append(StoryLine(referral.ended_at, _("Vous vous êtes rencontrés")))
    return lines


def _was_not_available(referral: Referral) -> bool:
    """True after a no or a silence; an ask that ended because the need did is nobody's doing."""
    if referral.state != ReferralState.CANCELLED:
        return referral.state in (ReferralState.DECLINED, ReferralState.EXPIRED)
    closed, ended = referral.need.closed_at, referral.ended_at
    return referral.answered_at is None and not (closed and ended and ended >= closed)


def _with_what_comes(need: Need, referrals: list[Referral], lines: list[StoryLine]) -> list[StoryLine]:
    if need.state == NeedState.CLOSED:
        return lines
    if need.state == NeedState.SUBMITTED:
        return [*lines, StoryLine(None, _("Confirmez votre adresse, et la recherche commence"), mark="at")]
    waiting = next((r for r in referrals if r.state == ReferralState.SENT), None)
    if need.state == NeedState.ANSWERED:
        now = StoryLine(None, _("Vous vous rencontrez, puis vous nous dites si cela a aidé"), mark="at")
        return [*lines, now]
    if waiting is not None:
        now = StoryLine(waiting.due_at, _("Cette personne répond au plus tard"), mark="at")
    elif need.cause:
        now = StoryLine(
            None, _("Personne ne peut répondre aujourd’hui"), cause_sentence(need.cause), mark="at"
        )
    else:
        now = StoryLine(None, _("Nous cherchons la bonne personne"), mark="at")
    promise = StoryLine(
        need.promised_at,
        _("Réponse promise au plus tard"),
        _("Oui : vous recevez un nom. Sinon : nous vous disons ce que nous faisons."),
        mark="ahead",
    )
    return [*lines, now, promise]


def story_for_coordinator(need: Need) -> list[StoryLine]:
    """The journal of a need in sentences: who did what, when and why."""
    entries = list(journal_of("need", need.ref))
    refs = {e.who for e in entries} | {str(e.data.get("person", "")) for e in entries}
    names = names_of(refs)
    reasons = dict(DeclineReason.choices)
    lines = []
    for entry in entries:
        who = _who(entry.who, names)
        helper = names.get(str(entry.data.get("person", "")), _("la personne"))
        why = str(reasons.get(entry.why, entry.why)) if entry.verb == "decline" else entry.why
        lines.append(StoryLine(entry.at, _sentence(entry.verb, who, helper), why))
    if not lines:
        lines = [StoryLine(r.proposed_at, str(r.get_state_display())) for r in referrals_of_need(need)]
    return lines


def _who(who: str, names: dict[str, str]) -> str:
    if who == SYSTEM:
        return _("le service")
    return _("la personne qui demande") if who == ASKER else names.get(who, _("quelqu’un"))


def _sentence(verb: str, who: str, helper: str) -> str:
    sentences = {
        "submit": _("Demande écrite"),
        "enter": _("Besoin saisi par %(who)s"),
        "confirm_address": _("Adresse confirmée"),
        "change_words": _("Mots corrigés par %(who)s"),
        "qualify": _("Qualifié par %(who)s"),
        "split": _("Coupé en deux par %(who)s"),
        "split_from": _("Issu d’un besoin coupé par %(who)s"),
        "send": _("%(helper)s est sollicité(e) par %(who)s"),
        "remind": _("Rappel envoyé à %(helper)s"),
        "accept": _("%(helper)s a dit oui"),
        "decline": _("%(helper)s n’était pas disponible"),
        "expire": _("%(helper)s n’a pas répondu à temps"),
        "discard": _("%(helper)s écarté(e) par %(who)s"),
        "restore": _("%(helper)s de nouveau proposé(e) par %(who)s"),
        "cancel": _("Demande à %(helper)s annulée"),
        "meet": _("Rencontre avec %(helper)s"),
        "log_hours": _("Heures de %(helper)s notées"),
        "ask_news": _("Nouvelles demandées à %(helper)s"),
        "pass_on": _("%(who)s n’attend plus %(helper)s : quelqu’un d’autre est cherché"),
        "ask_partners": _("Partenaires sollicités par %(who)s"),
        "erase": _("Noms et mots effacés, comme la charte le prévoit"),
        "nobody_left": _("Plus personne à solliciter"),
        "tell_late": _("Retard dit à la personne qui demande"),
        "tell_nobody": _("Absence de réponse dite à la personne qui demande"),
        "not_helped": _("Cela n’a pas suffi : la recherche reprend"),
        "close": _("Clos par %(who)s"),
        "reopen": _("Rouvert par %(who)s"),
    }
    return sentences.get(verb, verb) % {"who": who, "helper": helper}

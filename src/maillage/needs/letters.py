"""What the asker is told, and when: every letter says the truth and what comes next."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from maillage.common.letters import Letter
from maillage.common.links import Purpose, absolute, sign
from maillage.needs.enums import Cause, Outcome
from maillage.needs.models import Need
from maillage.people.letters import signature
from maillage.territory.charter import ServiceCharter


def follow_url(need: Need) -> str:
    """The private page of a need, in its asker's language."""
    with translation.override(need.asker.language if need.asker else need.language):
        return absolute(reverse("public:follow", args=[sign(Purpose.FOLLOW, need.ref)]))


def confirm_address(need: Need, charter: ServiceCharter) -> Letter:
    """Asks the person to confirm her address: nothing starts before."""
    return Letter(
        subject=_("Confirmez votre demande en un clic"),
        title=_("Il ne manque qu’un clic."),
        preheader=_("Votre demande part dès que votre adresse est confirmée."),
        greeting=_("Bonjour %(name)s,") % {"name": need.asker_name},
        paragraphs=(_("Vous nous avez écrit :"),),
        words=need.words,
        action=(_("Confirmer mon adresse"), follow_url(need)),
        after=(
            _("Ce lien ouvre aussi votre page privée : vous y suivez tout, sans mot de passe. Gardez-le."),
            _("Sans confirmation sous %(days)s jours, nous effaçons cette demande.")
            % {"days": charter.confirm_address_within_days},
            _("Ce n’était pas vous ? Ne faites rien : nous n’écrirons plus à cette adresse."),
        ),
        closing=signature(),
    )


def received(need: Need) -> Letter:
    """Says that the need is in good hands, and the date of the promise."""
    return Letter(
        subject=_("Nous avons bien reçu votre demande"),
        title=_("Votre demande est entre nos mains."),
        greeting=_("Bonjour %(name)s,") % {"name": need.asker_name},
        paragraphs=(
            _("Une personne la relit, puis nous cherchons qui peut vous aider."),
            _("Réponse promise avant le %(date)s. Si nous ne tenons pas cette date, nous vous le dirons.")
            % {"date": _day(need)},
        ),
        action=(_("Suivre ma demande"), follow_url(need)),
        closing=signature(),
    )


def still_searching(need: Need) -> Letter:
    """A first person was not available: somebody else is being asked (no name, no reason)."""
    return Letter(
        subject=_("Nous cherchons encore la bonne personne"),
        title=_("Nous cherchons encore la bonne personne."),
        greeting=_("Bonjour %(name)s,") % {"name": need.asker_name},
        paragraphs=(
            _("La personne à qui nous avions pensé n’était pas disponible."),
            _("Nous demandons à quelqu’un d’autre. Vous n’avez rien à faire."),
        ),
        action=(_("Voir où cela en est"), follow_url(need)),
        closing=signature(),
    )


def promise_missed(need: Need) -> Letter:
    """The charter's deadline has passed without an answer: said by us, first."""
    return Letter(
        subject=_("Nous n’avons pas tenu notre délai"),
        title=_("Nous n’avons pas tenu notre délai."),
        greeting=_("Bonjour %(name)s,") % {"name": need.asker_name},
        paragraphs=(
            _("Nous vous avions promis une réponse avant le %(date)s. Nous ne l’avons pas encore.")
            % {"date": _day(need)},
            cause_sentence(need.cause) or _("La recherche continue."),
            _("Votre demande est désormais en tête de notre liste, et une personne s’en occupe."),
        ),
        action=(_("Voir où cela en est"), follow_url(need)),
        closing=signature(),
    )


def nobody_today(need: Need) -> Letter:
    """Nobody can serve the need today: the true reason, and what can be done."""
    return Letter(
        subject=_("Personne ne peut répondre aujourd’hui, et voici pourquoi"),
        title=_("Personne ne peut vous répondre aujourd’hui."),
        greeting=_("Bonjour %(name)s,") % {"name": need.asker_name},
        paragraphs=(
            cause_sentence(need.cause),
            _("Nous gardons votre demande ouverte : dès que des heures se libèrent, elle passe en premier."),
        ),
        action=(_("Suivre ou modifier ma demande"), follow_url(need)),
        closing=signature(),
    )


def ask_outcome(need: Need) -> Letter:
    """They have met: did it help?"""
    return Letter(
        subject=_("Est-ce que cela vous a aidé ?"),
        title=_("Est-ce que cela vous a aidé ?"),
        greeting=_("Bonjour %(name)s,") % {"name": need.asker_name},
        paragraphs=(_("Vous vous êtes rencontrés. Dites-nous si cela a servi : un clic suffit."),),
        words=need.words,
        action=(_("Répondre"), follow_url(need)),
        after=(_("Si ce n’est pas réglé, dites-le aussi : nous cherchons quelqu’un d’autre."),),
        closing=signature(),
    )


def closed(need: Need) -> Letter:
    """How the need ended, said honestly; it can be reopened."""
    return Letter(
        subject=_("Votre demande est close"),
        title=outcome_sentence(need.outcome),
        greeting=_("Bonjour %(name)s,") % {"name": need.asker_name},
        paragraphs=tuple(filter(None, (need.outcome_note,))),
        words=need.words,
        action=(_("Revoir ou rouvrir ma demande"), follow_url(need)),
        after=(_("Vous pouvez la rouvrir pendant 30 jours."),),
        closing=signature(),
    )


def cause_sentence(cause: str) -> str:
    """The true reason why nobody can serve a need today, as a sentence for its asker."""
    return {
        Cause.NO_SKILL: _("Personne, dans le réseau, n’a promis ce savoir-faire pour l’instant."),
        Cause.ALL_TAKEN: _("Toutes les heures promises pour ce savoir-faire sont déjà prises ce mois-ci."),
        Cause.ALL_ABSENT: _("Toutes les personnes qui savent le faire sont absentes en ce moment."),
        Cause.ALL_DECLINED: _("Aucune des personnes qui savent le faire n’était disponible."),
        Cause.CAPPED: _("Les personnes qui savent le faire ont déjà assez de demandes en cours."),
        Cause.CONFLICT: _("Aucune des personnes qui savent le faire ne peut intervenir en ce moment."),
    }.get(Cause(cause or ""), "")


def outcome_sentence(outcome: str) -> str:
    """How a need ended, as a title."""
    return (
        {
            Outcome.HELPED: _("Vous avez été aidé."),
            Outcome.ANSWERED_BY_AID: _("Une aide existante répond à votre demande."),
            Outcome.NO_HELP_AVAILABLE: _("Nous n’avons pas trouvé d’aide."),
            Outcome.UNREACHABLE: _("Nous n’avons pas réussi à vous joindre."),
            Outcome.WITHDRAWN: _("Votre demande est retirée."),
        }.get(Outcome(outcome), "")
        if outcome
        else ""
    )


def _day(need: Need) -> str:
    if need.promised_at is None:
        return ""
    return date_format(localtime(need.promised_at), _("l j F, G \\h"))

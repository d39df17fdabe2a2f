"""What helpers and askers are told about a referral."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.common.letters import Letter
from maillage.common.links import Purpose, absolute, sign
from maillage.needs.enums import Urgency
from maillage.needs.letters import follow_url
from maillage.needs.models import Need
from maillage.people.letters import signature
from maillage.people.models import Person
from maillage.referrals.models import Referral
from maillage.referrals.reasons import reason_to_helper


def answer_url(referral: Referral) -> str:
    """The helper's personal link: opens a page where one button answers."""
    return _link("helper:answer", Purpose.ANSWER, referral.ref, referral.person)


def hours_url(referral: Referral) -> str:
    """The helper's link to say how many hours she gave."""
    return _link("helper:hours", Purpose.HOURS, referral.ref, referral.person)


def stop_url(person: Person) -> str:
    """The link that stops the asks and the summaries, never the answers to one's own need."""
    return _link("public:stop", Purpose.STOP, person.ref, person)


def hours_words(hours: int) -> str:
    """A number of hours, in words."""
    return ngettext("%(n)s heure", "%(n)s heures", hours) % {"n": hours}


def when_words(need: Need) -> str:
    """By when the help is wanted."""
    if need.urgency == Urgency.DATE and need.wanted_by:
        return _("avant le %(date)s") % {"date": date_format(need.wanted_by, "j F Y")}
    return _("cette semaine si possible") if need.urgency == Urgency.WEEK else _("dans le mois")


def deadline_words(referral: Referral) -> str:
    """The helper's deadline, with its hour."""
    return date_format(localtime(referral.due_at), _("l j F, G \\h")) if referral.due_at else ""


def ask(referral: Referral) -> Letter:
    """Asks a helper, once, with the reasons, the deadline, and an easy way to say no."""
    need = referral.need
    who, hours, due = need.who_asks, hours_words(referral.hours), deadline_words(referral)
    return Letter(
        subject=_("%(who)s vous demande %(hours)s : réponse avant %(due)s")
        % {"who": who, "hours": hours, "due": due},
        title=_("%(name)s, pouvez-vous donner %(hours)s à %(who)s ?")
        % {"name": referral.person.given_name, "hours": hours, "who": who},
        preheader=_("Votre réponse avant %(due)s.") % {"due": due},
        paragraphs=(_("%(name)s nous écrit :") % {"name": _first_name(need)},),
        words=need.words,
        facts=(
            (_("Combien"), hours),
            (_("Quand"), when_words(need)),
            (_("Pourquoi vous"), " ".join(reason_to_helper(r, need) for r in referral.reasons)),
        ),
        action=(_("Répondre oui, je peux"), answer_url(referral)),
        others=((_("Non, pas cette fois"), answer_url(referral)),),
        after=(
            _(
                "Réponse attendue avant %(due)s. Ensuite, nous demanderons à quelqu’un d’autre, "
                "sans vous en tenir rigueur."
            )
            % {"due": due},
            _(
                "Ce lien est à vous seul : pas de mot de passe, un bouton à confirmer sur la page. "
                "Vos coordonnées ne sont données que si vous dites oui."
            ),
        ),
        closing=signature(),
        footnotes=(
            (_("Ne plus recevoir de demandes"), stop_url(referral.person)),
            (_("Mes heures et mes absences"), _page("helper:home", referral.person)),
        ),
    )


def remind(referral: Referral) -> Letter:
    """One reminder, before the deadline."""
    first = ask(referral)
    return Letter(
        subject=_("Rappel : %(who)s attend votre réponse avant %(due)s")
        % {"who": referral.need.who_asks, "due": deadline_words(referral)},
        title=_("%(who)s attend votre réponse.") % {"who": referral.need.who_asks},
        preheader=first.preheader,
        paragraphs=(_("Oui ou non, les deux nous aident. C’est notre seul rappel."),),
        words=first.words,
        facts=first.facts,
        action=first.action,
        others=first.others,
        closing=first.closing,
        footnotes=first.footnotes,
    )


def introduce_to_asker(referral: Referral) -> Letter:
    """Somebody said yes: her name and address, now."""
    helper = referral.person
    return Letter(
        subject=_("%(name)s peut vous aider") % {"name": helper.full_name},
        title=_("%(name)s peut vous aider.") % {"name": helper.full_name},
        greeting=_("Bonjour %(name)s,") % {"name": referral.need.asker_name},
        paragraphs=(
            _("%(name)s (%(partner)s) vous donne %(hours)s. Écrivez-lui pour convenir d’un moment.")
            % {
                "name": helper.full_name,
                "partner": referral.helper.pledge.partner.name,
                "hours": hours_words(referral.hours),
            },
        ),
        facts=_contact(helper.full_name, helper.email, helper.phone),
        action=(_("Voir ma demande"), follow_url(referral.need)),
        after=(_("Nous vous demanderons ensuite si cela a aidé."),),
        closing=signature(),
    )


def introduce_to_helper(referral: Referral) -> Letter:
    """Thank you; here is whom to write to, and how to log the hours."""
    need = referral.need
    asker = need.asker
    return Letter(
        subject=_("Merci : voici comment joindre %(who)s") % {"who": need.who_asks},
        title=_("Merci. %(who)s attend votre message.") % {"who": need.who_asks},
        paragraphs=(_("Convenez ensemble d’un moment, sur place ou à distance."),),
        words=need.words,
        facts=_contact(need.asker_name, asker.email if asker else "", asker.phone if asker else ""),
        action=(_("Noter les heures données"), hours_url(referral)),
        after=(_("Après la rencontre, un clic sur ce même lien suffit."),),
        closing=signature(),
    )


def ask_news(referral: Referral) -> Letter:
    """Some days after the yes: did you meet, and how many hours did you give?"""
    return Letter(
        subject=_("Avez-vous vu %(who)s ?") % {"who": referral.need.who_asks},
        title=_("Avez-vous vu %(who)s ?") % {"who": referral.need.who_asks},
        paragraphs=(
            _("Vous aviez accepté de donner %(hours)s. Si c’est fait, un clic suffit pour les noter.")
            % {"hours": hours_words(referral.hours)},
        ),
        action=(_("Noter les heures"), hours_url(referral)),
        after=(_("Pas encore vus ? Ne faites rien : nous ne vous relancerons pas."),),
        closing=signature(),
        footnotes=((_("Ne plus recevoir de demandes"), stop_url(referral.person)),),
    )


def skill_wanted(need: Need, person: Person) -> Letter:
    """Tells a partner which skill the network lacks, without saying who asks."""
    skills = ", ".join(skill.label for skill in need.kept_skills())
    return Letter(
        subject=_("Quelqu’un, chez vous, saurait-il aider : %(skills)s ?") % {"skills": skills},
        title=_("Quelqu’un, chez vous, saurait-il aider ?"),
        greeting=_("Bonjour %(name)s,") % {"name": person.given_name},
        paragraphs=(
            _("Une demande attend, et personne dans le réseau n’a d’heures pour cela."),
            _(
                "Répondez simplement à ce message : quelques heures suffisent, "
                "et nous nous occupons du reste."
            ),
        ),
        facts=(
            (_("Savoir-faire"), skills),
            (_("Combien"), hours_words(need.hours)),
            (_("Quand"), when_words(need)),
        ),
        closing=signature(),
        footnotes=((_("Ne plus recevoir de demandes"), stop_url(person)),),
    )


def _contact(name: str, email: str, phone: str) -> tuple[tuple[str, str], ...]:
    facts = ((_("Qui"), name), (_("E-mail"), email), (_("Téléphone"), phone))
    return tuple((label, value) for label, value in facts if value)


def _first_name(need: Need) -> str:
    person = need.asker_name.split(" ")[0]
    return f"{person}, {need.actor_name}" if need.actor_name else person


def _link(route: str, purpose: Purpose, ref: str, person: Person) -> str:
    with translation.override(person.language):
        return absolute(reverse(route, args=[sign(purpose, ref)]))


def _page(route: str, person: Person) -> str:
    with translation.override(person.language):
        return absolute(reverse(route))

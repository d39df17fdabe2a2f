"""What keepers, and those who suggest a correction, are told about an entry."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from maillage.actors.enums import ContactKind, Visibility
from maillage.actors.models import Actor, ConfirmationAsk, Contact, KeeperCode, Suggestion
from maillage.common.letters import Letter
from maillage.common.links import Purpose, absolute, sign
from maillage.people.letters import signature
from maillage.people.models import Person


def ask_url(ask: ConfirmationAsk, route: str = "answer") -> str:
    """A page of the question, opened by its link, in the language of whoever is asked."""
    with translation.override(language_of(ask)):
        return absolute(reverse(f"keeper:{route}", args=[sign(Purpose.KEEP, ask.ref)]))


def language_of(ask: ConfirmationAsk) -> str:
    """The language of the keeper; of the territory when the entry's own address is asked."""
    return ask.person.language if ask.person else str(ask.territory.languages[0])


def still_true(ask: ConfirmationAsk, *, again: bool = False) -> Letter:
    """Asks whether the entry still holds: three choices, each a link to a page with one button."""
    name = ask.actor.name
    subject = _("« %(name)s » : est-ce toujours vrai ?") % {"name": name}
    return Letter(
        subject=_("Rappel : %(subject)s") % {"subject": subject} if again else subject,
        title=_("Est-ce toujours vrai ?"),
        preheader=_("Un clic suffit, sans compte."),
        greeting=_greeting(ask.person),
        paragraphs=(
            _("Voici ce que l’annuaire dit de « %(name)s », confirmé pour la dernière fois le %(day)s.")
            % {"name": name, "day": _day(ask.actor)},
            *((_("C’est notre seul rappel."),) if again else ()),
        ),
        facts=_facts(ask),
        action=(_("C’est toujours vrai"), ask_url(ask)),
        others=(
            (_("Des choses ont changé"), ask_url(ask, "change")),
            (_("Nous avons arrêté"), ask_url(ask, "stopped")),
        ),
        after=(
            _(
                "Sans réponse dans les %(days)s jours qui suivent le premier envoi, "
                "la fiche se montre « non confirmée »."
            )
            % {"days": ask.territory.charter.unconfirmed_after_days},
        ),
        closing=signature(),
        footnotes=((_("Ne plus me demander pour cette fiche"), ask_url(ask, "stop_asking")),),
    )


def keeper_code(asked: KeeperCode, code: str) -> Letter:
    """Carries a code to an address of the entry; says who asked for it, and what to do if nobody did."""
    name = asked.actor.name
    return Letter(
        subject=_("%(code)s : votre code pour tenir la fiche « %(name)s »") % {"code": code, "name": name},
        title=_("Votre code : %(code)s") % {"code": code},
        paragraphs=(
            _("%(who)s (%(email)s) demande à tenir la fiche « %(name)s » dans l’annuaire.")
            % {"who": _full_name(asked), "email": asked.email, "name": name},
            _("Est-ce quelqu’un de chez vous ? Donnez-lui ce code : %(code)s. Il vaut une demi-heure.")
            % {"code": code},
            _("Sinon, ne faites rien, et ne donnez ce code à personne : il ne se passera rien."),
        ),
        closing=signature(),
    )


def keeper_welcome(actor: Actor, person: Person) -> Letter:
    """Tells a person that she keeps an entry from now on, and what that means."""
    return Letter(
        subject=_("Vous tenez désormais la fiche « %(name)s »") % {"name": actor.name},
        title=_("Vous tenez désormais la fiche « %(name)s ».") % {"name": actor.name},
        greeting=_greeting(person),
        paragraphs=(
            _("Vous pouvez la corriger quand vous voulez : ce que vous écrivez paraît aussitôt."),
            _("Tous les %(months)s mois, nous vous demanderons par e-mail si elle est toujours vraie.")
            % {"months": actor.territory.charter.confirm_every_months},
            _("Ce n’est pas vous, ou vous ne le voulez pas ? « Mes fiches » permet d’arrêter en un clic."),
        ),
        action=(_("Ouvrir mes fiches"), _page("keeper:mine", person.language)),
        closing=signature(),
    )


def suggestion_waits(suggestion: Suggestion, person: Person) -> Letter:
    """Tells a keeper that somebody suggests a correction of her entry."""
    return Letter(
        subject=_("Une correction est proposée pour « %(name)s »") % {"name": suggestion.actor.name},
        title=_("Quelqu’un propose une correction."),
        greeting=_greeting(person),
        paragraphs=(
            _("Elle concerne la fiche « %(name)s », que vous tenez. Rien ne change sans votre accord.")
            % {"name": suggestion.actor.name},
        ),
        words=suggestion.words,
        action=(_("La lire et décider"), _page("keeper:mine", person.language)),
        closing=signature(),
    )


def suggestion_accepted(suggestion: Suggestion) -> Letter:
    """Thanks whoever suggested a correction: it was made."""
    return Letter(
        subject=_("Merci : la fiche « %(name)s » est corrigée") % {"name": suggestion.actor.name},
        title=_("Merci, c’est corrigé."),
        greeting=_("Bonjour,"),
        paragraphs=(
            _("Vous nous aviez signalé une erreur sur la fiche « %(name)s ». Elle est corrigée.")
            % {"name": suggestion.actor.name},
            _("Un annuaire reste vrai grâce à des personnes comme vous."),
        ),
        closing=signature(),
    )


def suggestion_declined(suggestion: Suggestion) -> Letter:
    """Tells whoever suggested a correction that it was not made, and why."""
    return Letter(
        subject=_("La fiche « %(name)s » n’a pas été changée") % {"name": suggestion.actor.name},
        title=_("Nous n’avons pas changé la fiche."),
        greeting=_("Bonjour,"),
        paragraphs=(
            _("Vous nous aviez proposé une correction de la fiche « %(name)s ». Voici pourquoi elle reste.")
            % {"name": suggestion.actor.name},
        ),
        words=suggestion.reply,
        after=(_("Vous pensez que c’est une erreur ? Répondez simplement à ce message."),),
        closing=signature(),
    )


def _greeting(person: Person | None) -> str:
    return _("Bonjour %(name)s,") % {"name": person.given_name} if person else _("Bonjour,")


def _full_name(asked: KeeperCode) -> str:
    return f"{asked.given_name} {asked.family_name}".strip()


def _day(actor: Actor) -> str:
    return date_format(localtime(actor.confirmed_at), "j F Y")


def _facts(ask: ConfirmationAsk) -> tuple[tuple[str, str], ...]:
    """What the entry says; contacts that are not public are only told to a keeper."""
    actor = ask.actor
    rows = Contact.objects.filter(actor=actor, kind__in=(ContactKind.EMAIL, ContactKind.PHONE))
    seen = rows if ask.person else rows.filter(visibility=Visibility.PUBLIC)
    facts = (
        (_("Nom"), actor.name),
        (_("Adresse"), actor.address.line if actor.address else ""),
        *((str(row.get_kind_display()).capitalize(), row.value) for row in seen),
        (_("Site web"), _website(actor)),
        (_("Horaires"), actor.hours),
    )
    return tuple((label, value) for label, value in facts if value)


def _website(actor: Actor) -> str:
    row = Contact.objects.filter(actor=actor, kind=ContactKind.WEBSITE).first()
    return row.value if row else ""


def _page(route: str, language: str) -> str:
    with translation.override(language):
        return absolute(reverse(route))

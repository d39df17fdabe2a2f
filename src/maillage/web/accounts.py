"""How the account library behaves here: no sign-up, and its e-mails go through our outbox."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maillage.common.actions import queue_letter
from maillage.common.letters import Letter
from maillage.territory.queries import current_territory


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library is untyped
    """Nobody makes an account alone: a role given by a coordinator opens one."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  the library's signature
        """Refuse: asking needs no account, and other roles are given."""
        return False

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Say to the login's own address that something changed on it (the library would look elsewhere)."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Record the library's e-mails as letters like any other (the code is the only secret in them)."""
        territory = current_territory()
        letter = self._code_letter(context) if "code" in context else self._notice(template_prefix)
        queue_letter(
            letter=letter,
            kind=template_prefix.rsplit("/", 1)[-1],
            to_email=email,
            language=get_language() or settings.LANGUAGE_CODE,
            territory_name=territory.name,
            reply_to=territory.contact_email,
            sender=territory.sender,
        )

    @staticmethod
    def _code_letter(context: dict[str, Any]) -> Letter:
        return Letter(
            subject=_("Votre code : %(code)s") % {"code": context["code"]},
            title=_("Votre code : %(code)s") % {"code": context["code"]},
            paragraphs=(
                _("Recopiez-le sur la page que vous venez d’ouvrir. Il est valable un quart d’heure."),
                _("Vous n’avez rien demandé ? Ne faites rien : sans ce code, personne n’entre."),
            ),
        )

    @staticmethod
    def _notice(template_prefix: str) -> Letter:
        return Letter(
            subject=_("Un changement sur votre compte"),
            title=_("Un changement vient d’être fait sur votre compte."),
            paragraphs=(
                _("Il s’agit de la double vérification (%(what)s).")
                % {"what": template_prefix.rsplit("/", 1)[-1]},
                _("Si ce n’était pas vous, écrivez-nous tout de suite en répondant à ce message."),
            ),
        )

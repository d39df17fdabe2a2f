"""How the tests come in: signed in as somebody, by a link of an e-mail, or as a stranger."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from maillage.common.links import Purpose, sign
from maillage.common.models import OutboundMessage
from maillage.needs.models import Need
from maillage.people.actions import open_login
from maillage.people.models import Person
from maillage.referrals.models import Referral

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def visitor(*, host: str = "testserver", checks: bool = False) -> Client:
    """Somebody nobody knows; ``checks`` makes the forms ask for their protection token."""
    return Client(enforce_csrf_checks=checks, headers={"host": host}, raise_request_exception=True)


def signed_in(person: Person, *, host: str = "testserver") -> Client:
    """Somebody who entered with a code."""
    user = open_login(person=person)
    assert user is not None
    client = visitor(host=host)
    client.force_login(user, backend=BACKEND)
    return client


def follow_page(need: Need) -> str:
    """Path of the asker's private page."""
    return reverse("public:follow", args=[sign(Purpose.FOLLOW, need.ref)])


def answer_page(referral: Referral) -> str:
    """Path of the page where a helper answers."""
    return reverse("helper:answer", args=[sign(Purpose.ANSWER, referral.ref)])


def hours_page(referral: Referral) -> str:
    """Path of the page where a helper notes her hours."""
    return reverse("helper:hours", args=[sign(Purpose.HOURS, referral.ref)])


def stop_page(person: Person) -> str:
    """Path of the page that stops asks and summaries."""
    return reverse("public:stop", args=[sign(Purpose.STOP, person.ref)])


def letters_to(email: str, *, kind: str = "") -> list[OutboundMessage]:
    """The e-mails recorded for an address, oldest first."""
    rows = OutboundMessage.objects.filter(to_email__iexact=email).order_by("pk")
    return list(rows.filter(kind=kind) if kind else rows)


def last_letter(email: str, *, kind: str = "") -> OutboundMessage:
    """The latest e-mail to an address."""
    return letters_to(email, kind=kind)[-1]


def link_in(letter: OutboundMessage, part: str) -> str:
    """The path of the first link of an e-mail that holds ``part``."""
    return next(urlsplit(url).path for url in ADDRESS.findall(letter.text) if part in url)


def routes() -> dict[str, tuple[str, ...]]:
    """Every named route of the installation with the names of its arguments, read from the resolver."""
    return dict(_routes(get_resolver().url_patterns, ()))


def _routes(
    patterns: list[URLPattern | URLResolver], spaces: tuple[str, ...]
) -> list[tuple[str, tuple[str, ...]]]:
    found: list[tuple[str, tuple[str, ...]]] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            found += _routes(pattern.url_patterns, inner)
        else:
            name = ":".join((*spaces, pattern.name or repr(pattern.pattern)))
            found.append((name, tuple(pattern.pattern.converters)))
    return found

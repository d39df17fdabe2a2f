"""Links that stand for a person: signed, bound to one purpose, and read without any table.

A link names an object and a purpose. Whether it is still good is asked of the object itself
(its state, its deadline): a link that was used or has expired cannot act twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from maillage.common.errors import Refusal

_host: ContextVar[str] = ContextVar("host_of_links", default="")


class Purpose(StrEnum):
    """What a link may do; one signed for one purpose is refused for another."""

    FOLLOW = "follow"
    ANSWER = "answer"
    HOURS = "hours"
    STOP = "stop"
    KEEP = "keep"
    BOOKING = "booking"
    DOOR = "door"


def sign(purpose: Purpose, ref: str) -> str:
    """The token of an object for a purpose: ``<ref>~<signature>``, safe in an address."""
    return signing.Signer(salt=f"maillage.{purpose}", sep="~").sign(ref)


def read(purpose: Purpose, token: str) -> str:
    """The reference a token names; refuses a token that was cut, altered or made for something else."""
    try:
        return signing.Signer(salt=f"maillage.{purpose}", sep="~").unsign(token)
    except signing.BadSignature:
        raise Refusal(
            "bad_link",
            _("Ce lien n’est pas complet, ou il a été modifié."),
            why=_("Il arrive qu’une messagerie coupe une adresse longue."),
            todo=_("Rouvrez l’e-mail et touchez le lien lui-même, ou recopiez l’adresse entière."),
            status=404,
        ) from None


@contextmanager
def at_host(host: str) -> Iterator[None]:
    """Write links to this host name for the block (to the installation's own address when it is empty)."""
    token = _host.set(host)
    try:
        yield
    finally:
        _host.reset(token)


def absolute(path: str) -> str:
    """The full address of a path, at the host of the current territory or of the installation."""
    host = _host.get()
    if not host:
        return f"{settings.SITE_URL}{path}"
    own = urlsplit(settings.SITE_URL)
    port = f":{own.port}" if own.port else ""
    return f"{own.scheme}://{host}{port}{path}"

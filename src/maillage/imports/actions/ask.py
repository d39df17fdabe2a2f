"""Asking a service for organisations: its answer is kept as a file is, and becomes an ordinary import."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from maillage import __version__
from maillage.common import journal
from maillage.common.errors import Refusal
from maillage.imports.actions.receive import name_source, receive_file
from maillage.imports.connectors.base import Asked, Connector, Way
from maillage.imports.connectors.gather import Gathered, gather
from maillage.imports.connectors.http import MOST_BYTES, TIMEOUT, ServiceError, Visit
from maillage.imports.enums import SourceType
from maillage.imports.models import ImportRun
from maillage.imports.words.services import service_in_words
from maillage.territory.models import Territory

QUIET = ("associations", "shops")
"""Parts of a question that narrow or widen it: not told in the name of the source."""


def ask_service(
    *,
    territory: Territory,
    connector: Connector,
    way: str,
    asked: Asked,
    who: str,
    kind: str = "",
    go_on: Callable[[], bool] = lambda: True,
) -> ImportRun:
    """Put a question to a service and take its answer in; nothing is read into the directory yet.

    The same question keeps the same source, so that an entry is known again. ``go_on`` says whether there is
    still time for another page. Nothing is kept of a question that fails. Raises Refusal: without a network
    or a token, when the service says no, when it found nothing.
    """
    base, visit = _address(connector, asked), _visit(connector, territory, go_on)
    try:
        found = gather(connector, base, way, asked, visit)
    except ServiceError as error:
        raise _refused(connector, error.code, error.data) from None
    if not found.records:
        raise _refused(connector, "nothing_found", {})
    return _kept(territory, connector, connector.way(way), asked, found, who=who, kind=kind, base=base)


def _address(connector: Connector, asked: Asked) -> str:
    """Where the service is: as it is set, or as the person typed it."""
    base = asked.get("address", "") if connector.is_typed else getattr(settings, connector.address)
    if not base:
        raise _refused(connector, "no_service", {})
    if connector.token and not getattr(settings, connector.token):
        raise _refused(connector, "no_token", {})
    return str(base)


def _visit(connector: Connector, territory: Territory, go_on: Callable[[], bool]) -> Visit:
    """A request says which installation asks, and whom to write to."""
    return Visit(
        agent=f"Maillage/{__version__} (+{settings.SITE_URL}; {territory.contact_email})",
        trusted=str(getattr(settings, connector.address)),
        token=str(getattr(settings, connector.token)) if connector.token else "",
        per_second=connector.per_second,
        timeout=TIMEOUT,
        most_bytes=MOST_BYTES,
        go_on=go_on,
    )


def _refused(connector: Connector, code: str, data: Mapping[str, Any]) -> Refusal:
    said, status = service_in_words(code, str(connector.label), data)
    return Refusal(code, said.what, why=said.why, todo=said.todo, status=status)


def source_name(connector: Connector, asked: Asked) -> str:
    """How the source of a question is called: the service, and what was asked of it.

    In French whoever asks, so that the same question always finds the same source again.
    """
    told = [value for name, value in asked.items() if value and name not in QUIET]
    with override("fr"):
        return f"{connector.label} — {', '.join(' '.join(value.split()) for value in told)}"[:120]


@transaction.atomic
def _kept(
    territory: Territory,
    connector: Connector,
    way: Way,
    asked: Asked,
    found: Gathered,
    *,
    who: str,
    kind: str,
    base: str,
) -> ImportRun:
    first = found.pages[0]
    source = name_source(
        territory=territory,
        name=source_name(connector, asked),
        type=SourceType(connector.type),
        licence=connector.licence or str(first.get("licence", "")),
        url=base if connector.is_typed else connector.page,
    )
    run = receive_file(
        source=source,
        file_name=f"{connector.type}-{way.name}.json",
        chunks=[found.file(connector, way.name, asked)],
        who=who,
        kind=kind or connector.kind,
        service=connector.type,
    )
    data = {"service": connector.type, "way": way.name, "asked": dict(asked), "pages": len(found.pages)}
    journal.record(who=who, verb="ask_service", kind="import", ref=run.ref, data=data)
    return run

"""Visits the main pages of the demonstration, as a visitor, as Inès and as Fatou would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _

from maillage.bookings.models import Space
from maillage.common.links import Purpose, sign
from maillage.common.scope import territory_scope
from maillage.needs.models import Need
from maillage.people.actions import open_login
from maillage.people.models import Person
from maillage.people.queries import characters, coordinators, roles_of
from maillage.territory.models import Territory

PUBLIC = (
    "public:home",
    "public:ask",
    "public:charter",
    "quarter:home",
    "quarter:facts",
    "quarter:now",
    "spaces:list",
    "directory:list",
    "directory:past",
    "directory:difference",
    "demo:enter",
    "demo:mailbox",
)
COORDINATOR = (
    "coordinator:monday",
    "coordinator:needs",
    "coordinator:pledges",
    "coordinator:observatory",
    "keeper:desk",
    "spaces:desk",
    "registry:doubles",
    "imports:home",
)
OK = 200


@dataclass(frozen=True, slots=True)
class Visit:
    """A page to open: by whom (None: a visitor), its name, its arguments, its language."""

    person: Person | None
    route: str
    arguments: tuple[str, ...] = ()
    language: str = "fr"


def main_pages() -> Iterator[Visit]:
    """The pages that must always answer, in both languages for what is public."""
    for route in PUBLIC:
        for language, _name in settings.LANGUAGES:
            yield Visit(None, route, language=language)
    coordinator = coordinators().first()
    for route in COORDINATOR:
        yield Visit(coordinator, route)
    asker = next(person for person in characters() if not roles_of(person))
    need = Need.objects.filter(asker=asker).order_by("-submitted_at").first()
    if need is not None:
        yield Visit(coordinator, "coordinator:need", (need.ref,))
        yield Visit(asker, "public:follow", (sign(Purpose.FOLLOW, need.ref),))
    yield Visit(asker, "spaces:mine")
    for space in Space.objects.order_by("pk")[:2]:
        yield Visit(asker, "spaces:space", (space.ref,))


def names_of_characters() -> str:
    """The given names of those one can enter as."""
    with territory_scope(Territory.objects.get().pk):
        names = [person.given_name for person in characters()]
    return _("%(names)s, ou en visite") % {"names": ", ".join(names)}


def visit_all() -> int:
    """Open each page, print a line for it; 0 when all answered, else 1."""
    territory = Territory.objects.get()
    with territory_scope(territory.pk):
        visits = list(main_pages())
        users = {visit.person.pk: open_login(person=visit.person) for visit in visits if visit.person}
    faults = 0
    for visit in visits:
        client = Client(raise_request_exception=False, SERVER_NAME="localhost")
        if visit.person is not None and (user := users[visit.person.pk]) is not None:
            client.force_login(user)
        faults += not _open(client, visit)
    print(_("%(pages)s pages visitées, %(faults)s en défaut.") % {"pages": len(visits), "faults": faults})
    return 1 if faults else 0


def _open(client: Client, visit: Visit) -> bool:
    with translation.override(settings.LANGUAGE_CODE):  # a page in English leaves English behind it
        who = visit.person.given_name if visit.person else _("visiteur")
    try:
        with translation.override(visit.language):
            path = reverse(visit.route, args=visit.arguments)
    except NoReverseMatch:
        print(f"  ---          {who:<10} {visit.route}: " + _("cette page n’existe pas"))
        return False
    started = perf_counter()
    status = client.get(path, HTTP_ACCEPT_LANGUAGE=visit.language).status_code
    shown = path if not visit.arguments else f"{visit.route} ({visit.language})"
    print(f"  {status}  {1000 * (perf_counter() - started):5.0f} ms  {who:<10} {shown}", flush=True)
    return status == OK

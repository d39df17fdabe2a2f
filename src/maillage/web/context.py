"""What every page shows: the territory, the menu of this person, the other language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils import translation
from django.utils.translation import gettext as _

from maillage.actors.queries import entries_kept_by
from maillage.bookings.queries import has_booked
from maillage.common import clock
from maillage.people.models import Person
from maillage.web.rights import COORDINATOR, HELPER, OFFICIAL, PARTNER

LANGUAGE_NAMES = {"fr": "Français", "en": "English"}


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a menu."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The same page in the other language."""

    code: str
    label: str
    url: str


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of every page; works for error pages too, when the territory was not found."""
    territory = getattr(request, "territory", None)
    person: Person | None = getattr(request, "person", None)
    roles: frozenset[str] = getattr(request, "roles", frozenset())
    signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    return {
        "territory": territory,
        "demo": settings.DEMO,
        "now": clock.now(),
        "nav": _menu(request, person, roles) if territory else [],
        "footer": _footer(roles) if territory else [],
        "home_url": reverse("public:home"),
        "territory_css": reverse("public:css"),
        "person": person,
        "person_label": _person_label(person, roles),
        "enter_url": None
        if signed_in
        else (reverse("demo:enter") if settings.DEMO else reverse("account_login")),
        "leave_url": reverse("account_logout") if signed_in else None,
        "other_language": _other_language(request),
        "has_dist": has_front_end(),
    }


@lru_cache(maxsize=1)
def has_front_end() -> bool:
    """True when the bundled font and scripts were built (they need Node; nothing essential does)."""
    return finders.find("maillage/dist/.ok") is not None


def _menu(request: HttpRequest, person: Person | None, roles: frozenset[str]) -> list[Item]:
    entries: list[tuple[str, str]] = []
    if COORDINATOR in roles:
        entries += [
            (_("Lundi"), "coordinator:monday"),
            (_("Besoins"), "coordinator:needs"),
            (_("Heures"), "coordinator:pledges"),
            (_("Fiches"), "keeper:desk"),
            (_("Observatoire"), "coordinator:observatory"),
        ]
    else:
        entries += [
            (_("Accueil"), "public:home"),
            (_("Demander"), "public:ask"),
            (_("Réserver"), "spaces:list"),
        ]
        if HELPER in roles:
            entries.append((_("Mes heures"), "helper:home"))
        if PARTNER in roles:
            entries.append((_("Nos engagements"), "helper:partner"))
        if OFFICIAL in roles:
            entries.append((_("Observatoire"), "coordinator:observatory"))
        if person is not None and entries_kept_by(person).exists():
            entries.append((_("Mes fiches"), "keeper:mine"))
        if person is not None and has_booked(person):
            entries.append((_("Mes réservations"), "spaces:mine"))
    entries.append((_("Le quartier"), "quarter:home"))
    entries.append((_("Annuaire"), "directory:list"))
    if COORDINATOR not in roles:  # her bar is full: she has it at the foot
        entries.append((_("La charte"), "public:charter"))
    return [Item(label, reverse(route), reverse(route) == request.path) for label, route in entries]


def _footer(roles: frozenset[str]) -> list[Item]:
    entries = [
        (_("Accessibilité : partiellement conforme"), "public:accessibility"),
        (_("Vos données"), "public:data"),
    ]
    if COORDINATOR in roles:
        entries.insert(0, (_("La charte"), "public:charter"))
    return [Item(label, reverse(route)) for label, route in entries]


def _person_label(person: Person | None, roles: frozenset[str]) -> str:
    if person is None:
        return ""
    if COORDINATOR in roles:
        return _("%(name)s, animation") % {"name": person.full_name}
    return person.full_name


def _other_language(request: HttpRequest) -> OtherLanguage:
    code = "en" if (translation.get_language() or "fr").startswith("fr") else "fr"
    here = request.get_full_path() if request.method == "GET" else reverse("public:home")
    url = translate_url(here, code)
    return OtherLanguage(code, LANGUAGE_NAMES[code], url)

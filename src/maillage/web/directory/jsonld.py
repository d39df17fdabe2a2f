"""An actor for search engines: JSON-LD with the words of schema.org.

Only what everybody may read. A tie is a dated ``Role`` where schema.org has a property for it
(« Introducing Role », 2014); the others are in our own open data. ``</script>`` cannot end the block: what
could is written as an escape of JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from maillage.actors.enums import ActorKind, ContactKind, LifeState, NameKind, TieKind, Visibility
from maillage.actors.exports.addresses import page_address
from maillage.actors.identifiers import IdentifierScheme
from maillage.actors.models import Actor, Address, Contact
from maillage.web.directory.bonds import Bond

TYPES: dict[str, str] = {
    ActorKind.STARTUP: "Corporation",
    ActorKind.ASSOCIATION: "NGO",
    ActorKind.COOPERATIVE: "Corporation",
    ActorKind.SOCIAL_ENTERPRISE: "Corporation",
    ActorKind.THIRD_PLACE: "LocalBusiness",
    ActorKind.COMPANY: "LocalBusiness",
    ActorKind.LARGE_COMPANY: "Corporation",
    ActorKind.PUBLIC_BODY: "GovernmentOrganization",
    ActorKind.SCHOOL: "EducationalOrganization",
    ActorKind.LAB: "ResearchOrganization",
    ActorKind.FREELANCER: "LocalBusiness",
    ActorKind.ARTIST: "PerformingGroup",
    ActorKind.MEDIA: "NewsMediaOrganization",
    ActorKind.FUNDER: "FundingAgency",
    ActorKind.COLLECTIVE: "Organization",
    ActorKind.PROJECT: "Project",
}
ROLES: dict[tuple[str, bool], str] = {
    (TieKind.MEMBER_OF, True): "memberOf",
    (TieKind.MEMBER_OF, False): "member",
    (TieKind.FUNDS, False): "funder",
    (TieKind.SUPPORTS, False): "sponsor",
}
"""Property of schema.org for a tie, by its kind and whether it is read from its first end."""

ICD = {IdentifierScheme.SIREN: "0002", IdentifierScheme.SIRET: "0009"}
"""International code designators (ISO/IEC 6523) of the French registers."""

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def actor_block(actor: Actor, bonds: Iterable[Bond], former: Iterable[str]) -> SafeString:
    """The element to put in the page's head: data that no browser runs, so that the policy allows it."""
    text = as_script(actor_jsonld(actor, bonds, former))
    return format_html('<script type="application/ld+json">{}</script>', text)


def as_script(data: dict[str, Any]) -> SafeString:
    """JSON in which nothing can end a ``script`` element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))


def actor_jsonld(actor: Actor, bonds: Iterable[Bond], former: Iterable[str]) -> dict[str, Any]:
    """What is public of an actor; empty properties are left out."""
    names = list(actor.other_names.all())
    legal = next((one.text for one in names if one.kind == NameKind.LEGAL), "")
    others = [one.text for one in names if one.kind != NameKind.LEGAL]
    page = page_address(actor.ref, actor.name)
    contacts = [one for one in actor.contacts.all() if one.visibility == Visibility.PUBLIC]
    told = {
        "@context": "https://schema.org",
        "@type": TYPES[actor.kind],
        "@id": page,
        "mainEntityOfPage": page,
        "name": actor.name,
        "legalName": legal,
        "alternateName": list(dict.fromkeys([*others, *former])),
        "description": actor.description,
        "foundingDate": actor.founded,
        "dissolutionDate": actor.ended if actor.life == LifeState.ENDED else "",
        "address": _postal(actor.address),
        **_place(actor),
        **_numbers(actor),
        **_reached(contacts),
        **_roles(bonds),
    }
    return {name: value for name, value in told.items() if value}


def _postal(address: Address | None) -> dict[str, str]:
    if address is None:
        return {}
    told = {
        "@type": "PostalAddress",
        "streetAddress": ", ".join(filter(None, (address.street, address.complement))),
        "postalCode": address.postcode,
        "addressLocality": address.city or (address.commune.name if address.commune else ""),
        "addressCountry": address.country,
    }
    return {name: value for name, value in told.items() if value}


def _place(actor: Actor) -> dict[str, Any]:
    """Where it is: a local business is a place itself, another organisation has one."""
    address = actor.address
    if address is None or address.lat is None or address.lon is None:
        return {}
    geo = {"@type": "GeoCoordinates", "latitude": address.lat, "longitude": address.lon}
    if TYPES[actor.kind] == "LocalBusiness":
        return {"geo": geo}
    return {"location": [{"@type": "Place", "geo": geo}]}


def _numbers(actor: Actor) -> dict[str, Any]:
    rows = list(actor.identifiers.all())
    return {
        "identifier": [
            {"@type": "PropertyValue", "propertyID": one.scheme.upper(), "value": one.value} for one in rows
        ],
        "iso6523Code": [f"{ICD[one.scheme]}:{one.value}" for one in rows if one.scheme in ICD],  # type: ignore[index]  # a text field
        "vatID": next((one.value for one in rows if one.scheme == IdentifierScheme.VAT), ""),
    }


def _reached(contacts: list[Contact]) -> dict[str, Any]:
    def of(*kinds: ContactKind) -> list[str]:
        return [one.value for one in contacts if one.kind in kinds]

    return {
        "url": next(iter(of(ContactKind.WEBSITE)), ""),
        "email": of(ContactKind.EMAIL),
        "telephone": of(ContactKind.PHONE),
        "sameAs": [*of(ContactKind.WEBSITE)[1:], *of(ContactKind.SOCIAL)],
    }


def _roles(bonds: Iterable[Bond]) -> dict[str, Any]:
    """Ties that schema.org can say, each as a dated role around the other end."""
    found: dict[str, Any] = {}
    for bond in bonds:
        name = ROLES.get((bond.tie.kind, bond.outward))
        if name:
            found.setdefault(name, []).append(_role(name, bond))
    return found


def _role(name: str, bond: Bond) -> dict[str, Any]:
    other = {
        "@type": TYPES[bond.other.kind],
        "@id": page_address(bond.other.ref, bond.other.name),
        "name": bond.other.name,
    }
    dates = {"startDate": bond.tie.since, "endDate": bond.tie.until}
    role = {"@type": "OrganizationRole", name: other, **dates}
    return {key: value for key, value in role.items() if value}

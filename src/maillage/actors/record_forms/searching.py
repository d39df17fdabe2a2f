"""Finding the actor or the person that somebody names, and the records that look like a new one."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from maillage.actors.identifiers import IdentifierScheme, related
from maillage.actors.models import Actor, ActorName, Identifier
from maillage.actors.naming import plain, sort_name
from maillage.actors.queries import kept_actors
from maillage.people.models import Person

MOST = 12
"""As many are shown: beyond, one more word finds better than a longer list."""


def actors_like(words: str) -> QuerySet[Actor]:
    """The kept records whose name, of today or other, holds all these words; accents do not count."""
    asked = sort_name(words.strip()).split()
    if not asked:
        return Actor.objects.none()
    by_name, by_other = Q(), Q()
    for word in asked:
        by_name &= Q(sort_name__contains=word)
    for word in words.split():
        by_other &= Q(text__icontains=word)
    others = ActorName.objects.filter(by_other).values("actor_id")
    return kept_actors().filter(by_name | Q(pk__in=others)).select_related("commune", "address")[:MOST]


def people_like(words: str) -> list[Person]:
    """The people whose name or address holds all these words; accents and case do not count."""
    asked = plain(words).split()
    if not asked:
        return []
    rows = Person.objects.order_by("family_name", "given_name", "pk").iterator(chunk_size=2000)
    found = (row for row in rows if all(word in plain(f"{row.full_name} {row.email}") for word in asked))
    return [person for person, _number in zip(found, range(MOST), strict=False)]


def look_alikes(name: str, number: tuple[str, str] | None) -> list[Actor]:
    """The kept records that may already be this actor: the same name, or the same number (or a sister site).

    ``number`` is a scheme and a value in its canonical form.
    """
    named = Q(sort_name=sort_name(name)) | Q(
        pk__in=ActorName.objects.filter(text__iexact=name.strip()).values("actor_id")
    )
    numbered = Q(pk__in=_holders(*number)) if number else Q(pk=None)
    return list(kept_actors().filter(named | numbered).select_related("commune", "address")[:MOST])


def _holders(scheme: str, value: str) -> QuerySet[Identifier, int]:
    """Primary keys of the actors that have this number, or one that implies the same company."""
    same = Q(scheme=scheme, value=value)
    for other, implied in related(scheme, value).items():
        same |= Q(scheme=other, value=implied)
    siren = value if scheme == IdentifierScheme.SIREN else related(scheme, value).get(IdentifierScheme.SIREN)
    if siren:
        same |= Q(scheme=IdentifierScheme.SIRET, value__startswith=siren)
    return Identifier.objects.filter(same).values_list("actor_id", flat=True)

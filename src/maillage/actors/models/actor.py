"""Who an actor is, as known today: its record, names, identifiers, addresses, contacts, people."""

from __future__ import annotations

from django.db import models
from django.utils import translation

from maillage.actors.enums import (
    ActorKind,
    ContactKind,
    LifeState,
    Listing,
    NameKind,
    SkillSide,
    Visibility,
)
from maillage.actors.identifiers import IdentifierScheme
from maillage.common import clock
from maillage.common.partial_date import PartialDate
from maillage.common.scope import ScopedManager
from maillage.people.models import Person
from maillage.skills.models import Skill
from maillage.territory.models import Commune, TerritoryOwned


class Address(models.Model):
    """Where something is. A row never changes: who moves gets another one."""

    territory = models.ForeignKey("territory.Territory", on_delete=models.CASCADE, related_name="+")
    street = models.CharField(max_length=200, blank=True)
    complement = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    city = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, blank=True)
    commune = models.ForeignKey(Commune, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)

    objects = ScopedManager()

    class Meta:
        verbose_name_plural = "addresses"

    def __str__(self) -> str:
        return self.line

    @property
    def line(self) -> str:
        """The address on one line."""
        town = f"{self.postcode} {self.city or self.commune or ''}".strip()
        return ", ".join(part for part in (self.street, self.complement, town) if part)


def town_of(commune: Commune | None, address: Address | None) -> str:
    """A commune of this territory by its name, else the town that an address names."""
    if commune is not None:
        return str(commune.name)
    return str(address.city) if address is not None else ""


class Actor(TerritoryOwned):
    """An organisation, a collective, a freelancer, a project: its record as known and true today.

    Name, kind, address, ``life``, ``founded`` and ``ended`` follow from the life events and are written by
    ``actions.life`` only; what they were at another date is in :class:`~maillage.actors.models.Episode`.
    """

    name = models.CharField(max_length=160)
    sort_name = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=20, choices=ActorKind.choices)
    commune = models.ForeignKey(Commune, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    address = models.ForeignKey(Address, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    life = models.CharField(max_length=8, choices=LifeState.choices, default=LifeState.ACTIVE)
    founded = models.CharField(max_length=10, blank=True, help_text="year, year-month or full date")
    ended = models.CharField(max_length=10, blank=True, help_text="year, year-month or full date")
    descriptions = models.JSONField(default=dict)
    legal_form = models.CharField(max_length=4, blank=True)
    activity = models.CharField(max_length=6, blank=True, help_text="NAF Rev. 2")
    activity_2025 = models.CharField(max_length=6, blank=True, help_text="NAF 2025")
    size = models.CharField(max_length=2, blank=True, help_text="Insee's band of headcount")
    hours = models.CharField(max_length=300, blank=True)
    listing = models.CharField(max_length=12, choices=Listing.choices, default=Listing.LISTED)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="absorbed"
    )
    confirmed_at = models.DateTimeField(default=clock.now)
    is_invented = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["sort_name", "pk"]
        indexes = [
            models.Index(fields=["territory", "listing", "sort_name"], name="actor_by_name"),
            models.Index(fields=["territory", "listing", "confirmed_at"], name="actor_by_freshness"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def description(self) -> str:
        """What it does, in the reader's language."""
        language = (translation.get_language() or "fr")[:2]
        return str(self.descriptions.get(language) or self.descriptions.get("fr") or "")

    @property
    def town(self) -> str:
        """Where it is: its commune of this territory, else the town of its address."""
        return town_of(self.commune, self.address)

    @property
    def founded_label(self) -> str:
        """Its birth in words, with its precision."""
        return PartialDate.parse(self.founded).label if self.founded else ""

    @property
    def ended_label(self) -> str:
        """Its end in words, with its precision."""
        return PartialDate.parse(self.ended).label if self.ended else ""


class ActorName(models.Model):
    """Another name of an actor; former names follow from its life events."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="other_names")
    kind = models.CharField(max_length=6, choices=NameKind.choices)
    text = models.CharField(max_length=160)

    territory_path = "actor__territory"
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "kind", "text"], name="actor_name_once")]

    def __str__(self) -> str:
        return self.text


class Identifier(models.Model):
    """A number an actor has in a register; several, all optional."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=10, choices=IdentifierScheme.choices)
    value = models.CharField(max_length=40)

    territory_path = "actor__territory"
    objects = ScopedManager()

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [models.UniqueConstraint(fields=["actor", "scheme", "value"], name="identifier_once")]
        indexes = [models.Index(fields=["scheme", "value"], name="identifier_value")]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"


class Contact(models.Model):
    """A way to reach an actor, and who may see it."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=8, choices=ContactKind.choices)
    value = models.CharField(max_length=400)
    visibility = models.CharField(max_length=12, choices=Visibility.choices, default=Visibility.PUBLIC)

    territory_path = "actor__territory"
    objects = ScopedManager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [models.UniqueConstraint(fields=["actor", "kind", "value"], name="contact_once")]

    def __str__(self) -> str:
        return self.value


class ActorSkill(models.Model):
    """A skill that an actor offers or seeks."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="skill_rows")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=8, choices=SkillSide.choices, default=SkillSide.OFFERED)

    territory_path = "actor__territory"
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "skill", "side"], name="actor_skill_once")]

    def __str__(self) -> str:
        return f"{self.actor} · {self.skill}"


class Membership(models.Model):
    """A person's function in an actor, with its dates; a former one and a present one are two rows."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    titles = models.JSONField(default=dict)
    since = models.CharField(max_length=10, blank=True, help_text="year, year-month or full date")
    until = models.CharField(max_length=10, blank=True, help_text="year, year-month or full date")

    territory_path = "actor__territory"
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "person"], condition=models.Q(until=""), name="membership_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.actor}"

    @property
    def title(self) -> str:
        """The function's name in the reader's language."""
        language = (translation.get_language() or "fr")[:2]
        return str(self.titles.get(language) or self.titles.get("fr") or "")

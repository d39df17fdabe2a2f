"""Tables of the territory, and the base of everything that hangs from one."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.utils import translation

from maillage.common import clock, ids
from maillage.common.scope import ScopedManager
from maillage.territory.charter import ServiceCharter


class Territory(models.Model):
    """A city or métropole with its settings, as read from its folder at set-up."""

    slug = models.SlugField(max_length=80, unique=True)
    host = models.CharField(max_length=200, blank=True, db_index=True)
    names = models.JSONField()
    of_names = models.JSONField(default=dict)
    short_name = models.CharField(max_length=60)
    country = models.CharField(max_length=2)
    languages = models.JSONField()
    time_zone = models.CharField(max_length=60)
    contact_email = models.EmailField()
    sender = models.CharField(max_length=200)
    look = models.JSONField(default=dict)
    charter_data = models.JSONField(default=dict)
    group_list = models.JSONField(
        default=list
    )  # pairs (group, kinds): a list, since databases reorder objects
    group_names = models.JSONField(default=dict)
    map_data = models.JSONField(default=dict)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name_plural = "territories"

    def __str__(self) -> str:
        return self.short_name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return _in_language(self.names)

    @property
    def of_name(self) -> str:
        """The name with its French preposition ("de …"), for sentences."""
        return _in_language(self.of_names) or self.name

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which every deadline falls and every hour is shown."""
        return ZoneInfo(self.time_zone)

    @property
    def charter(self) -> ServiceCharter:
        """The public delays and rules of the service."""
        return ServiceCharter.of(self.charter_data, country=self.country, zone=self.zone)

    @property
    def groups(self) -> dict[str, list[str]]:
        """Fairness groups in display order, each with its kinds of actor."""
        return {str(group): list(kinds) for group, kinds in self.group_list}

    def group_of(self, kind: str) -> str:
        """The fairness group of a kind of actor; unknown kinds fall in the last group."""
        for group, kinds in self.groups.items():
            if kind in kinds:
                return str(group)
        return list(self.groups)[-1] if self.groups else "other"

    def group_name(self, group: str) -> str:
        """The name of a fairness group in the reader's language."""
        names = self.group_names.get(_language(), {}) or self.group_names.get("fr", {})
        return str(names.get(group, group))


class Commune(models.Model):
    """A municipality of the perimeter, with its official code (INSEE in France)."""

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="communes")
    code = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    population = models.PositiveIntegerField(default=0)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    outline = models.JSONField(null=True, blank=True, help_text="GeoJSON geometry (RFC 7946)")

    objects = ScopedManager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["territory", "code"], name="commune_once")]

    def __str__(self) -> str:
        return self.name


class TerritoryOwned(models.Model):
    """Base of every table that belongs to a territory: scoped queries, opaque reference."""

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="+")
    ref = models.CharField(max_length=16, unique=True, default=ids.new_ref, editable=False)

    objects = ScopedManager()

    class Meta:
        abstract = True


def _language() -> str:
    return (translation.get_language() or "fr")[:2]


def _in_language(labels: dict[str, Any]) -> str:
    return str(labels.get(_language()) or labels.get("fr") or next(iter(labels.values()), ""))

"""What happened, when it was so, and when we knew it.

Two times meet here. *Valid time* says when something was so (``happened``, ``valid_from`` … ``valid_until``);
*known time* says when our record said so (``known_from`` … ``known_until``). A row is never changed: a fact
that proves wrong stops being known, and another one takes its place.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from django.db import models

from maillage.actors.enums import ActorKind, LifeEventKind, LifeState, SourceKind
from maillage.actors.models.actor import Actor, Address, town_of
from maillage.common import clock, ids
from maillage.common.partial_date import NO_END as LAST_DAY
from maillage.common.partial_date import PartialDate
from maillage.common.scope import ScopedManager
from maillage.territory.models import Commune, TerritoryOwned

if TYPE_CHECKING:
    SmallNumber = models.SmallIntegerField[int | None, int]
    LargeNumber = models.BigIntegerField[int | None, int]
else:
    SmallNumber, LargeNumber = models.SmallIntegerField, models.BigIntegerField

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
"""The end of what is still known."""
LENGTHS = (366, 4 * 366, 16 * 366, 64 * 366)
"""Days that an episode of each class of length lasts at most."""
LONG, OPEN = len(LENGTHS), len(LENGTHS) + 1
"""The classes of what lasted longer, and of what has not ended."""


class LengthField(SmallNumber):
    """The class of length of an episode, worked out whenever one is written, also in bulk.

    An episode of class 0 that holds on a day began less than 366 days before it: whoever looks for the
    episodes of a day reads six short stretches of an index, and not everything that began until then.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Its value, from the two dates of the row."""
        del add
        row: Any = model_instance
        setattr(row, self.attname, length_class(row.valid_from, row.valid_until))
        return getattr(row, self.attname)


class DigestField(LargeNumber):
    """What an episode says as one number, worked out whenever one is written, also in bulk.

    Two episodes with the same number say the same: a difference compares them without reading them.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Its value, from the name, the kind, the address and the state of the row."""
        del add
        row: Any = model_instance
        setattr(row, self.attname, digest_of(row.name, row.kind, row.address_id, row.state))
        return getattr(row, self.attname)


def length_class(start: date, end: date) -> int:
    """In which class of length a period is: the first of ``LENGTHS`` that it fits in, else LONG, or OPEN."""
    return OPEN if end == LAST_DAY else bisect_left(LENGTHS, (end - start).days)


def digest_of(name: str, kind: str, address: int | None, state: str) -> int:
    """A number of 63 bits for what an episode says."""
    told = "\0".join((name, kind, str(address), state))
    return int.from_bytes(blake2b(told.encode(), digest_size=8).digest(), "big") >> 1


class LifeEvent(TerritoryOwned):
    """Something that happened to an actor: the date with its precision, the source, who recorded it.

    ``name``, ``actor_kind`` and ``address`` are what holds from then on; the ``was_…`` fields are what held
    until then, where it is known. ``other`` is the actor it became, came from or gave rise to.
    """

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=LifeEventKind.choices)
    happened = models.CharField(max_length=10, help_text="year, year-month or full date")
    counts_from = models.DateField()
    name = models.CharField(max_length=160, blank=True)
    was_name = models.CharField(max_length=160, blank=True)
    actor_kind = models.CharField(max_length=20, choices=ActorKind.choices, blank=True)
    was_kind = models.CharField(max_length=20, choices=ActorKind.choices, blank=True)
    address = models.ForeignKey(Address, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    was_address = models.ForeignKey(
        Address, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    other = models.ForeignKey(
        Actor, null=True, blank=True, on_delete=models.SET_NULL, related_name="events_elsewhere"
    )
    ends = models.BooleanField(default=False)
    source = models.CharField(max_length=12, choices=SourceKind.choices)
    source_name = models.CharField(max_length=160, blank=True)
    source_url = models.URLField(max_length=400, blank=True)
    note = models.CharField(max_length=300, blank=True)
    who = models.CharField(max_length=40)
    known_from = models.DateTimeField(default=clock.now)
    known_until = models.DateTimeField(default=FOREVER)

    class Meta:
        ordering = ["counts_from", "pk"]
        indexes = [
            models.Index(fields=["territory", "known_until", "counts_from", "kind"], name="event_by_day")
        ]

    def __str__(self) -> str:
        return f"{self.happened} {self.kind} {self.actor}"

    @property
    def date(self) -> PartialDate:
        """When it happened, with its precision."""
        return PartialDate.parse(self.happened)

    @property
    def is_known(self) -> bool:
        """False once it was taken back or corrected."""
        return self.known_until == FOREVER


class Episode(models.Model):
    """A period in which nothing changed, as told by the events known in another period. Never edited.

    Made by ``bridge.spells_of`` and kept by ``actions.life``: the directory of any date is one range query.
    ``opens`` marks a beginning of existence (a birth, a return), ``closes`` an end of it.
    """

    territory = models.ForeignKey("territory.Territory", on_delete=models.CASCADE, related_name="+")
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="episodes")
    valid_from = models.DateField()
    valid_until = models.DateField(default=LAST_DAY)
    known_from = models.DateTimeField(default=clock.now)
    known_until = models.DateTimeField(default=FOREVER)
    name = models.CharField(max_length=160)
    sort_name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=ActorKind.choices)
    address = models.ForeignKey(Address, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    commune = models.ForeignKey(Commune, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=8, choices=LifeState.choices)
    opens = models.BooleanField(default=False)
    closes = models.BooleanField(default=False)
    length = LengthField(editable=False)
    digest = DigestField(editable=False)

    objects = ScopedManager()

    class Meta:
        ordering = ["sort_name", "actor_id", "valid_from"]
        indexes = [
            models.Index(
                fields=[
                    "territory",
                    "sort_name",
                    "valid_from",
                    "valid_until",
                    "known_until",
                    "known_from",
                ],
                name="episode_by_name",
            ),
            models.Index(
                fields=[
                    "territory",
                    "known_until",
                    "length",
                    "valid_from",
                    "valid_until",
                    "known_from",
                    "kind",
                    "commune",
                    "actor",
                    "digest",
                ],
                name="episode_by_day",
            ),
            models.Index(fields=["actor", "known_until", "valid_from"], name="episode_by_actor"),
        ]

    @property
    def town(self) -> str:
        """Where it was: its commune of this territory, else the town of its address."""
        return town_of(self.commune, self.address)

    def __str__(self) -> str:
        return f"{self.name} {self.valid_from} … {self.valid_until}"


class PastProfile(models.Model):
    """What a record said, besides its life, until it was changed; contacts of people are never in it."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="past_profiles")
    known_until = models.DateTimeField(default=clock.now)
    who = models.CharField(max_length=40)
    data = models.JSONField(default=dict)

    territory_path = "actor__territory"
    objects = ScopedManager()

    class Meta:
        ordering = ["known_until", "pk"]

    def __str__(self) -> str:
        return f"{self.actor} until {self.known_until:%Y-%m-%d}"


class RecordMerge(TerritoryOwned):
    """Two records of one actor were put together, by whom and why; undone, both are as they were."""

    kept = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="merges")
    absorbed = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="merges_away")
    who = models.CharField(max_length=40)
    why = models.CharField(max_length=300, blank=True)
    was_listing = models.CharField(max_length=12)
    moved = models.JSONField(default=dict)
    merged_at = models.DateTimeField(default=clock.now)
    undone_at = models.DateTimeField(default=FOREVER)

    class Meta:
        ordering = ["merged_at", "pk"]

    def __str__(self) -> str:
        return f"{self.absorbed} → {self.kept}"


def stable_ref() -> str:
    """A reference that all versions of one tie share."""
    return ids.new_ref()


def no_end() -> date:
    """The end of what has not ended."""
    return LAST_DAY

"""Tables of places: what they are, their dated phases, who was in them when.

A phase and an occupancy are told in versions that share a ``thread``: a correction ends what was known and
adds a version, so that what was said before can be read, and said again.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from maillage.actors.enums import SourceKind
from maillage.actors.models import FOREVER, Actor, Address
from maillage.common import clock, ids
from maillage.common.partial_date import NO_END, PartialDate
from maillage.people.models import Person
from maillage.places.enums import WELCOMING, PhaseState, PlaceKind, Terms
from maillage.territory.models import TerritoryOwned


def new_thread() -> str:
    """A reference that all versions of one fact share."""
    return ids.new_ref()


def no_end() -> date:
    """The end of what has not ended."""
    return NO_END


def in_language(texts: dict[str, Any]) -> str:
    """The text in the reader's language, else the French one."""
    language = (translation.get_language() or "fr")[:2]
    return str(texts.get(language) or texts.get("fr") or "")


class Place(TerritoryOwned):
    """A site of the quarter; what it is at a date is in its phases."""

    name = models.CharField(max_length=160)
    sort_name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=PlaceKind.choices)
    descriptions = models.JSONField(default=dict)
    website = models.URLField(max_length=400, blank=True)
    is_withdrawn = models.BooleanField(default=False)
    is_invented = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["sort_name", "pk"]
        indexes = [models.Index(fields=["territory", "is_withdrawn", "sort_name"], name="place_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def description(self) -> str:
        """What it is for, in the reader's language."""
        return in_language(self.descriptions)


class Told(TerritoryOwned):
    """Base of what is told of a period: its dates with their precision, its source, when we knew it.

    ``valid_from`` is the first day it counts on and ``valid_until`` the first day it no longer does.
    """

    thread = models.CharField(max_length=16, default=new_thread, db_index=True)
    since = models.CharField(max_length=10, help_text="year, year-month or full date")
    until = models.CharField(max_length=10, blank=True, help_text="year, year-month or full date")
    valid_from = models.DateField()
    valid_until = models.DateField(default=no_end)
    source = models.CharField(max_length=12, choices=SourceKind.choices)
    source_name = models.CharField(max_length=160, blank=True)
    source_url = models.URLField(max_length=400, blank=True)
    who = models.CharField(max_length=40)
    known_from = models.DateTimeField(default=clock.now)
    known_until = models.DateTimeField(default=FOREVER)
    is_invented = models.BooleanField(default=False)

    class Meta:
        abstract = True

    @property
    def since_label(self) -> str:
        """Its beginning in words, with its precision."""
        return PartialDate.parse(self.since).label

    @property
    def until_label(self) -> str:
        """Its end in words; empty while nobody told it."""
        return PartialDate.parse(self.until).label if self.until else ""

    @property
    def since_words(self) -> str:
        """« depuis le 25 juillet 2017 », « depuis août 2017 », « depuis 2017 »."""
        day = PartialDate.parse(self.since)
        words = _("depuis le %(date)s") if day.day else _("depuis %(date)s")
        return words % {"date": day.label}

    @property
    def until_words(self) -> str:
        """« jusqu’au 25 juillet 2017 », « jusqu’à août 2017 »; empty while nobody told its end."""
        if not self.until:
            return ""
        day = PartialDate.parse(self.until)
        words = _("jusqu’au %(date)s") if day.day else _("jusqu’à %(date)s")
        return words % {"date": day.label}

    @property
    def is_known(self) -> bool:
        """False once it was corrected or taken back."""
        return self.known_until == FOREVER


class Phase(Told):
    """A period of a place: its state, where it is, what one finds there, when it opens, who keeps it.

    ``hours`` is in OpenStreetMap's ``opening_hours`` syntax, ``outline`` a GeoJSON geometry (RFC 7946), and
    ``access`` a list of :class:`~maillage.places.enums.Access`. A phase whose end nobody told lasts until
    the next one begins.
    """

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="phases")
    state = models.CharField(max_length=12, choices=PhaseState.choices)
    address = models.ForeignKey(Address, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_approximate = models.BooleanField(default=False)
    outline = models.JSONField(null=True, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    services = models.JSONField(default=list)
    means = models.JSONField(default=list)
    access = models.JSONField(default=list)
    hours = models.CharField(max_length=400, blank=True)
    keeper = models.ForeignKey(
        Actor, null=True, blank=True, on_delete=models.SET_NULL, related_name="kept_phases"
    )
    notes = models.JSONField(default=dict)

    class Meta:
        ordering = ["valid_from", "pk"]
        indexes = [
            models.Index(
                fields=["territory", "known_until", "valid_from", "valid_until"], name="phase_by_day"
            ),
            models.Index(fields=["place", "known_until", "valid_from"], name="phase_by_place"),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.state} {self.since}"

    @property
    def note(self) -> str:
        """What is said besides, in the reader's language."""
        return in_language(self.notes)

    @property
    def is_welcoming(self) -> bool:
        """True when people can come in."""
        return self.state in WELCOMING


class Occupancy(Told):
    """An actor is in a place from a date to another, on some terms."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="occupancies")
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="occupancies")
    terms = models.CharField(max_length=10, choices=Terms.choices, default=Terms.UNKNOWN)
    note = models.CharField(max_length=300, blank=True)
    came_from = models.CharField(max_length=16, blank=True, help_text="thread of the occupancy it moved from")

    class Meta:
        verbose_name_plural = "occupancies"
        ordering = ["valid_from", "pk"]
        indexes = [
            models.Index(
                fields=["territory", "known_until", "valid_from", "valid_until"], name="occupancy_by_day"
            ),
            models.Index(fields=["place", "known_until", "valid_from"], name="occupancy_by_place"),
            models.Index(fields=["actor", "known_until", "valid_from"], name="occupancy_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} @ {self.place} {self.since}"

    @property
    def occupant(self) -> Actor:
        """Who is there: the actor, or the one its record is read on."""
        return self.actor.merged_into or self.actor

    def lasts_on(self, day: date) -> bool:
        """True when it holds on a day; nobody stays in a place after the end of its own life."""
        if not self.valid_from <= day < self.valid_until:
            return False
        ended = self.occupant.ended
        return bool(self.until or not ended or PartialDate.parse(ended).last >= day)


class Presence(TerritoryOwned):
    """Somebody says that she is in a place until a moment, and what she is glad to be interrupted about.

    Opt-in, one a person, seen by members only. The row is deleted at its end or when she takes it back:
    there is no past presence, and the journal keeps none.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="presence")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="presences")
    until = models.DateTimeField()
    about = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["until", "pk"]
        indexes = [models.Index(fields=["territory", "until"], name="presence_by_end")]

    def __str__(self) -> str:
        return f"{self.person} @ {self.place}"

"""Tables of what can be booked, what is booked, and who waits.

Instants are aware and whole seconds (SQLite compares them as text); a nominal local time is a naive ISO text.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q

from maillage.actors.models import Actor
from maillage.bookings.enums import OPEN_STATES, OccurrenceState, SpaceKind, WaitingState
from maillage.common import clock
from maillage.people.models import Person
from maillage.places.models import Place
from maillage.territory.models import TerritoryOwned


class Space(TerritoryOwned):
    """A room, a desk, a workshop of a place, and its rules.

    ``units`` are interchangeable places (12 desks; 1 room), ``capacity`` the people one of them holds.
    ``hours`` blank means those of its place on the day; ``audience`` empty means everybody signed in;
    ``reserved_shares`` is, by group of actors of the territory, the part of its hours kept for it (0 to 1).
    ``reconfirm_hours`` and ``release_minutes`` at 0 mean never. ``door_version`` grows when the poster of its
    door is renewed: the codes printed before are refused from then on.
    """

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="spaces")
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=10, choices=SpaceKind.choices)
    units = models.PositiveIntegerField(default=1)
    capacity = models.PositiveIntegerField(default=1)
    means = models.JSONField(default=list)
    access = models.JSONField(default=list)
    hours = models.CharField(max_length=400, blank=True)
    audience = models.JSONField(default=list)
    ahead_days = models.PositiveIntegerField(default=60)
    notice_minutes = models.PositiveIntegerField(default=0)
    longest_minutes = models.PositiveIntegerField(default=480)
    needs_approval = models.BooleanField(default=False)
    reserved_shares = models.JSONField(default=dict)
    price_notes = models.JSONField(default=dict)
    reconfirm_hours = models.PositiveIntegerField(default=24)
    release_minutes = models.PositiveIntegerField(default=20)
    door_version = models.PositiveIntegerField(default=1)
    is_withdrawn = models.BooleanField(default=False)
    is_invented = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.CheckConstraint(condition=Q(units__gte=1), name="space_has_a_unit")]

    def __str__(self) -> str:
        return f"{self.name} ({self.place})"


class BlockedPeriod(TerritoryOwned):
    """Nobody can book a space in this period: works, a private event, what another calendar says is taken.

    ``uid`` is the event of the calendar it was read from, blank when a person blocked it here.
    """

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="blocked_periods")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    why = models.CharField(max_length=200, blank=True)
    uid = models.CharField(max_length=255, blank=True)
    who = models.CharField(max_length=40)

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["space", "ends_at"], name="blocked_by_space")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="blocked_ends_after")
        ]

    def __str__(self) -> str:
        return f"{self.space} {self.starts_at} – {self.ends_at}"


class Booking(TerritoryOwned):
    """What somebody asked for: a space, once (``rule`` blank) or again and again (RFC 5545 RRULE).

    ``start_local``, ``length_minutes`` and ``excluded`` are the series in local time; ``uid`` never changes,
    ``sequence`` grows with each change (RFC 5545 3.8.7.4); ``follows`` is the part of the same series before.
    ``person`` is forgotten, with the purpose, some time after the last date; the hours still count.
    """

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="bookings")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="bookings"
    )
    actor = models.ForeignKey(
        Actor, null=True, blank=True, on_delete=models.SET_NULL, related_name="bookings"
    )
    purpose = models.CharField(max_length=200, blank=True)
    people = models.PositiveIntegerField(default=1)
    uid = models.CharField(max_length=40, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    rule = models.CharField(max_length=400, blank=True)
    start_local = models.CharField(max_length=19)
    length_minutes = models.PositiveIntegerField()
    excluded = models.JSONField(default=list)
    created_at = models.DateTimeField(default=clock.now)
    who = models.CharField(max_length=40)
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="followed_by"
    )

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["person", "created_at"], name="booking_by_person")]

    def __str__(self) -> str:
        return f"{self.space} {self.start_local}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give a new booking the identifier that calendars know it by."""
        self.uid = self.uid or f"{self.ref}@maillage"
        super().save(*args, **kwargs)


class Occurrence(TerritoryOwned):
    """One date of a booking, on one unit (from 1). ``local`` is its RECURRENCE-ID."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="occurrences")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="occurrences")
    unit = models.PositiveIntegerField(default=1)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    local = models.CharField(max_length=19)
    state = models.CharField(max_length=10, choices=OccurrenceState.choices, default=OccurrenceState.HELD)
    reconfirm_asked_at = models.DateTimeField(null=True, blank=True)
    reconfirmed_at = models.DateTimeField(null=True, blank=True)
    came_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["territory", "space", "starts_at"], name="occurrence_by_space"),
            models.Index(fields=["territory", "starts_at"], name="occurrence_by_time"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="occurrence_ends_after")
        ]

    def __str__(self) -> str:
        return f"{self.space} {self.local}"

    @property
    def is_open(self) -> bool:
        """True while it may still be cancelled."""
        return self.state in OPEN_STATES

    @property
    def answer_due(self) -> datetime | None:
        """By when she says whether she comes: half of the time that was left when she was asked."""
        asked: datetime | None = self.reconfirm_asked_at
        return asked and asked + (self.starts_at - asked) / 2


class PersonalFeed(TerritoryOwned):
    """The secret address of a person's own calendar: who holds ``key`` reads it until she renews it."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="feed")
    key = models.CharField(max_length=43, unique=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.person}"


class Waiting(TerritoryOwned):
    """Somebody would take this time if it were freed; ``occurrence`` is what it became."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="waitings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="waitings")
    actor = models.ForeignKey(
        Actor, null=True, blank=True, on_delete=models.SET_NULL, related_name="waitings"
    )
    purpose = models.CharField(max_length=200, blank=True)
    people = models.PositiveIntegerField(default=1)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    created_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=10, choices=WaitingState.choices, default=WaitingState.WAITING)
    occurrence = models.ForeignKey(
        Occurrence, null=True, blank=True, on_delete=models.SET_NULL, related_name="waited_for"
    )

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["space", "state", "created_at"], name="waiting_by_space")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="waiting_ends_after")
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.space} {self.starts_at}"

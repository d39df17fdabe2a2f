"""What somebody types to book a space, to wait for it, or to give it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.models import Actor
from maillage.actors.queries import memberships_of
from maillage.bookings.actions import Wish, book, cancel_booking, cancel_following, cancel_occurrence
from maillage.bookings.actions import wait_for as wait
from maillage.bookings.actions.rules import SERIES_WORDS
from maillage.bookings.forms.when import WhenForm, date_input, sensible
from maillage.bookings.models import Booking, Occurrence, Space, Waiting
from maillage.common.errors import Refusal
from maillage.people.models import Person

T = TypeVar("T")
WEEK, FORTNIGHT, MONTH = "semaine", "quinzaine", "mois"
REPEATS = [
    ("", gettext_lazy("Une seule fois")),
    (WEEK, gettext_lazy("Chaque semaine")),
    (FORTNIGHT, gettext_lazy("Toutes les deux semaines")),
    (MONTH, gettext_lazy("Chaque mois, le même jour de la semaine")),
]
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NEAR = {
    "past": "start",
    "too_soon": "start",
    "missing_hour": "start",
    "closed": "start",
    "blocked": "start",
    "kept": "start",
    "other_day": "day",
    "taken": "start",
    "free": "start",
    "ends_before": "end",
    "too_long": "end",
    "people": "people",
    "not_a_member": "actor",
    "audience": "actor",
    "overlap": "repeats",
    "one_time": "repeats",
    "out_of_step": "day",
}
"""Where each refusal is shown: beside what has to be changed."""
LAST_DAY = ("too_many", "endless", "nothing")
"""Refusals that the last day of a series mends."""


def rule_of(repeats: str, day: date, until: date | None) -> str:
    """How a booking repeats, as RFC 5545 writes it; nothing for one time. ``until`` is its last day.

    The fifth Tuesday of a month is its last one: not every month has five.
    """
    if not repeats:
        return ""
    rank = (day.day - 1) // 7 + 1
    told = {
        WEEK: "FREQ=WEEKLY",
        FORTNIGHT: "FREQ=WEEKLY;INTERVAL=2",
        MONTH: f"FREQ=MONTHLY;BYDAY={rank if rank < 5 else -1}{DAYS[day.weekday()]}",
    }[repeats]
    return f"{told};UNTIL={until:%Y%m%d}" if until else told


class BookForm(WhenForm):
    """A day, from when to when, how many people, for whom, why, and how it repeats."""

    people = forms.IntegerField(
        label=gettext_lazy("Combien de personnes ?"), min_value=1, max_value=100_000, initial=1
    )
    actor = forms.ChoiceField(label=gettext_lazy("Au nom de qui ?"), required=False)
    purpose = forms.CharField(
        label=gettext_lazy("Pour quoi faire ?"),
        help_text=gettext_lazy("Seules vous et l’animation du territoire le lisez."),
        max_length=200,
        required=False,
    )
    repeats = forms.ChoiceField(label=gettext_lazy("Combien de fois ?"), choices=REPEATS, required=False)
    until = forms.DateField(
        label=gettext_lazy("Jusqu’à quel jour ?"),
        help_text=gettext_lazy("Le dernier jour possible, si la réservation se répète."),
        required=False,
        widget=date_input(),
    )
    skip_taken = forms.BooleanField(
        label=gettext_lazy("Prendre les dates libres et laisser les autres"), required=False
    )

    def __init__(self, *args: Any, space: Space, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.space, self.person = space, person
        self.refused = ""
        self.actors: dict[str, Actor] = {row.actor.ref: row.actor for row in memberships_of(person)}
        own = _("%(name)s, en son nom propre") % {"name": person.full_name}
        choices = [("", own), *((ref, actor.name) for ref, actor in self.actors.items())]
        self.fields["actor"].choices = choices  # type: ignore[attr-defined]  # the class says Field
        self.fields["people"].widget.attrs["max"] = space.capacity

    def clean_until(self) -> date | None:
        """A day of this age, or nothing."""
        until = self.cleaned_data["until"]
        return sensible(until) if until else None

    def clean(self) -> dict[str, Any]:
        """The wish that all of it makes; a series has a last day, which is not before the first."""
        data = super().clean() or {}
        if self.errors:
            return data
        day, until, repeats = data["day"], data["until"], data["repeats"]
        if repeats and until is None:
            self.add_error("until", ValidationError(str(SERIES_WORDS["endless"]), code="endless"))
        elif repeats and until < day:
            words = _("Ce dernier jour vient avant le premier : corrigez l’un des deux.")
            self.add_error("until", ValidationError(words, code="nothing"))
        start = datetime.combine(day, data["start"])
        if minutes := self.minutes(start, repeats=bool(repeats)):
            rule = rule_of(repeats, day, until)
            data["wish"] = Wish(start, minutes, rule, purpose=data["purpose"], people=data["people"])
        return data

    def book(self, *, who: str) -> Booking | None:
        """The booking; None when it was refused: the form says why, and ``refused`` is the code."""
        data = self.cleaned_data
        return self._attempt(
            lambda: book(
                space=self.space,
                person=self.person,
                wish=data["wish"],
                who=who,
                actor=self.actors.get(data["actor"]),
                skip_taken=data["skip_taken"],
            )
        )

    def wait(self, *, who: str) -> Waiting | None:
        """A place on the waiting list; None when it was refused."""
        data = self.cleaned_data
        actor = self.actors.get(data["actor"])
        return self._attempt(
            lambda: wait(space=self.space, person=self.person, wish=data["wish"], who=who, actor=actor)
        )

    def _attempt(self, act: Callable[[], T]) -> T | None:
        try:
            return act()
        except Refusal as refused:
            self.refused = refused.code
            self.add_error(self._near(refused.code), ValidationError(str(refused), code=refused.code))
            return None

    def _near(self, code: str) -> str | None:
        if code == "too_far":
            return "until" if self.cleaned_data["repeats"] else "day"
        return "until" if code in LAST_DAY else NEAR.get(code)


class CancelForm(forms.Form):
    """Why a date is given back, if one wants to say; each method calls one action."""

    why = forms.CharField(label=gettext_lazy("Pourquoi ?"), max_length=200, required=False)

    def cancel_date(self, occurrence: Occurrence, *, who: str) -> bool:
        """Give one date back."""
        return cancel_occurrence(occurrence=occurrence, who=who, why=self._why)

    def cancel_following(self, occurrence: Occurrence, *, who: str) -> int:
        """Give back this date and those after it."""
        return cancel_following(occurrence=occurrence, who=who, why=self._why)

    def cancel_all(self, booking: Booking, *, who: str) -> int:
        """Give back all that is to come."""
        return cancel_booking(booking=booking, who=who, why=self._why)

    @property
    def _why(self) -> str:
        return str(self.cleaned_data.get("why", "")) if self.is_valid() else ""

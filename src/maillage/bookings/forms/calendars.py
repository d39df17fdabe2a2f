"""The calendar a space had before: its file, and the yes to what it comes to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.bookings import storage
from maillage.bookings.actions import import_calendar
from maillage.bookings.actions.calendars import refusal
from maillage.bookings.connectors import CalendarError
from maillage.bookings.models import Space
from maillage.bookings.reading import MOST_DAYS, Taken, understood
from maillage.common.errors import Refusal

AHEAD = [
    ("92", gettext_lazy("les 3 mois qui viennent")),
    ("366", gettext_lazy("l’année qui vient")),
    (str(MOST_DAYS), gettext_lazy("les 2 ans qui viennent")),
]


class ReadCalendarForm(forms.Form):
    """How much of the calendar is taken over, and whether the names of its events are kept."""

    ahead = forms.ChoiceField(label=gettext_lazy("Reprendre"), choices=AHEAD, initial="366")
    keep_summaries = forms.BooleanField(
        label=gettext_lazy("Garder les noms des évènements"),
        help_text=gettext_lazy(
            "Seule la coordination les lit. Sans cette coche, seules les heures sont reprises : "
            "ces noms parlent souvent de personnes."
        ),
        required=False,
    )


class CalendarFileForm(ReadCalendarForm):
    """The file itself, to be shown what it comes to before anything is written."""

    file = forms.FileField(
        label=gettext_lazy("Le fichier de l’agenda"),
        help_text=gettext_lazy("Au format iCalendar (.ics), au plus 20 Mo et 100 000 évènements."),
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
        error_messages={"required": gettext_lazy("Choisissez le fichier .ics de l’agenda.")},
    )
    field_order = ("file", "ahead", "keep_summaries")
    digest = ""

    def __init__(self, *args: Any, space: Space, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.space, self.too_large = space, too_large

    def clean(self) -> dict[str, Any]:
        """What is too long to have been received is said as such."""
        data = super().clean() or {}
        if self.too_large:
            self.errors.pop("file", None)
            self.add_error("file", str(refusal(CalendarError("too_large"))))
        return data

    def dry_run(self) -> Taken | None:
        """What the file comes to; it is kept for the yes. None when it is refused: the form says why."""
        try:
            self.digest = storage.keep(self.space.ref, self.cleaned_data["file"].chunks())
            with storage.path_of(self.space.ref).open("rb") as rows:
                return understood(self.space, rows, int(self.cleaned_data["ahead"]))
        except CalendarError as error:
            storage.forget(self.space.ref)
            self.add_error("file", str(refusal(error)))
            return None


class TakeCalendarForm(ReadCalendarForm):
    """Yes to what the dry run showed: the file that waits must still be the one that was read."""

    digest = forms.CharField(max_length=64)

    def take(self, space: Space, *, who: str) -> Taken:
        """Take it over. Refuses when the file is gone, or another one came meanwhile."""
        waits = storage.digest_of(space.ref)
        if not self.is_valid() or not waits or self.cleaned_data["digest"] != waits:
            raise Refusal(
                "calendar_changed",
                _("Le fichier relu n’est plus là : il est gardé un jour, et un autre a pu le remplacer."),
                todo=_("Déposez l’agenda de nouveau : nous le relirons avec vous."),
            )
        with storage.path_of(space.ref).open("rb") as rows:
            taken = import_calendar(
                space=space,
                rows=rows,
                ahead_days=int(self.cleaned_data["ahead"]),
                keep_summaries=self.cleaned_data["keep_summaries"],
                who=who,
            )
        storage.forget(space.ref)
        return taken

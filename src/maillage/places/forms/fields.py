"""A date that may be to come, and a yes that a warning asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from maillage.actors.record_forms.dates import read_date
from maillage.actors.record_forms.fields import DATE_HINT, in_words
from maillage.common.errors import Refusal
from maillage.common.partial_date import PartialDate, PartialDateError


class AnyDateField(forms.CharField):
    """A date with its precision, typed in words or figures, past or to come; kept as ``2017-05``."""

    def __init__(self, *, help_text: Any = DATE_HINT, **kwargs: Any) -> None:
        super().__init__(max_length=60, help_text=help_text, **kwargs)
        self.widget.attrs["autocomplete"] = "off"

    def clean(self, value: Any) -> str:
        """The date in its one form; empty when nothing was typed and nothing had to be."""
        typed = str(super().clean(value))
        try:
            return str(read_date(typed)) if typed else ""
        except Refusal as refused:
            raise in_words(refused) from None

    def prepare_value(self, value: Any) -> Any:
        """A kept date is shown in words, what was typed as it was typed."""
        try:
            return PartialDate.parse(str(value or "")).label
        except PartialDateError:
            return value


class SureForm(forms.Form):
    """A form whose action may warn: then, and only then, a box to tick confirms."""

    is_sure = forms.BooleanField(label=gettext_lazy("Oui, c’est bien ainsi"), required=False)

    @property
    def warns(self) -> bool:
        """True once the action has warned, and while the box is ticked."""
        codes = {error.code for error in self.non_field_errors().as_data()} if self.is_bound else set()
        return bool(codes & {"not_open_then", "same_name"} or self["is_sure"].value())

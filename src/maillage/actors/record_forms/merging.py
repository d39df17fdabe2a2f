"""Two records of one actor: which one stays, and why they are put together."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from maillage.actors.actions import merge_records
from maillage.actors.models import Actor, RecordMerge
from maillage.actors.record_forms.fields import attempt


class MergeForm(forms.Form):
    """Choose the record that stays; the other is read through it."""

    keep = forms.ChoiceField(label=gettext_lazy("Laquelle reste ?"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=gettext_lazy("Comment savez-vous que c’est le même acteur ?"),
        help_text=gettext_lazy("La raison reste dans la mémoire de la fiche."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, one: Actor, two: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pair = {one.ref: one, two.ref: two}
        keep = self.fields["keep"]
        assert isinstance(keep, forms.ChoiceField)  # noqa: S101  declared above
        keep.choices = [(ref, actor.name) for ref, actor in self.pair.items()]

    def save(self, *, who: str) -> RecordMerge | None:
        """Put them together; None when it was refused: the form says why."""
        kept = self.pair[self.cleaned_data["keep"]]
        absorbed = next(actor for actor in self.pair.values() if actor.pk != kept.pk)
        why = self.cleaned_data["why"]
        return attempt(self, lambda: merge_records(kept=kept, absorbed=absorbed, who=who, why=why))

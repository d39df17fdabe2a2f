"""Human input on imports: a file or a pasted table, and corrections of how it was understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.enums import ActorKind
from maillage.actors.typed_text import one_line
from maillage.common.errors import Refusal
from maillage.imports.actions import map_columns, name_source, receive_file
from maillage.imports.models import ImportRun
from maillage.imports.words import field_choices, item_in_words
from maillage.imports.words.file import ITEMS, VALUES
from maillage.territory.models import Territory

CHUNK = 1 << 20
COLUMNS_SHOWN = 200
"""Columns that the form offers one by one; of a wider file, the others are named by hand."""


class FileForm(forms.Form):
    """A list of actors: a file, or a table that was copied, and where it comes from."""

    source_name = forms.CharField(
        label=gettext_lazy("D’où vient cette liste ?"),
        max_length=120,
        help_text=gettext_lazy(
            "Donnez toujours le même nom à la même source : nous retenons comment la lire, et qui est qui."
        ),
        widget=forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Un fichier"),
        required=False,
        help_text=gettext_lazy("CSV, XLSX, XLS, ODS, JSON ou GeoJSON, au plus 200 Mo."),
    )
    pasted = forms.CharField(
        label=gettext_lazy("Ou un tableau copié"),
        required=False,
        strip=False,
        help_text=gettext_lazy("Copiez les cases de votre tableur, avec les titres, et collez-les ici."),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Quand une ligne ne dit pas sa nature, c’est…"),
        choices=[(value, capfirst(label)) for value, label in ActorKind.choices],
        initial=ActorKind.ASSOCIATION,
    )
    licence = forms.CharField(label=gettext_lazy("Licence de la source"), max_length=120, required=False)

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_large = too_large

    def clean_source_name(self) -> str:
        """A name on one line."""
        return one_line(self.cleaned_data["source_name"])

    def clean(self) -> dict[str, Any]:
        """One list: a file, or a pasted table."""
        data = super().clean() or {}
        pasted = bool((data.get("pasted") or "").strip())
        if self.too_large:
            self.add_error("file", _("Ce fichier pèse plus de 200 Mo : ôtez des colonnes, ou coupez-le."))
        elif "file" not in self.errors and bool(data.get("file")) == pasted:
            self.add_error(
                "file",
                _("Choisissez le fichier, ou effacez le tableau collé : un seul à la fois.")
                if pasted
                else _("Choisissez un fichier, ou collez un tableau."),
            )
        return data

    def save(self, *, territory: Territory, who: str) -> ImportRun:
        """Take the list in; nothing is read yet. Refuses beyond 200 MB."""
        data = self.cleaned_data
        file = data["file"]
        return receive_file(
            source=name_source(territory=territory, name=data["source_name"], licence=data["licence"]),
            file_name=file.name if file else _("tableau collé.csv"),
            chunks=file.chunks() if file else _pieces(data["pasted"]),
            who=who,
            kind=data["kind"],
        )


def _pieces(text: str) -> Iterator[bytes]:
    for start in range(0, len(text), CHUNK):
        yield text[start : start + CHUNK].encode()


class CorrectionForm(forms.Form):
    """How a file is to be read: its reading, and what each column becomes.

    Only what differs from what was shown is kept as a correction; the rest stays a guess. A field that was
    not sent is left as it is, so that a form without any field only asks to check again.
    """

    kind = forms.ChoiceField(
        label=gettext_lazy("Quand une ligne ne dit pas sa nature, c’est…"),
        choices=[(value, capfirst(label)) for value, label in ActorKind.choices],
        required=False,
    )
    header_row = forms.IntegerField(
        label=ITEMS["header_row"],
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=gettext_lazy("0 s’il n’y en a pas."),
    )
    sheet = forms.CharField(label=ITEMS["sheet"], required=False, max_length=120)
    other_column = forms.CharField(
        label=gettext_lazy("Une autre colonne, par son titre"), required=False, max_length=300
    )
    other_field = forms.ChoiceField(label=gettext_lazy("Ce qu’elle devient"), required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None = None, *, run: ImportRun) -> None:
        super().__init__(data, initial=_initial(run))
        self.run = run
        for name in ("header_row", "sheet"):
            if not _is_asked(name, run):
                del self.fields[name]
        for name, values in VALUES.items():
            if _is_asked(name, run):
                self.fields[name] = _guessable(name, run, values)
        choices = field_choices()
        other = self.fields["other_field"]
        assert isinstance(other, forms.ChoiceField)  # noqa: S101  declared above
        other.choices = choices
        for rank, column in columns_offered(run.columns):
            self.fields[f"c{rank}"] = forms.ChoiceField(
                label=_("Ce que devient « %(name)s »") % {"name": column["name"]},
                choices=choices,
                widget=forms.Select(attrs={"class": "input"}),
                initial=column["field"],
                required=False,
            )

    def clean_other_column(self) -> str:
        """The title of a column of this file."""
        name = str(self.cleaned_data["other_column"])
        if name and name not in {column["name"] for column in self.run.columns}:
            raise forms.ValidationError(_("Aucune colonne de ce fichier ne porte ce titre."))
        return name

    def save(self, *, who: str) -> ImportRun:
        """Keep the corrections; the dry run is to be done again.

        Refuses when the columns changed since they were shown.
        """
        seen = self.cleaned_data["seen"]
        if seen and seen != columns_key(self.run.columns):
            raise Refusal(
                "columns_changed",
                _("Les colonnes de ce fichier ont été relues entre-temps."),
                todo=_("Revenez à l’import, vérifiez ses colonnes, et corrigez-les de nouveau."),
            )
        return map_columns(
            run=self.run,
            mapping=self._mapping(),
            hints=self._hints(),
            kind=self.cleaned_data["kind"] or "",
            who=who,
        )

    def _mapping(self) -> dict[str, str]:
        mapping = dict(self.run.mapping)
        for rank, column in columns_offered(self.run.columns):
            said = self._sent(f"c{rank}")
            if said is not None and said != column["field"]:
                mapping[column["name"]] = said
        if self.cleaned_data["other_column"]:
            mapping[self.cleaned_data["other_column"]] = self.cleaned_data["other_field"]
        return mapping

    def _hints(self) -> dict[str, Any]:
        hints = dict(self.run.hints)
        for name in (*VALUES, "sheet"):
            said = self._sent(name)
            if said is not None and said != str(self.initial.get(name, "")):
                _impose(hints, name, said)
        if self._sent("header_row") is not None and "header_row" in self.changed_data:
            line = self.cleaned_data["header_row"]
            _impose(hints, "header_row", None if line is None else line - 1)
        return hints

    def _sent(self, name: str) -> str | None:
        """What was sent for a field; None for one that was not."""
        return str(self.cleaned_data[name] or "") if name in self.fields and name in self.data else None


def _impose(hints: dict[str, Any], name: str, value: str | int | None) -> None:
    if value in ("", None):
        hints.pop(name, None)
    else:
        hints[name] = value


def read_value(run: ImportRun, name: str) -> Any:
    """How one item was read: imposed, or guessed; None when it has no meaning for this file."""
    guessed = run.reading.get(name) or {}
    return run.hints.get(name, guessed.get("value"))


def _is_asked(name: str, run: ImportRun) -> bool:
    """An item is offered where it has a meaning, or where it was imposed; the format always is.

    All are for a file that could not be read at all: one of them may open it.
    """
    return name == "format" or not run.reading or read_value(run, name) is not None


def _guessable(name: str, run: ImportRun, values: Mapping[str, Any]) -> forms.ChoiceField:
    """One item of the reading: guessed again, or imposed."""
    guessed = item_in_words(name, read_value(run, name))
    free = _("À reconnaître (%(guess)s)") % {"guess": guessed} if guessed else _("À reconnaître")
    if name in run.hints:
        free = _("À reconnaître")
    choices = [("", free), *((value, capfirst(str(label))) for value, label in values.items())]
    return forms.ChoiceField(label=ITEMS[name], choices=choices, required=False)


def _initial(run: ImportRun) -> dict[str, Any]:
    """What was imposed, and where the titles were found."""
    row = read_value(run, "header_row")
    return {
        **run.hints,
        "kind": run.options.get("kind", ActorKind.ASSOCIATION),
        "header_row": None if row is None else int(row) + 1,
        "sheet": read_value(run, "sheet") or "",
        "seen": columns_key(run.columns),
    }


def columns_offered(columns: Iterable[Mapping[str, Any]]) -> list[tuple[int, Mapping[str, Any]]]:
    """The columns that the form offers one by one: all, or of a very wide file those with a field first."""
    ranked = list(enumerate(columns))
    if len(ranked) <= COLUMNS_SHOWN:
        return ranked
    first = sorted(ranked, key=lambda item: (not item[1]["field"], item[0]))[:COLUMNS_SHOWN]
    return sorted(first, key=lambda item: item[0])


def columns_key(columns: Iterable[Mapping[str, Any]]) -> str:
    """The same for the same titles in the same order: what a correction was made against."""
    return blake2b("\n".join(c["name"] for c in columns).encode(), digest_size=8).hexdigest()

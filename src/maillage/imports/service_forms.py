"""Human input on services: one question, with only the fields that its way of asking takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.enums import ActorKind
from maillage.actors.typed_text import one_line
from maillage.imports.actions import ask_service
from maillage.imports.connectors.base import Asked, Connector, Part, Piece, Way
from maillage.imports.connectors.companies.ask import numbers
from maillage.imports.connectors.http import ServiceError, check_address
from maillage.imports.models import ImportRun
from maillage.imports.words.services import service_in_words
from maillage.territory.models import Commune, Territory

LABELS: Mapping[Part, Any] = {
    Part.COMMUNE: gettext_lazy("Code de la commune (INSEE)"),
    Part.DEPARTMENT: gettext_lazy("Département"),
    Part.LATITUDE: gettext_lazy("Latitude"),
    Part.LONGITUDE: gettext_lazy("Longitude"),
    Part.RADIUS: gettext_lazy("Rayon, en kilomètres"),
}
HINTS: Mapping[Part, Any] = {
    Part.COMMUNE: gettext_lazy("Cinq signes : ce n’est pas le code postal."),
    Part.DEPARTMENT: gettext_lazy("Son numéro : 63, 2A, 974…"),
    Part.LATITUDE: gettext_lazy("En degrés, par exemple 45,78."),
    Part.LONGITUDE: gettext_lazy("En degrés, par exemple 3,08."),
}
LONGEST = 2000
Decimal = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})


def _number(least: float, most: float) -> Callable[..., forms.Field]:
    return lambda **said: forms.FloatField(
        min_value=least, max_value=most, localize=True, widget=Decimal, **said
    )


def _code(pattern: str, what: Any, **attrs: str) -> Callable[..., forms.Field]:
    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", **attrs})
    return lambda **said: forms.RegexField(
        pattern, error_messages={"invalid": what}, widget=widget, max_length=5, **said
    )


def _field(piece: Piece) -> forms.Field:
    """The field of a part of a question."""
    made: Mapping[Part, Callable[..., forms.Field]] = {
        Part.TEXT: lambda **said: forms.CharField(max_length=100, **said),
        Part.NUMBERS: lambda **said: forms.CharField(
            max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}), **said
        ),
        Part.COMMUNE: _code(
            r"^[0-9][0-9ABab][0-9]{3}$",
            _("Un code de commune a cinq signes : 99123, 2A004."),
            list="communes",
        ),
        Part.DEPARTMENT: _code(
            r"^(0[1-9]|[1-8][0-9]|2[ABab]|9[0-5]|97[1-6])$", _("Écrivez le numéro d’un département.")
        ),
        Part.LATITUDE: _number(-90, 90),
        Part.LONGITUDE: _number(-180, 180),
        Part.RADIUS: _number(0.1, piece.most),
        Part.ADDRESS: lambda **said: forms.CharField(
            max_length=400, widget=forms.TextInput(attrs={"inputmode": "url"}), **said
        ),
        Part.FLAG: forms.BooleanField,
    }
    label = piece.label or LABELS[piece.part]
    hint = piece.hint or HINTS.get(piece.part, "")
    return made[piece.part](label=label, help_text=hint, required=piece.is_required)


class ServiceForm(forms.Form):
    """A question to a service: the fields of one way to ask it, and the kind of whoever says none."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, connector: Connector, way: Way, territory: Territory
    ) -> None:
        super().__init__(data, initial=_initial(connector, territory))
        self.connector, self.way, self.territory = connector, way, territory
        for piece in way.pieces:
            self.fields[piece.name] = _field(piece)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Quand une ligne ne dit pas sa nature, c’est…"),
            choices=[(value, capfirst(label)) for value, label in ActorKind.choices],
        )

    def clean(self) -> dict[str, Any]:
        """Each part in its form, then the question as a whole."""
        data = super().clean() or {}
        for piece in self.way.pieces:
            if piece.name in data and (said := _problem(piece, data[piece.name], self.connector)):
                self.add_error(piece.name, said)
        if not self.errors and (said := self.way.problem(self.asked())):
            self.add_error(None, said)
        return data

    def asked(self) -> Asked:
        """The question: texts by part, only those that are filled."""
        found = {piece.name: _text(piece, self.cleaned_data.get(piece.name)) for piece in self.way.pieces}
        return {name: text for name, text in found.items() if text}

    def save(self, *, who: str, go_on: Callable[[], bool]) -> ImportRun:
        """Put the question; raises Refusal when the service gives no answer."""
        return ask_service(
            territory=self.territory,
            connector=self.connector,
            way=self.way.name,
            asked=self.asked(),
            who=who,
            kind=self.cleaned_data["kind"],
            go_on=go_on,
        )


def _problem(piece: Piece, value: Any, connector: Connector) -> str:
    """What is wrong with a part, when a pattern cannot say it."""
    if piece.part is Part.NUMBERS:
        return _wrong_numbers(str(value), int(piece.most))
    if piece.part is Part.ADDRESS:
        try:
            check_address(str(value).strip(), trusted=getattr(settings, connector.address))
        except ServiceError as error:
            said, _status = service_in_words(error.code, str(connector.label), error.data)
            return f"{said.what} {said.why}"
    return ""


def _wrong_numbers(text: str, most: int) -> str:
    found = numbers(text)
    wrong = [number for number in found if not number.isascii() or not number.isdigit()]
    wrong += [number for number in found if number not in wrong and len(number) not in (9, 14)]
    if wrong:
        return _("Ce ne sont pas des numéros SIREN ou SIRET : %(numbers)s.") % {
            "numbers": ", ".join(wrong[:5])[:100]
        }
    return "" if len(found) <= most else _("Pas plus de %(most)s numéros à la fois.") % {"most": most}


def _text(piece: Piece, value: Any) -> str:
    """A part as the connectors take it."""
    if piece.part is Part.FLAG:
        return "1" if value else ""
    if piece.part is Part.NUMBERS:
        return "\n".join(numbers(str(value or "")))
    text = one_line("" if value is None else str(value))
    if piece.part in (Part.COMMUNE, Part.DEPARTMENT):
        return text.upper()
    return text.rstrip("/") if piece.part is Part.ADDRESS else text


def _initial(connector: Connector, territory: Territory) -> dict[str, Any]:
    """The first commune of the territory and where it is; the map that the installation is set to offer."""
    first = Commune.objects.filter(territory=territory).order_by("-population", "name").first()
    said: dict[str, Any] = {"kind": connector.kind, "radius": 5}
    if connector.is_typed:
        said["address"] = getattr(settings, connector.address)
    if first is None:
        return said
    return said | {"commune": first.code, "latitude": first.lat, "longitude": first.lon}

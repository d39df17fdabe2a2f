"""Reads the values of a row: plain texts by field → a :class:`Draft`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial

from maillage.actors.contact_values import clean_email, clean_phone, clean_url, looks_personal
from maillage.actors.enums import ActorKind, ContactKind, Visibility
from maillage.actors.identifiers import IdentifierScheme, check_identifier
from maillage.actors.naming import plain
from maillage.actors.nomenclatures import (
    activity_versions,
    kind_of_legal_form,
    kind_of_words,
    normalise_activity,
    normalise_legal_form,
    normalise_size,
)
from maillage.actors.typed_text import one_line
from maillage.common.errors import Refusal
from maillage.common.partial_date import PartialDate, PartialDateError
from maillage.imports.drafts import TEXTS, Draft, Problem, Said, key_of

SCHEMES = ("siret", "siren", "rna", "vat")
ADDRESSES = {
    "phone": ContactKind.PHONE,
    "email": ContactKind.EMAIL,
    "website": ContactKind.WEBSITE,
    "social": ContactKind.SOCIAL,
    "calendar": ContactKind.CALENDAR,
}
LONGEST_DESCRIPTION = 4000
Values = Mapping[str, str]


@dataclass(slots=True)
class Reader:
    """Reads rows with the settings of one import: the country, the kind where a row says none."""

    country: str
    today: date
    default_kind: str
    skills: Mapping[str, int] = field(default_factory=dict)
    counted_sizes: bool = False

    def draft(self, number: int, values: Values, point: tuple[float, float] | None) -> Draft:
        """One row: ``values`` are the source's texts by field, ``point`` its coordinates in WGS84."""
        problems: list[Problem] = []
        said: Said = {}
        for name, longest in TEXTS.items():
            self._text(values, name, longest, said, problems)
        self._numbers(values, said, problems)
        self._contacts(values, said, problems)
        self._codes(values, said, problems)
        self._dates(values, said, problems)
        self._words(values, said, problems)
        if values.get("commune_code"):
            said["commune_code"] = values["commune_code"].strip().upper()[:10]
        if point is not None:
            said["point"] = [round(point[0], 6), round(point[1], 6)]
        told = {**{k: str(v) for k, v in said.items() if k in TEXTS}, "id": values.get("id", "").strip()}
        told["siret"] = next((v for s, v in said.get("identifiers", []) if s == "siret"), "")
        return Draft(number, key_of(told, plain(said.get("name", ""))), said, tuple(problems))

    def _text(self, values: Values, name: str, longest: int, said: Said, problems: list[Problem]) -> None:
        text = one_line(values.get(name, ""))
        if len(text) > longest:
            problems.append(("cut", name, text))
            text = text[:longest].rstrip()
        if text:
            said[name] = text

    def _numbers(self, values: Values, said: Said, problems: list[Problem]) -> None:
        found: list[list[str]] = []
        for name in SCHEMES:
            if not (text := values.get(name, "").strip()):
                continue
            check = partial(check_identifier, IdentifierScheme(name), country=self.country)
            value = _try(check, name, text, problems)
            if value:
                found.append([name, value])
            elif name == "siret" and (siren := self._short_number(text, problems)):
                found.append(["siren", siren])
        if found:
            said["identifiers"] = sorted(map(list, {tuple(pair) for pair in found}))

    def _short_number(self, text: str, problems: list[Problem]) -> str:
        """A column of SIRETs may hold the nine digits of the company alone."""
        try:
            value = check_identifier(IdentifierScheme.SIREN, text, country=self.country)
        except Refusal:
            return ""
        problems.pop()
        return value

    def _contacts(self, values: Values, said: Said, problems: list[Problem]) -> None:
        cleaners: dict[str, Callable[[str], str]] = {
            "phone": partial(clean_phone, country=self.country),
            "email": clean_email,
        }
        found: list[list[str]] = []
        for name, kind in ADDRESSES.items():
            clean = cleaners.get(name, clean_url)
            for text in _several(values.get(name, ""), name):
                value = _try(clean, name, text, problems)
                if value is not None and not any(row[:2] == [kind, value] for row in found):
                    hidden = kind == ContactKind.EMAIL and looks_personal(value)
                    shown = Visibility.COORDINATION if hidden else Visibility.PUBLIC
                    found.append([str(kind), value, str(shown)])
        if found:
            said["contacts"] = found

    def _codes(self, values: Values, said: Said, problems: list[Problem]) -> None:
        form, activity, size = (one_line(values.get(n, "")) for n in ("legal_form", "naf", "size"))
        code = _form_of(form) if form else None
        if code:
            said["legal_form"] = code
        if activity:
            self._activity(activity, said, problems)
        if size:
            band = normalise_size(size, counted=self.counted_sizes)
            _keep(said, problems, "size", size, band)
        self._kind(values, code, form, said, problems)

    def _activity(self, text: str, said: Said, problems: list[Problem]) -> None:
        code = normalise_activity(text)
        if code is None:
            problems.append(("unknown_code", "naf", text))
            return
        said["activity_2025" if "rev2" not in activity_versions(code) else "activity"] = code

    def _kind(
        self, values: Values, form_code: str | None, form: str, said: Said, problems: list[Problem]
    ) -> None:
        words = one_line(values.get("kind", ""))
        known = (_kind_of(words) if words else None) or (kind_of_legal_form(form_code) if form_code else None)
        known = known or (_kind_of(form) if form else None) or kind_of_words(str(said.get("name", "")))
        said["kind"] = str(known or self.default_kind)
        if known is None and words:
            problems.append(("kind_unknown", "kind", words))

    def _dates(self, values: Values, said: Said, problems: list[Problem]) -> None:
        for name in ("founded", "closed", "updated_at"):
            if not (text := values.get(name, "").strip()):
                continue
            try:
                day = PartialDate.parse(text)
            except PartialDateError:
                problems.append(("bad_date", name, text))
                continue
            if day.first > self.today:
                problems.append(("future_date", name, text))
                continue
            said[name] = str(day)
        born, died = said.get("founded"), said.get("closed")
        if born and died and PartialDate.parse(died).last < PartialDate.parse(born).first:
            problems.append(("closed_before_founded", "closed", died))
            del said["closed"]

    def _words(self, values: Values, said: Said, problems: list[Problem]) -> None:
        parts = [values.get(n, "").strip() for n in ("summary", "description")]
        text = "\n\n".join(dict.fromkeys(part for part in parts if part))
        if len(text) > LONGEST_DESCRIPTION:
            problems.append(("cut", "description", text[:60]))
            text = text[:LONGEST_DESCRIPTION].rstrip()
        if text:
            said["description"] = text
        others = [one_line(t)[:160] for t in values.get("other_names", "").split(" ; ")]
        if kept := [text for text in others if text]:
            said["other_names"] = kept
        self._skills(values, said, problems)

    def _skills(self, values: Values, said: Said, problems: list[Problem]) -> None:
        told = [one_line(part) for part in values.get("skills", "").replace("|", ";").split(";")]
        known = [self.skills[plain(part)] for part in told if plain(part) in self.skills]
        if known:
            said["skills"] = sorted(set(known))
        if unknown := [part for part in told if part and plain(part) not in self.skills]:
            problems.append(("skills_unknown", "skills", " ; ".join(unknown)))


@lru_cache(maxsize=4096)
def _kind_of(words: str) -> ActorKind | None:
    """The same few words come again on every line of a file."""
    return kind_of_words(words)


@lru_cache(maxsize=4096)
def _form_of(text: str) -> str | None:
    return normalise_legal_form(text)


def _try(read: Callable[..., str], name: str, text: str, problems: list[Problem]) -> str | None:
    """The value, or None and the reason why it was not taken."""
    try:
        return read(text=text)
    except Refusal as refusal:
        problems.append((refusal.code, name, text))
        return None


def _keep(said: Said, problems: list[Problem], name: str, text: str, value: str | None) -> None:
    if value is None:
        problems.append(("unknown_code", name, text))
    else:
        said[name] = value


def _several(text: str, name: str) -> list[str]:
    """The values of a cell that may hold several, as people separate them."""
    text = text.replace("\n", ";").replace("|", ";").replace(" ou ", ";").replace(" et ", ";")
    if name in ("phone", "email"):
        text = text.replace(",", ";") if name == "email" else text.replace("/", ";").replace(",", ";")
    return [part.strip() for part in text.split(";") if part.strip()]

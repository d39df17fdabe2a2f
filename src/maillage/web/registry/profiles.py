"""What changed between two states of a record, field by field, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from maillage.actors.enums import NameKind
from maillage.actors.identifiers import IdentifierScheme
from maillage.actors.nomenclatures import activity_label, legal_form_label, size_label

LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Change:
    """One field that changed: its name, what it said before, what it said after; lists are lines."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def changes(before: Mapping[str, Any], after: Mapping[str, Any], skills: Mapping[str, str]) -> list[Change]:
    """The fields on which two states differ, in the order of the record; ``skills`` names them by code."""
    first, second = _lines(before, skills), _lines(after, skills)
    return [Change(label, first[label], second[label]) for label in first if first[label] != second[label]]


def _lines(state: Mapping[str, Any], skills: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """What a state says, by the name of the field; empty values say nothing."""
    descriptions = state.get("descriptions", {})
    others = sorted(set(descriptions) - set(LANGUAGES))
    told = {
        _("Ce qu’il fait, en français"): [descriptions.get("fr", "")],
        _("Ce qu’il fait, en anglais"): [descriptions.get("en", "")],
        _("Ce qu’il fait, en d’autres langues"): [f"{code} : {descriptions[code]}" for code in others],
        _("Forme juridique"): [_coded(state.get("legal_form", ""), legal_form_label)],
        _("Activité, en NAF rév. 2"): [_coded(state.get("activity", ""), _rev2)],
        _("Activité, en NAF 2025"): [_coded(state.get("activity_2025", ""), _of_2025)],
        _("Taille"): [size_label(state.get("size", "")) or state.get("size", "")],
        _("Horaires d’ouverture"): [state.get("hours", "")],
        _("Autres noms"): [f"{text} ({NameKind(kind).label})" for kind, text in state.get("names", [])],
        _("Numéros"): [
            f"{IdentifierScheme(scheme).label} {value}" for scheme, value in state.get("identifiers", [])
        ],
        _("Propose"): [skills.get(code, code) for code in state.get("offered", [])],
        _("Cherche"): [skills.get(code, code) for code in state.get("sought", [])],
    }
    return {label: tuple(text for text in texts if text) for label, texts in told.items()}


def _coded(code: str, label: Any) -> str:
    return f"{code} – {label(code)}" if code and label(code) else code


def _rev2(code: str) -> str:
    return activity_label(code, "rev2")


def _of_2025(code: str) -> str:
    return activity_label(code, "2025")

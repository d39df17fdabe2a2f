"""The official French lists, and what they say about an actor: activity, legal form, size, kind.

The lists are files of ``maillage/data/nomenclatures`` (its README names their sources and licences), read
once, when first needed. Their labels are the official French ones and are shown as they are in English too:
there is no official translation of a legal form.
"""

from __future__ import annotations

import csv
import math
import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import maillage
from maillage.actors.enums import ActorKind

ActivityVersion = Literal["rev2", "2025"]

ACTIVITY_VERSIONS: tuple[ActivityVersion, ...] = ("rev2", "2025")
FOLDER = Path(maillage.__file__).parent / "data" / "nomenclatures"

_ACTIVITY = re.compile(r"(?<![0-9])([0-9]{2})[.\s]?([0-9]{2})\s?([A-Z])(?![A-Z0-9])")
_LEGAL_FORM = re.compile(r"([0-9]{4}|[0-9]{1,2})(?:[.,]0+)?(?=$|\s*[-–—:(])")
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_THOUSANDS = re.compile(r"(?<=[0-9])\s(?=[0-9]{3}(?![0-9]))")
_AT_LEAST = re.compile(r"\+|\bplus\b|\bmore\b|\bover\b")
_LESS = re.compile(r"<|\bmoins\b|\bless\b|\bunder\b")
_LITTLE_WORDS = {"a", "and", "au", "aux", "d", "de", "des", "du", "et", "l", "la", "le", "les", "the"}


class KindRule(NamedTuple):
    """One line of ``kinds.csv``: what is read (``by``), in what, under which flag, and the kind it means."""

    by: str
    pattern: str
    flag: str
    kind: ActorKind


@cache
def lines_of(name: str) -> tuple[dict[str, str], ...]:
    """The lines of a CSV file of ``data/nomenclatures``, by column name; read once."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


@cache
def _labels(name: str) -> dict[str, str]:
    return {line["code"]: line["label"] for line in lines_of(name)}


@cache
def _kind_rules(by: str) -> tuple[KindRule, ...]:
    """The rules of one sort, longest pattern first; of two as long, the first of the file."""
    lines = [line for line in lines_of("kinds.csv") if line["by"] == by]
    as_read = str if by == "legal_form" else folded
    rules = [KindRule(by, as_read(one["pattern"]), one["flag"], ActorKind(one["kind"])) for one in lines]
    return tuple(sorted(rules, key=lambda rule: (-len(rule.pattern), not rule.flag)))


def folded(text: str) -> str:
    """The words of a text without accents, case, little words or plural marks, between single spaces."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    words = re.findall(r"[a-z0-9]+", "".join(sign for sign in bare if not unicodedata.combining(sign)))
    kept = (word for word in words if word not in _LITTLE_WORDS)
    return " ".join(word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in kept)


def activity_label(code: str, version: ActivityVersion) -> str:
    """The French label of an activity code, in NAF rev. 2 or NAF 2025; empty when that list lacks it."""
    return _labels(f"naf_{version}.csv").get(code, "")


def activity_versions(code: str) -> tuple[ActivityVersion, ...]:
    """The versions of the NAF that hold a code: none, or one (no code is in both)."""
    return tuple(version for version in ACTIVITY_VERSIONS if activity_label(code, version))


def activity_section(code: str) -> tuple[str, str]:
    """The letter and the label of the section of a NAF rev. 2 code; two empty texts for any other code.

    The 2025 sections have other letters (INSEE), and the project ships none of their labels.
    """
    if not activity_label(code, "rev2"):
        return "", ""
    return next(
        (line["code"], line["label"])
        for line in lines_of("naf_sections.csv")
        if line["first_division"] <= code[:2] <= line["last_division"]
    )


def normalise_activity(text: str) -> str | None:
    """The activity code held by a text (``6201z``, ``APE 62.01 Z``), as ``62.01Z``; None if in no list."""
    for found in _ACTIVITY.finditer(text.upper()):
        code = f"{found[1]}.{found[2]}{found[3]}"
        if activity_versions(code):
            return code
    return None


def legal_form_label(code: str) -> str:
    """The French label of a legal form of one, two or four digits (INSEE); empty when unknown."""
    return _labels("legal_forms.csv").get(code, "")


@cache
def _legal_forms_by_label() -> dict[str, str]:
    """Codes by folded label; the most precise code when two levels share a label."""
    return {folded(label): code for code, label in _labels("legal_forms.csv").items()}


def normalise_legal_form(text: str) -> str | None:
    """The code of a legal form written as a code (``5710``, ``5710.0``, ``5710 - SAS``) or as its label."""
    if found := _LEGAL_FORM.match(text.strip()):
        return found[1] if legal_form_label(found[1]) else None
    return _legal_forms_by_label().get(folded(text))


def size_label(code: str) -> str:
    """The French label of a range of employees (INSEE ``tranche d'effectifs``); empty when unknown."""
    return _labels("sizes.csv").get(code, "")


@cache
def _size_ranges() -> tuple[tuple[str, int, float], ...]:
    """Each range that counts employees: its code, its smallest and its largest number."""
    lines = [line for line in lines_of("sizes.csv") if line["first"]]
    return tuple((one["code"], int(one["first"]), float(one["last"] or "inf")) for one in lines)


def _size_between(least: float, most: float) -> str | None:
    """The one range that holds both numbers of people; part of a person counts as a person."""
    low, high = math.ceil(least), math.ceil(most) if math.isfinite(most) else most
    return next((code for code, first, last in _size_ranges() if first <= low <= high <= last), None)


def normalise_size(value: str | int, *, counted: bool = False) -> str | None:
    """The code of the range of employees that a text or a number means; None rather than a guess.

    A text that is only a number is read as a code (``12`` is "20 à 49", ``2`` is the code ``02``), unless no
    code is written so, or ``counted`` says that the column counts employees (see ``sizes_are_counts``). An
    ``int`` is always a number of employees, and so are the numbers of a sentence (``10 à 19 salariés``).
    """
    text = _THOUSANDS.sub("", " ".join(str(value).upper().split()))
    as_code = text == "NN" or (isinstance(value, str) and not counted)
    if as_code and size_label(_as_size_code(text)):
        return _as_size_code(text)
    if folded(text).startswith(("non employeu", "unite non employeu")):
        return "NN"
    return _size_in_words(text.lower())


def _as_size_code(text: str) -> str:
    """A range's code with the zero that a spreadsheet took and without the decimals that it gave."""
    number = re.fullmatch(r"([0-9]{1,2})(?:[.,]0)?", text)
    return number[1].zfill(2) if number else text


def _size_in_words(text: str) -> str | None:
    """The range of a number, of two bounds, of what is above a bound; None when several ranges would do."""
    if text.startswith("-") or re.search(r"(?<![0-9])[0-9]{1,3}[.,][0-9]{3}(?![0-9])", text):
        return None  # "1.200" is one person and a bit, or twelve hundred
    numbers = [float(number.replace(",", ".")) for number in _NUMBER.findall(text)]
    if not 1 <= len(numbers) <= 2 or _LESS.search(text):
        return None
    return _size_between(numbers[0], math.inf if _AT_LEAST.search(text) else numbers[-1])


def sizes_are_counts(values: Iterable[str]) -> bool:
    """Whether a column counts employees rather than holding codes: some number in it is no code."""
    texts = {" ".join(value.upper().split()) for value in values}
    if texts & {"NN", "00", "01", "02", "03"}:
        return False
    return any(_NUMBER.fullmatch(text) and not size_label(_as_size_code(text)) for text in texts)


def kind_of_legal_form(code: str, *, flags: Collection[str] = ()) -> ActorKind | None:
    """The kind of actor that a legal form means, by the longest prefix of ``kinds.csv``; None without a rule.

    ``flags`` is what a register says besides: ``social_economy`` (ESS), ``large`` (INSEE category "GE"). They
    change what a company is called, never what an association or a cooperative is.
    """
    if not legal_form_label(code):
        return None
    rules = (rule for rule in _kind_rules("legal_form") if code.startswith(rule.pattern))
    return next((rule.kind for rule in rules if not rule.flag or rule.flag in flags), None)


def kind_of_words(text: str) -> ActorKind | None:
    """The kind of actor that the words of a type column mean ("Association loi 1901", "SARL", "town hall").

    The official label of a legal form means what that form means. Otherwise a rule for the whole text comes
    first, then the longest rule whose words follow one another in the text; None when no rule applies.
    """
    said = folded(text)
    if form := _legal_forms_by_label().get(said):
        return kind_of_legal_form(form)
    if whole := next((rule.kind for rule in _kind_rules("whole") if rule.pattern == said), None):
        return whole
    return next((rule.kind for rule in _kind_rules("words") if f" {rule.pattern} " in f" {said} "), None)

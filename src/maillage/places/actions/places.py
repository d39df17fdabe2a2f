"""Writes on what a place is, whatever its phase."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.actors.naming import sort_name
from maillage.common import journal
from maillage.common.errors import Refusal
from maillage.places.enums import PlaceKind
from maillage.places.models import Place
from maillage.territory.models import Territory


@dataclass(frozen=True, slots=True)
class PlaceSheet:
    """What is said of a place whatever its phase; texts by language."""

    name: str
    kind: PlaceKind
    descriptions: dict[str, str] = field(default_factory=dict)
    website: str = ""


def enter_place(
    *, territory: Territory, sheet: PlaceSheet, who: str, is_invented: bool = False, is_sure: bool = True
) -> Place:
    """Make a place known; it shows once it has a phase.

    Raises Refusal without a name, and (``is_sure`` False) when a place bears this name already.
    """
    name = _name_or_refuse(sheet)
    if not is_sure and Place.objects.filter(sort_name=sort_name(name), is_withdrawn=False).exists():
        raise Refusal(
            "same_name",
            _("Un lieu s’appelle déjà « %(name)s ».") % {"name": name},
            why=_("Deux fiches pour un même lieu se contrediraient vite."),
            todo=_("Ouvrez ce lieu et ajoutez-lui une phase, ou confirmez que c’en est un autre."),
        )
    with transaction.atomic():
        place: Place = Place.objects.create(
            territory=territory, is_invented=is_invented, **_columns(sheet, name)
        )
        journal.record(who=who, verb="enter_place", kind="place", ref=place.ref, data={"kind": sheet.kind})
    return place


def describe_place(*, place: Place, sheet: PlaceSheet, who: str) -> bool:
    """Say again what a place is; returns False when nothing changed. The journal keeps what it said."""
    name = _name_or_refuse(sheet)
    with transaction.atomic():
        held = Place.objects.select_for_update().get(pk=place.pk)
        said = {column: getattr(held, column) for column in ("name", "kind", "descriptions", "website")}
        columns = _columns(sheet, name)
        if said == {column: columns[column] for column in said}:
            return False
        Place.objects.filter(pk=place.pk).update(**columns)
        journal.record(who=who, verb="describe_place", kind="place", ref=place.ref, data={"said": said})
    place.refresh_from_db()
    return True


def withdraw_place(*, place: Place, who: str, why: str = "") -> None:
    """A place was entered by mistake: it shows nowhere any more, and can be shown again."""
    _show(place, who, "withdraw_place", is_withdrawn=True, why=why)


def restore_place(*, place: Place, who: str) -> None:
    """A place that was withdrawn shows again, with its phases and whoever was in it."""
    _show(place, who, "restore_place", is_withdrawn=False)


def _show(place: Place, who: str, verb: str, *, is_withdrawn: bool, why: str = "") -> None:
    with transaction.atomic():
        rows = Place.objects.filter(pk=place.pk).exclude(is_withdrawn=is_withdrawn)
        if rows.update(is_withdrawn=is_withdrawn):
            journal.record(who=who, verb=verb, kind="place", ref=place.ref, why=why)
    place.is_withdrawn = is_withdrawn


def _name_or_refuse(sheet: PlaceSheet) -> str:
    name = sheet.name.strip()[:160]
    if not name:
        raise Refusal(
            "no_name", _("Ce lieu n’a pas de nom."), todo=_("Écrivez le nom que l’on lui donne."), status=422
        )
    return name


def _columns(sheet: PlaceSheet, name: str) -> dict[str, object]:
    texts = {language: text.strip() for language, text in sheet.descriptions.items() if text.strip()}
    return {
        "name": name,
        "sort_name": sort_name(name),
        "kind": sheet.kind,
        "descriptions": texts,
        "website": sheet.website.strip(),
    }

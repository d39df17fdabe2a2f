"""What is wrong with an outline or a point, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _


class OutlineError(ValueError):
    """A text is not a usable outline or point; ``code`` says why and ``data`` holds what a sentence needs.

    Codes of outlines: too_long (limit; points, or about where the text was not read), not_json (line,
    column), not_polygon (found: the type read, or nothing; count), not_finite (value), crosses_itself (lat,
    lon), wrong_axes (swapped: the outline put right), not_degrees (lat, lon), outside (lat, lon), empty,
    too_big (km2, limit).
    Of points: not_number (field "lat" or "lon", text), wrong_axes (lat, lon, swapped: the pair put right),
    not_degrees, outside.
    """

    def __init__(self, code: str, data: dict[str, Any]) -> None:
        super().__init__(f"{code}: {data}")
        self.code = code
        self.data = data


def in_words(error: OutlineError) -> str:
    """What happened, why, and what to do next."""
    return WORDS[error.code](error.data)


def _count(value: float) -> str:
    return str(number_format(value, use_l10n=True, force_grouping=True))


def _too_long(data: dict[str, Any]) -> str:
    if "points" in data:
        return _(
            "Ce contour a %(points)s points, alors que %(limit)s suffisent largement pour un lieu. "
            "Simplifiez-le (une tolérance d’un mètre ne se voit pas), puis collez-le de nouveau."
        ) % {"points": _count(data["points"]), "limit": _count(data["limit"])}
    return _(
        "Ce texte dépasse 1 Mo (environ %(points)s points), alors que %(limit)s points suffisent largement "
        "pour un lieu. Simplifiez le contour, puis collez-le de nouveau."
    ) % {"points": _count(data["about"]), "limit": _count(data["limit"])}


def _not_json(data: dict[str, Any]) -> str:
    return (
        _(
            "Ce texte n’est pas du GeoJSON : la lecture s’arrête à la ligne %(line)d, signe %(column)d. "
            "Collez le fichier entier, de la première accolade à la dernière."
        )
        % data
    )


def _not_polygon(data: dict[str, Any]) -> str:
    if data["found"] == "FeatureCollection":
        return (
            _(
                "Ce GeoJSON contient %(count)d objets, et il en faut un seul. Gardez le contour du lieu et "
                "retirez les autres."
            )
            % data
        )
    if not data["found"]:
        return _(
            "Ce GeoJSON ne contient pas de contour lisible. Il faut une surface, de type Polygon ou "
            "MultiPolygon : dessinez le tour du lieu, puis collez-le de nouveau."
        )
    return (
        _(
            "Un contour est une surface, de type Polygon ou MultiPolygon ; nous avons lu « %(found)s ». "
            "Dessinez le tour du lieu, puis collez-le de nouveau."
        )
        % data
    )


def _not_finite(data: dict[str, Any]) -> str:
    return (
        _(
            "« %(value)s » n’est pas une coordonnée : chaque point s’écrit avec deux nombres, [longitude, "
            "latitude]. Corrigez-le, puis collez le contour de nouveau."
        )
        % data
    )


def _crosses_itself(data: dict[str, Any]) -> str:
    return (
        _(
            "Ce contour se croise ou se recouvre lui-même près de la latitude %(lat)s, longitude %(lon)s : "
            "on ne saurait dire ce qui est dedans. Déplacez les points à cet endroit."
        )
        % data
    )


def _wrong_axes(data: dict[str, Any]) -> str:
    if "lat" in data:
        return _(
            "La latitude et la longitude semblent inversées : dans l’autre sens, le point tombe sur le "
            "territoire. Écrivez %(lat)s pour la latitude et %(lon)s pour la longitude."
        ) % dict(zip(("lat", "lon"), data["swapped"], strict=True))
    return _(
        "Les coordonnées semblent inversées : lues comme latitude puis longitude, elles tombent sur le "
        "territoire, alors que le GeoJSON met la longitude d’abord. Acceptez le contour remis dans l’ordre, "
        "ou corrigez-le."
    )


def _not_degrees(data: dict[str, Any]) -> str:
    return (
        _(
            "La latitude %(lat)s et la longitude %(lon)s ne sont pas des degrés ; ce sont peut-être des "
            "mètres d’une projection. Exportez en WGS 84 (EPSG:4326), puis recommencez."
        )
        % data
    )


def _outside(data: dict[str, Any]) -> str:
    return (
        _(
            "La latitude %(lat)s, longitude %(lon)s est loin du territoire. Vérifiez les coordonnées, leur "
            "signe et leur ordre."
        )
        % data
    )


def _empty(_data: dict[str, Any]) -> str:
    return _(
        "Ce contour n’entoure aucune surface : il faut au moins trois points qui ne soient pas alignés. "
        "Dessinez le tour du lieu."
    )


def _too_big(data: dict[str, Any]) -> str:
    return _(
        "Ce contour couvre %(km2)s km², alors qu’un lieu en fait %(limit)s au plus. Vérifiez que c’est "
        "bien le tour du lieu, et non celui de la ville."
    ) % {"km2": _count(data["km2"]), "limit": _count(int(data["limit"]))}


def _not_number(data: dict[str, Any]) -> str:
    if data["field"] == "lat":
        return (
            _("« %(text)s » n’est pas une latitude. Écrivez un nombre de degrés, par exemple 45,7850.") % data
        )
    return _("« %(text)s » n’est pas une longitude. Écrivez un nombre de degrés, par exemple 3,1000.") % data


WORDS: dict[str, Callable[[dict[str, Any]], str]] = {
    "too_long": _too_long,
    "not_json": _not_json,
    "not_polygon": _not_polygon,
    "not_finite": _not_finite,
    "crosses_itself": _crosses_itself,
    "wrong_axes": _wrong_axes,
    "not_degrees": _not_degrees,
    "outside": _outside,
    "empty": _empty,
    "too_big": _too_big,
    "not_number": _not_number,
}

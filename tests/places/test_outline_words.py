"""Refusals of outlines, in sentences."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from maillage.places.outline_words import WORDS, OutlineError, in_words


@pytest.mark.parametrize(
    ("code", "data", "words"),
    [
        (
            "too_long",
            {"points": 2001, "limit": 2000},
            "Ce contour a 2 001 points, alors que 2 000 suffisent largement pour un lieu. Simplifiez-le (une "
            "tolérance d’un mètre ne se voit pas), puis collez-le de nouveau.",
        ),
        (
            "too_long",
            {"about": 500_002, "limit": 2000},
            "Ce texte dépasse 1 Mo (environ 500 002 points), alors que 2 000 points suffisent largement pour "
            "un lieu. Simplifiez le contour, puis collez-le de nouveau.",
        ),
        (
            "crosses_itself",
            {"lat": 45.7805, "lon": 3.0805},
            "Ce contour se croise ou se recouvre lui-même près de la latitude 45.7805, longitude 3.0805 : on "
            "ne saurait dire ce qui est dedans. Déplacez les points à cet endroit.",
        ),
        (
            "wrong_axes",
            {"swapped": {}},
            "Les coordonnées semblent inversées : lues comme latitude puis longitude, elles tombent sur le "
            "territoire, alors que le GeoJSON met la longitude d’abord. Acceptez le contour remis dans "
            "l’ordre, ou corrigez-le.",
        ),
        (
            "wrong_axes",
            {"lat": 3.1, "lon": 45.785, "swapped": (45.785, 3.1)},
            "La latitude et la longitude semblent inversées : dans l’autre sens, le point tombe sur le "
            "territoire. Écrivez 45.785 pour la latitude et 3.1 pour la longitude.",
        ),
        (
            "too_big",
            {"km2": 60.4, "limit": 25.0},
            "Ce contour couvre 60,4 km², alors qu’un lieu en fait 25 au plus. Vérifiez que c’est bien le "
            "tour du lieu, et non celui de la ville.",
        ),
    ],
)
def test_in_words_says_what_why_and_what_next(code: str, data: dict[str, Any], words: str) -> None:
    with translation.override("fr"):
        told = in_words(OutlineError(code, data))
    assert told.replace("\u00a0", " ").replace("\u202f", " ") == words


@pytest.mark.parametrize(
    ("code", "data", "first"),
    [
        ("not_json", {"line": 2, "column": 5}, "Ce texte n’est pas du GeoJSON"),
        ("not_polygon", {"found": "Point", "count": 1}, "Un contour est une surface"),
        ("not_polygon", {"found": "", "count": 1}, "Ce GeoJSON ne contient pas de contour lisible."),
        ("not_polygon", {"found": "FeatureCollection", "count": 3}, "Ce GeoJSON contient 3 objets"),
        ("not_finite", {"value": "NaN"}, "« NaN » n’est pas une coordonnée"),
        (
            "not_degrees",
            {"lat": 95.0, "lon": 3.1},
            "La latitude 95.0 et la longitude 3.1 ne sont pas des degrés",
        ),
        ("outside", {"lat": 45.78, "lon": 13.1}, "La latitude 45.78, longitude 13.1 est loin du territoire."),
        ("empty", {}, "Ce contour n’entoure aucune surface"),
        ("not_number", {"field": "lat", "text": "x"}, "« x » n’est pas une latitude."),
        ("not_number", {"field": "lon", "text": "x"}, "« x » n’est pas une longitude."),
    ],
)
def test_in_words_begins_with_what_happened(code: str, data: dict[str, Any], first: str) -> None:
    with translation.override("fr"):
        told = in_words(OutlineError(code, data)).replace("\u00a0", " ")
    assert told[: len(first)] == first


def test_in_words_knows_every_code() -> None:
    assert sorted(WORDS) == [
        "crosses_itself",
        "empty",
        "not_degrees",
        "not_finite",
        "not_json",
        "not_number",
        "not_polygon",
        "outside",
        "too_big",
        "too_long",
        "wrong_axes",
    ]

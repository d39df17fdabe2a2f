"""What people type, and what we propose."""

from __future__ import annotations

import pytest

from maillage.places.opening_hint import osm_for


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("lu-ve 9h-18h", "Mo-Fr 09:00-18:00"),
        ("Lundi au vendredi de 9h à 18h30", "Mo-Fr 09:00-18:30"),
        ("Lun-Ven : 9h - 18h ; Samedi 10h-12h", "Mo-Fr 09:00-18:00; Sa 10:00-12:00"),
        ("mo-fr 9-18", "Mo-Fr 09:00-18:00"),
        ("Mo-Fr 09.00–18.00", "Mo-Fr 09:00-18:00"),
        ("24h/24 7j/7", "24/7"),
        ("tous les jours de midi à minuit sauf le lundi", "Mo-Su 12:00-24:00; Mo off"),
        (
            "mardi et jeudi 9h-12h\nsamedi 10h-12h\njours fériés\u00a0: fermé",
            "Tu,Th 09:00-12:00; Sa 10:00-12:00; PH off",
        ),
        (
            "du lundi au vendredi 9h30-12h et 14h-18h, fermé le mercredi",
            "Mo-Fr 09:30-12:00,14:00-18:00; We off",
        ),
        ("lu-ve 9h-12h / 14h-18h", "Mo-Fr 09:00-12:00,14:00-18:00"),
        ("Mon to Fri 9am-6:30pm", "Mo-Fr 09:00-18:30"),
        ("week-end 10-12", "Sa-Su 10:00-12:00"),
    ],
)
def test_osm_for_understands(typed: str, proposed: str) -> None:
    assert osm_for(typed) == proposed


@pytest.mark.parametrize("typed", ["", "bientôt", "lundi", "9h", "lu-ve 25h-30h"])
def test_osm_for_proposes_nothing_it_is_not_sure_of(typed: str) -> None:
    assert osm_for(typed) is None

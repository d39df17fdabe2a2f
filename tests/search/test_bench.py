"""The measure draws what it says it draws."""

from __future__ import annotations

import random

import numpy as np
import pytest
from bench.search import City, high, slipped, with_slip, zipf
from rapidfuzz.distance import OSA

from maillage.search.analysis import canonical


@pytest.fixture(scope="module")
def city() -> City:
    """Two hundred invented actors."""
    return City(200)


def test_a_city_is_the_same_each_time_it_is_drawn(city: City) -> None:
    once, again = list(city.documents()), list(City(200).documents())
    assert once == again
    assert (len(once), len({one.key for one in once})) == (200, 200)
    assert [one.key for one in city.documents(first=0, last=1)] == [one.key for one in once]


def test_few_words_are_everywhere_and_most_are_rare() -> None:
    chances = zipf(60_000, 1.0, 10)
    assert float(chances.sum()) == pytest.approx(1)
    assert (0.005 < chances[0] < 0.02, chances[50_000] < 1e-5) == (True, True)
    assert np.all(np.diff(chances) < 0)


def test_a_slip_is_one_slip() -> None:
    chance = random.Random(1)
    distances = {OSA.distance("association", slipped("association", chance)) for _ in range(300)}
    assert distances == {0, 1}


def test_a_name_with_a_slip_differs_by_one_from_the_name() -> None:
    chance = random.Random(2)
    for name in ("Vélo Club", "Les Amis", "Association De Chauvoir"):
        assert OSA.distance(canonical(with_slip(name, chance)), canonical(name)) == 1
    assert with_slip("Le Si", chance) == "Le Si"


def test_high_is_the_value_under_which_a_share_stands() -> None:
    assert [high([1.0, 2.0, 3.0, 4.0], share) for share in (0.5, 0.95, 1)] == [3.0, 4.0, 4.0]

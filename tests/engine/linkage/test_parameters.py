"""The figures: read, written, refused, and adapted to a problem."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maillage.engine.linkage import LinkageError, Parameters
from maillage.engine.linkage.model import COMPARISONS
from maillage.engine.linkage.parameters import MOST_NEAR, NEAR, shipped


def test_every_level_of_the_model_has_figures_that_ship() -> None:
    wanted = {one.name: [level.code for level in one.levels] for one in COMPARISONS}
    assert {name: list(levels) for name, levels in shipped().levels.items()} == wanted


def test_a_bare_name_says_nothing() -> None:
    m, u = shipped().of("name", "bare")
    assert m == u


def test_stronger_levels_weigh_more_than_none() -> None:
    for one in COMPARISONS:
        (m, u), (last_m, last_u) = (shipped().of(one.name, one.levels[at].code) for at in (0, -1))
        assert m / u > last_m / last_u
        assert last_m / last_u <= 1


def test_strangers_are_somewhere_in_each_comparison() -> None:
    for name in ("kind", "where", "phone"):
        assert sum(u for _, u in shipped().levels[name].values()) == pytest.approx(1, abs=0.02)


def test_figures_are_written_and_read_back() -> None:
    assert Parameters.read(shipped().write()) == shipped()


def test_a_figure_that_is_no_chance_is_refused() -> None:
    with pytest.raises(LinkageError) as caught:
        replace(shipped(), share=0)
    assert str(caught.value) == (
        "The parameters hold a figure that is not a chance (more than 0, less than 1), so weights could not "
        "be computed. Train them again with `python -m bench.linkage train`."
    )


def test_a_level_of_another_model_is_refused() -> None:
    with pytest.raises(LinkageError) as caught:
        shipped().of("name", "smell")
    assert str(caught.value).startswith("The parameters have no figures for the level 'smell' of 'name'")


def test_in_a_directory_of_one_town_nearness_says_less() -> None:
    before, after = shipped(), shipped().adapted(1.0, 0.2)
    assert all(after.of("where", code)[1] > before.of("where", code)[1] for code in NEAR)
    assert sum(after.of("where", code)[1] for code in NEAR) == pytest.approx(MOST_NEAR)
    assert [after.of("where", code)[0] for code in NEAR] == [before.of("where", code)[0] for code in NEAR]


def test_in_a_whole_country_nearness_says_more() -> None:
    assert shipped().adapted(1e-5, 0.2).of("where", "commune")[1] < shipped().of("where", "commune")[1]


def test_a_list_of_one_kind_makes_the_kind_say_nothing() -> None:
    after = shipped().adapted(shipped().same_town, 1.0)
    assert after.of("kind", "same_kind")[1] == MOST_NEAR
    assert after.of("kind", "other_kind")[1] == pytest.approx(1 - MOST_NEAR)


def test_adapting_leaves_the_rest_alone() -> None:
    after = shipped().adapted(0.5, 0.5)
    assert (after.levels["name"], after.levels["phone"]) == (
        shipped().levels["name"],
        shipped().levels["phone"],
    )
    assert shipped().adapted(0.5, 0.5) == after

"""What `solve` promises: the right pairs, the same each time, whatever order and however small."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engine.linkage.builders import codes, link, north, nowhere, others, pair_of, record, siret

from maillage.engine.linkage import READ, SURE, LinkageError, LinkageProblem, Record, check, solve
from maillage.engine.linkage.engine import Scored
from maillage.engine.linkage.parameters import shipped
from maillage.engine.linkage.profile import profile
from maillage.engine.linkage.solve import MOST_PRIOR, chances_of, coincidences, prior

TWINS = (
    record("a", "Association Les Ateliers du Lavoir", street="3 rue Basse", phones=("0199001122",)),
    record("b", "ATELIERS DU LAVOIR", street="3, r. Basse", phones=("01 99 00 11 22",)),
)


def test_doubles_are_found_within_a_directory() -> None:
    result = solve(LinkageProblem((*TWINS, *others())))
    assert [(pair.left, pair.right, pair.verdict) for pair in result.pairs] == [("a", "b", SURE)]
    assert result.clusters == (("a", "b"),)


def test_new_records_are_linked_to_known_ones() -> None:
    result = solve(LinkageProblem(TWINS[:1], (TWINS[1], *others())))
    assert [(pair.left, pair.right, pair.verdict) for pair in result.pairs] == [("a", "b", SURE)]


def test_new_records_are_also_compared_with_one_another() -> None:
    result = solve(LinkageProblem((*TWINS, record("c", "Brumel")), others()))
    assert [(pair.left, pair.right) for pair in result.pairs] == [("a", "b")]


def test_known_records_are_not_compared_with_one_another() -> None:
    assert solve(LinkageProblem((record("c", "Brumel"),), TWINS)).pairs == ()


def test_strangers_are_not_proposed() -> None:
    assert solve(LinkageProblem(others())).pairs == ()


@pytest.mark.parametrize("many", [0, 1])
def test_nothing_to_compare_gives_nothing(many: int) -> None:
    result = solve(LinkageProblem(TWINS[:many]))
    assert (result.pairs, result.clusters, result.compared, result.set_aside) == ((), (), 0, 0)


def test_a_known_list_without_new_records_gives_nothing() -> None:
    assert solve(LinkageProblem((), TWINS)).pairs == ()


@pytest.mark.parametrize("name", ["Mairie", "France services", "Association", "Le", "!!!", "12", "Centre"])
def test_two_names_that_say_nothing_are_never_proposed(name: str) -> None:
    problem = LinkageProblem((nowhere("a", name), nowhere("b", name), *others()))
    assert pair_of(solve(problem, threshold=0.01), "a", "b") is None


def test_what_both_lack_is_neutral() -> None:
    full = {"phones": ("0199001122",), "siret": siret()}
    bare = link(record("a"), record("b"))
    half = link(record("a", **full), record("b"))
    assert bare is not None and half is not None
    assert (bare.weight, codes(bare)) == (half.weight, codes(half))


def test_a_kind_counts_little_and_a_town_much() -> None:
    kind = link(nowhere("a", "France services"), nowhere("b", "Maison France services"), threshold=0.0001)
    town = link(nowhere("a", "France services Brumel"), nowhere("b", "MSAP de Brumel"), threshold=0.0001)
    assert kind is None  # nothing else speaks for them, and a kind is common
    assert town is not None and town.weight > 2


def test_the_rarer_the_shared_word_the_surer() -> None:
    common = tuple(nowhere(f"c{n}", f"Horizon Nom{n}") for n in range(40))
    rare = solve(
        LinkageProblem((nowhere("a", "Brumel"), nowhere("b", "SARL Brumel"), *common)), threshold=0.01
    )
    plain = solve(
        LinkageProblem((nowhere("a", "Horizon"), nowhere("b", "SARL Horizon"), *common)), threshold=0.01
    )
    sure, less = pair_of(rare, "a", "b"), pair_of(plain, "a", "b")
    assert sure is not None and sure.weight > (less.weight if less else -5)


def test_a_known_record_is_one_at_most() -> None:
    known = record("b", "Brumel", phones=("0199001122",)), record("c", "Brumel", phones=("0199001122",))
    one = solve(LinkageProblem((record("a", "Brumel"),), (known[0], *others())))
    two = solve(LinkageProblem((record("a", "Brumel"),), (*known, *others())))
    assert one.pairs[0].probability > 0.9
    assert [round(pair.probability, 2) for pair in two.pairs] == [0.5, 0.5]
    assert {pair.verdict for pair in two.pairs} == {READ}


def test_a_crowd_that_shares_a_number_is_no_cluster() -> None:
    stops = tuple(
        record(
            f"s{n}",
            f"Bus arrêt {n}",
            siret=siret(),
            city=f"Bourg{n}",
            postcode=f"99{n:03}",
            lat=46 + n * 0.03,
        )
        for n in range(70)
    )
    result = solve(LinkageProblem(stops))
    assert (result.pairs, result.clusters) == ((), ())
    assert result.compared < 70 * 69 / 2
    assert result.set_aside > 0


def test_an_answer_is_the_same_each_time_and_for_each_seed() -> None:
    problem = LinkageProblem((*TWINS, *others()))
    assert solve(problem) == solve(problem) == solve(problem, seed=7)


def test_the_order_of_records_does_not_matter() -> None:
    there = solve(LinkageProblem((*TWINS, *others())))
    back = solve(LinkageProblem((*others(), *reversed(TWINS))))
    assert [(pair.probability, pair.weight, pair.verdict) for pair in there.pairs] == [
        (pair.probability, pair.weight, pair.verdict) for pair in back.pairs
    ]


def test_pairs_are_sorted_by_chance() -> None:
    near = replace(north(TWINS[0], 100), key="c", phones=(), street="")
    result = solve(LinkageProblem((*TWINS, near, *others())), threshold=0.01)
    chances = [pair.probability for pair in result.pairs]
    assert len(chances) > 3
    assert chances == sorted(chances, reverse=True)
    assert {pair.left + pair.right for pair in result.pairs[:3]} == {"ab", "ac", "bc"}
    assert result.of("c") == tuple(pair for pair in result.pairs if "c" in (pair.left, pair.right))


def test_a_threshold_keeps_what_is_likelier() -> None:
    weak = nowhere("a", "Alpaga", phones=("0199001122",)), nowhere("b", "Zénith", phones=("0199001122",))
    problem = LinkageProblem((*weak, *others()))
    found = solve(problem).pairs
    assert [pair.verdict for pair in found] == [READ]
    assert solve(problem, threshold=min(0.99, found[0].probability + 0.01)).pairs == ()


def test_withheld_comparisons_are_not_used() -> None:
    result = solve(LinkageProblem((*TWINS, *others())), withhold=frozenset(("phone", "where")))
    assert result.withheld == {"phone", "where"}
    assert codes(result.pairs[0]) == ["same_name"]


def test_other_parameters_can_be_tried() -> None:
    bold = replace(shipped(), share=0.9)
    before, after = link(*TWINS), link(*TWINS, parameters=bold)
    assert before is not None and after is not None and after.weight > before.weight


@pytest.mark.parametrize("threshold", [0, 1, -0.1, 2, True, "0.5"])
def test_a_threshold_that_is_no_chance_is_refused(threshold: float) -> None:
    with pytest.raises(LinkageError) as caught:
        solve(LinkageProblem(()), threshold=threshold)
    assert str(caught.value) == (
        f"The threshold is {threshold!r}, and pairs are kept by their chance. Give a number between 0 and 1, "
        "both left out, such as 0.25."
    )


@pytest.mark.parametrize("seed", [-1, 1.5, True, None])
def test_a_seed_that_is_none_is_refused(seed: int) -> None:
    with pytest.raises(LinkageError) as caught:
        solve(LinkageProblem(()), seed=seed)
    assert str(caught.value) == (
        f"The seed is {seed!r}, and runs are told apart by whole numbers. Give 0 or more."
    )


def test_an_unknown_comparison_is_refused() -> None:
    with pytest.raises(LinkageError) as caught:
        solve(LinkageProblem(()), withhold=frozenset(("smell",)))
    assert str(caught.value) == (
        "The comparison 'smell' cannot be withheld: the model has none of that name. "
        "Use some of: name, kind, where, phone, web, identity."
    )


def test_chances_share_one_certainty_when_known_records_compete() -> None:
    scored = [Scored(0, 5, 3.0, (), ()), Scored(0, 6, 3.0, (), ()), Scored(1, 5, 3.0, (), ())]
    assert chances_of(scored, among=True) == pytest.approx([8 / 9] * 3)
    assert chances_of(scored, among=False) == pytest.approx([8 / 17, 8 / 17, 8 / 9])


def test_the_prior_spreads_the_expected_doubles_over_the_pairs() -> None:
    assert prior(shipped(), 100, 1000) == shipped().share / 1000
    assert prior(shipped(), 101, 0) == shipped().share / 50
    assert prior(shipped(), 2, 0) == MOST_PRIOR


def test_coincidences_are_counted_over_pairs() -> None:
    halls = [profile(record(key, "Mairie")) for key in "abc"]
    away = [profile(record("d", "École", city="Ormeval"))]
    assert coincidences(halls, halls, among=True) == (1.0, 1.0)
    assert coincidences([*halls, *away], [*halls, *away], among=True) == (0.5, 0.5)
    assert coincidences(halls, away, among=False) == (0.0, 0.0)
    assert coincidences([], [], among=True) == (0.0, 0.0)


WORDS = st.sampled_from(
    ["Brumel", "Cordal", "Mairie", "MSAP", "Valmorin-sur-Loue", "Association", "ADLC", "du", "12"]
)
RECORDS = st.builds(
    lambda name, street, place, phone, number: {
        "names": (" ".join(name),), "street": street, "phones": phone, "siret": number,
        "lat": place, "lon": None if place is None else 6.1,
    },
    st.lists(WORDS, min_size=1, max_size=4),
    st.sampled_from(["", "3 rue Basse", "3 bis, R. Basse", "rue Haute"]),
    st.sampled_from([None, 46.9, 46.9005, 47.5]),
    st.sampled_from([(), ("0199001122",), ("0199001133", "0199001122")]),
    st.sampled_from(["", siret(site=1), siret(site=2), "nonsense"]),
)  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(RECORDS, min_size=2, max_size=8), st.integers(1, 8))
def test_the_referee_finds_nothing_to_say_of_any_answer(drawn: list[dict[str, object]], new: int) -> None:
    records = [Record(str(place), **known) for place, known in enumerate(drawn)]  # type: ignore[arg-type]
    problem = LinkageProblem(tuple(records[:new]), tuple(records[new:]))
    assert check(problem, solve(problem, threshold=0.001)) == []

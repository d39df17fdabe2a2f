"""Places of one body are not doubles of each other; a place that moved still is."""

from __future__ import annotations

from dataclasses import replace

from maillage.engine.linkage import LinkageProblem, LinkageResult, Record, check, solve

TOWNS = ("Valmorin", "Belrive", "Courçon", "Damville")
STREETS = {
    "Valmorin": "rue du Lavoir",
    "Belrive": "allée des Cytises",
    "Courçon": "quai Neuf",
    "Damville": "rue Haute",
}
SITE = Record("site", ("Communauté de communes du Grand Tilleul",), emails=("accueil@tilleul.example",))


def site(key: str, town: str, **more: object) -> Record:
    """An office of the body, in a town."""
    return replace(SITE, key=key, city=town, street=f"3 {STREETS[town]}", postcode="99300", **more)  # type: ignore[arg-type]


def proposed(*records: Record) -> LinkageResult:
    """What is proposed of them, among strangers; the referee has nothing to say of it."""
    others = [
        Record(f"x{n}", (f"Atelier {chr(65 + n)}{n}ra",), city=f"Ville{n}", postcode=f"{n + 10}100")
        for n in range(30)
    ]
    problem = LinkageProblem((*records, *others))
    result = solve(problem)
    assert check(problem, result) == []
    return result


def keys(result: LinkageResult) -> set[tuple[str, str]]:
    """The pairs, without their order."""
    return {(min(p.left, p.right), max(p.left, p.right)) for p in result.pairs}


def test_offices_of_one_body_in_three_towns_are_not_proposed_but_counted() -> None:
    result = proposed(*(site(f"s{n}", town) for n, town in enumerate(TOWNS[:3])))
    assert (keys(result), result.set_aside) == (set(), 3)


def test_two_towns_are_still_asked_about() -> None:
    result = proposed(site("s0", TOWNS[0]), site("s1", TOWNS[1]))
    assert (keys(result), result.set_aside) == ({("s0", "s1")}, 0)


def test_a_double_of_an_office_at_its_own_door_is_proposed() -> None:
    offices = [site(f"s{n}", town) for n, town in enumerate(TOWNS)]
    assert keys(proposed(*offices, replace(offices[2], key="again"))) == {("again", "s2")}


def test_an_office_that_moved_keeps_what_no_third_town_has() -> None:
    offices = [site(f"s{n}", town) for n, town in enumerate(TOWNS[:3])]
    here, there = (
        replace(offices[0], key="here", phones=("0199001122",)),
        site("there", TOWNS[3], phones=("01 99 00 11 22",)),
    )
    assert keys(proposed(*offices[1:], here, there)) == {("here", "there")}


def test_one_siret_is_never_explained_by_a_network() -> None:
    numbered = {"siret": "40109226700020"}
    assert len(keys(proposed(*(site(f"s{n}", town, **numbered) for n, town in enumerate(TOWNS[:3]))))) == 3


def test_a_telephone_of_three_towns_proposes_no_two_of_them() -> None:
    records = [
        Record(
            f"p{n}",
            (name,),
            city=town,
            postcode="99300",
            phones=("0199001122",),
            emails=("a@tilleul.example",),
        )
        for n, (name, town) in enumerate(zip(("Zéphyr", "Ondine", "Quartz"), TOWNS[:3], strict=True))
    ]
    assert keys(proposed(*records)) == set()

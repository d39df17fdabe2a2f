"""Phases of a place: laid one after the other, never two at once, each told in versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests import factories
from tests.actors.actions.refusals import plain, refused
from tests.conftest import MONDAY
from tests.places.stage import PLAIN, a_place, day, open_phase, story

from maillage.actors.actions import Provenance, Whereabouts
from maillage.actors.enums import SourceKind
from maillage.actors.models import Address
from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.common.partial_date import NO_END
from maillage.common.queries import journal_of
from maillage.places.actions import PhaseSheet, add_phase, correct_phase, take_back_phase
from maillage.places.enums import PhaseState
from maillage.places.models import Phase, Place
from maillage.places.queries import phases_of

CLOSED, DECIDED, IMAGINED, OPEN, TRANSITIONAL, WORKS = sorted(PhaseState)


@pytest.fixture
def bivouac(city: factories.City) -> Place:
    """A place that nothing is told of yet."""
    return a_place(city.territory, "Bivouac")


def tell(place: Place, *phases: tuple[PhaseState, str, str]) -> list[Phase]:
    """Several phases, each with its beginning and its end, told in this order."""
    return [open_phase(place, since, until=until, state=state) for state, since, until in phases]


def spans(place: Place) -> list[tuple[str, str, str]]:
    """The known phases, from which day and until which they count."""
    return [(state, str(first), "" if end == NO_END else str(end)) for state, first, end in story(place)]


def test_a_phase_tells_all_that_one_finds_there(city: factories.City, bivouac: Place) -> None:
    sheet = PhaseSheet(
        OPEN,
        "2016-09",
        "2030",
        where=Whereabouts(street=" 1 rue Haute ", city="Volcanville", lat=45.78, lon=3.08),
        is_approximate=True,
        outline={"type": "Polygon", "coordinates": []},
        capacity=40,
        services=("wifi", "coffee"),
        means=("screen",),
        access=("entree_plain_pied",),
        hours=" Mo-Fr 09:00-18:00 ",
        keeper=city.forge,
        notes={"fr": " Au fond. ", "en": ""},
    )
    source = Provenance(SourceKind.ARTICLE, "La Gazette", "https://gazette.example/1")
    phase = add_phase(place=bivouac, sheet=sheet, who="ines", source=source, is_invented=True)
    assert phase == Phase.objects.get()
    assert (phase.state, phase.since, phase.until) == ("open", "2016-09", "2030")
    assert (phase.valid_from, phase.valid_until) == (day("2016-09-01"), day("2031-01-01"))
    assert phase.address is not None
    assert (phase.address.street, phase.address.lat, phase.is_approximate) == ("1 rue Haute", 45.78, True)
    assert (phase.outline, phase.capacity) == ({"type": "Polygon", "coordinates": []}, 40)
    assert (phase.services, phase.means, phase.access) == (
        ["wifi", "coffee"],
        ["screen"],
        ["entree_plain_pied"],
    )
    assert (phase.hours, phase.keeper, phase.notes) == ("Mo-Fr 09:00-18:00", city.forge, {"fr": "Au fond."})
    assert (phase.who, phase.source, phase.source_name) == ("ines", "article", "La Gazette")
    assert (phase.territory, phase.is_invented, phase.known_from) == (city.territory, True, MONDAY)


def test_a_phase_that_says_little_has_nothing_more(bivouac: Place) -> None:
    phase = open_phase(bivouac, "2016")
    assert (phase.address, phase.capacity, phase.outline, phase.keeper) == (None, None, None, None)
    assert (phase.services, phase.hours, phase.notes, phase.source) == ([], "", {}, "coordinator")


def test_each_phase_is_noted_in_the_journal_of_its_place(bivouac: Place) -> None:
    phase = open_phase(bivouac, "2016")
    corrected = correct_phase(phase=phase, sheet=PLAIN, who="fatou", why="une coquille")
    take_back_phase(phase=corrected, who="ines", why="jamais eu lieu")
    entries = list(journal_of("place", bivouac.ref))[1:]
    assert [(entry.verb, entry.who, entry.why) for entry in entries] == [
        ("add_phase", "ines", ""),
        ("correct_phase", "fatou", "une coquille"),
        ("take_back_phase", "ines", "jamais eu lieu"),
    ]
    assert [entry.data for entry in entries] == [
        {"phase": phase.thread, "state": "open", "since": "2016"}
    ] * 3


def test_a_phase_whose_end_nobody_told_lasts_until_the_next_begins(bivouac: Place) -> None:
    first, second = tell(bivouac, (OPEN, "2016-09", ""), (TRANSITIONAL, "2017-08-31", ""))
    assert spans(bivouac) == [("open", "2016-09-01", "2017-08-31"), ("transitional", "2017-08-31", "")]
    assert first.valid_until == NO_END  # as it was when it was told
    first.refresh_from_db()
    assert (first.until, first.valid_until) == ("", second.valid_from)


def test_phases_are_told_in_any_order(bivouac: Place) -> None:
    tell(bivouac, (CLOSED, "2024", ""), (DECIDED, "2015", ""), (OPEN, "2019-03", ""), (WORKS, "2017", ""))
    assert spans(bivouac) == [
        ("decided", "2015-01-01", "2017-01-01"),
        ("works", "2017-01-01", "2019-03-01"),
        ("open", "2019-03-01", "2024-01-01"),
        ("closed", "2024-01-01", ""),
    ]


def test_a_told_end_may_leave_a_time_that_nothing_is_known_of(bivouac: Place) -> None:
    tell(bivouac, (OPEN, "2016", "2017-08"), (OPEN, "2020", ""))
    assert spans(bivouac) == [("open", "2016-01-01", "2017-09-01"), ("open", "2020-01-01", "")]


@pytest.mark.parametrize(
    ("until", "since", "meet"),
    [
        ("2019", "2019-03", "2019-03-01"),
        ("2017-08", "2017", "2017-08-01"),
        ("2017", "2017", "2017-01-01"),
        ("2017-08-31", "2017-08", "2017-08-31"),
        ("2017-08-31", "2017-08-31", "2017-08-31"),
        ("2017-08", "2017-08-10", "2017-08-10"),
        ("2017-08-31", "2017-09-01", "2017-09-01"),
    ],
)
def test_vague_dates_meet(bivouac: Place, until: str, since: str, meet: str) -> None:
    tell(bivouac, (WORKS, "2012", until), (OPEN, since, ""))
    assert spans(bivouac) == [("works", "2012-01-01", meet), ("open", meet, "")]


@pytest.mark.parametrize(
    "phases",
    [
        [("2015", "2020"), ("2019", "")],
        [("2015", "2020"), ("2016", "2017")],
        [("2016", "2017"), ("2015", "2020")],
        [("2019", ""), ("2015", "2020")],
        [("2015", "2017-09"), ("2017-08", "")],
        [("2015", "2017-08-31"), ("2017-08-30", "")],
    ],
)
def test_phases_that_overlap_are_refused_and_nothing_is_kept(
    bivouac: Place, phases: list[tuple[str, str]]
) -> None:
    (known, until), (since, end) = phases
    open_phase(bivouac, known, until=until)
    was = spans(bivouac)
    with refused("overlap"):
        open_phase(bivouac, since, until=end, where=Whereabouts(street="1 rue Haute"))
    assert (spans(bivouac), Phase.objects.count(), Address.objects.count()) == (was, 1, 0)
    assert [entry.verb for entry in journal_of("place", bivouac.ref)] == ["enter_place", "add_phase"]


def test_an_overlap_names_both_phases(bivouac: Place) -> None:
    open_phase(bivouac, "2015", until="2020", state=WORKS)
    with refused("overlap") as refusal:
        open_phase(bivouac, "2018-03")
    assert plain(refusal.value.what) == (
        "Deux phases de ce lieu se chevauchent : « en travaux », 2015, et « ouvert », mars 2018."
    )


def test_a_vague_phase_that_would_end_before_the_other_is_refused(bivouac: Place) -> None:
    open_phase(bivouac, "2015", until="2017-08")
    with refused("overlap"):
        open_phase(bivouac, "2017", until="2017-03")
    assert spans(bivouac) == [("open", "2015-01-01", "2017-09-01")]


def test_a_phase_behind_a_vague_one_does_not_begin_before_the_first_ends(bivouac: Place) -> None:
    tell(bivouac, (WORKS, "2015", "2017-08"), (TRANSITIONAL, "2017", ""))
    with refused("overlap"):
        open_phase(bivouac, "2017-03")
    assert spans(bivouac) == [("works", "2015-01-01", "2017-08-01"), ("transitional", "2017-08-01", "")]


@pytest.mark.parametrize("since", ["2017", "2017-01", "2017-01-01"])
def test_two_phases_do_not_begin_on_the_same_day(bivouac: Place, since: str) -> None:
    open_phase(bivouac, "2017")
    with refused("overlap"):
        open_phase(bivouac, since, state=CLOSED)
    assert spans(bivouac) == [("open", "2017-01-01", "")]


def test_a_phase_is_put_between_two_others(bivouac: Place) -> None:
    tell(bivouac, (OPEN, "2015", ""), (CLOSED, "2020", ""), (WORKS, "2018-06", "2018"))
    assert spans(bivouac) == [
        ("open", "2015-01-01", "2018-06-01"),
        ("works", "2018-06-01", "2019-01-01"),
        ("closed", "2020-01-01", ""),
    ]


def test_the_phase_before_one_taken_back_lasts_again(bivouac: Place) -> None:
    _first, second, _third = tell(bivouac, (OPEN, "2015", ""), (WORKS, "2018", ""), (CLOSED, "2020", ""))
    take_back_phase(phase=second, who="ines")
    assert spans(bivouac) == [("open", "2015-01-01", "2020-01-01"), ("closed", "2020-01-01", "")]
    assert Phase.objects.count() == 3


def test_the_phase_before_the_last_lasts_for_good_once_it_is_taken_back(bivouac: Place) -> None:
    last = tell(bivouac, (OPEN, "2015", ""), (CLOSED, "2020", ""))[-1]
    with clock.at(MONDAY + timedelta(days=2)):
        take_back_phase(phase=last, who="ines")
    assert spans(bivouac) == [("open", "2015-01-01", "")]
    last.refresh_from_db()
    assert last.known_until == MONDAY + timedelta(days=2)


def test_a_correction_keeps_the_thread_and_the_version_before(bivouac: Place) -> None:
    source = Provenance(SourceKind.REGISTER, "Registre")
    phase = add_phase(place=bivouac, sheet=PLAIN, who="ines", source=source, is_invented=True)
    later = MONDAY + timedelta(days=3)
    with clock.at(later):
        said = replace(PLAIN, since="2016-09", capacity=12)
        corrected = correct_phase(phase=phase, sheet=said, who="fatou")
    assert list(phases_of(bivouac)) == [corrected]
    assert (corrected.thread, corrected.capacity, corrected.valid_from) == (
        phase.thread,
        12,
        day("2016-09-01"),
    )
    assert (corrected.source, corrected.source_name, corrected.is_invented) == ("register", "Registre", True)
    past = Phase.objects.get(pk=phase.pk)
    assert (past.since, past.capacity, past.known_from, past.known_until) == ("2016", None, MONDAY, later)
    assert (corrected.who, corrected.known_from, corrected.is_known) == ("fatou", later, True)


def test_a_correction_may_come_from_another_source(bivouac: Place) -> None:
    source = Provenance(SourceKind.ARTICLE, "La Gazette")
    corrected = correct_phase(phase=open_phase(bivouac, "2016"), sheet=PLAIN, who="ines", source=source)
    assert (corrected.source, corrected.source_name) == ("article", "La Gazette")


def test_a_correction_lays_the_others_again(bivouac: Place) -> None:
    _first, second, _third = tell(bivouac, (OPEN, "2015", ""), (WORKS, "2018", ""), (CLOSED, "2020", ""))
    correct_phase(phase=second, sheet=replace(PLAIN, state=WORKS, since="2024"), who="ines")
    assert spans(bivouac) == [
        ("open", "2015-01-01", "2020-01-01"),
        ("closed", "2020-01-01", "2024-01-01"),
        ("works", "2024-01-01", ""),
    ]


def test_a_correction_that_overlaps_leaves_all_as_it_was(bivouac: Place) -> None:
    first, _second = tell(bivouac, (OPEN, "2015", ""), (CLOSED, "2020", ""))
    with refused("overlap"):
        correct_phase(phase=first, sheet=replace(PLAIN, since="2015", until="2022"), who="ines")
    assert spans(bivouac) == [("open", "2015-01-01", "2020-01-01"), ("closed", "2020-01-01", "")]
    assert Phase.objects.count() == 2
    assert Phase.objects.get(pk=first.pk).is_known


def test_a_correction_that_says_the_same_address_keeps_its_row(bivouac: Place) -> None:
    said = replace(PLAIN, where=Whereabouts(street="1 rue Haute", lat=45.78, lon=3.08))
    phase = add_phase(place=bivouac, sheet=said, who="ines")
    same = correct_phase(phase=phase, sheet=replace(said, capacity=3), who="ines")
    assert same.address_id == phase.address_id
    moved = correct_phase(
        phase=same, sheet=replace(said, where=Whereabouts(street="2 rue Basse")), who="ines"
    )
    assert moved.address_id != phase.address_id
    nowhere = correct_phase(phase=moved, sheet=PLAIN, who="ines")
    assert nowhere.address is None


def test_a_version_is_corrected_or_taken_back_once(bivouac: Place) -> None:
    phase = open_phase(bivouac, "2016")
    correct_phase(phase=phase, sheet=replace(PLAIN, since="2017"), who="ines")
    with refused("taken_back", 409):
        correct_phase(phase=phase, sheet=replace(PLAIN, since="2018"), who="ines")
    with refused("taken_back", 409):
        take_back_phase(phase=phase, who="ines")
    assert spans(bivouac) == [("open", "2017-01-01", "")]


@pytest.mark.parametrize("since", ["2027", "2030-05", "2086"])
def test_a_phase_may_be_to_come(bivouac: Place, since: str) -> None:
    assert open_phase(bivouac, since, state=IMAGINED).since == since


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("too_far", {"since": "2087"}),
        ("too_far", {"since": "2020", "until": "2090"}),
        ("ends_before", {"since": "2020", "until": "2019"}),
        ("bad_date", {"since": ""}),
        ("bad_date", {"since": "mars"}),
        ("unknown_code", {"since": "2020", "services": ("wifi", "sauna")}),
        ("unknown_code", {"since": "2020", "means": ("cannon",)}),
        ("unknown_code", {"since": "2020", "access": ("stairs",)}),
        ("bad_hours", {"since": "2020", "hours": "quand on veut"}),
        ("bad_hours", {"since": "2020", "hours": "Mo-Fr 09:00-18:00; SH off"}),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    bivouac: Place, code: str, said: dict[str, Any]
) -> None:
    phase = open_phase(bivouac, "2016")
    with refused(code):
        open_phase(bivouac, **said)
    with refused(code):
        correct_phase(phase=phase, sheet=replace(PLAIN, **said), who="ines")
    assert (spans(bivouac), Phase.objects.count()) == ([("open", "2016-01-01", "")], 1)


def test_a_code_that_nobody_knows_is_named(bivouac: Place) -> None:
    with pytest.raises(Refusal) as refusal:
        open_phase(bivouac, "2016", services=("wifi", "zzz", "sauna"))
    assert plain(refusal.value.what) == (
        "« sauna » n’est ni un service, ni un moyen, ni un accès que l’on connaisse."
    )


@pytest.mark.parametrize(("slot", "code"), [("services", "screen"), ("means", "wifi"), ("access", "coffee")])
def test_a_code_is_one_of_its_own_list(bivouac: Place, slot: str, code: str) -> None:
    with refused("unknown_code"):
        open_phase(bivouac, "2016", **{slot: (code,)})


def test_phases_of_two_places_do_not_meet(city: factories.City, bivouac: Place) -> None:
    totem = a_place(city.territory, "Totem")
    for place in (bivouac, totem):
        open_phase(place, "2016", until="2030")
    assert spans(bivouac) == spans(totem) == [("open", "2016-01-01", "2031-01-01")]

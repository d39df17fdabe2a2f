"""What happens in a life: told at its place in time, corrected, taken back; the impossible is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests import factories
from tests.actors.actions.refusals import plain, refused
from tests.conftest import MONDAY

from maillage.actors.actions import (
    Bond,
    Happening,
    Provenance,
    Whereabouts,
    correct_event,
    merge_records,
    record_event,
    register_actor,
    take_back_event,
    tie_actors,
)
from maillage.actors.actions.life import closes
from maillage.actors.enums import ActorKind, LifeEventKind, SourceKind, TieKind
from maillage.actors.models import Actor, Address, Episode, LifeEvent, Tie
from maillage.actors.queries import current_ties, episode_on, known_events
from maillage.common import clock
from maillage.common.queries import journal_of
from maillage.territory.models import Commune, Territory

Kind = LifeEventKind


@pytest.fixture
def fil(territory: Territory) -> Actor:
    """Fil à Fil, an association founded in 2010 in the rue du Puits."""
    return register_actor(
        territory=territory,
        name="Fil à Fil",
        kind=ActorKind.ASSOCIATION,
        founded="2010",
        where=Whereabouts(street="3 rue du Puits", commune=Commune.objects.get()),
    )


def happens(actor: Actor, kind: LifeEventKind, when: str, **said: object) -> LifeEvent:
    """Inès tells what happened."""
    return record_event(actor=actor, what=Happening(kind, when, **said), who="ines")  # type: ignore[arg-type]  # what is said


def names(actor: Actor) -> list[tuple[str, str]]:
    """From when each name was so, as known now."""
    rows = Episode.objects.filter(actor=actor, known_until__year=9999).order_by("valid_from")
    return [(str(row.valid_from), row.name) for row in rows]


def test_rename_in_the_past_takes_its_place_in_the_life(fil: Actor) -> None:
    happens(fil, Kind.RENAMED, "2020", name="Le Fil")
    happens(fil, Kind.RENAMED, "2014-05", name="Fil et Aiguille")
    assert names(fil) == [
        ("2010-01-01", "Fil à Fil"),
        ("2014-05-01", "Fil et Aiguille"),
        ("2020-01-01", "Le Fil"),
    ]
    assert (fil.name, fil.sort_name) == ("Le Fil", "fil")


def test_event_keeps_what_was_said_and_who_says_so(fil: Actor) -> None:
    what = Happening(
        Kind.RENAMED, "2014-05", name=" Le Fil ", was_name="Fil à Fil", note=" au journal officiel "
    )
    source = Provenance(SourceKind.REGISTER, "JOAFE", "https://joafe.example/1")
    event = record_event(actor=fil, what=what, who="ines", source=source)
    event.refresh_from_db()
    assert (event.kind, event.happened, event.counts_from) == ("renamed", "2014-05", date(2014, 5, 1))
    assert (event.name, event.was_name, event.note) == ("Le Fil", "Fil à Fil", "au journal officiel")
    assert (event.source, event.source_name, event.source_url) == (
        "register",
        "JOAFE",
        "https://joafe.example/1",
    )
    assert (event.who, event.known_from, event.is_known) == ("ines", MONDAY, True)
    entry = list(journal_of("actor", fil.ref))[-1]
    assert (entry.verb, entry.who) == ("record_event", "ines")
    assert entry.data == {"event": event.ref, "kind": "renamed", "happened": "2014-05"}


def test_move_changes_the_address_and_the_commune(fil: Actor) -> None:
    happens(fil, Kind.MOVED, "2020", where=Whereabouts(street="1 place Haute"))
    assert fil.address is not None
    assert (fil.address.street, fil.commune) == ("1 place Haute", None)
    then = episode_on(fil, date(2019, 12, 31))
    assert then is not None and then.address is not None
    assert (then.address.street, then.commune) == ("3 rue du Puits", Commune.objects.get())


def test_move_says_where_it_was_before_the_first_known_address(territory: Territory) -> None:
    actor = register_actor(territory=territory, name="Zénith", kind=ActorKind.ARTIST, seen="2012")
    was, now = Whereabouts(street="1 quai"), Whereabouts(street="2 quai")
    happens(actor, Kind.MOVED, "2015", where=now, was_where=was)
    streets = [episode_on(actor, date(year, 6, 1)) for year in (2013, 2016)]
    assert [str(row.address) for row in streets if row] == ["1 quai", "2 quai"]


def test_move_taken_back_leaves_no_commune_behind(territory: Territory) -> None:
    actor = register_actor(territory=territory, name="Zénith", kind=ActorKind.ARTIST, seen="2012")
    event = happens(actor, Kind.MOVED, "2015", where=Whereabouts(commune=Commune.objects.get()))
    assert actor.commune == Commune.objects.get()
    take_back_event(event=event, who="ines")
    actor.refresh_from_db()
    assert (actor.address, actor.commune) == (None, None)


def test_change_of_kind_is_told(fil: Actor) -> None:
    happens(fil, Kind.CHANGED_KIND, "2022", actor_kind="cooperative", was_kind="association")
    then = episode_on(fil, date(2021, 12, 31))
    assert (fil.kind, then and then.kind) == ("cooperative", "association")


def test_end_counts_from_the_last_day_it_may_have_been(fil: Actor) -> None:
    event = happens(fil, Kind.CLOSED, "2024")
    assert (event.counts_from, fil.life, fil.ended) == (date(2024, 12, 31), "ended", "2024")
    assert [episode_on(fil, date(2024, 12, day)) is None for day in (30, 31)] == [False, True]


def test_end_told_before_its_year_is_over_counts_from_the_day_it_is_told(fil: Actor) -> None:
    event = happens(fil, Kind.CLOSED, "2026")
    assert (event.counts_from, fil.life, fil.ended) == (date(2026, 6, 8), "ended", "2026")
    assert episode_on(fil, date(2026, 6, 8)) is None
    assert episode_on(fil, date(2026, 6, 7)) is not None


def test_end_told_on_the_first_day_of_its_month_counts_from_it(fil: Actor) -> None:
    with clock.at(MONDAY.replace(day=1)):
        assert happens(fil, Kind.CLOSED, "2026-06").counts_from == date(2026, 6, 1)
        assert fil.life == "ended"


def test_sleep_and_revival_are_told(fil: Actor) -> None:
    happens(fil, Kind.DORMANT, "2018")
    assert (fil.life, fil.ended) == ("dormant", "")
    happens(fil, Kind.REVIVED, "2020-02")
    then = episode_on(fil, date(2019, 6, 1))
    assert (fil.life, then and then.state) == ("active", "dormant")


def test_revival_after_an_end_forgets_no_end(fil: Actor) -> None:
    happens(fil, Kind.CLOSED, "2018")
    happens(fil, Kind.REVIVED, "2020")
    assert (fil.life, fil.ended, episode_on(fil, date(2019, 6, 1))) == ("active", "", None)


def test_split_names_what_came_of_it_and_ends_only_what_it_empties(fil: Actor, territory: Territory) -> None:
    child = register_actor(territory=territory, name="Aiguille", kind=ActorKind.ASSOCIATION, founded="2020")
    event = happens(fil, Kind.SPLIT, "2020", other=child)
    assert (event.other, closes(event), fil.life) == (child, False, "active")
    emptied = happens(fil, Kind.SPLIT, "2021", other=child, ends=True)
    assert (closes(emptied), fil.life, fil.ended) == (True, "ended", "2021")


def test_merger_ends_an_actor(fil: Actor, territory: Territory) -> None:
    union = register_actor(territory=territory, name="Union", kind=ActorKind.ASSOCIATION, founded="2020")
    assert closes(happens(fil, Kind.MERGED, "2020-03", other=union))
    assert (fil.life, fil.ended) == ("ended", "2020-03")


@pytest.mark.parametrize(
    ("kind", "question"),
    [
        (Kind.RENAMED, "Quel est le nouveau nom ?"),
        (Kind.MOVED, "Quelle est la nouvelle adresse, ou au moins la commune ?"),
        (Kind.CHANGED_KIND, "Quelle est la nouvelle nature ?"),
    ],
)
def test_change_that_says_nothing_is_refused(fil: Actor, kind: LifeEventKind, question: str) -> None:
    with refused("says_nothing") as refusal:
        happens(fil, kind, "2020", name=" ", where=Whereabouts(country="FR"), actor_kind="dragon")
    assert plain(refusal.value.todo) == question
    assert LifeEvent.objects.filter(actor=fil).count() == 1


def test_date_to_come_or_that_does_not_exist_is_refused(fil: Actor) -> None:
    with refused("future_date"):
        happens(fil, Kind.CLOSED, "2027")
    with refused("bad_date"):
        happens(fil, Kind.CLOSED, "2020-02-30")


@pytest.mark.parametrize(
    ("first", "second", "code", "words"),
    [
        (
            None,
            (Kind.FOUNDED, "2012"),
            "founded_twice",
            "Un acteur n’est créé qu’une fois : déjà noté, 2010.",
        ),
        (None, (Kind.CLOSED, "2009"), "before_birth", "fin (2009) serait avant la création (2010)."),
        (
            (Kind.CLOSED, "2015"),
            (Kind.MERGED, "2016-02"),
            "ended_twice",
            "fusion (février 2016) viendrait après une fin déjà notée (2015).",
        ),
        (
            (Kind.CLOSED, "2015"),
            (Kind.DORMANT, "2016"),
            "after_end",
            "mise en sommeil (2016) viendrait après la fin (2015).",
        ),
        (
            None,
            (Kind.REVIVED, "2016"),
            "not_asleep",
            "Une reprise (2016) suppose une mise en sommeil ou une fin avant elle.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    fil: Actor,
    first: tuple[LifeEventKind, str] | None,
    second: tuple[LifeEventKind, str],
    code: str,
    words: str,
) -> None:
    if first:
        happens(fil, *first)
    before = list(Episode.objects.values()), fil.life
    with refused(code) as refusal:
        happens(fil, *second)
    assert plain(refusal.value.what) == words
    assert refusal.value.why == "Deux faits de la même vie se contredisent."
    fil.refresh_from_db()
    assert (list(Episode.objects.values()), fil.life) == before
    assert not LifeEvent.objects.filter(actor=fil, kind=second[0], happened=second[1]).exists()


def test_fact_taken_back_is_still_known_then(fil: Actor) -> None:
    event = happens(fil, Kind.RENAMED, "2014", name="Le Fil")
    later = factories.after(MONDAY, days=30)
    with clock.at(later):
        take_back_event(event=event, who="ines", why="c’était une autre")
    fil.refresh_from_db()
    event.refresh_from_db()
    assert (fil.name, event.is_known, event.known_until) == ("Fil à Fil", False, later)
    then, now = (episode_on(fil, date(2020, 1, 1), at) for at in (MONDAY, later))
    assert (then and then.name, now and now.name) == ("Le Fil", "Fil à Fil")
    entry = list(journal_of("actor", fil.ref))[-1]
    assert (entry.verb, entry.why, entry.data) == (
        "take_back_event",
        "c’était une autre",
        {"event": event.ref},
    )


def test_fact_is_taken_back_once(fil: Actor) -> None:
    event = happens(fil, Kind.RENAMED, "2014", name="Le Fil")
    take_back_event(event=event, who="ines")
    with refused("taken_back", 409):
        take_back_event(event=LifeEvent.objects.get(pk=event.pk), who="ines")
    with refused("taken_back", 409):
        correct_event(event=event, what=Happening(Kind.RENAMED, "2015", name="Le Fil"), who="ines")


def test_only_birth_is_not_taken_back(fil: Actor) -> None:
    birth = LifeEvent.objects.get(actor=fil)
    with refused("no_birth_left", 409):
        take_back_event(event=birth, who="ines")
    with refused("no_birth_left", 409):
        correct_event(event=birth, what=Happening(Kind.RENAMED, "2014", name="Le Fil"), who="ines")
    birth.refresh_from_db()
    assert (birth.is_known, LifeEvent.objects.count()) == (True, 1)


def test_first_trace_gives_way_to_a_founding(territory: Territory) -> None:
    actor = register_actor(territory=territory, name="Zénith", kind=ActorKind.ARTIST, seen="2020")
    happens(actor, Kind.FOUNDED, "2016", name="Zénith", actor_kind="artist")
    take_back_event(event=LifeEvent.objects.get(actor=actor, kind="seen"), who="ines")
    actor.refresh_from_db()
    assert (actor.founded, names(actor)) == ("2016", [("2016-01-01", "Zénith")])


def test_last_fact_that_names_an_actor_is_not_taken_back(territory: Territory) -> None:
    actor = register_actor(territory=territory, name="Zénith", kind=ActorKind.ARTIST, seen="2020")
    happens(actor, Kind.FOUNDED, "2016")
    with refused("nameless", 409):
        take_back_event(event=LifeEvent.objects.get(actor=actor, kind="seen"), who="ines")
    actor.refresh_from_db()
    assert actor.name == "Zénith"


def test_correction_takes_the_place_of_what_was_wrong(fil: Actor) -> None:
    wrong = happens(fil, Kind.RENAMED, "2014", name="Le Fil")
    later = factories.after(MONDAY, days=1)
    with clock.at(later):
        what = Happening(Kind.RENAMED, "2016", name="Le Fil")
        right = correct_event(event=wrong, what=what, who="fatou", why="faute de frappe")
    wrong.refresh_from_db()
    assert (wrong.known_until, right.known_from, right.who) == (later, later, "fatou")
    assert names(fil) == [("2010-01-01", "Fil à Fil"), ("2016-01-01", "Le Fil")]
    then = episode_on(fil, date(2015, 1, 1), MONDAY)
    assert then is not None and then.name == "Le Fil"
    entry = list(journal_of("actor", fil.ref))[-1]
    assert (entry.verb, entry.why) == ("correct_event", "faute de frappe")
    assert entry.data == {"event": right.ref, "instead_of": wrong.ref}


def test_correction_that_cannot_be_changes_nothing(fil: Actor) -> None:
    wrong = happens(fil, Kind.RENAMED, "2014", name="Le Fil")
    with refused("before_birth"):
        correct_event(event=wrong, what=Happening(Kind.RENAMED, "2004", name="Le Fil"), who="ines")
    wrong.refresh_from_db()
    assert (wrong.is_known, LifeEvent.objects.filter(actor=fil).count()) == (True, 2)


def test_corrected_birth_keeps_what_it_said(fil: Actor) -> None:
    birth, place = LifeEvent.objects.get(actor=fil), fil.address
    corrected = correct_event(event=birth, what=Happening(Kind.FOUNDED, "2008-03"), who="ines")
    assert (corrected.name, corrected.actor_kind, corrected.address) == ("Fil à Fil", "association", place)
    fil.refresh_from_db()
    assert (fil.founded, fil.name, fil.address) == ("2008-03", "Fil à Fil", place)
    other = Happening(
        Kind.SEEN, "2009", name="Le Fil", actor_kind="collective", where=Whereabouts(city="Royat")
    )
    again = correct_event(event=corrected, what=other, who="ines")
    assert (again.name, again.actor_kind, str(again.address)) == ("Le Fil", "collective", "Royat")


def test_move_corrected_in_its_date_keeps_its_address(fil: Actor) -> None:
    where = Whereabouts(street="1 place Haute")
    moved = happens(fil, Kind.MOVED, "2020", where=where)
    number = Address.objects.count()
    corrected = correct_event(event=moved, what=Happening(Kind.MOVED, "2019", where=where), who="ines")
    assert (corrected.address, Address.objects.count()) == (moved.address, number)


def test_fact_of_a_merged_record_is_corrected_where_it_is_read(fil: Actor, territory: Territory) -> None:
    twin = register_actor(territory=territory, name="Fil-à-Fil", kind=ActorKind.ASSOCIATION, seen="2012")
    renamed = happens(twin, Kind.RENAMED, "2014", name="Le Fil")
    merge_records(kept=fil, absorbed=twin, who="ines")
    assert names(fil) == [("2010-01-01", "Fil à Fil"), ("2014-01-01", "Le Fil")]
    correct_event(event=renamed, what=Happening(Kind.RENAMED, "2015", name="Le Fil"), who="ines")
    assert names(fil) == [("2010-01-01", "Fil à Fil"), ("2015-01-01", "Le Fil")]
    take_back_event(event=LifeEvent.objects.get(happened="2015"), who="ines")
    assert (names(fil), names(twin)) == ([("2010-01-01", "Fil à Fil")], [])
    assert list(journal_of("actor", fil.ref))[-1].verb == "take_back_event"


def test_nothing_is_written_on_a_record_merged_away(fil: Actor, territory: Territory) -> None:
    twin = register_actor(territory=territory, name="Fil-à-Fil", kind=ActorKind.ASSOCIATION)
    stale = Actor.objects.get(pk=twin.pk)
    merge_records(kept=fil, absorbed=twin, who="ines")
    with refused("absorbed", 409):
        happens(stale, Kind.CLOSED, "2026")


def test_ties_end_with_an_actor_and_last_again_when_its_end_is_taken_back(
    fil: Actor, territory: Territory
) -> None:
    other = register_actor(territory=territory, name="Zénith", kind=ActorKind.ARTIST, seen="2012")
    tie_actors(actor=fil, other=other, bond=Bond(TieKind.HOSTS, since="2015"), who="ines")
    closed = happens(fil, Kind.CLOSED, "2020")
    (tie,) = current_ties(fil)
    assert (tie.until, tie.valid_until, tie.end_reason) == ("2020", date(2020, 12, 31), "actor_ended")
    moved = correct_event(event=closed, what=Happening(Kind.CLOSED, "2018-03"), who="ines")
    assert [tie.until for tie in current_ties(fil)] == ["2018-03"]
    take_back_event(event=moved, who="ines")
    assert [(tie.until, tie.end_reason) for tie in current_ties(fil)] == [("", "")]
    assert Tie.objects.count() == 4


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_ends_told_at_once_are_told_one_after_the_other(unscoped_territory: Territory) -> None:
    from maillage.common.scope import territory_scope

    with territory_scope(unscoped_territory.pk):
        fil = register_actor(territory=unscoped_territory, name="Fil", kind=ActorKind.ARTIST, founded="2010")

        def end() -> object:
            return happens(Actor.objects.get(pk=fil.pk), Kind.CLOSED, "2020")

        results = factories.at_once(end, end)
        assert sorted(getattr(result, "code", "told") for result in results) == ["ended_twice", "told"]
        assert known_events(fil).filter(kind="closed").count() == 1


def test_wait_between_two_facts_shows_in_what_was_known(fil: Actor) -> None:
    with clock.at(MONDAY + timedelta(days=10)):
        happens(fil, Kind.CLOSED, "2020")
    known = [
        bool(episode_on(fil, date(2022, 1, 1), MONDAY + timedelta(days=days))) for days in (0, 9, 10, 11)
    ]
    assert known == [True, True, False, False]

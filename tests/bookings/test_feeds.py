"""The secret address of one's own calendar."""

from __future__ import annotations

from tests import factories

from maillage.bookings.actions import renew_feed, stop_feed
from maillage.bookings.feeds import feed_of, feed_with_key, last_written
from maillage.common import clock
from maillage.common.models import JournalEntry


def test_a_new_address_makes_the_one_before_lead_nowhere(city: factories.City) -> None:
    first = renew_feed(person=city.fatou, who="f").key
    second = renew_feed(person=city.fatou, who="f").key
    found = feed_with_key(second)
    assert found is not None
    assert (len(first), feed_with_key(first), found.person) == (43, None, city.fatou)
    assert feed_of(city.fatou) == found
    assert feed_of(city.karim) is None


def test_a_stopped_address_is_gone(city: factories.City) -> None:
    key = renew_feed(person=city.fatou, who="f").key
    renew_feed(person=city.karim, who="k")
    assert [stop_feed(person=city.fatou, who="f") for _ in range(2)] == [True, False]
    assert (feed_with_key(key), feed_of(city.karim) is None) == (None, False)


def test_the_journal_never_holds_the_key(city: factories.City) -> None:
    feed = renew_feed(person=city.fatou, who="f")
    stop_feed(person=city.fatou, who="f")
    rows = JournalEntry.objects.filter(verb__in=("renew_feed", "stop_feed")).order_by("pk")
    assert [(row.verb, row.kind, row.object_ref, row.data) for row in rows] == [
        ("renew_feed", "person", city.fatou.ref, {}),
        ("stop_feed", "person", city.fatou.ref, {}),
    ]
    assert feed.key not in str(list(JournalEntry.objects.values()))


def test_nothing_is_newer_than_the_last_line_of_the_journal(city: factories.City) -> None:
    with clock.at(clock.now().replace(hour=20)):
        renew_feed(person=city.fatou, who="f")
        assert last_written() == clock.now()

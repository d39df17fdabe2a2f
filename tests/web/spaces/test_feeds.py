"""Calendars by their addresses: what programs are answered, and one's own secret address."""

from __future__ import annotations

import icalendar
import pytest
from django.test import Client
from tests import factories, visits
from tests.actors.actions.refusals import plain
from tests.bookings.ical_check import faults
from tests.bookings.stage import a_space, booked, paris
from tests.web.spaces.calendar_things import at

from maillage.bookings.actions import renew_feed
from maillage.bookings.models import PersonalFeed, Space
from maillage.common import clock


@pytest.fixture
def space(city: factories.City) -> Space:
    """A room that Fatou has on Wednesday."""
    found = a_space(city.territory)
    booked(found, city.fatou, "2026-06-10T10:00")
    return found


def events(content: bytes) -> list[str]:
    """What each event is called."""
    assert faults(content) == []
    return [str(event["summary"]) for event in icalendar.Calendar.from_ical(content).walk("VEVENT")]


def test_anybody_subscribes_to_a_space_or_a_place(space: Space) -> None:
    client = visits.visitor()
    answers = [client.get(at("feed", space.ref)), client.get(at("place_feed", space.place.ref))]
    assert [[plain(name) for name in events(answer.content)] for answer in answers] == [
        ["Réservé"],
        ["Salle Lave : réservé"],
    ]
    assert [answer["Content-Type"] for answer in answers] == ["text/calendar; charset=utf-8"] * 2
    assert answers[0]["Access-Control-Allow-Origin"] == "*"
    assert events(client.get("/en" + at("feed", space.ref)).content) != []


@pytest.mark.parametrize("header", ["ETag", "Last-Modified"])
def test_what_did_not_change_is_not_sent_again(city: factories.City, space: Space, header: str) -> None:
    client, page = visits.visitor(), at("feed", space.ref)
    first = client.get(page)
    asked = {"If-None-Match" if header == "ETag" else "If-Modified-Since": first[header]}
    again = client.get(page, headers=asked)
    assert (again.status_code, again.content, again[header]) == (304, b"", first[header])
    with clock.at(paris("2026-06-08T11:00")):
        booked(space, city.karim, "2026-06-11T10:00")
        assert client.get(page, headers=asked).status_code == 200


def test_a_renewed_program_is_answered_whole(space: Space) -> None:
    asked = {"If-None-Match": '"another"', "If-Modified-Since": "Mon, 01 Jan 2035 00:00:00 GMT"}
    assert visits.visitor().get(at("feed", space.ref), headers=asked).status_code == 200


def test_free_busy_tells_four_weeks_or_what_is_asked(space: Space) -> None:
    def window(query: str) -> tuple[str, ...]:
        content = visits.visitor().get(at("free_busy", space.ref) + query).content
        assert faults(content) == []
        (row,) = icalendar.Calendar.from_ical(content).walk("VFREEBUSY")
        periods = "FREEBUSY" in row
        return *(row.decoded(name).isoformat()[:16] for name in ("dtstart", "dtend")), str(periods)

    assert window("") == ("2026-06-07T22:00", "2026-07-05T22:00", "True")
    assert window("?du=2026-06-11&au=2026-06-11") == ("2026-06-10T22:00", "2026-06-11T22:00", "False")
    assert window("?du=2026-01-01&au=2027-01-01")[2] == "True"


@pytest.mark.parametrize(
    "query",
    [
        "?du=x",
        "?au=2026-02-30",
        "?du=2026-06-10&au=2026-06-09",
        "?du=2026-01-01&au=2027-01-02",
        "?du=0001-01-01",
        "?au=9999-12-31",
    ],
)
def test_days_that_make_no_sense_are_refused(space: Space, query: str) -> None:
    assert visits.visitor().get(at("free_busy", space.ref) + query).status_code == 422


def test_what_is_withdrawn_has_no_calendar(space: Space) -> None:
    Space.objects.update(is_withdrawn=True)
    codes = [visits.visitor().get(at(route, space.ref)).status_code for route in ("feed", "free_busy")]
    assert codes == [404, 404]


def test_her_secret_address_is_made_changed_and_stopped(city: factories.City, space: Space) -> None:
    fatou, page = visits.signed_in(city.fatou), at("subscribe")
    assert fatou.get(page).context["address"] == ""
    found = []
    for _ in range(2):
        assert fatou.post(at("renew_feed"))["Location"] == page
        found.append(at("my_feed", PersonalFeed.objects.get().key))
    shown = fatou.get(page).context
    assert shown["address"].endswith(found[1])
    assert shown["webcal"] == "webcal:" + shown["address"].partition(":")[2]
    answers = [visits.visitor().get(path) for path in found]
    assert [answer.status_code for answer in answers] == [404, 200]
    assert (answers[1]["X-Robots-Tag"], answers[1]["Cache-Control"]) == ("noindex", "private, no-cache")
    assert events(answers[1].content) == ["Salle Lave"]
    assert fatou.post(at("stop_feed"))["Location"] == page
    assert visits.visitor().get(found[1]).status_code == 404


def test_nobody_sees_the_address_of_another(city: factories.City) -> None:
    renew_feed(person=city.fatou, who="f")
    client: Client = visits.signed_in(city.karim)
    assert client.get(at("subscribe")).context["address"] == ""
    client.post(at("stop_feed"))
    assert PersonalFeed.objects.get().person == city.fatou

"""What she booked and waits for: hers only, what is to come first, the rest folded."""

from __future__ import annotations

from django.urls import reverse
from tests import factories, visits
from tests.bookings.stage import a_space, booked, only, paris, states
from tests.web.spaces.booker_things import story

from maillage.bookings.actions import cancel_occurrence, check_in
from maillage.bookings.enums import WaitingState
from maillage.common import clock
from maillage.people.models import Person

MINE = reverse("spaces:mine")


def told(person: Person) -> dict[str, list[tuple[str, str]]]:
    """The day and the state of what is to come, of what was, and the hours of what one waits for."""
    context = visits.signed_in(person).get(MINE).context
    found = {
        part: [(line.row.local[:10], line.state) for line in context[part]] for part in ("lines", "gone")
    }
    waits = [(row.space.name, span.replace("\u00a0", " ")) for row, span in context["waits"]]
    return {**found, "waits": waits}


def test_each_reads_her_own(city: factories.City) -> None:
    story(city.territory, city.lea, city.karim)
    assert told(city.lea) == {
        "lines": [
            ("2026-06-09", "réservé, à confirmer"),
            ("2026-06-16", "réservé"),
            ("2026-06-23", "réservé"),
            ("2026-06-30", "réservé"),
        ],
        "gone": [],
        "waits": [],
    }
    assert told(city.karim) == {"lines": [], "gone": [], "waits": [("Salle Lave", "14 h – 15 h")]}
    assert told(city.marc) == {"lines": [], "gone": [], "waits": []}


def test_what_is_given_back_or_past_is_folded_and_what_runs_is_still_there(city: factories.City) -> None:
    space = a_space(city.territory)
    cancelled, running = (booked(space, city.lea, f"2026-06-09T{hour}:00") for hour in (10, 14))
    cancel_occurrence(occurrence=only(cancelled), who=city.lea.ref)
    with clock.at(paris("2026-06-09T14:10")):
        check_in(occurrence=only(running), space=space, who=city.lea.ref)
        now = told(city.lea)
    with clock.at(paris("2026-06-09T15:00")):
        later = told(city.lea)
    assert now["lines"] == [("2026-06-09", "utilisé")]
    assert now["gone"] == [("2026-06-09", "annulé")]
    assert later["gone"] == [("2026-06-09", "utilisé"), ("2026-06-09", "annulé")]


def test_she_waits_no_more(city: factories.City) -> None:
    waiting = story(city.territory, city.lea, city.karim).waiting
    path, karim = reverse("spaces:leave_waiting", args=[waiting.ref]), visits.signed_in(city.karim)
    said = []
    for _ in range(2):
        answer = karim.post(path)
        assert (answer.status_code, answer.url) == (302, MINE)
        said += [str(message) for message in answer.wsgi_request._messages]
    waiting.refresh_from_db()
    assert waiting.state == WaitingState.LEFT
    assert [text.replace("\u00a0", " ") for text in said[:1] + said[-1:]] == [
        "C’est noté : vous n’attendez plus « Salle Lave ».",
        "Vous n’attendiez plus « Salle Lave ».",
    ]


def test_another_cannot_stop_her_wait_but_the_coordinator_can(city: factories.City) -> None:
    waiting = story(city.territory, city.lea, city.karim).waiting
    path = reverse("spaces:leave_waiting", args=[waiting.ref])
    assert visits.signed_in(city.lea).post(path).status_code == 404
    assert visits.signed_in(city.ines).post(path).status_code == 302


def test_the_first_who_waits_has_what_another_gives_back(city: factories.City) -> None:
    told_story = story(city.territory, city.lea, city.karim)
    lea = visits.signed_in(city.lea)
    lea.post(reverse("spaces:cancel_date", args=[told_story.first.ref]))
    assert told(city.karim)["lines"] == [("2026-06-09", "réservé")]
    assert states(told_story.booking)[0] == ("2026-06-09T14:00:00", "cancelled")


def test_the_menu_leads_to_them_once_there_are_some(city: factories.City) -> None:
    def menu(person: Person) -> list[str]:
        page = visits.signed_in(person).get(reverse("spaces:list"))
        return [item.label for item in page.context["nav"]]

    before = menu(city.karim)
    story(city.territory, city.fatou, city.karim)
    assert "Réserver" in before
    assert "Mes réservations" not in before
    assert menu(city.karim) == menu(city.fatou) == [*before[:3], "Mes réservations", *before[3:]]
    assert [label for label in menu(city.ines) if label in {"Réserver", "Mes réservations"}] == []

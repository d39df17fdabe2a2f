"""Taking over the calendar a space had: shown first, then written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from tests import factories, visits
from tests.actors.actions.refusals import plain
from tests.bookings.stage import a_space, booked
from tests.web.spaces.calendar_things import at, ics

from maillage.bookings import storage
from maillage.bookings.models import BlockedPeriod, Space

EVENT = "UID:a\nDTSTART:20260610T093000\nDURATION:PT2H\nSUMMARY:Chez le médecin"


@pytest.fixture
def ines(city: factories.City, settings: Any, tmp_path: Path) -> Client:
    """The coordinator; files are kept in a folder of this test."""
    settings.DATA_FOLDER = tmp_path
    return visits.signed_in(city.ines)


@pytest.fixture
def space(city: factories.City) -> Space:
    """A room for eight."""
    return a_space(city.territory)


def sent(client: Client, space: Space, content: bytes, **said: str) -> HttpResponse:
    """The answer to a file."""
    file = SimpleUploadedFile("agenda.ics", content)
    return client.post(at("calendar", space.ref), {"ahead": "366", "file": file, **said})


def yes(client: Client, space: Space, answer: Any) -> HttpResponse:
    """The answer to what the dry run's form sends."""
    form = answer.context["form"]
    fields = {"digest": form.digest, "ahead": form.cleaned_data["ahead"]}
    if form.cleaned_data["keep_summaries"]:
        fields["keep_summaries"] = "on"
    return client.post(at("take_calendar", space.ref), fields)


def test_a_calendar_is_shown_then_taken_over(ines: Client, space: Space, city: factories.City) -> None:
    booked(space, city.fatou, "2026-06-10T10:00")
    answer = sent(ines, space, ics(EVENT, "UID:b\nDTSTART:x"))
    page = plain(answer.content.decode())
    assert (answer.status_code, BlockedPeriod.objects.count()) == (200, 0)
    assert (answer.context["count"], answer.context["conflict_count"], answer.context["remark_count"]) == (
        1,
        1,
        1,
    )
    assert [words in page for words in ("mercredi 10 juin 2026, 10:00", city.fatou.full_name, "médecin")] == [
        True, True, False,
    ]  # fmt: skip
    done = yes(ines, space, answer)
    assert (done.status_code, done["Location"]) == (302, at("calendar", space.ref))
    assert list(BlockedPeriod.objects.values_list("uid", "why", "who")) == [("a", "", city.ines.ref)]
    assert storage.digest_of(space.ref) == ""
    assert ines.get(at("calendar", space.ref)).context["held"] == 1


def test_names_are_kept_only_when_it_is_asked(ines: Client, space: Space) -> None:
    yes(ines, space, sent(ines, space, ics(EVENT), keep_summaries="on"))
    assert BlockedPeriod.objects.get().why == "Chez le médecin"


def test_a_file_that_changed_meanwhile_is_not_taken(ines: Client, space: Space) -> None:
    first = sent(ines, space, ics(EVENT))
    second = sent(ines, space, ics("UID:b\nDTSTART;VALUE=DATE:20260611"))
    assert [yes(ines, space, answer).status_code for answer in (first, second, second)] == [409, 302, 409]
    assert BlockedPeriod.objects.get().uid == "b"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html>", "Ce fichier n’est pas un agenda iCalendar."),
        (ics(EVENT)[:-30], "Ce fichier est coupé : sa fin manque."),
        (b"x" * 20_000_001, "Ce fichier pèse plus de 20 Mo."),
    ],
)
def test_a_file_that_cannot_be_read_comes_back_with_its_words(
    ines: Client, space: Space, content: bytes, words: str
) -> None:
    answer: Any = sent(ines, space, content)
    (said,) = answer.context["form"].errors["file"]
    assert (answer.status_code, plain(said).startswith(words)) == (422, True)
    assert not storage.path_of(space.ref).exists()


def test_without_a_file_or_with_a_strange_window_it_is_told(ines: Client, space: Space) -> None:
    answer = ines.post(at("calendar", space.ref), {"ahead": "5000"})
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["ahead", "file"])


def test_what_was_taken_over_is_let_go(ines: Client, space: Space) -> None:
    yes(ines, space, sent(ines, space, ics(EVENT)))
    answer = ines.post(at("drop_calendar", space.ref))
    assert (answer["Location"], BlockedPeriod.objects.exists()) == (at("calendar", space.ref), False)

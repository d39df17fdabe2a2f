"""The coordinator's desk of upkeep: what to decide, whom to phone, what left; and its lines on Monday."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from tests import factories, visits
from tests.actors.upkeep_stage import asked_address, kept_by, told, with_email
from tests.conftest import MONDAY
from tests.web.keeper.things import an_entry, open_suggestion

from maillage.actors.actions import archive_entry
from maillage.actors.enums import KeeperProof, Listing, SuggestionState
from maillage.actors.models import Actor, ConfirmationAsk, Contact
from maillage.actors.queries import keepers_of
from maillage.common import clock

DESK = reverse("keeper:desk")


def path(ref: str, route: str) -> str:
    """An act about an entry, or a suggestion."""
    return reverse(f"keeper:{route}", args=[ref])


def fresh(actor: Actor) -> Actor:
    """The entry as it is now."""
    found: Actor = Actor.objects.get(pk=actor.pk)
    return found


@pytest.fixture
def busy(city: factories.City) -> dict[str, Actor]:
    """One entry on each list; the city's own ones can be asked about."""
    with clock.at(MONDAY - timedelta(days=400)):
        alone = an_entry(city.territory, "Sans contact")
    silent = an_entry(city.territory, "Silence")
    Actor.objects.filter(pk=silent.pk).update(listing=Listing.UNCONFIRMED)
    gone = archive_entry(actor=an_entry(city.territory, "Partie"), who="system")
    open_suggestion(city.forge)
    return {
        "corrections": city.forge,
        "sans-contact": alone,
        "non-confirmees": fresh(silent),
        "archivees": gone,
    }


def test_each_list_holds_its_own(city: factories.City, busy: dict[str, Actor]) -> None:
    ines = visits.signed_in(city.ines)
    found = {}
    for part in busy:
        page = ines.get(DESK, {"liste": part})
        rows = page.context.get("entries") or page.context["suggestions"]
        found[part] = [row["actor"] if isinstance(row, dict) else row[0].actor for row in rows]
        assert [total for _part, _label, total in page.context["parts"]] == [1, 1, 1, 1]
    assert found == {part: [actor] for part, actor in busy.items()}


@pytest.mark.parametrize("asked", ["", "n’importe quoi"])
def test_the_first_list_that_holds_something_comes_first(city: factories.City, asked: str) -> None:
    ines = visits.signed_in(city.ines)
    assert ines.get(DESK, {"liste": asked}).context["part"] == "corrections"
    Actor.objects.filter(pk=city.forge.pk).update(listing=Listing.UNCONFIRMED)
    assert ines.get(DESK, {"liste": asked}).context["part"] == "non-confirmees"


def test_a_telephone_is_there_to_be_dialled(city: factories.City, busy: dict[str, Actor]) -> None:
    actor = busy["sans-contact"]
    for value in ("+33473000000", "+33473000001"):
        Contact.objects.create(actor=actor, kind="phone", value=value, visibility="coordination")
    (row,) = visits.signed_in(city.ines).get(DESK, {"liste": "sans-contact"}).context["entries"]
    assert row["phone"] == "+33473000000"


@pytest.mark.parametrize("part", ["sans-contact", "non-confirmees", "archivees"])
def test_confirming_by_phone_is_one_click_and_goes_back_to_the_list(
    city: factories.City, busy: dict[str, Actor], part: str
) -> None:
    done = visits.signed_in(city.ines).post(path(busy[part].ref, "confirm"), {"liste": part})
    assert done["Location"] == f"{DESK}?liste={part}"
    assert (fresh(busy[part]).listing, fresh(busy[part]).confirmed_at) == (Listing.LISTED, MONDAY)
    assert told(busy[part])[-1] == (city.ines.ref, "confirm")


def test_from_monday_one_goes_back_to_monday(city: factories.City, busy: dict[str, Actor]) -> None:
    ines = visits.signed_in(city.ines)
    board = ines.get(reverse("coordinator:monday")).context["board"]
    assert [line.actor for line in board.entries] == [busy["sans-contact"], busy["non-confirmees"]]
    done = ines.post(path(busy["sans-contact"].ref, "confirm"), {"from": "monday"})
    assert done["Location"] == reverse("coordinator:monday")


def test_monday_leads_to_a_correction(city: factories.City, busy: dict[str, Actor]) -> None:
    page = visits.signed_in(city.ines).get(reverse("coordinator:monday")).content.decode()
    assert f'href="{DESK}?liste=corrections#correction-' in page


def test_archiving_is_undone_by_its_notice(city: factories.City, busy: dict[str, Actor]) -> None:
    actor, ines = busy["non-confirmees"], visits.signed_in(city.ines)
    done = ines.post(path(actor.ref, "archive"), {"liste": "non-confirmees"}, follow=True)
    assert fresh(actor).listing == Listing.ARCHIVED
    assert f'action="{path(actor.ref, "restore")}"' in done.content.decode()
    assert ines.post(path(actor.ref, "restore"))["Location"] == DESK
    assert fresh(actor).listing == Listing.LISTED


def test_the_coordinator_decides_on_a_correction(city: factories.City, busy: dict[str, Actor]) -> None:
    suggestion = city.forge.suggestions.get()
    ines = visits.signed_in(city.ines)
    done = ines.post(path(suggestion.ref, "accept"), {"liste": "corrections"})
    assert done["Location"] == f"{DESK}?liste=corrections"
    assert fresh(city.forge).name == "Fil et Fil"
    other = open_suggestion(city.bourrasque)
    ines.post(path(other.ref, "decline"), {"reply": "Non.", "liste": "corrections"})
    other.refresh_from_db()
    assert other.state == SuggestionState.DECLINED


def test_an_entrys_page_tells_its_keepers_and_what_was_asked(city: factories.City) -> None:
    ask = asked_address(city)
    keeper = kept_by(city.fil_a_fil, city.fatou)
    suggestion = open_suggestion(city.fil_a_fil)
    page = visits.signed_in(city.ines).get(path(city.fil_a_fil.ref, "entry"))
    assert list(page.context["keepers"]) == [keeper]
    assert list(page.context["asks"]) == [ask]
    assert list(page.context["suggestions"]) == [suggestion]


def test_asking_now_goes_to_the_keepers(city: factories.City) -> None:
    kept_by(city.fil_a_fil, city.fatou)
    done = visits.signed_in(city.ines).post(path(city.fil_a_fil.ref, "ask"))
    assert done["Location"] == path(city.fil_a_fil.ref, "entry")
    assert ConfirmationAsk.objects.get().person == city.fatou


def test_asking_nobody_is_refused_kindly(city: factories.City) -> None:
    assert visits.signed_in(city.ines).post(path(city.fil_a_fil.ref, "ask")).status_code == 409


def test_a_keeper_is_named_and_ended(city: factories.City) -> None:
    ines, entry = visits.signed_in(city.ines), path(city.fil_a_fil.ref, "entry")
    sent = {"given_name": "Nora", "family_name": "Saidi", "email": "nora@exemple.example"}
    assert ines.post(path(city.fil_a_fil.ref, "name"), sent)["Location"] == entry
    (keeper,) = keepers_of(city.fil_a_fil)
    assert (keeper.person.full_name, keeper.proof) == ("Nora Saidi", KeeperProof.COORDINATOR)
    for _ in range(2):
        assert ines.post(path(city.fil_a_fil.ref, "end"), {"person": keeper.person.ref})["Location"] == entry
    assert list(keepers_of(city.fil_a_fil)) == []


def test_a_name_without_address_is_given_back(city: factories.City) -> None:
    refused = visits.signed_in(city.ines).post(path(city.fil_a_fil.ref, "name"), {"given_name": "Nora"})
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"email"})


def test_invented_actors_are_said_to_be(city: factories.City) -> None:
    with_email(city.fil_a_fil, "bonjour@filafil.example")
    Actor.objects.update(is_invented=True, listing=Listing.UNCONFIRMED)
    ines = visits.signed_in(city.ines)
    for page in (DESK + "?liste=non-confirmees", path(city.fil_a_fil.ref, "entry")):
        assert "onnées de démonstration" in ines.get(page).content.decode()

"""The list of today: words, filters, order, reasons, suggestions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.directory_stage import Stage, fill, plain

from maillage.actors.actions import register_actor
from maillage.actors.enums import ActorKind, Listing
from maillage.actors.models import Actor
from maillage.common import clock
from maillage.territory.models import Territory

LIST = "/annuaire/"


def names(client: Client, **asked: object) -> list[str]:
    """The names that the list shows."""
    return [line.actor.name for line in client.get(LIST, asked).context["lines"]]


def test_everybody_alive_is_listed_by_name_without_articles(directory: Stage, anyone: Client) -> None:
    assert names(anyone) == ["Bourrasque", "Fil à Fil", "La Forge"]


def test_the_ended_and_the_archived_show_when_they_are_asked_for(directory: Stage, anyone: Client) -> None:
    assert names(anyone, disparus="on") == ["Bourrasque", "Fil à Fil", "La Forge", "Volcan Bleu"]
    Actor.objects.filter(pk=directory.fil.pk).update(listing=Listing.ARCHIVED)
    assert names(anyone) == ["Bourrasque", "La Forge"]
    assert names(anyone, archives="on") == ["Bourrasque", "Fil à Fil", "La Forge"]
    page = anyone.get(LIST, {"archives": "on"}).content.decode()
    assert page.count("fiche archivée") == 1


@pytest.mark.parametrize("listing", [Listing.WITHHELD, Listing.WITHDRAWN, Listing.ABSORBED])
def test_what_does_not_show_is_never_listed(directory: Stage, anyone: Client, listing: Listing) -> None:
    Actor.objects.filter(pk=directory.fil.pk).update(listing=listing)
    assert names(anyone, archives="on", disparus="on") == ["Bourrasque", "La Forge", "Volcan Bleu"]
    assert names(anyone, archives="on", q="fil") == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"sorte": ["startup", "association"]}, ["Bourrasque", "Fil à Fil"]),
        ({"commune": "99001"}, ["Bourrasque"]),
        ({"savoir": "num-outils"}, ["Bourrasque"]),
        ({"savoir": "compta"}, []),  # it seeks that one
        ({"sorte": "startup", "commune": "99001", "fraicheur": "fresh"}, ["Bourrasque"]),
        ({"sorte": "lab"}, []),
    ],
)
def test_filters_narrow_the_list(
    directory: Stage, anyone: Client, asked: dict[str, str], found: list[str]
) -> None:
    fill(directory.bourrasque)
    assert names(anyone, **asked) == found


def test_freshness_narrows_the_list_as_time_passes(directory: Stage, anyone: Client) -> None:
    long_ago = clock.now() - timedelta(days=300)
    Actor.objects.filter(pk=directory.fil.pk).update(confirmed_at=long_ago)
    Actor.objects.filter(pk=directory.forge.pk).update(confirmed_at=clock.now() - timedelta(days=500))
    assert names(anyone, fraicheur="fresh") == ["Bourrasque"]
    assert names(anyone, fraicheur="ageing") == ["Bourrasque", "Fil à Fil"]


def test_words_find_former_names_and_say_why(directory: Stage, anyone: Client) -> None:
    page = anyone.get(LIST, {"q": "coup de vent"})
    (line,) = page.context["lines"]
    assert (line.actor, plain(line.reasons[0])) == (
        directory.bourrasque,
        "Son nom est exactement « coup de vent ».",
    )
    assert page.content.decode().count("Pourquoi cet ordre") == 1


def test_a_misspelt_word_is_read_and_the_page_says_so(directory: Stage, anyone: Client) -> None:
    page = anyone.get(LIST, {"q": "bourasque"})
    assert [line.actor for line in page.context["lines"]] == [directory.bourrasque]
    assert [plain(one) for one in page.context["corrections"]] == ["« bourasque » a été lu « bourrasque »."]


def test_words_and_filters_go_together(directory: Stage, anyone: Client) -> None:
    assert names(anyone, q="fil", sorte="startup") == []
    assert names(anyone, q="fil", sorte="association") == ["Fil à Fil"]


def test_found_actors_may_be_read_by_name(territory: Territory, directory: Stage, anyone: Client) -> None:
    for name in ("Vélo Zébré", "Atelier Vélo", "Le Vélo"):
        register_actor(territory=territory, name=name, kind=ActorKind.ASSOCIATION)
    assert names(anyone, q="vélo", tri="nom") == ["Atelier Vélo", "Le Vélo", "Vélo Zébré"]
    assert names(anyone, q="vélo")[0] in ("Le Vélo", "Vélo Zébré")


def test_a_search_without_answer_says_what_to_do(directory: Stage, anyone: Client) -> None:
    page = anyone.get(LIST, {"q": "quetzalcoatl"}).content.decode()
    assert "Personne ne répond à cette question." in page
    assert 'href="/annuaire/annuaire.csv' not in page


def test_a_filter_that_does_not_exist_is_said_and_nothing_is_lost(anyone: Client, directory: Stage) -> None:
    page = anyone.get(LIST, {"q": "fil", "sorte": "licorne"})
    assert (page.status_code, "lines" in page.context) == (422, False)
    assert 'value="fil"' in page.content.decode()


def test_the_list_is_cut_in_pages_of_fifty(territory: Territory, anyone: Client) -> None:
    for n in range(52):
        register_actor(territory=territory, name=f"Atelier {n:02}", kind=ActorKind.COMPANY)
    assert names(anyone)[::49] == ["Atelier 00", "Atelier 49"]
    assert names(anyone, page="2") == ["Atelier 50", "Atelier 51"]
    assert names(anyone, page="2", q="atelier", tri="nom") == ["Atelier 50", "Atelier 51"]


def test_the_english_list_has_the_same_lines(directory: Stage, anyone: Client) -> None:
    page = anyone.get("/en/annuaire/")
    assert [line.actor.name for line in page.context["lines"]] == ["Bourrasque", "Fil à Fil", "La Forge"]
    assert 'href="/en/annuaire/annuaire.csv' in page.content.decode()


def test_files_keep_the_question_and_leave_the_page(directory: Stage, anyone: Client) -> None:
    page = anyone.get(LIST, {"sorte": "startup", "page": "1"}).content.decode()
    assert 'href="/annuaire/annuaire.csv?sorte=startup"' in page


def test_suggestions_are_links_to_actors(directory: Stage, anyone: Client) -> None:
    answer = anyone.get(reverse("directory:suggest"), {"q": "bourr"})
    assert [actor for actor, _ in answer.context["lines"]] == [directory.bourrasque]
    assert f'href="/annuaire/{directory.bourrasque.ref}/bourrasque/"' in answer.content.decode()


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "zzzz", "’", "a" * 5000])
def test_suggestions_of_anything_are_a_piece_of_page(directory: Stage, anyone: Client, typed: str) -> None:
    answer = anyone.get(reverse("directory:suggest"), {"q": typed})
    assert (answer.status_code, answer.content) == (200, b"\n")


def test_invented_actors_are_marked(directory: Stage, anyone: Client) -> None:
    page = anyone.get(LIST, {"disparus": "on"}).content.decode()
    assert page.count("données de démonstration") == 1


def test_everybody_has_the_directory_in_the_menu(anyone: Client, territory: Territory) -> None:
    assert 'href="/annuaire/"' in anyone.get("/").content.decode()

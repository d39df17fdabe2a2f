"""The page of an actor today: its one address, what each reader sees, its life, its ties."""

from __future__ import annotations

import pytest
from django.test import Client
from tests import factories
from tests.directory_stage import Stage, fill, plain
from tests.web.quarter.things import a_place

from maillage.actors.actions import join_actor, merge_records, register_actor, take_back_tie, tie_actors
from maillage.actors.actions.ties import Bond
from maillage.actors.enums import ActorKind, Listing, TieKind
from maillage.actors.models import Actor, Tie
from maillage.places.actions import Stay, settle_in
from maillage.places.enums import Terms
from maillage.territory.models import Territory


def page_of(actor: Actor) -> str:
    """The one address of an actor."""
    actor.refresh_from_db()
    return f"/annuaire/{actor.ref}/{slug(actor)}/"


def slug(actor: Actor) -> str:
    """The words of its name in its address."""
    return {"Bourrasque": "bourrasque", "Fil à Fil": "fil-a-fil", "Volcan Bleu": "volcan-bleu"}[actor.name]


@pytest.mark.parametrize("words", ["", "coup-de-vent/", "autre/"])
def test_every_address_of_an_actor_leads_to_the_one(directory: Stage, anyone: Client, words: str) -> None:
    answer = anyone.get(f"/annuaire/{directory.bourrasque.ref}/{words}")
    assert (answer.status_code, answer["Location"]) == (302, page_of(directory.bourrasque))
    english = anyone.get(f"/en/annuaire/{directory.bourrasque.ref}/{words}")
    assert english["Location"] == "/en" + page_of(directory.bourrasque)


def test_a_record_put_with_another_leads_there_for_good(directory: Stage, anyone: Client) -> None:
    merge_records(kept=directory.bourrasque, absorbed=directory.fil, who="system")
    answer = anyone.get(f"/annuaire/{directory.fil.ref}/fil-a-fil/")
    assert (answer.status_code, answer["Location"]) == (301, page_of(directory.bourrasque))


@pytest.mark.parametrize(("listing", "status"), [(Listing.WITHHELD, 404), (Listing.WITHDRAWN, 410)])
def test_what_does_not_show_is_not_shown(
    directory: Stage, anyone: Client, listing: Listing, status: int
) -> None:
    Actor.objects.filter(pk=directory.fil.pk).update(listing=listing)
    answer = anyone.get(page_of(directory.fil))
    assert (answer.status_code, "Fil à Fil" in answer.content.decode()) == (status, False)


def test_the_page_tells_a_life_in_order(directory: Stage, anyone: Client) -> None:
    stops = anyone.get(page_of(directory.bourrasque)).context["stops"]
    assert [(stop.when, plain(stop.title), plain(stop.text)) for stop in stops] == [
        ("2015", "Création", "Sous le nom de « Coup de Vent »."),
        ("mars 2019", "Devient « Bourrasque »", "Auparavant « Coup de Vent »."),
        ("2 mai 2020", "S’installe : 9 place de l’Aire, 63999 Volcanville", ""),
    ]
    assert [(plain(stop.source), stop.source_url, stop.by) for stop in stops[:2]] == [
        ("registre public : Sirene", "https://register.example.org/1", "le service"),
        ("animation du territoire", "", "le service"),
    ]


def test_names_and_addresses_keep_their_periods(directory: Stage, anyone: Client) -> None:
    page = anyone.get(page_of(directory.bourrasque))
    spans = [(s.text, s.since, s.until) for s in page.context["former_names"] + page.context["addresses"]]
    assert spans == [
        ("Coup de Vent", "2015", "mars 2019"),
        ("1 rue du Puits, 63999 Volcanville", "2015", "2 mai 2020"),
        ("9 place de l’Aire, 63999 Volcanville", "2 mai 2020", ""),
    ]


def test_ties_are_grouped_and_the_former_ones_apart(directory: Stage, anyone: Client) -> None:
    context = anyone.get(page_of(directory.bourrasque)).context
    told = [(g.label, [b.other.name for b in g.bonds]) for g in context["ties"] + context["former_ties"]]
    assert told == [("est membre de", ["Fil à Fil"]), ("est hébergé par", ["La Forge"])]
    page = " ".join(anyone.get(page_of(directory.bourrasque)).content.decode().split())
    assert "janvier 2016 – 2 mai 2020 · déménagement" in page
    assert [g.label for g in anyone.get(page_of(directory.fil)).context["ties"]] == ["a pour membre"]


def test_a_tie_taken_back_or_to_a_hidden_record_is_not_shown(directory: Stage, anyone: Client) -> None:
    take_back_tie(tie=Tie.objects.get(kind=TieKind.MEMBER_OF), who="system")
    Actor.objects.filter(pk=directory.forge.pk).update(listing=Listing.WITHDRAWN)
    context = anyone.get(page_of(directory.bourrasque)).context
    assert (context["ties"], context["former_ties"]) == ([], [])


@pytest.mark.parametrize("kind", TieKind.values)
def test_every_tie_has_words_from_both_ends(directory: Stage, anyone: Client, kind: str) -> None:
    tie_actors(actor=directory.fil, other=directory.volcan, bond=Bond(TieKind(kind), "2018", "2019"), who="s")
    here = anyone.get(page_of(directory.fil)).context["former_ties"]
    there = anyone.get(page_of(directory.volcan)).context["former_ties"]
    labels = [group.label for group in here + there]
    assert (len(labels), len(set(labels))) == (2, 1 if kind == "partner" else 2)


CONTACTS = ["bonjour@bourrasque.example", "04 73 00 00 00", "prive@bourrasque.example"]


@pytest.mark.parametrize(
    ("reader", "seen"),
    [("anyone", CONTACTS[:1]), ("member", CONTACTS[:2]), ("ines", CONTACTS)],
)
def test_contacts_are_seen_by_whom_they_are_for(
    directory: Stage, request: pytest.FixtureRequest, reader: str, seen: list[str]
) -> None:
    fill(directory.bourrasque)
    client: Client = request.getfixturevalue(reader)
    for prefix in ("", "/en"):
        page = client.get(prefix + page_of(directory.bourrasque)).content.decode()
        assert [contact for contact in CONTACTS if contact in page] == seen


@pytest.mark.parametrize(("reader", "is_seen"), [("anyone", False), ("member", True), ("ines", True)])
def test_people_are_seen_by_the_network_only(
    directory: Stage, territory: Territory, request: pytest.FixtureRequest, reader: str, is_seen: bool
) -> None:
    karim = factories.a_person(territory, "Karim Haddad")
    join_actor(actor=directory.bourrasque, person=karim, titles={"fr": "fondateur"}, since="2015")
    client: Client = request.getfixturevalue(reader)
    page = client.get(page_of(directory.bourrasque)).content.decode()
    assert (("Karim" in page), ("fondateur" in page), ("depuis 2015" in page)) == (is_seen,) * 3


def test_who_recorded_is_a_role_for_all_and_a_name_for_the_coordinator(
    directory: Stage, territory: Territory, anyone: Client, ines: Client
) -> None:
    from maillage.actors.actions import Happening, record_event
    from maillage.actors.enums import LifeEventKind
    from maillage.people.models import Person

    who = Person.objects.get(given_name="Inès").ref
    record_event(actor=directory.fil, what=Happening(LifeEventKind.DORMANT, "2024"), who=who)
    told = [
        [stop.by for stop in client.get(page_of(directory.fil)).context["stops"]] for client in (anyone, ines)
    ]
    assert told == [["le service", "l’animation du territoire"], ["le service", "Inès"]]


def test_codes_are_read_in_words(directory: Stage, anyone: Client) -> None:
    fill(directory.bourrasque)
    context = anyone.get(page_of(directory.bourrasque)).context
    assert (context["legal_names"], context["size"]) == (["BOURRASQUE SAS"], "3 à 5 salariés")
    assert context["activities"] == [("62.01Z", "Programmation informatique")]
    assert (context["legal_form"][:8], context["offered"]) == (
        "SAS, soc",
        ["Outils collaboratifs et bureautique"],
    )


def test_an_ended_actor_keeps_its_page(directory: Stage, anyone: Client) -> None:
    page = anyone.get(page_of(directory.volcan)).content.decode()
    assert "Cet acteur a disparu (2021). Sa fiche garde sa mémoire." in page
    assert "données de démonstration" in page


def test_nothing_known_of_its_identity_makes_no_empty_part(directory: Stage, anyone: Client) -> None:
    city = directory.bourrasque.territory
    bare = register_actor(territory=city, name="Zinc", kind=ActorKind.ASSOCIATION)
    pages = [
        anyone.get(f"/annuaire/{one.ref}/", follow=True).content.decode()
        for one in (bare, directory.bourrasque)
    ]
    assert ["<h2>Identité</h2>" in page for page in pages] == [False, True]


def test_freshness_is_said_in_words_and_as_a_score(directory: Stage, anyone: Client) -> None:
    page = anyone.get(page_of(directory.fil))
    assert page.context["fresh"].score == 100
    assert "Confirmée le 2 mars 2026 : score 100 sur 100." in plain(page.content.decode())


def test_readers_are_led_to_what_they_may_do(directory: Stage, anyone: Client, ines: Client) -> None:
    doors = [client.get(page_of(directory.fil)).context["doors"] for client in (anyone, ines)]
    assert [sorted(one) for one in doors] == [
        ["claim", "suggest"],
        ["edit", "event", "history", "members", "tie"],
    ]


def test_links_of_others_pass_no_credit(directory: Stage, anyone: Client) -> None:
    fill(directory.bourrasque)
    page = anyone.get(page_of(directory.bourrasque)).content.decode()
    assert page.count('rel="nofollow noopener"') == page.count('href="https://') > 0


def test_the_head_of_the_page_names_it(directory: Stage, anyone: Client) -> None:
    page = anyone.get(page_of(directory.bourrasque)).content.decode()
    address = f"http://localhost:8000{page_of(directory.bourrasque)}"
    assert f'<link rel="canonical" href="{address}">' in page
    assert f'<meta property="og:url" content="{address}">' in page
    assert (
        '<meta name="description" content="Des voiles de cerf-volant &lt;/script&gt;&lt;b&gt;&amp;">' in page
    )


def test_the_english_page_reads_english(directory: Stage, anyone: Client) -> None:
    page = anyone.get("/en" + page_of(directory.bourrasque)).content.decode()
    assert ("Kite sails" in page, "cerf-volant" in page) == (True, False)


def test_the_page_tells_where_it_was_and_is(directory: Stage, anyone: Client) -> None:
    territory = directory.bourrasque.territory
    assert anyone.get(page_of(directory.bourrasque)).context["stays"] == []
    first, second = (a_place(territory, name) for name in ("Le Hangar", "La Tour"))
    for place, since, until in ((first, "2018", "2021-05"), (second, "2021-05", "")):
        stay = Stay(since, until, Terms.LEASE)
        settle_in(place=place, actor=directory.bourrasque, stay=stay, who="system", is_sure=True)
    page = anyone.get(page_of(directory.bourrasque))
    told = [(stay.place.name, stay.since_words, stay.until_words) for stay in page.context["stays"]]
    assert told == [
        ("Le Hangar", "depuis 2018", "jusqu’à mai 2021"),
        ("La Tour", "depuis mai 2021", ""),
    ]
    assert f"/quartier/{second.ref}/" in page.content.decode()

"""The charter's page and the observatory: the promise, the rules, and figures nobody is recognised by."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse
from tests import factories, visits

from maillage.actors.enums import ActorKind
from maillage.needs.actions import close_need
from maillage.needs.enums import Outcome


def answered(city: factories.City, number: int, kind: ActorKind) -> None:
    """So many needs of a kind of actor, answered today."""
    for n in range(number):
        ask = factories.an_ask(name=f"Personne {n}", kind=kind, email=f"{kind}{n}@volcanville.example")
        need = factories.a_confirmed_need(city.territory, ask)
        close_need(need=need, outcome=Outcome.ANSWERED_BY_AID, who=city.ines.ref)


def test_the_delays_are_those_of_the_territory(city: factories.City, client: Client) -> None:
    page = client.get(reverse("public:charter"))
    assert page.context["charter"].promised_answer == 5
    assert "mention prévue par l’article L. 311-3-1" in page.content.decode()
    assert sorted(page.context["groups"]) == [
        "Associations et collectifs",
        "Autres",
        "Indépendants et artistes",
        "Start-up",
    ]


def test_the_weights_of_the_matching_are_published_and_make_a_hundred(
    city: factories.City, client: Client
) -> None:
    weights = client.get(reverse("public:charter")).context["weights"]
    assert sum(weight for _, weight in weights) == 100


def test_without_enough_needs_no_figure_by_kind_is_shown(city: factories.City, client: Client) -> None:
    answered(city, 4, ActorKind.ASSOCIATION)
    assert client.get(reverse("public:charter")).context["figures"].rows == ()


def test_no_cell_under_five_is_shown(city: factories.City, client: Client) -> None:
    answered(city, 6, ActorKind.ASSOCIATION)
    answered(city, 5, ActorKind.STARTUP)
    answered(city, 1, ActorKind.FREELANCER)
    rows = client.get(reverse("public:charter")).context["figures"].rows
    shown = [cell for row in rows for cell in row.cells if cell]
    assert shown
    assert min(shown) >= 5


def test_the_official_reads_the_same_figures_without_names(city: factories.City, client: Client) -> None:
    factories.a_sent_referral(factories.a_qualified_need(city.territory, hours=3))
    public = client.get(reverse("public:charter")).context["figures"]
    page = visits.signed_in(city.helene).get(reverse("coordinator:observatory"))
    assert page.context["figures"] == public
    assert page.context["hours"] == {"total": 52, "held": 3, "given": 0, "left": 49}
    text = page.content.decode()
    assert [name for name in ("Fatou", "Marc", "Forge", "Studio") if name in text] == []


def test_the_price_of_fairness_is_said_after_a_search(city: factories.City, client: Client) -> None:
    assert client.get(reverse("public:charter")).context["run"] is None
    factories.a_sent_referral(factories.a_qualified_need(city.territory))
    page = client.get(reverse("public:charter"))
    assert page.context["run"].needs_count == 1
    assert "Le prix de l’équité" in page.content.decode()

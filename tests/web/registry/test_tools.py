"""The ways in: from the directory and from an actor's page, for whoever coordinates and for nobody else."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import factories, visits

TOOLS = ("edit", "event", "tie", "members", "merge", "history")


@pytest.mark.parametrize(("who", "count"), [("ines", 1), ("marc", 0)])
def test_the_tools_stand_on_an_actor_s_page(city: factories.City, who: str, count: int) -> None:
    client = visits.signed_in(getattr(city, who))
    page = client.get(reverse("directory:record", args=[city.forge.ref]), follow=True).content.decode()
    doors = [f'href="{reverse(f"registry:{tool}", args=[city.forge.ref])}"' for tool in TOOLS]
    assert [page.count(door) for door in doors] == [count] * len(TOOLS)


@pytest.mark.parametrize(("who", "count"), [("ines", 1), ("marc", 0)])
def test_the_directory_leads_to_a_new_record_and_to_doubles(
    city: factories.City, who: str, count: int
) -> None:
    client = visits.signed_in(getattr(city, who))
    page = client.get(reverse("directory:list") + "?q=La+Navette").content.decode()
    new = f'href="{reverse("registry:new")}?nom=La%20Navette"'
    assert (page.count(new), page.count(f'href="{reverse("registry:doubles")}"')) == (count, count)

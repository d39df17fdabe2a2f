"""Ties: noted, corrected, ended, taken back, said again, seen from either end."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories, visits

from maillage.actors.actions import Bond, merge_records, tie_actors
from maillage.actors.enums import TieKind
from maillage.actors.models import Tie
from maillage.actors.queries import current_ties


@pytest.fixture
def ines(city: factories.City) -> Client:
    """Inès's browser."""
    return visits.signed_in(city.ines)


@pytest.fixture
def hosting(city: factories.City) -> Tie:
    """Forge & Cie hosts Bourrasque since 2017."""
    bond = Bond(TieKind.HOSTS, since="2017")
    return tie_actors(actor=city.forge, other=city.bourrasque, bond=bond, who="system")


def known(city: factories.City) -> list[tuple[str, str, str]]:
    """The ties of Forge & Cie as known now: kind, since, until."""
    return list(current_ties(city.forge).values_list("kind", "since", "until"))


def seen_from(city: factories.City, route: str, tie: Tie) -> str:
    """The address of a tie's page, opened from Bourrasque's."""
    return reverse(f"registry:{route}", args=[tie.ref]) + f"?vu={city.bourrasque.ref}"


def test_a_tie_is_noted_with_the_actor_that_is_chosen_among_those_found(
    city: factories.City, ines: Client
) -> None:
    path = reverse("registry:tie", args=[city.forge.ref])
    sent = {"reading": "<member_of", "words": "bourr", "since": "mai 2017", "source": "declared"}
    asked = ines.post(path, sent)
    assert (asked.status_code, asked.context["form"].found) == (422, [city.bourrasque])
    assert asked.context["form"]["since"].value() == "mai 2017"
    done = ines.post(path, {**sent, "asked": "bourr", "chosen": city.bourrasque.ref}, follow=True)
    tie = current_ties(city.forge).get()
    assert (tie.actor, tie.other, tie.kind, tie.since) == (
        city.bourrasque,
        city.forge,
        "member_of",
        "2017-05",
    )
    assert "« Forge &amp; Cie » a pour membre « Bourrasque »" in done.content.decode().replace("\u00a0", " ")
    assert (
        f'action="{reverse("registry:tie_undo", args=[tie.ref])}?vu={city.forge.ref}"'
        in done.content.decode()
    )


def test_the_other_actor_may_be_given_by_the_address(city: factories.City, ines: Client) -> None:
    path = reverse("registry:tie", args=[city.forge.ref])
    form = ines.get(f"{path}?avec={city.bourrasque.ref}").context["form"]
    assert (form["words"].value(), form["chosen"].value(), form.found) == (
        "Bourrasque",
        city.bourrasque.ref,
        [city.bourrasque],
    )
    assert ines.get(f"{path}?avec=nowhere23456").context["form"].found == []


@pytest.mark.parametrize(("whose", "words"), [("forge", "héberge"), ("bourrasque", "est hébergé par")])
def test_a_tie_reads_from_the_side_one_stands_on(
    city: factories.City, ines: Client, hosting: Tie, whose: str, words: str
) -> None:
    rows = ines.get(reverse("registry:tie", args=[getattr(city, whose).ref])).context["ties"]
    assert [(row.words, row.when) for row in rows] == [(words, "depuis 2017")]


def test_a_tie_with_a_record_that_was_merged_leads_to_the_one_that_stayed(
    city: factories.City, ines: Client, hosting: Tie
) -> None:
    merge_records(kept=city.fil_a_fil, absorbed=city.bourrasque, who="system")
    rows = ines.get(reverse("registry:tie", args=[city.forge.ref])).context["ties"]
    assert [row.other for row in rows] == [city.fil_a_fil]
    page = ines.get(reverse("registry:tie_edit", args=[hosting.ref]) + f"?vu={city.fil_a_fil.ref}")
    assert (page.context["actor"], page.context["other"]) == (city.fil_a_fil, city.forge)


def test_a_correction_is_made_and_undone(city: factories.City, ines: Client, hosting: Tie) -> None:
    path = seen_from(city, "tie_edit", hosting)
    form = ines.get(path).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value()}
    assert sent == {"reading": "<hosts", "since": "2017", "source": "coordinator"}
    done = ines.post(path, {**sent, "since": "mars 2018"}, follow=True)
    assert known(city) == [("hosts", "2018-03", "")]
    undo = seen_from(city, "tie_restore", hosting)
    assert f'action="{undo}"' in done.content.decode()
    back = ines.post(undo, follow=True)
    assert known(city) == [("hosts", "2017", "")]
    assert "tie_restore" not in back.content.decode()
    corrected = Tie.objects.filter(since="2018-03").get()
    ines.post(seen_from(city, "tie_restore", corrected))
    assert known(city) == [("hosts", "2018-03", "")]


def test_an_end_is_noted_and_undone(city: factories.City, ines: Client, hosting: Tie) -> None:
    path = seen_from(city, "tie_end", hosting)
    assert "est hébergé par" in ines.get(path).content.decode()
    ines.post(path, {"until": "juin 2020", "reason": "moved"})
    assert known(city) == [("hosts", "2017", "2020-06")]
    ines.post(seen_from(city, "tie_restore", hosting))
    assert known(city) == [("hosts", "2017", "")]


def test_an_end_before_the_beginning_is_sent_back(city: factories.City, ines: Client, hosting: Tie) -> None:
    refused = ines.post(seen_from(city, "tie_end", hosting), {"until": "2001", "reason": "moved"})
    assert (refused.status_code, refused.context["form"]["until"].value()) == (422, "2001")
    assert known(city) == [("hosts", "2017", "")]


def test_a_tie_that_never_was_is_taken_back_and_said_again(
    city: factories.City, ines: Client, hosting: Tie
) -> None:
    ines.post(seen_from(city, "tie_undo", hosting), {"why": "Confondu."})
    assert known(city) == []
    back = ines.post(seen_from(city, "tie_restore", hosting), follow=True)
    assert known(city) == [("hosts", "2017", "")]
    undo = seen_from(city, "tie_undo", Tie.objects.latest("pk"))
    assert f'action="{undo}"' in back.content.decode()


def test_the_same_tie_twice_is_sent_back_with_the_reason(
    city: factories.City, ines: Client, hosting: Tie
) -> None:
    sent = {"reading": "hosts", "words": "bourrasque", "source": "declared"}
    refused = ines.post(reverse("registry:tie", args=[city.forge.ref]), sent)
    assert refused.status_code == 422
    assert "Ce lien est déjà noté" in refused.content.decode()

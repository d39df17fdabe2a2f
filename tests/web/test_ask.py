"""Asking: the public form, with all that people and robots put in it."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from tests import factories, visits

from maillage.common.models import OutboundMessage
from maillage.needs.enums import NeedState
from maillage.needs.models import Need
from maillage.web.public import ask

FATOU = "fatou.diallo@volcanville.example"
ANSWERS = {
    "words": factories.FATOU_SAYS,
    "urgency": "month",
    "asker_name": "Fatou Diallo",
    "actor_name": "Fil à Fil",
    "actor_kind": "association",
    "email": FATOU,
    "form_key": "a1b2c3",
}
NOTHING_TO_READ = ["", "   ", "\x00", "\u200b\u200b", "🙂🙂🙂", "…!?", "\r\n\t"]
KEPT_AS_TYPED = {
    "html": "<script>alert(1)</script> & « un tableur »",
    "emoji": "👩🏽‍🦽 un tableur cassé 🙏",
    "right to left": "مرحبا، نحتاج إلى جدول \u202eabc",
    "template": "{{ settings.SECRET_KEY }} {% now 'Y' %} %(name)s {0}",
    "lines": "Première ligne\n\n   deuxième\tligne",
    "quotes": "\" onfocus=alert(1) x='",
}


def send(client: Client, **changes: str) -> Any:
    """Fill the form as Fatou would, with some answers changed."""
    return client.post(reverse("public:ask"), {**ANSWERS, **changes})


def test_fatou_asks_and_is_asked_to_open_her_mailbox(city: factories.City, client: Client) -> None:
    response = client.post(reverse("public:ask"), ANSWERS, follow=True)
    assert response.redirect_chain == [(reverse("public:asked"), 302)]
    assert FATOU in response.content.decode()
    need = Need.objects.get()
    assert (need.state, need.asker, need.actor) == (NeedState.SUBMITTED, city.fatou, city.fil_a_fil)
    assert visits.last_letter(FATOU).kind == "confirm_address"


def test_the_empty_form_is_ready_and_holds_its_own_key(city: factories.City, client: Client) -> None:
    first, second = (client.get(reverse("public:ask")).context["form"]["form_key"].value() for _ in range(2))
    assert len(first) == 32
    assert first != second


def test_words_typed_on_the_home_page_are_carried_over_and_understood(
    city: factories.City, client: Client
) -> None:
    page = client.get(reverse("public:ask"), {"besoin": "notre tableur ne s’ouvre plus\x00"})
    assert page.context["form"]["words"].value() == "notre tableur ne s’ouvre plus"
    assert [row["skill"].code for row in page.context["heard"]][:1] == ["num-outils"]


@pytest.mark.parametrize("words", NOTHING_TO_READ, ids=ascii)
def test_a_need_without_a_word_is_sent_back_kindly(city: factories.City, client: Client, words: str) -> None:
    response = send(client, words=words)
    assert response.status_code == 422
    assert "Écrivez ce qui vous manque" in response.content.decode()
    assert Need.objects.count() == 0


def test_fifty_thousand_characters_are_sent_back_whole(city: factories.City, client: Client) -> None:
    words = "Notre tableur est long. " * 2084
    response = send(client, words=words)
    page = response.content.decode()
    assert response.status_code == 422
    assert f"Votre texte compte {len(words.strip())} caractères" in page
    assert words.strip() in html.unescape(page)
    assert 'aria-invalid="true"' in page
    assert Need.objects.count() == 0


def test_six_million_characters_are_refused_before_being_read(city: factories.City) -> None:
    client = visits.visitor()
    client.raise_request_exception = False
    assert send(client, words="x" * 6_000_000).status_code == 400
    assert Need.objects.count() == 0


@pytest.mark.parametrize("words", KEPT_AS_TYPED.values(), ids=KEPT_AS_TYPED.keys())
def test_any_words_are_kept_as_typed_and_never_run(city: factories.City, client: Client, words: str) -> None:
    response = send(client, words=words, email="pas une adresse")
    page = response.content.decode()
    assert response.status_code == 422
    assert words in html.unescape(page)
    assert "<script>alert" not in page
    assert "onfocus=alert(1) x='\">" not in page
    assert "only-for-tests" not in page
    send(client, words=words)
    need = Need.objects.get()
    assert need.words == words
    followed = client.get(visits.follow_page(need)).content.decode()
    assert words in html.unescape(followed)
    assert "<script>alert" not in followed
    letter = visits.last_letter(FATOU)
    assert "<script>alert" not in letter.html
    assert words.splitlines()[0] in letter.text


def test_nul_and_other_control_signs_are_dropped(city: factories.City, client: Client) -> None:
    send(client, words="un \x00tableur\x07 cassé\x1b[31m", asker_name="Fatou\x00\r\nBcc: x@y.example Diallo")
    need = Need.objects.get()
    assert need.words == "un tableur cassé[31m"
    assert need.asker_name == "Fatou Bcc: x@y.example Diallo"


@pytest.mark.parametrize(
    "email",
    ["", "fatou", "fatou@", "@x.example", "a@b", "a b@c.example", "a@b.example\nBcc: c@d.example", "é" * 300],
)
def test_a_malformed_address_is_sent_back_with_the_rest_kept(
    city: factories.City, client: Client, email: str
) -> None:
    response = send(client, email=email)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["email"]
    assert html.unescape(response.content.decode()).count(factories.FATOU_SAYS) == 1
    assert Need.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"urgency": "yesterday"}, "urgency"),
        ({"urgency": "date"}, "wanted_by"),
        ({"urgency": "date", "wanted_by": "2026-06-07"}, "wanted_by"),
        ({"urgency": "date", "wanted_by": "2126-06-07"}, "wanted_by"),
        ({"urgency": "date", "wanted_by": "31/31/2026"}, "wanted_by"),
        ({"actor_kind": "volcano"}, "actor_kind"),
        ({"actor_kind": ""}, "actor_kind"),
        ({"asker_name": ""}, "asker_name"),
        ({"asker_name": "F" * 151}, "asker_name"),
    ],
)
def test_each_answer_that_cannot_be_kept_is_named(
    city: factories.City, client: Client, changes: dict[str, str], field: str
) -> None:
    response = send(client, **changes)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_the_same_form_sent_twice_gives_one_need_and_one_letter(city: factories.City, client: Client) -> None:
    codes = [send(client).status_code, send(client).status_code]
    assert codes == [302, 302]
    assert (Need.objects.count(), OutboundMessage.objects.count()) == (1, 1)


def test_two_forms_give_two_needs(city: factories.City, client: Client) -> None:
    send(client, form_key="one")
    send(client, form_key="two")
    assert Need.objects.count() == 2


def test_a_robot_that_fills_the_hidden_field_is_thanked_and_forgotten(
    city: factories.City, client: Client
) -> None:
    response = send(client, website="https://spam.example")
    assert (response.status_code, response.headers["Location"]) == (302, reverse("public:asked"))
    assert (Need.objects.count(), OutboundMessage.objects.count()) == (0, 0)


def test_too_many_asks_from_one_network_are_told_to_wait(
    city: factories.City, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "ASKS_PER_HOUR", 2)
    codes = [send(client, form_key=str(n)).status_code for n in range(4)]
    assert codes == [302, 302, 429, 429]
    page = send(client, form_key="last").content.decode()
    assert "Trop de demandes viennent de votre réseau" in page
    assert "téléphonez-nous" in page
    assert Need.objects.count() == 2
    elsewhere = visits.visitor()
    elsewhere.defaults["REMOTE_ADDR"] = "192.0.2.7"
    assert send(elsewhere, form_key="else").status_code == 302
    cache.clear()
    assert send(client, form_key="later").status_code == 302


def test_an_unknown_skill_that_was_ticked_is_ignored(city: factories.City, client: Client) -> None:
    send(client, shown="1", skills="no-such-skill\x00' OR 1=1")
    need = Need.objects.get()
    assert [row.skill.code for row in need.proposed_rows()] == []


def test_what_she_unticks_is_not_proposed(city: factories.City, client: Client) -> None:
    send(client, shown="1", skills="compta")
    kept = [row.skill.code for row in Need.objects.get().proposed_rows()]
    assert kept == ["compta"]


def test_what_was_understood_comes_back_as_rows(city: factories.City, client: Client) -> None:
    response = client.post(reverse("public:propose"), {"words": "notre tableur <b>ne</b> s’ouvre plus"})
    rows = response.content.decode()
    assert 'name="skills" value="num-outils" checked' in rows
    assert "<mark>tableur</mark>" in rows
    assert "<b>ne</b>" not in rows
    empty = client.post(reverse("public:propose"), {"words": "\x00"})
    assert 'name="skills"' not in empty.content.decode()


def test_reading_words_again_and_again_is_limited_too(
    city: factories.City, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "READINGS_PER_MINUTE", 1)
    codes = [client.post(reverse("public:propose"), {"words": "tableur"}).status_code for _ in range(2)]
    assert codes == [200, 429]


def test_the_form_needs_its_protection_token(city: factories.City) -> None:
    strict = visits.visitor(checks=True)
    assert send(strict).status_code == 403
    page = strict.get(reverse("public:ask"))
    done = strict.post(
        reverse("public:ask"), {**ANSWERS, "csrfmiddlewaretoken": str(page.context["csrf_token"])}
    )
    assert done.status_code == 302


def test_who_is_already_known_is_not_changed_by_a_stranger(city: factories.City, client: Client) -> None:
    send(client, asker_name="Quelqu’un D’Autre", email=FATOU.upper())
    city.fatou.refresh_from_db()
    assert (city.fatou.full_name, city.fatou.email) == ("Fatou Diallo", FATOU)
    assert Need.objects.get().asker == city.fatou


def test_the_page_after_asking_opens_without_having_asked(city: factories.City, client: Client) -> None:
    assert "Nous venons de vous écrire" in client.get(reverse("public:asked")).content.decode()

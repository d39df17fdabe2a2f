"""What people type, however odd: what is kept, what is refused, and what is said."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import factories

from maillage.common import clock
from maillage.needs.forms import (
    AskForm,
    PhoneForm,
    QualifyForm,
    SplitForm,
    WordsField,
    WordsForm,
    clean_text,
)
from maillage.needs.models import MAX_WORDS, Need
from maillage.skills.models import SkillWord
from maillage.territory.models import Territory

ASK: dict[str, Any] = {
    "words": factories.FATOU_SAYS,
    "urgency": "month",
    "wanted_by": "",
    "asker_name": "Fatou Diallo",
    "actor_name": "Fil à Fil",
    "actor_kind": "association",
    "email": "fatou@volcanville.example",
    "website": "",
    "form_key": "a-form-key",
    "shown": "",
}


def kept(words: str) -> str:
    """The words as they are kept; the form must be right."""
    form = AskForm({**ASK, "words": words})
    assert form.is_valid(), form.errors
    return str(form.cleaned_data["words"])


def said(field: str, **typed: Any) -> list[str]:
    """What is said about a field, when it is the only thing wrong."""
    form = AskForm({**ASK, **typed})
    assert list(form.errors) == [field]
    return list(form.errors[field])


@pytest.mark.parametrize(
    "words",
    [
        "Il nous faut une affiche 🎨👩🏽‍🎨 pour la fête 🎉",
        "نحتاج إلى مترجم لاجتماع الجمعية",
        "צריך עזרה עם החשבונות",
        "请帮我们翻译",
        "\u202bمرحبا\u202c and hello",
        "<script>alert('x')</script> & <b>gras</b>",
        "Robert'); DROP TABLE needs_need;--",
        "{{ need.asker.email }} {% url 'x' %} %(who)s %s",
        "Une ligne\n\nPuis une autre\tavec un retrait",
        "Ça\u00a0: «\u202fl’été\u202f»",
        "\U0001fae8 tremble encore",  # an emoji younger than this Python's tables
    ],
)
def test_any_script_and_any_sign_is_kept_as_written(words: str) -> None:
    assert kept(words) == words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Notre\x00 trésorier\x00", "Notre trésorier"),
        ("\x00\x00Notre trésorier", "Notre trésorier"),
        ("Notre\x07 trésorier\x1b[31m", "Notre trésorier[31m"),
        ("Notre\r\ntrésorier\rest parti", "Notre\ntrésorier\nest parti"),
        ("Notre trésorier \ud83d", "Notre trésorier"),
        ("  \n Notre trésorier \n ", "Notre trésorier"),
    ],
)
def test_what_is_not_text_goes_and_the_words_stay(typed: str, words: str) -> None:
    assert kept(typed) == words


EXAMPLE = (
    "Écrivez ce qui vous manque, en une phrase. Par exemple\u00a0: «\u00a0Notre trésorier est parti.\u00a0»"
)


@pytest.mark.parametrize("words", ["", "   ", "\n\n", "\x00\x00", "🎉🎉", "…?!", "\u202e\u200b", "\ud83d"])
def test_words_that_say_nothing_are_refused_with_an_example(words: str) -> None:
    (sentence,) = said("words", words=words)
    assert sentence.replace("\u00a0", " ") == EXAMPLE.replace("\u00a0", " ")


def test_fifty_thousand_characters_are_refused_with_their_count_and_nothing_is_lost() -> None:
    words = "Notre trésorier est parti. " * 1852
    form = AskForm({**ASK, "words": words})
    (sentence,) = form.errors["words"]
    assert sentence.startswith(f"Votre texte compte {len(words.strip())} caractères")
    assert f"nous pouvons en lire {MAX_WORDS}" in sentence
    assert form["words"].value() == words, "they are still in the frame"


def test_longest_text_allowed_is_kept_whole_and_one_more_is_not() -> None:
    assert len(kept("é" * MAX_WORDS)) == MAX_WORDS
    assert len(said("words", words="é" * (MAX_WORDS + 1))) == 1


def test_longest_text_is_stored_and_written_about(territory: Territory) -> None:
    form = AskForm({**ASK, "words": ("🎉é<b>مرحبا</b> " * 400)[:MAX_WORDS]})
    assert form.is_valid()
    need = form.submit(territory=territory, language="fr")
    need.refresh_from_db()
    assert need.words == form.cleaned_data["words"]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_cleaning_is_final_and_leaves_nothing_a_database_refuses(typed: str) -> None:
    once = clean_text(typed)
    assert clean_text(once) == once
    assert "\x00" not in once
    assert once.encode("utf-8").decode("utf-8") == once


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_no_typed_text_makes_the_form_stumble(typed: str) -> None:
    form = AskForm({**ASK, **dict.fromkeys(ASK, typed)})
    form.is_valid()
    assert str(form["words"])


@pytest.mark.parametrize(
    "email",
    [
        "fatou",
        "fatou@",
        "@volcanville.example",
        "fatou@volcanville",
        "fatou volcanville.example",
        "fatou@@volcanville.example",
        "fatou@volcanville.example,karim@volcanville.example",
        "fatou@volcanville.example\nBcc: tous@volcanville.example",
        "<fatou@volcanville.example>",
        "fatou@-volcanville.example",
        "fatou.@volcanville.example",
    ],
)
def test_malformed_address_is_refused_with_an_example(email: str) -> None:
    (sentence,) = said("email", email=email)
    assert sentence.startswith("Cette adresse n’est pas complète. Il en faut une comme")


def test_address_of_three_hundred_characters_is_refused() -> None:
    assert len(said("email", email="f" * 60 + "@" + "v" * 60 + ".a" * 100 + ".example")) >= 1


def test_address_is_required_and_its_spaces_are_not_held_against_anyone() -> None:
    assert len(said("email", email="")) == 1
    form = AskForm({**ASK, "email": "  Fatou@Volcanville.Example "})
    assert form.is_valid()


def test_date_in_the_past_or_too_far_is_refused(territory: Territory) -> None:
    day = clock.today()
    typed = {"urgency": "date"}
    assert said("wanted_by", **typed, wanted_by=(day - timedelta(days=1)).isoformat()) == [
        "Cette date est déjà passée."
    ]
    (far,) = said("wanted_by", **typed, wanted_by=(day + timedelta(days=731)).isoformat())
    assert far.startswith("Cette date est à plus de deux ans")
    assert len(said("wanted_by", **typed, wanted_by="31/02/2027")) == 1
    assert len(said("wanted_by", **typed, wanted_by="")) == 1
    assert AskForm({**ASK, **typed, "wanted_by": day.isoformat()}).is_valid()


def test_date_without_the_choice_that_asks_for_one_is_left_out(territory: Territory) -> None:
    form = AskForm({**ASK, "wanted_by": (clock.today() + timedelta(days=9)).isoformat()})
    assert form.is_valid()
    assert form.cleaned_data["wanted_by"] is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("urgency", "yesterday"),
        ("actor_kind", ""),
        ("actor_kind", "god"),
        ("asker_name", ""),
        ("asker_name", "\x00"),
    ],
)
def test_unheard_choice_or_missing_name_is_refused_on_its_field(field: str, value: str) -> None:
    assert len(said(field, **{field: value})) == 1


def test_name_is_one_line_without_control_characters() -> None:
    form = AskForm({**ASK, "asker_name": " Fatou\r\nBcc:\x00 \t Diallo "})
    assert form.is_valid()
    assert form.cleaned_data["asker_name"] == "Fatou Bcc: Diallo"


def test_field_that_people_do_not_see_gives_robots_away() -> None:
    assert AskForm({**ASK, "website": "https://buy.example"}).is_from_robot is True
    assert AskForm(ASK).is_from_robot is False


def test_skills_left_ticked_are_known_only_when_they_were_shown() -> None:
    data = QueryDict(mutable=True)
    data.update(ASK)
    data.setlist("skills", ["num-outils", "compta"])
    assert AskForm(data).ticked() is None
    data["shown"] = "1"
    assert AskForm(data).ticked() == ("num-outils", "compta")
    assert AskForm({**ASK, "shown": "1"}).ticked() == ()


def test_skills_that_nobody_could_tick_are_passed_over(territory: Territory) -> None:
    data = QueryDict(mutable=True)
    data.update({**ASK, "shown": "1"})
    data.setlist("skills", ["num-outils", "unheard", "\x00", "x" * 5_000, "' OR 1=1"])
    form = AskForm(data)
    assert form.is_valid()
    need = form.submit(territory=territory, language="fr")
    assert [row.skill.code for row in need.proposed_rows()] == ["num-outils"]


def test_same_form_sent_twice_is_one_need(territory: Territory) -> None:
    refs = []
    for _ in range(2):
        form = AskForm(ASK)
        assert form.is_valid()
        refs.append(form.submit(territory=territory, language="fr").ref)
    assert refs == [Need.objects.get().ref] * 2


def test_messages_are_said_in_the_readers_language() -> None:
    with translation.override("en"):
        form = AskForm({**ASK, "email": "fatou@", "words": ""})
        said_in_english = {name: next(iter(errors)) for name, errors in form.errors.items()}
    assert said_in_english["email"].startswith("This address is incomplete.")
    assert said_in_english["words"].startswith("Write what you are missing")


PHONE = {**ASK, "email": "", "phone": "04 73 00 00 00"}


def test_need_heard_by_phone_needs_one_way_to_answer() -> None:
    assert PhoneForm(PHONE).is_valid()
    assert PhoneForm({**PHONE, "phone": "", "email": "fatou@volcanville.example"}).is_valid()
    assert list(PhoneForm({**PHONE, "phone": ""}).errors) == ["phone"]
    assert list(PhoneForm({**PHONE, "phone": "", "email": "fatou@"}).errors) == ["email"]


def test_need_heard_by_phone_and_sent_twice_is_one_need(territory: Territory) -> None:
    for _ in range(2):
        form = PhoneForm(PHONE)
        assert form.is_valid()
        need = form.enter(territory=territory, language="fr", who="ines")
    assert (need.state, need.via, need.asker.phone) == ("confirmed", "phone", "04 73 00 00 00")
    assert Need.objects.count() == 1


CHOICES = [(code, code) for code in ("num-outils", "compta", "com-graph", "com-trad")]


def qualify_form(need: Need, **typed: Any) -> QualifyForm:
    """The coordinator's reading of a need."""
    data = {"skills": ["num-outils"], "other_skill": "", "hours": "3", "actor_kind": "", "word": ""}
    return QualifyForm({**data, "version": need.version, **typed}, choices=CHOICES)


def test_coordinator_keeps_skills_adds_one_and_proposes_a_word(territory: Territory) -> None:
    need = factories.a_confirmed_need(territory)
    form = qualify_form(need, other_skill="compta", word=" vieux  TABLEUR ")
    assert form.is_valid(), form.errors
    need = form.save(need=need, who="ines")
    assert (need.state, need.hours) == ("qualified", 3)
    assert {s.code for s in need.kept_skills()} == {"num-outils", "compta"}
    assert SkillWord.objects.get().word == "vieux tableur"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("hours", "0"),
        ("hours", "-1"),
        ("hours", "41"),
        ("hours", "x"),
        ("skills", ["unheard"]),
        ("version", ""),
    ],
)
def test_reading_that_cannot_be_is_refused_on_its_field(territory: Territory, field: str, value: Any) -> None:
    form = qualify_form(factories.a_confirmed_need(territory), **{field: value})
    assert list(form.errors) == [field]


def test_split_and_correction_take_words_as_the_first_form_does(territory: Territory) -> None:
    need = factories.a_confirmed_need(territory)
    split = SplitForm({"first": "Un\x00 fichier", "second": "Une affiche", "version": need.version})
    assert split.is_valid()
    first, second = split.save(need=need, who="ines")
    assert (first.words, second.words) == ("Un fichier", "Une affiche")
    assert list(SplitForm({"first": "Un fichier", "second": " ", "version": 1}).errors) == ["second"]
    correction = WordsForm({"words": "Un fichier et\x07 un cahier"})
    assert correction.is_valid()
    assert correction.save(need=second).words == "Un fichier et un cahier"


def test_words_field_reads_nothing_as_nothing() -> None:
    assert WordsField().to_python(None) == ""

"""The pieces that pages draw with a tag: signs, fields, option rows; and the shape of a letter."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from django import forms
from django.contrib.messages.storage.base import Message
from django.template import Context, Engine

from maillage.web.templatetags.maillage_ui import ICONS, is_error, is_success

SOURCE = Path(__file__).parents[2] / "src" / "maillage"
ENGINE = Engine(
    dirs=[str(SOURCE / "web/templates"), str(SOURCE / "common/templates")],
    libraries={
        "i18n": "django.templatetags.i18n",
        "maillage_ui": "maillage.web.templatetags.maillage_ui",
    },
)


class AskForm(forms.Form):
    """Three questions."""

    words = forms.CharField(label="Votre besoin", help_text="Avec vos mots.")
    urgency = forms.ChoiceField(
        choices=[("week", "Cette semaine"), ("month", "Ce mois")], widget=forms.RadioSelect
    )


def drawn(source: str, **context: object) -> str:
    """Render a line of template with our tags, on one line."""
    template = ENGINE.from_string("{% load maillage_ui %}" + source)
    return " ".join(template.render(Context(context)).split())


@pytest.mark.parametrize("name", sorted(ICONS))
def test_icon_is_hidden_from_screen_readers(name: str) -> None:
    assert drawn(f'{{% icon "{name}" %}}').startswith(
        '<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><'
    )


def test_icon_refuses_an_unknown_name() -> None:
    with pytest.raises(KeyError):
        drawn('{% icon "heart" %}')


def test_field_ties_label_hint_and_error_to_the_control() -> None:
    html = drawn("{% field form.words %}", form=AskForm({"words": ""}))
    assert '<label for="id_words">Votre besoin</label>' in html
    assert '<p class="hint" id="id_words_helptext">Avec vos mots.</p>' in html
    assert 'aria-describedby="id_words_helptext id_words_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<p class="err" id="id_words_error">' in html


def test_field_at_rest_has_no_error_and_takes_what_the_page_says() -> None:
    html = drawn(
        '{% field form.words label="Et quoi ?" hint="Un mot." optional=True css="short" %}', form=AskForm()
    )
    assert "Et quoi ?" in html
    assert "Un mot." in html
    assert 'class="free"' in html
    assert 'class="input short"' in html
    assert "aria-invalid" not in html
    assert 'class="err"' not in html


def test_options_draw_one_row_per_choice_with_its_second_line() -> None:
    html = drawn(
        "{% options form.urgency hints=hints row=True %}",
        form=AskForm({"urgency": "month"}),
        hints={"week": "c’est urgent"},
    )
    assert html.count('<label class="opt">') == 2
    assert '<div class="opts row">' in html
    assert "<b>Cette semaine</b><small>c’est urgent</small>" in html
    assert 'value="month" id="id_urgency_1" checked' in html


def test_options_in_error_say_it_on_each_choice() -> None:
    html = drawn('{% options form.urgency legend="Quand ?" %}', form=AskForm({"words": "x"}))
    assert "<legend>Quand ?</legend>" in html
    assert html.count('aria-describedby="id_urgency_error"') == 2
    assert '<p class="err" id="id_urgency_error">' in html


def test_a_persons_words_are_escaped_and_keep_their_direction() -> None:
    html = drawn('{% include "maillage/parts/words.html" %}', words="<b>مرحبا</b>", by="Fatou")
    assert "&lt;b&gt;مرحبا&lt;/b&gt;" in html
    assert 'dir="auto"' in html


@pytest.mark.parametrize(
    ("level", "error", "success"), [(40, True, False), (25, False, True), (20, False, False)]
)
def test_messages_are_told_apart(level: int, error: bool, success: bool) -> None:
    message = Message(level, "Fait.", extra_tags="besoin")
    assert (is_error(message), is_success(message)) == (error, success)


@dataclass(frozen=True)
class Sent:
    """The shape that a letter's template reads."""

    preheader: str = ""
    title: str = "Une demande"
    greeting: str = ""
    paragraphs: tuple[str, ...] = ()
    words: str = ""
    words_by: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    lists: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    action: tuple[str, str] | None = None
    others: tuple[tuple[str, str], ...] = ()
    after: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    footnotes: tuple[tuple[str, str], ...] = ()


FULL = Sent(
    greeting="Marc,",
    paragraphs=("Fatou écrit :",),
    words="Un <b>fichier</b> & un cahier.\nEt c’est tout.",
    words_by="Fatou Diallo",
    facts=(("Combien", "3 heures"),),
    lists=(("En retard", (("Studio Lave", "https://m.example/1"), ("Sans lien", ""))),),
    action=("Oui, je peux", "https://m.example/oui?a=1&b=2"),
    others=(("Non", "https://m.example/non"),),
    after=("Avant mardi.",),
    closing=("Inès",),
    footnotes=(("Arrêter", "https://m.example/stop"),),
)


def letter(name: str, sent: Sent, *, demo: bool = False) -> str:
    context = {"letter": sent, "territory_name": "Clermont", "demo": demo}
    return ENGINE.get_template(f"common/letter.{name}").render(Context(context))


def test_letter_in_plain_text_reads_from_top_to_bottom_and_escapes_nothing() -> None:
    lines = [line for line in letter("txt", FULL).splitlines() if line]
    assert lines[:4] == [
        "Marc,",
        "Fatou écrit :",
        "  «\u00a0Un <b>fichier</b> & un cahier.",
        "  Et c’est tout.\u00a0»",
    ]
    assert "Combien        3 heures" in lines
    assert lines[lines.index("OUI, JE PEUX") + 1] == "https://m.example/oui?a=1&b=2"
    assert lines[-2:] == ["-- ", "Arrêter\u00a0: https://m.example/stop"]


def test_letter_in_html_escapes_what_a_person_wrote() -> None:
    html = letter("html", FULL)
    assert "Un &lt;b&gt;fichier&lt;/b&gt; &amp; un cahier.<br>Et c’est tout." in html
    assert 'href="https://m.example/oui?a=1&amp;b=2"' in html


def test_letter_with_almost_nothing_is_still_a_letter() -> None:
    assert letter("txt", Sent()).strip() == ""
    assert "<h1" in letter("html", Sent())


@pytest.mark.parametrize("name", ["txt", "html"])
def test_letter_says_that_a_demonstration_is_one(name: str) -> None:
    assert "personnes et acteurs inventés" in letter(name, Sent(), demo=True)
    assert "inventés" not in letter(name, Sent())

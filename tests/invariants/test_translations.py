"""Every text has its English, and no English is left without its text."""

from __future__ import annotations

import re

import pytest
from tools import messages

HOLES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@pytest.mark.filterwarnings("ignore:invalid escape sequence")  # "\\h" of a date's format, in a template
def test_nothing_is_missing_and_nothing_is_left_over() -> None:
    assert messages.missing() == []


def test_each_translation_keeps_the_holes_to_be_filled() -> None:
    wrong = []
    for message in messages.known():
        if not message.id or not message.string:
            continue
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        targets = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = {hole for text in sources for hole in HOLES.findall(text)}
        wrong += [text for text in targets if text and not set(HOLES.findall(text)) <= wanted]
        if not any(set(HOLES.findall(text)) == wanted for text in targets if text):
            wrong.append(sources[-1])
    assert wrong == []

"""Where an actor is read on the web: one address that lasts, whatever the language of whoever asks."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify

from maillage.common.links import absolute

APOSTROPHES = re.compile("['’]")
NO_LETTERS = "fiche"
RESERVED = {
    "corriger", "evenement", "lien", "memoire", "modifier", "personnes", "reunir", "tenir",
}  # fmt: skip
"""Words that stand after a reference in the addresses of other screens: no name may take their place."""


def slug_of(name: str) -> str:
    """The words of a name as an address writes them; only the reference before them counts.

    >>> slug_of("L’Épicerie du Coin"), slug_of("模範"), slug_of("Mémoire")
    ('l-epicerie-du-coin', 'fiche', 'fiche-memoire')
    """
    slug = slugify(APOSTROPHES.sub(" ", name))[:60].strip("-") or NO_LETTERS
    return f"{NO_LETTERS}-{slug}" if slug in RESERVED else slug


def page_address(ref: str, name: str, **then: str) -> str:
    """The full address of an actor's page in the main language; ``then`` asks for a past state of it."""
    return _page("directory:actor", ref, slug_of(name)) + (f"?{urlencode(then)}" if then else "")


def record_address(ref: str) -> str:
    """The full address of an actor's record for programs; it does not change when the actor is renamed."""
    return _page("api:actor", ref)


def _page(route: str, *args: str) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return absolute(reverse(route, args=args))

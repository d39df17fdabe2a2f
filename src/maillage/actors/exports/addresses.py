"""Where an actor is read on the web: one address that lasts, whatever the language of whoever asks."""

from __future__ import annotations

import re
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Addresses:
    """Full addresses in the main language, made from two beginnings: an export writes a hundred thousand."""

    pages: str
    records: str

    @classmethod
    def here(cls) -> Addresses:
        """Those of the current territory."""
        with translation.override(settings.LANGUAGE_CODE):
            return cls(absolute(reverse("directory:list")), absolute(reverse("api:actors")))

    def page(self, ref: str, name: str) -> str:
        """Where an actor's page is."""
        return f"{self.pages}{ref}/{slug_of(name)}/"

    def record(self, ref: str) -> str:
        """Where its record for programs is; it does not change when the actor is renamed."""
        return f"{self.records}/{ref}"


def page_address(ref: str, name: str) -> str:
    """The full address of one actor's page."""
    return Addresses.here().page(ref, name)

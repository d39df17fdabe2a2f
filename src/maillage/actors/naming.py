"""How a name is put in alphabetical order and compared."""

from __future__ import annotations

import re
import unicodedata

ARTICLES = re.compile(r"^(?:l[’']|le |la |les |the )", re.IGNORECASE)


def plain(text: str) -> str:
    """Lower case, without accents, one space between words.

    >>> plain("Œuvre  d’Été")
    "oeuvre d'ete"
    """
    if text.isascii():
        return " ".join(text.lower().split())
    text = text.replace("’", "'").replace("œ", "oe").replace("Œ", "OE")
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


def sort_name(name: str) -> str:
    """What a directory sorts by: the name without its accents and its article.

    >>> sort_name("L’Épicerie du Coin")
    'epicerie du coin'
    """
    return ARTICLES.sub("", plain(name)).lstrip("\"'«#@(-. ")[:160] or plain(name)[:160]

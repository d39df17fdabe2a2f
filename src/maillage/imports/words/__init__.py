"""The words of imports: every code of the reading, the planning and the refusals as sentences.

Codes are stable and kept in the tables; sentences are made when a page is shown, in its reader's language.
"""

from maillage.imports.words.fields import (
    field_choices,
    field_in_words,
    sure_in_words,
    why_in_words,
)
from maillage.imports.words.file import item_in_words, remark_in_words
from maillage.imports.words.refused import Refused, refused_in_words
from maillage.imports.words.rows import reason_in_words, reasons_in_words

__all__ = [
    "Refused",
    "field_choices",
    "field_in_words",
    "item_in_words",
    "reason_in_words",
    "reasons_in_words",
    "refused_in_words",
    "remark_in_words",
    "sure_in_words",
    "why_in_words",
]

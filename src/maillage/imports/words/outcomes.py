"""What becomes of rows, and where an import stands, in sentences with their numbers."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.imports.enums import RowOutcome, RunState

WRITTEN = (RunState.DONE, RunState.UNDONE)
"""States in which what was planned has been done."""


def number(count: int) -> str:
    """A whole number as people write it, with its thousands apart."""
    return str(number_format(count, force_grouping=True))


def outcome_in_words(outcome: str, count: int, *, written: bool) -> str:
    """What ``count`` rows become, without the number; ``written`` when it is done already."""
    return {
        RowOutcome.CREATE: ngettext("fiche créée", "fiches créées", count)
        if written
        else ngettext("fiche à créer", "fiches à créer", count),
        RowOutcome.UPDATE: ngettext("fiche complétée", "fiches complétées", count)
        if written
        else ngettext("fiche à compléter", "fiches à compléter", count),
        RowOutcome.SAME: ngettext("ligne qui ne change rien", "lignes qui ne changent rien", count),
        RowOutcome.IGNORE: ngettext("ligne laissée de côté", "lignes laissées de côté", count),
        RowOutcome.REFUSE: ngettext("ligne refusée", "lignes refusées", count),
    }[RowOutcome(outcome)]


def counts_in_words(counts: Mapping[str, int], state: str) -> list[tuple[str, int, str]]:
    """Outcome, number and words, in the order of the table; outcomes without any row are left out."""
    written = state in WRITTEN
    return [
        (outcome, counts[outcome], outcome_in_words(outcome, counts[outcome], written=written))
        for outcome in RowOutcome.values
        if counts.get(outcome)
    ]


def summary_in_words(counts: Mapping[str, int], state: str) -> str:
    """All the counts on one line."""
    return ", ".join(f"{number(count)} {words}" for _name, count, words in counts_in_words(counts, state))


def progress_in_words(state: str, *, read: int, total: int) -> str:
    """Where work in the background stands."""
    if state == RunState.RECEIVED:
        return _("Le fichier attend son tour d’être vérifié.")
    if state == RunState.CHECKING:
        return ngettext("%(n)s ligne vérifiée", "%(n)s lignes vérifiées", read) % {"n": number(read)}
    if state == RunState.QUEUED:
        return _("L’import attend son tour.")
    if total and read >= total:
        return _("Toutes les lignes sont lues ; les fiches qui étaient déjà là se complètent.")
    return _("Ligne %(read)s sur %(total)s") % {"read": number(read), "total": number(total)}

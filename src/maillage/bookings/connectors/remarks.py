"""What a calendar holds that was not understood, or not as it is written: a code, a line, words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REMARKS: dict[str, Promise] = {
    "no_start": _("L’évènement n’a pas de début : il n’est pas repris."),
    "bad_start": _("Le début ne se lit pas : l’évènement n’est pas repris."),
    "bad_end": _("La fin ou la durée ne se lit pas : l’évènement n’est pas repris."),
    "ends_before": _("L’évènement finit avant d’avoir commencé : il n’est pas repris."),
    "no_length": _("L’évènement ne dure pas : il ne prend aucun temps."),
    "bad_rule": _("La répétition ne se lit pas : l’évènement n’est pas repris. Bloquez ses dates à la main."),
    "bad_series": _(
        "La répétition se contredit, ou ses dates se chevauchent : l’évènement n’est pas repris. "
        "Bloquez ses dates à la main."
    ),
    "bad_exception": _("Une exception de la répétition ne se lit pas : cette date reste prise."),
    "bad_date": _("Une date ajoutée ne se lit pas : elle n’est pas reprise."),
    "and_following": _(
        "Un changement « cette date et les suivantes » n’est pas repris : vérifiez ces dates."
    ),
    "unknown_zone": _("Le fuseau horaire est inconnu : les heures sont lues comme celles d’ici."),
    "missing_hour": _("Une date tombe dans l’heure que les horloges sautent : elle n’est pas reprise."),
    "bad_line": _("La ligne ne se lit pas : elle est passée."),
}
"""Words of each code; nothing of a file is passed over without one of them."""

REFUSALS: dict[str, tuple[Promise, Promise]] = {
    "not_a_calendar": (
        _("Ce fichier n’est pas un agenda iCalendar."),
        _("Exportez l’agenda au format .ics, et déposez le fichier tel quel."),
    ),
    "cut": (
        _("Ce fichier est coupé : sa fin manque."),
        _("Exportez ou téléchargez-le de nouveau, puis déposez le fichier entier."),
    ),
    "too_large": (
        _("Ce fichier pèse plus de 20 Mo."),
        _("Exportez une période plus courte de l’agenda."),
    ),
    "too_many": (
        _("Cet agenda compte plus de 100 000 évènements."),
        _("Exportez une période plus courte, ou un seul agenda à la fois."),
    ),
    "too_many_series": (
        _("Cet agenda compte plus de 2 000 répétitions, ou trop de dates répétées."),
        _("Exportez une période plus courte, ou un seul agenda à la fois."),
    ),
    "too_many_periods": (
        _("Les dates de cet agenda donnent plus de 100 000 périodes."),
        _("Reprenez-en moins de mois à la fois."),
    ),
}
"""Why a whole file is refused, and what to do."""


class CalendarError(ValueError):
    """A file is refused as a whole: ``code`` is a key of ``REFUSALS``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """Something of a file that was left out or read otherwise: at which line, why, and what was written."""

    line: int
    code: str
    written: str = ""

    @property
    def words(self) -> str:
        """The sentence that says it."""
        return str(REMARKS[self.code])

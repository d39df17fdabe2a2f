"""What there is to say of the answer of a service: what was cut, what was not taken, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy

ANSWERS: Mapping[str, Any] = {
    "answer_cut": gettext_lazy(
        "La réponse a été coupée. Fiches prises : %(kept)s ; résultats que le service annonce : %(total)s. "
        "Posez une question plus étroite pour avoir le reste."
    ),
    "left_hidden": gettext_lazy(
        "Entreprises ou établissements qui ont demandé à ne pas être diffusés, non repris : %(count)s."
    ),
    "left_no_end": gettext_lazy(
        "Établissements fermés à une date que le registre ne dit pas, non repris : %(count)s."
    ),
    "left_mails": gettext_lazy(
        "Adresses e-mail qui semblent être celles d’une personne, non reprises : %(count)s."
    ),
    "left_beyond": gettext_lazy(
        "Le service a plus d’éléments qu’il n’en est pris à la fois : les derniers manquent. "
        "Prenez un endroit plus petit."
    ),
    "left_no_name": gettext_lazy("Éléments sans nom, non repris : %(count)s."),
    "left_no_id": gettext_lazy("Éléments sans identifiant, non repris : %(count)s."),
    "left_not_accepted": gettext_lazy(
        "Éléments que la carte a refusés, ou pas encore acceptés, non repris : %(count)s."
    ),
    "left_repeated": gettext_lazy(
        "Fiches que le service a données deux fois, prises une seule fois : %(count)s."
    ),
}
CUT = gettext_lazy(
    "La réponse a été coupée. Fiches prises : %(kept)s. Posez une question plus étroite pour avoir le reste."
)


def answer_in_words(code: str, data: Mapping[str, Any]) -> str:
    """What there is to say of an answer; a service that does not count is not made to."""
    known = code != "answer_cut" or data.get("total")
    return str(ANSWERS[code] if known else CUT) % {name: _number(value) for name, value in data.items()}


def _number(value: Any) -> str:
    return str(number_format(int(value), force_grouping=True))

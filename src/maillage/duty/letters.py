"""The one letter that belongs to no other part: hours of a pledge will soon be lost."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.common.letters import Letter
from maillage.people.letters import signature
from maillage.people.models import Person
from maillage.pledges.models import Pledge


def pledge_lapses(pledge: Pledge, person: Person, left: int) -> Letter:
    """Tells a partner, once, that hours of a pledge end soon, and what can be done with them."""
    hours = ngettext("%(n)s heure", "%(n)s heures", left) % {"n": left}
    until = date_format(pledge.ends_on, "j F Y")
    return Letter(
        subject=_("%(hours)s promises s’arrêtent le %(until)s") % {"hours": hours, "until": until},
        title=_("Il reste %(hours)s à donner.") % {"hours": hours},
        greeting=_("Bonjour %(name)s,") % {"name": person.given_name},
        paragraphs=(
            _("L’engagement de %(partner)s s’arrête le %(until)s. Ensuite, ces heures sont perdues.")
            % {"partner": pledge.partner.name, "until": until},
            _("Voulez-vous les garder plus longtemps ? Répondez à cet e-mail : nous repoussons la date."),
        ),
        facts=(
            (
                _("Promis"),
                ngettext("%(n)s heure", "%(n)s heures", pledge.hours_total) % {"n": pledge.hours_total},
            ),
            (_("Reste"), hours),
            (_("Jusqu’au"), until),
        ),
        closing=signature(),
    )

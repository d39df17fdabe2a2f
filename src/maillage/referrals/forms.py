"""Human input on referrals; each form calls exactly one action."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.common import clock
from maillage.referrals.actions import decline, record_hours
from maillage.referrals.enums import DeclineReason
from maillage.referrals.models import Referral


class DeclineForm(forms.Form):
    """Not this time, with a reason if she wishes to give one."""

    reason = forms.ChoiceField(choices=DeclineReason.choices, initial=DeclineReason.UNSAID, required=False)

    def save(self, *, referral: Referral) -> Referral:
        """Decline."""
        reason = DeclineReason(self.cleaned_data["reason"] or DeclineReason.UNSAID)
        return decline(referral=referral, reason=reason, who=referral.person.ref)


class HoursForm(forms.Form):
    """Hours really given, and on which day."""

    hours = forms.IntegerField(label=gettext_lazy("Combien d’heures ?"), min_value=1, max_value=160)
    on = forms.DateField(label=gettext_lazy("Quel jour ?"), required=False)

    def clean_on(self) -> date:
        """Today unless said; never in the future."""
        day: date = self.cleaned_data.get("on") or clock.today()
        if day > clock.today():
            raise ValidationError(_("Ce jour n’est pas encore venu."))
        return day

    def save(self, *, referral: Referral, who: str) -> Referral:
        """Record the hours."""
        return record_hours(
            referral=referral, hours=self.cleaned_data["hours"], on=self.cleaned_data["on"], who=who
        )

"""What the living page of the language shows: invented examples, so that it needs no row and no settings."""

from dataclasses import dataclass

from django import forms, template
from django.core.paginator import Page, Paginator
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.web.cloth import Thread, cloth_svg

register = template.Library()


class SpecimenForm(forms.Form):
    """A form as it comes back once, to show fields at rest and a field in error."""

    name = forms.CharField(label=gettext_lazy("Votre prénom et votre nom"))
    actor = forms.CharField(
        label=gettext_lazy("Pour qui demandez-vous ?"),
        help_text=gettext_lazy("Une association, une entreprise, un collectif, ou vous-même."),
        required=False,
    )
    email = forms.CharField(label=gettext_lazy("Votre adresse e-mail"), widget=forms.EmailInput)
    kind = forms.ChoiceField(
        label=gettext_lazy("Sorte d’acteur"),
        choices=[("association", gettext_lazy("Association")), ("startup", gettext_lazy("Start-up"))],
    )
    urgency = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=[
            ("week", gettext_lazy("Cette semaine")),
            ("month", gettext_lazy("Dans le mois")),
            ("date", gettext_lazy("Avant une date")),
        ],
    )
    skills = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("office", gettext_lazy("Outils collaboratifs et bureautique")),
            ("data", gettext_lazy("Analyse de données")),
            ("other", gettext_lazy("Autre chose")),
        ],
    )

    def clean_email(self) -> str:
        """Refuse the invented address: an example in the sentence says what is missing."""
        raise forms.ValidationError(_("Il manque la fin de l’adresse, par exemple « .fr » ou « .org »."))


@register.simple_tag
def specimen_form() -> SpecimenForm:
    """Return the form of the living page, already sent once."""
    return SpecimenForm(
        {
            "demo-name": "Fatou Diallo",
            "demo-email": "fatou@filafil",
            "demo-kind": "association",
            "demo-urgency": "month",
            "demo-skills": ["office", "data"],
        },
        prefix="demo",
    )


@register.simple_tag
def specimen_hints() -> dict[str, str]:
    """Second lines of the option rows."""
    return {
        "week": _("c’est urgent"),
        "month": _("le plus courant"),
        "office": _("à cause de « tableur »"),
        "data": _("à cause de « 140 adhérents »"),
        "other": _("Nous avons mal compris : une personne relira vos mots."),
    }


@dataclass(frozen=True)
class Stop:
    """A stop of the line: what happened, where we are, what is promised."""

    when: str
    time: str
    title: str
    text: str
    state: str


@register.simple_tag
def specimen_stops() -> list[Stop]:
    """Three stops, one in each state."""
    return [
        Stop(_("2 juin"), _("21 h 47"), _("Vous avez écrit"), _("Votre adresse a été confirmée."), "past"),
        Stop(
            _("8 juin"), _("9 h 10"), _("Une personne a votre demande"), _("Il lui reste des heures."), "at"
        ),
        Stop(_("9 juin"), _("18 h"), _("Réponse promise au plus tard"), _("Oui, ou la suite."), "ahead"),
    ]


@register.simple_tag
def specimen_reasons() -> list[str]:
    """Why this helper: three sentences."""
    return [
        _("Elle propose Ateliers et stockage ; il lui reste 4 h sur 6 en juin."),
        _("Elle répond d’ordinaire en un jour."),
        _("Aucune association ne l’a encore sollicitée : un lien neuf."),
    ]


@register.simple_tag
def specimen_page() -> Page[int]:
    """The second page of a long list."""
    return Paginator(range(5000), 50).page(2)


@register.simple_tag
def specimen_cloth() -> SafeString:
    """An invented month of 41 needs and 12 helpers: 33 knotted, 5 still waiting, 3 lost."""
    lost, waiting = {8, 21, 33}, {36, 37, 38, 39, 40}
    threads = [
        Thread("lost" if i in lost else "waiting")
        if i in lost | waiting
        else Thread("answered", (7 * i + i * i // 5) % 12)
        for i in range(41)
    ]
    drawing = cloth_svg(
        threads,
        title=_("Octobre, tissé"),
        description=_(
            "Quarante et un fils verticaux, un par besoin reçu ; douze fils horizontaux, un par aidant. "
            "Trente-trois finissent par un nœud, cinq attendent encore, trois pendent : aucune aide trouvée."
        ),
        helpers=12,
    )
    return mark_safe(drawing)

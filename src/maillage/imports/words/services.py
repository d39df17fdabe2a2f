"""Why a service did not answer: what happened, why, what to do next, by the code of the problem."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy

from maillage.imports.words.refused import Refused

BY_FILE = gettext_lazy(
    "Vous pouvez aussi télécharger un fichier sur le site du service, d’un ordinateur qui y a accès, "
    "et le déposer dans la page d’import."
)
LATER = gettext_lazy("Ce que vous avez écrit est toujours là : réessayez dans quelques minutes.")

SERVICES: Mapping[str, tuple[Any, Any, Any, int]] = {
    "network_absent": (
        gettext_lazy("« %(service)s » n’a pas pu être joint."),
        gettext_lazy("Cette installation n’a pas accès au réseau, ou le service est arrêté."),
        BY_FILE,
        503,
    ),
    "timed_out": (
        gettext_lazy("« %(service)s » n’a pas répondu à temps."),
        gettext_lazy("Le service est lent en ce moment, ou la question est trop large."),
        LATER,
        503,
    ),
    "refused": (
        gettext_lazy("« %(service)s » a refusé la question."),
        gettext_lazy("Il a répondu par le code %(status)s."),
        gettext_lazy("Vérifiez la question et, s’il en faut une, la clé d’accès de cette installation."),
        502,
    ),
    "too_many": (
        gettext_lazy("« %(service)s » demande de patienter."),
        gettext_lazy("Il a reçu trop de questions : il faut attendre environ %(seconds)s secondes."),
        LATER,
        503,
    ),
    "too_large": (
        gettext_lazy("La réponse de « %(service)s » est trop lourde : plus de %(limit)s."),
        gettext_lazy("La question est trop large."),
        gettext_lazy("Choisissez un endroit plus petit, ou ajoutez un mot."),
        502,
    ),
    "not_understood": (
        gettext_lazy("La réponse de « %(service)s » n’a pas pu être lue."),
        gettext_lazy("Elle est incomplète, ou elle n’a pas la forme que ce service documente."),
        BY_FILE,
        502,
    ),
    "moved": (
        gettext_lazy("« %(service)s » renvoie vers une autre machine : %(to)s."),
        gettext_lazy(
            "Nous ne suivons pas un service ailleurs : la question pourrait tomber entre d’autres mains."
        ),
        gettext_lazy("Si c’est bien la nouvelle adresse, donnez-la vous-même."),
        502,
    ),
    "not_safe": (
        gettext_lazy("« %(service)s » n’a pas été interrogé : la connexion n’est pas sûre."),
        gettext_lazy(
            "Son certificat n’est pas valable, ou cette adresse mène à une machine privée, hors d’internet."
        ),
        gettext_lazy("Vérifiez l’adresse, ou prévenez qui tient ce service."),
        502,
    ),
    "bad_address": (
        gettext_lazy("Cette adresse ne peut pas être interrogée."),
        gettext_lazy(
            "Il faut une adresse publique qui commence par https://, sans nom d’utilisateur ni port."
        ),
        gettext_lazy("Copiez l’adresse de la carte telle qu’elle s’ouvre dans le navigateur."),
        422,
    ),
    "no_token": (
        gettext_lazy("« %(service)s » demande une clé d’accès, et cette installation n’en a pas."),
        gettext_lazy("La clé se demande gratuitement au service ; c’est un réglage de l’installation."),
        BY_FILE,
        503,
    ),
    "no_service": (
        gettext_lazy("Ce service n’est pas réglé sur cette installation."),
        gettext_lazy("Son adresse a été laissée vide."),
        BY_FILE,
        503,
    ),
    "nothing_found": (
        gettext_lazy("« %(service)s » n’a rien trouvé."),
        gettext_lazy("Aucune structure ne répond à cette question, ou aucune ne peut être reprise."),
        gettext_lazy("Vérifiez ce que vous avez écrit, ou élargissez la question."),
        422,
    ),
}


def service_in_words(code: str, service: str, data: Mapping[str, Any]) -> tuple[Refused, int]:
    """The words of a problem, and the HTTP status of the page that says it."""
    what, why, todo, status = SERVICES[code]
    told = {"service": service, **data}
    if "limit" in data:
        told["limit"] = filesizeformat(data["limit"])
    return Refused(str(what) % told, str(why) % told, str(todo) % told, ()), status

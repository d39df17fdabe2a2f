"""Telephone numbers, e-mail addresses and web addresses of actors: read kindly, kept in one form.

Numbers are kept as E.164 (ITU-T) with the numbering plans of libphonenumber; web addresses are http or https
only. Nothing is dialled, written to or fetched.
"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import SplitResult, urlsplit

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.utils.translation import gettext as _

from maillage.actors.nomenclatures import lines_of
from maillage.actors.typed_text import from_spreadsheet, refusal, short, written
from maillage.common.errors import Refusal

LONGEST_URL = 400
LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1

# Departments and communities that write their numbers as Paris does, under a country code of their own.
FRENCH_REGIONS = ("FR", "GP", "MQ", "GF", "RE", "YT", "PM")
FRENCH_CODES = {33, 262, 508, 590, 594, 596}

_PHONE_LABEL = re.compile(r"^(?:t[ée]l(?:[ée]phone)?|phone|mobile|portable|standard)\W*(?=[0-9(+])", re.I)
_SEVERAL_PHONES = re.compile(r"[0-9][0-9 .()-]{5,}(?:[/;,]|\b(?:ou|et|or|and)\b)\D{0,12}[0-9][0-9 .()-]{5,}")
_EXTENSION = re.compile(r"[0-9][\s,;.(]*(?:poste|ext|extension|x)\b[\s.:]*[0-9]", re.I)
_SCHEME = re.compile(r"^([a-z][a-z0-9+-]*):(?=//|[^0-9/])", re.I)
_PUBLIC_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})")


def clean_phone(text: str, country: str) -> str:
    """A number as E.164 (``+33473000000``), read as somebody of this country (ISO 3166-1) writes it.

    The first zero that a spreadsheet dropped is put back. Refuses (422) several numbers, an extension, words
    beside the number, a short number, a number that no numbering plan has.
    """
    number = _PHONE_LABEL.sub("", from_spreadsheet(written(text)))
    if refused := _more_than_a_number(number):
        raise refused
    regions = FRENCH_REGIONS if country.upper() in FRENCH_REGIONS else (country.upper(),)
    parsed = next((one for region in regions if (one := _parsed(number, region))), None)
    if parsed is None:
        raise _no_phone(number)
    if parsed.extension:
        raise _extension(number)
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def _more_than_a_number(number: str) -> Refusal | None:
    """What to say when the text holds other things than one number, all of which would be lost."""
    said = {"number": short(number)}
    if _EXTENSION.search(number):
        return _extension(number)
    if _SEVERAL_PHONES.search(number) or len(re.findall(r"[0-9]", number)) > 16:
        return refusal(
            "phone_several",
            _("« %(number)s » contient plusieurs numéros.") % said,
            _("Chaque numéro a sa propre ligne, et sa propre visibilité."),
            _("Écrivez-les un par un."),
        )
    if re.search(r"[^\W\d_]", number) and re.search(r"[0-9]", number):
        return refusal(
            "phone_words",
            _("« %(number)s » contient autre chose qu’un numéro de téléphone.") % said,
            _("Seul le numéro est gardé : les mots à côté seraient perdus."),
            _("Gardez le numéro seul, et écrivez le reste dans la présentation."),
        )
    return None


def _parsed(number: str, region: str) -> phonenumbers.PhoneNumber | None:
    """The number when the numbering plan of the region, or of its own country code, holds it."""
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    return parsed if phonenumbers.is_valid_number(parsed) else None


def _extension(number: str) -> Refusal:
    return refusal(
        "phone_extension",
        _("« %(number)s » contient un numéro de poste.") % {"number": short(number)},
        _("Un numéro de poste ne se compose pas tout seul : il serait perdu."),
        _("Écrivez le numéro sans le poste, et le poste dans la présentation."),
    )


def _no_phone(number: str) -> Refusal:
    digits = re.sub(r"[^0-9]", "", number)
    why = _("Aucun pays ne donne un numéro de cette forme.")
    todo = _("Vérifiez les chiffres ; pour un autre pays, commencez par + et l’indicatif.")
    if 2 <= len(digits) <= 6:
        why = _("C’est un numéro court : il ne se compose que depuis son pays.")
        todo = _("Écrivez-le dans la présentation, ou donnez le numéro complet.")
    what = _("« %(number)s » n’est pas un numéro de téléphone.") % {"number": short(number)}
    return refusal("phone_form", what, why, todo)


def shown_phone(e164: str) -> str:
    """A kept number as people write it: French ones nationally (``04 73 00 00 00``), others with code."""
    parsed = phonenumbers.parse(e164, None)
    style = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    if parsed.country_code in FRENCH_CODES:
        style = phonenumbers.PhoneNumberFormat.NATIONAL
    return str(phonenumbers.format_number(parsed, style))


def clean_email(text: str) -> str:
    """An address in lower case, out of ``mailto:`` or ``Name <address>``; refuses (422) anything else."""
    address = written(text).lower().removeprefix("mailto:")
    if named := re.search(r"<([^<>]+)>", address):
        address = named[1]
    address = address.strip(" .,;")
    if address.count("@") > 1:
        raise refusal(
            "email_several",
            _("« %(address)s » contient plusieurs adresses.") % {"address": short(address)},
            _("Chaque adresse a sa propre ligne, et sa propre visibilité."),
            _("Écrivez-les une par une."),
        )
    try:
        MaxLengthValidator(LONGEST_EMAIL)(address)
        validate_email(address)
    except ValidationError as error:
        raise refusal(
            "email_form",
            _("« %(address)s » n’est pas une adresse électronique.") % {"address": short(address)},
            _("Elle s’écrit sans espace, avec un seul @ et un nom de domaine : accueil@exemple.fr."),
            _("Vérifiez-la, ou laissez la case vide."),
        ) from error
    return address


def clean_url(text: str) -> str:
    """A public web address in one form: ``https://`` added when missing, host in lower case and punycode.

    Refuses (422) any other scheme than http and https, a name or a password in the address, a host that is
    not on the public web (no dot, or a bare IP address), and more than 400 signs: nothing is cut.
    """
    typed = written(text)
    parts = _split(typed)
    if parts is None or not (host := _public_host(parts)):
        raise _no_url(typed)
    path = "" if parts.path == "/" and not parts.query and not parts.fragment else parts.path
    usual = parts.port in (None, {"http": 80, "https": 443}[parts.scheme])
    netloc = host if usual else f"{host}:{parts.port}"
    url = parts._replace(netloc=netloc, path=path).geturl()
    if len(url) > LONGEST_URL:
        raise refusal(
            "url_long",
            _("Cette adresse a %(count)s signes.") % {"count": len(url)},
            _("On en garde au plus %(most)s.") % {"most": LONGEST_URL},
            _("Donnez l’adresse de la page d’accueil, ou ôtez ce qui suit le point d’interrogation."),
        )
    return url


def _split(typed: str) -> SplitResult | None:
    """The parts of an address with its scheme; None when it cannot be one."""
    scheme = _SCHEME.match(typed)
    if scheme and scheme[1].lower() not in ("http", "https"):
        raise refusal(
            "url_scheme",
            _("« %(url)s » n’est pas l’adresse d’un site.") % {"url": short(typed)},
            _("Elle commence par « %(scheme)s: » ; seuls http et https mènent à un site.")
            % {"scheme": short(scheme[1])},
            _("Ouvrez la page dans un navigateur et copiez ce qu’affiche la barre d’adresse."),
        )
    try:
        parts = urlsplit(typed if scheme else f"https://{typed.lstrip('/')}")
        return parts if parts.port != 0 and " " not in typed else None
    except ValueError:
        return None


def _public_host(parts: SplitResult) -> str:
    """The host in ASCII, or an empty text when it is none, not public, or comes with a name or a password."""
    if "@" in parts.netloc or not parts.hostname:
        return ""
    try:
        host = parts.hostname.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    return host if _PUBLIC_HOST.fullmatch(host) else ""


def _no_url(typed: str) -> Refusal:
    why = _("Il y manque un nom de site, comme exemple.fr.")
    todo = _("Ouvrez la page dans un navigateur et copiez ce qu’affiche la barre d’adresse.")
    if "@" in typed:
        why = _("Elle contient @, comme une adresse électronique ou un mot de passe.")
        todo = _("Si c’est une adresse électronique, choisissez ce type de contact.")
    elif " " in typed:
        why = _("Elle contient des espaces : il y a peut-être plusieurs adresses.")
        todo = _("Écrivez-les une par une.")
    return refusal(
        "url_form", _("« %(url)s » n’est pas l’adresse d’un site.") % {"url": short(typed)}, why, todo
    )


@cache
def _mailbox_words() -> tuple[frozenset[str], tuple[str, ...]]:
    """The words of functions, and those among them that are recognised at the start of a longer word."""
    lines = lines_of("mailboxes.csv")
    return (
        frozenset(line["word"] for line in lines),
        tuple(line["word"] for line in lines if line["starts"] == "yes"),
    )


def looks_personal(email: str) -> bool:
    """Whether an address seems to name a person (``prenom.nom@``) rather than a function (``accueil@``).

    It chooses a default visibility, so doubt counts as a person: only a known word of function, the name of
    the domain itself, or no letter at all make an address impersonal.
    """
    local, _at, domain = email.lower().partition("@")
    tokens = re.findall(r"[a-z]+", local.partition("+")[0])
    functions, starts = _mailbox_words()
    if not tokens or functions & {*tokens, *(token.removesuffix("s") for token in tokens)}:
        return False
    if any(token.startswith(starts) for token in tokens):
        return False
    return not (len(tokens) == 1 and tokens[0] in domain.split(".")[:-1])

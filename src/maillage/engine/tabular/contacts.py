"""Telephone numbers, e-mail and web addresses."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import phonenumbers

from maillage.engine.tabular.value import Value, clip, is_blank

OVERSEAS = ("RE", "GP", "MQ", "GF", "YT", "PM", "NC", "PF", "WF")
"""French regions with numbering plans of their own, tried when a number is not one of the mainland."""

_BETWEEN = re.compile(r"\s*(?:[/;|\n]|,|\bou\b|\bet\b|\bor\b|\band\b|(?<=\d)\s+-\s+(?=[+0(]))\s*", re.I)
_SHORT = re.compile(r"^(?:1\d{1,2}|11[68]\d{3}|3\d{3}|10\d{2})$")
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*\.)+[A-Za-z]{2,}", re.A)
_HIDDEN = re.compile(r"\s*[\[({]\s*(?:at|arobase|a|@)\s*[\])}]\s*", re.I)
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.I)
_TYPO = re.compile(r"^\s*(?:h?[tp]{2,4}s?\s*[:;]?\s*/{1,3}\s*)+(?=\w)", re.I)
_BETWEEN_LINKS = re.compile(
    r"\s*[\n;|]\s*|\s+(?:et|ou|and|or|/|-|,)\s+|,\s*(?=https?:|www\.)|\s+(?=https?:|www\.)|,\s+(?=[\w-]+\.[\w.-]+)"
)
_DOMAIN = re.compile(r"^(?:[\w](?:[\w-]*[\w])?\.)+[a-z]{2,}\.?(?::\d+)?(?:[/?#]\S*)?$", re.I)


def read_phone(text: str, country: str = "FR") -> Value[str]:
    """The first telephone number of a cell, in E.164 (« +33473000000 »); French short ones stay as they are.

    Problems: ``zero_restored`` (a spreadsheet ate it), ``invalid_phone`` (no value), ``not_a_phone``.
    """
    numbers = read_phones(text, country)
    return Value(numbers.value[0] if numbers.value else None, numbers.problem)


def read_phones(text: str, country: str = "FR") -> Value[tuple[str, ...]]:
    """Every telephone number of a cell, distinct, in order."""
    if is_blank(text):
        return Value()
    text = clip(text)
    found: list[str] = []
    problem: str | None = None
    for part in _BETWEEN.split(text):
        if not part:
            continue
        number = _phone(part, country)
        problem = problem or number.problem
        if number.value and number.value not in found:
            found.append(number.value)
    return Value(tuple(found) or None, problem)


_NUMBER = re.compile(r"[+(\d][\d\s().\-\u2013\u00a0+]*\d")


def _phone(text: str, country: str) -> Value[str]:
    number_like = _NUMBER.search(re.sub(r"\.0$", "", text.strip()))
    if not number_like:
        return Value(None, "not_a_phone")
    text = number_like[0]
    digits = re.sub(r"\D", "", text)
    if country == "FR" and _SHORT.match(digits) and len(text) < 12:
        return Value(digits)
    lost = country == "FR" and len(digits) == 9 and "+" not in text and not digits.startswith("0")
    given = digits if lost else text
    for region in (country, *(OVERSEAS if country == "FR" else ())):
        try:
            number = phonenumbers.parse(given, region)
        except phonenumbers.NumberParseException:
            return Value(None, "not_a_phone")
        if phonenumbers.is_valid_number(number):
            written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            return Value(written, "zero_restored" if lost else None)
    return Value(None, "invalid_phone" if len(digits) >= 6 else "not_a_phone")


def read_email(text: str) -> Value[tuple[str, ...]]:
    """The e-mail addresses of a cell, distinct, in order; « (at) » is understood.

    Problems: ``not_an_email`` (no value), ``some_not_email`` (something else is in the cell).
    """
    if is_blank(text):
        return Value()
    text = clip(text)
    plain = _HIDDEN.sub("@", text)
    found = tuple(dict.fromkeys(_lower_domain(address.strip(".'")) for address in _MAIL.findall(plain)))
    if not found:
        return Value(None, "not_an_email")
    rest = _MAIL.sub(" ", plain).replace("mailto:", " ")
    return Value(found, "some_not_email" if re.search(r"\w{2}", rest) else None)


def _lower_domain(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.lower()}"


def read_url(text: str) -> Value[str]:
    """The first web address of a cell, with its scheme.

    Problems: ``scheme_added``, ``forbidden_scheme`` (javascript:, data:, file:… no value), ``not_a_url``.
    """
    links = read_urls(text)
    return Value(links.value[0] if links.value else None, links.problem)


def read_urls(text: str) -> Value[tuple[str, ...]]:
    """Every web address of a cell, distinct, in order. The first problem met is told."""
    if is_blank(text):
        return Value()
    text = clip(text)
    found: list[str] = []
    problem: str | None = None
    parts = _BETWEEN_LINKS.split(text.strip())
    for part in filter(None, parts):
        link = _url(part.strip("<>\"'() ,"))
        problem = problem or link.problem
        if link.value and link.value not in found:
            found.append(link.value)
    return Value(tuple(found) or None, problem)


def _url(text: str) -> Value[str]:
    bare = _TYPO.sub(lambda typed: "https://" if "s" in typed[0].lower() else "http://", text)
    scheme = _SCHEME.match(bare)
    if scheme and scheme[1].lower() not in ("http", "https") and not _DOMAIN.match(bare):
        return Value(None, "forbidden_scheme" if scheme[1].isalpha() else "not_a_url")
    added = not bare.lower().startswith(("http://", "https://"))
    whole = f"https://{bare}" if added else bare
    try:
        host = urlsplit(whole).netloc
    except ValueError:
        return Value(None, "not_a_url")
    if not _DOMAIN.match(host) or re.search(r"\s", whole) or "@" in host:
        return Value(None, "not_a_url")
    return Value(whole, "scheme_added" if added else None)

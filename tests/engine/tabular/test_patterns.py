"""What one cell looks like."""

from __future__ import annotations

import pytest

from maillage.engine.tabular import patterns as p
from maillage.engine.tabular.headers import plain


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        (p.EMAIL, ["a@example.org"], ["@handle", "a at b"]),
        (p.URL, ["https://x.org", "www.x.org", "example.fr/a", "htpp://x"], ["Atelier", "a@b.fr", "3.14"]),
        (p.SOCIAL, ["https://facebook.com/x", "@atelier", "https://x.com/a"], ["https://example.org"]),
        (p.CALENDAR, ["https://x.org/a.ics", "webcal://x"], ["https://x.org"]),
        (p.PHONE, ["04 65 71 12 34", "+33 4 65 71 12 34", "Tél : 0465711234"], ["63000", "12345678901234"]),
        (p.SIRET, ["73282932000074", "732 829 320 00074", "1,23E+13"], ["732829320", "0465711234"]),
        (p.SIREN, ["732829320", "732 829 320"], ["73282932", "0465711234"]),
        (p.RNA, ["W632000123", "w9r1000001"], ["632000123"]),
        (p.VAT, ["FR 83 404833048"], ["83404833048"]),
        (p.NAF, ["62.01Z", "9499Z"], ["62", "Z"]),
        (p.DECIMAL, ["45,77", "-0.58"], ["45", "1234.5"]),
        (p.UUID, ["00000000-0000-4000-8000-000000000000"], ["00000000"]),
        (p.FLAG, ["oui", "X", "0", "TRUE"], ["Oui mais", "2"]),
        (p.TIME, ["9h30", "09:30", "de 14h à 18h"], ["2021", "14 rue"]),
        (p.DAY, ["lundi", "Mo-Fr 09:00", "lun. au ven.", "Sat"], ["contact", "France"]),
        (p.NUMBERED, ["12 rue X", "3 bis, rue X"], ["rue X", "63000"]),
        (p.SUFFIX, ["bis", "B"], ["12"]),
        (p.CITY, ["Clermont-Ferrand", "L'Haÿ", "63000 Riom", "Paris 12e"], ["12 rue X : a", "a@b"]),
        (p.SIZE, ["NN", "10 à 19 salariés", "12 etp"], ["Riom"]),
        (p.CIVILITY, ["M. Durand", "Mme Petit"], ["Mairie"]),
        (p.LIST, ["a, b", "a;b", "{a,b}"], ["un seul mot"]),
    ],
)
def test_a_pattern_knows_its_own(pattern: object, yes: list[str], no: list[str]) -> None:
    search = pattern.search  # type: ignore[attr-defined] # a compiled pattern
    assert [text for text in yes if not search(text)] == []
    assert [text for text in no if search(text)] == []


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        (p.STREET, ["12 allée des Tilleuls", "ZA de la Gare", "lieu-dit Le Breuil"], ["Atelier", "Riom"]),
        (p.WAY, ["AVENUE", "Bd", "rd"], ["avenue de Lyon"]),
        (p.LEGAL, ["Association loi 1901", "SCOP", "Établissement public"], ["Atelier"]),
        (p.COUNTRY, ["France", "RE", "Royaume-Uni"], ["Riom"]),
    ],
)
def test_a_pattern_over_plain_text_knows_its_own(pattern: object, yes: list[str], no: list[str]) -> None:
    search = pattern.search  # type: ignore[attr-defined] # a compiled pattern
    assert [text for text in yes if not search(plain(text))] == []
    assert [text for text in no if search(plain(text))] == []


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Camille DURAND", True),
        ("DURAND Camille", True),
        ("M. Durand", True),
        ("Élodie de la Tour", True),
        ("Atelier du lac", False),
        ("Camille", False),
        ("Camille 12", False),
        ("Маша Иванова", False),
        ("", False),
    ],
)
def test_names_of_persons_are_seen(text: str, person: bool) -> None:
    assert p.is_person(text) is person


@pytest.mark.parametrize(
    ("address", "person"),
    [
        ("camille.durand@example.org", True),
        ("c-camille@example.org", True),
        ("contact@example.org", False),
        ("mairie.riom@example.org", False),
        ("camille@example.org", False),
    ],
)
def test_mailboxes_of_persons_are_seen(address: str, person: bool) -> None:
    assert p.is_personal_mailbox(address) is person


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("63000", "63000"),
        ("1000", "01000"),
        ("1000.0", "01000"),
        ("63 000", "63000"),
        ("99000", ""),
        ("a", ""),
    ],
)
def test_a_postal_code_is_seen(text: str, code: str) -> None:
    assert p.postcode_of(text) == code

"""Invented organisations for the tests: nobody's data. Telephone numbers are those that the regulator
keeps for fiction, e-mail addresses are on reserved domains; places are public facts.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from stdnum import luhn

PLACES = (
    ("rue Blatin", "63000", "Clermont-Ferrand", "63113", 45.7772, 3.0870),
    ("avenue de la Gare", "63200", "Riom", "63300", 45.8936, 3.1124),
    ("place du Pontel", "63600", "Ambert", "63003", 45.5494, 3.7417),
    ("chemin des Vignes", "63800", "Cournon-d'Auvergne", "63124", 45.7422, 3.1972),
    ("boulevard Gambetta", "63400", "Chamalières", "63075", 45.7736, 3.0669),
    ("allée des Tilleuls", "63300", "Thiers", "63430", 45.8567, 3.5478),
    ("rue du Commerce", "63500", "Issoire", "63178", 45.5444, 3.2489),
    ("impasse du Lavoir", "63122", "Ceyrat", "63070", 45.7333, 3.0639),
    ("route de Lyon", "63120", "Courpière", "63125", 45.7553, 3.5414),
    ("quai de l'Allier", "03200", "Vichy", "03310", 46.1278, 3.4269),
    ("cours Lafayette", "69003", "Lyon", "69383", 45.7597, 4.8422),
    ("rue des Carmes", "15000", "Aurillac", "15014", 44.9261, 2.4397),
    ("place du Breuil", "43000", "Le Puy-en-Velay", "43157", 45.0433, 3.8850),
)
"""Street, postal code, city, commune code, latitude, longitude."""

_HEADS = [
    "Atelier",
    "Fabrique",
    "Maison",
    "Collectif",
    "Comptoir",
    "Espace",
    "Coopérative",
    "Grange",
    "Relais",
    "Manufacture",
]
_TAILS = (
    "du Lac",
    "des Volcans",
    "Saint-Jacques",
    "de la Sioule",
    "numérique",
    "partagé",
    "des Possibles",
    "Livradois",
)
_THEMES = (
    "Réparation",
    "Couture",
    "Informatique",
    "Musique",
    "Jardinage",
    "Cuisine",
    "Alphabétisation",
    "Vélo",
    "Bois",
)
_PEOPLE = (
    "Camille",
    "Jeanne",
    "Thomas",
    "Nadia",
    "Luc",
    "Sophie",
    "Karim",
    "Élodie",
    "Paul",
    "Inès",
    "Hugo",
    "Marie",
)
_FAMILIES = (
    "Durand",
    "Bernard",
    "Moulin",
    "Fabre",
    "Petit",
    "Garnier",
    "Rousset",
    "Chabrol",
    "Vidal",
    "Morel",
)
_FORMS = ("Association loi 1901", "SARL", "SCOP", "SAS", "Établissement public", "Commune")
_KINDS = ("Tiers-lieu", "Ressourcerie", "Médiathèque", "Fablab", "Centre social")
_SENTENCES = (
    "Un lieu ouvert à tous où chacun peut apprendre à réparer ses objets avec l’aide de bénévoles du coin.",
    "Nous accompagnons les habitants dans leurs démarches en ligne, sur rendez-vous et gratuitement.",
    "Notre équipe anime des ateliers hebdomadaires de couture, de cuisine et de musique pour tous les âges.",
    "Depuis dix ans, la coopérative propose aux artisans des machines, des bureaux et de bons conseils.",
)
ROWS = 40


def luhned(digits: str) -> str:
    """The digits and their control digit."""
    return digits + str(luhn.calc_check_digit(digits))


def siren(rank: int) -> str:
    """A well-formed SIREN of nobody's."""
    return luhned(f"{90000000 + 7919 * rank:08d}")


def siret(rank: int) -> str:
    """A well-formed SIRET of that SIREN."""
    return luhned(siren(rank) + f"{rank % 7 + 1:04d}")


def place(rank: int) -> tuple[str, str, str, str, float, float]:
    """A place, moved a little."""
    street, code, city, insee, lat, lon = PLACES[rank % len(PLACES)]
    return street, code, city, insee, lat + rank % 9 * 0.0011, lon - rank % 7 * 0.0013


def name(rank: int) -> str:
    """The name of an organisation, different for every rank below eighty."""
    return f"{_HEADS[rank % 10]} {_TAILS[rank // 10 % 8]}"


def slug(rank: int) -> str:
    """Its name as a domain name."""
    return f"{_HEADS[rank % 10]}-{rank}".lower().replace("é", "e")


def day(rank: int, first: int = 2001) -> str:
    """A day, as the French write it."""
    return f"{rank % 27 + 1:02d}/{rank % 12 + 1:02d}/{first + rank % 19}"


def pick(choices: tuple[str, ...]) -> Callable[[int], str]:
    """One of a few texts, drawn once and for all."""
    return lambda rank: random.Random(f"{choices[0]}{rank}").choice(choices)


def numbered(rank: int) -> str:
    """A house number and a street."""
    return f"{rank * 3 % 97 + 1} {place(rank)[0]}"


def phone(rank: int) -> str:
    """A fictional telephone number."""
    return f"04 65 71 {rank % 90 + 10} {rank * 7 % 90 + 10}"


def person(rank: int) -> str:
    """A first and a family name."""
    return f"{_PEOPLE[rank % 12]} {_FAMILIES[rank * 3 % 10]}"


def some(share: float, make: Callable[[int], str]) -> Callable[[int], str]:
    """The same, blank elsewhere than for a share of the rows."""
    return lambda rank: make(rank) if random.Random(rank).random() < share else ""


def skills(rank: int) -> str:
    """A list of themes."""
    return ", ".join(_THEMES[(rank + step) % 9] for step in range(rank % 3 + 1))


MAKERS: dict[str, Callable[[int], str]] = {
    "id": lambda rank: str(rank + 1),
    "ref": lambda rank: f"ORG-{rank + 1:04d}",
    "uuid": lambda rank: f"{rank:08x}-0000-4000-8000-{rank * 977:012x}",
    "name": name,
    "upper": lambda rank: name(rank).upper(),
    "sigle": lambda rank: "".join(word[0] for word in name(rank).split()).upper() + str(rank % 5 or ""),
    "kind": pick(_KINDS),
    "text": lambda rank: f"{_SENTENCES[rank % 4]} {_SENTENCES[(rank + 1) % 4]} {rank}",
    "short": lambda rank: f"{_SENTENCES[rank % 4][:70]} {rank}",
    "form": pick(_FORMS),
    "form_code": pick(("9220", "5499", "5710", "7210", "9210")),
    "siret": siret,
    "siren": siren,
    "spaced_siret": lambda rank: f"{siret(rank)[:3]} {siret(rank)[3:6]} {siret(rank)[6:9]} {siret(rank)[9:]}",
    "rna": lambda rank: f"W63{rank % 4}0{rank * 131 % 100000:05d}",
    "vat": lambda rank: f"FR{(12 + 3 * (int(siren(rank)) % 97)) % 97:02d}{siren(rank)}",
    "naf": pick(("94.99Z", "62.01Z", "90.01Z", "88.99B")),
    "band": pick(("NN", "00", "01", "02", "03", "11")),
    "staff": lambda rank: str(rank * 5 % 43),
    "street": numbered,
    "full": lambda rank: f"{numbered(rank)} {place(rank)[1]} {place(rank)[2]}",
    "number": lambda rank: str(rank * 3 % 97 + 1),
    "suffix": some(0.2, lambda rank: "bis" if rank % 2 else "ter"),
    "way": lambda rank: place(rank)[0].split(" ")[0].upper(),
    "way_name": lambda rank: place(rank)[0].split(" ", 1)[1].upper(),
    "way_whole": lambda rank: place(rank)[0],
    "complement": some(0.3, lambda rank: f"Bâtiment {'ABC'[rank % 3]}"),
    "postcode": lambda rank: place(rank)[1],
    "bare_postcode": lambda rank: place(rank)[1].lstrip("0"),
    "city": lambda rank: place(rank)[2],
    "upper_city": lambda rank: place(rank)[2].upper(),
    "code_city": lambda rank: f"{place(rank)[1]} {place(rank)[2]}",
    "insee": lambda rank: place(rank)[3],
    "country": lambda rank: "France",
    "lat": lambda rank: f"{place(rank)[4]:.6f}",
    "lon": lambda rank: f"{place(rank)[5]:.6f}",
    "comma_lat": lambda rank: f"{place(rank)[4]:.6f}".replace(".", ","),
    "comma_lon": lambda rank: f"{place(rank)[5]:.6f}".replace(".", ","),
    "point": lambda rank: f"{place(rank)[4]:.6f}, {place(rank)[5]:.6f}",
    "wkt": lambda rank: f"POINT({place(rank)[5]:.6f} {place(rank)[4]:.6f})",
    "phone": phone,
    "some_phone": some(0.6, phone),
    "lost_phone": lambda rank: phone(rank).replace(" ", "")[1:],
    "plus_phone": lambda rank: "+33 " + phone(rank)[1:],
    "email": lambda rank: f"contact@{slug(rank)}.example.org",
    "mailbox": lambda rank: f"{_PEOPLE[rank % 6]}.{_FAMILIES[rank % 10]}@example.org".lower().replace(
        "é", "e"
    ),
    "site": some(0.8, lambda rank: f"https://{slug(rank)}.example.org/"),
    "bare_site": some(0.7, lambda rank: f"www.{slug(rank)}.example.org"),
    "facebook": some(0.5, lambda rank: f"https://www.facebook.com/{slug(rank)}"),
    "ics": some(0.4, lambda rank: f"https://{slug(rank)}.example.org/agenda.ics"),
    "hours": lambda rank: f"Du lundi au vendredi de {8 + rank % 3}h à 12h et de 14h à {17 + rank % 2}h30",
    "osm_hours": lambda rank: f"Mo-Fr 0{8 + rank % 2}:30-12:00,14:00-{17 + rank % 2}:00; Sa 10:00-12:00",
    "day": day,
    "iso_day": lambda rank: f"{2003 + rank % 17}-{rank % 12 + 1:02d}-{rank % 27 + 1:02d}",
    "year": lambda rank: str(1987 + rank * 3 % 36),
    "some_day": some(0.1, lambda rank: day(rank, 2015)),
    "stamp": lambda rank: f"2023-{rank % 12 + 1:02d}-{rank % 27 + 1:02d}T{rank % 24:02d}:15:{rank % 60:02d}Z",
    "parent": pick(
        ("Ville de Riom", "Réseau des Grands Lacs", "Fédération des Ateliers", "Clermont Métropole")
    ),
    "skills": skills,
    "theme": pick(_THEMES),
    "first": lambda rank: _PEOPLE[rank % 12],
    "last": lambda rank: _FAMILIES[rank * 3 % 10].upper(),
    "person": person,
    "yes": pick(("oui", "non")),
    "cross": some(0.5, lambda _: "X"),
    "epci": pick(("Clermont Auvergne Métropole", "CC Ambert Livradois Forez", "CA Riom Limagne")),
    "department": lambda rank: place(rank)[1][:2],
    "audience": pick(("Tout public", "Jeunes", "Seniors", "Familles")),
    "euro": lambda rank: f"{rank * 1250 % 90000}",
    "score": lambda rank: f"0.{rank * 37 % 900 + 100}",
    "blank": lambda _: "",
    "constant": lambda _: "Ville d'Essai",
}
"""What a column may hold: the text of each row."""


def rows(makers: list[str], count: int = ROWS) -> list[list[str]]:
    """The rows of a table whose columns are made so."""
    return [[MAKERS[maker](rank) for maker in makers] for rank in range(count)]


def as_csv(headers: list[str], body: list[list[str]], separator: str = ";") -> bytes:
    """A table as separated values, with quotes where needed."""

    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if any(c in text for c in (separator, '"', "\n")) else text

    return "\r\n".join(separator.join(map(cell, line)) for line in [headers, *body]).encode() + b"\r\n"

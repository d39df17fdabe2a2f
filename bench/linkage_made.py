"""Made-up directories of any size, with doubles that are misspelt, shortened, moved and half empty.

Everything is invented: words from syllables, towns on a grid, telephones of the range kept for fiction. Hard
cases on purpose: several sites of one body (same name, same site on the web), several bodies under one
roof, plain names (« Mairie de X »), and telephones of a switchboard.
"""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from dataclasses import replace

from maillage.engine.linkage import LinkageProblem, Record

SYLLABLES = (
    "ba", "bel", "bri", "can", "cha", "dor", "du", "far", "fle", "gan", "gor", "hal", "jor", "ker",
    "lan", "lou", "mar", "mon", "nor", "pel", "qui", "ras", "sol", "tar", "vel", "vin", "zel",
)  # fmt: skip
PLAIN = ("Mairie de {town}", "CCAS de {town}", "Médiathèque de {town}", "France services {town}")
OWN = (
    "Association {a} {b}", "{a} et {b}", "Les Ateliers de {a}", "SARL {a} {b}", "Ressourcerie {a}",
    "Centre social {a}", "Régie de quartier {a}", "{a} Solidarité Emploi", "Fablab {a}", "SCOP {a} Services",
    "MJC {a}", "Collectif {a} {b}", "Tiers-lieu {a}", "École de la deuxième chance {a}", "{a} Insertion",
)  # fmt: skip
WAYS = ("rue", "avenue", "boulevard", "place", "chemin", "impasse", "route")
SHORT = {"rue": "r.", "avenue": "av.", "boulevard": "bd", "place": "Pl", "chemin": "che", "route": "rte"}
SWAPS = {
    "Association": "Asso.", "France services": "MSAP", "Médiathèque": "Bibliothèque", "Saint": "St",
    "Centre social": "CENTRE SOCIO-CULTUREL", "Mairie de": "Commune de", "Services": "Serv.",
}  # fmt: skip
SHARE = 0.1


class Maker:
    """Draws records; one seed, one directory."""

    def __init__(self, seed: int, size: int) -> None:
        self.draw = random.Random(seed)
        self.words = [self._word() for _ in range(max(200, size // 4))]
        self.towns = [self._town(place) for place in range(max(20, size // 40))]
        self.switchboards = [self._phone() for _ in range(5)]

    def _word(self) -> str:
        return "".join(self.draw.choices(SYLLABLES, k=self.draw.randint(2, 4))).capitalize()

    def _town(self, place: int) -> tuple[str, str, float, float]:
        name = self._word() + self.draw.choice(("", "-sur-" + self._word(), "-les-Bains", ""))
        name = "Saint-" + name if self.draw.random() < 0.2 else name
        return name, f"{10 + place % 80:02}{place // 80 % 1000:03}", 43 + place % 70 / 10, place // 70 / 10

    def _phone(self) -> str:
        return f"0199{self.draw.randrange(1_000_000):06}"

    def record(self, key: str) -> Record:
        """A new organisation."""
        draw = self.draw
        town, postcode, lat, lon = self.towns[int(len(self.towns) * draw.random() ** 2)]
        plain = draw.random() < 0.2
        word = self.words[int(len(self.words) * draw.random() ** 1.5)]
        name = draw.choice(PLAIN if plain else OWN).format(town=town, a=word, b=draw.choice(self.words))
        host = word.lower() + str(draw.randrange(10_000))
        return Record(
            key,
            (name,),
            street=f"{draw.randint(1, 99)} {draw.choice(WAYS)} {draw.choice(self.words)}",
            postcode=postcode,
            city=town,
            lat=lat + draw.gauss(0, 0.01),
            lon=lon + draw.gauss(0, 0.01),
            phones=(draw.choice(self.switchboards) if draw.random() < 0.02 else self._phone(),),
            emails=(f"contact@{host}.example.org",) if draw.random() < 0.5 else (),
            websites=(f"https://www.{host}.example.org/",) if draw.random() < 0.6 else (),
        )

    def neighbour(self, key: str, other: Record) -> Record:
        """Another body under the same roof, or another site of the same body."""
        mine = self.record(key)
        if self.draw.random() < 0.5:
            return replace(
                mine,
                street=other.street,
                postcode=other.postcode,
                city=other.city,
                lat=other.lat,
                lon=other.lon,
            )
        return replace(mine, names=other.names, websites=other.websites)

    def double(self, key: str, of: Record) -> Record:
        """The same organisation as another source would write it."""
        found = replace(of, key=key, names=(self._respelt(of.names[0]),))
        for change in self.draw.sample(CHANGES, self.draw.randint(1, 4)):
            found = change(self, found)
        return found

    def _respelt(self, name: str) -> str:
        for long, short in SWAPS.items():
            if self.draw.random() < 0.5:
                name = name.replace(long, short)
        words = name.split()
        if len(words) > 2 and self.draw.random() < 0.15:
            words.pop(self.draw.randrange(1, len(words)))
        if self.draw.random() < 0.25:
            words = [self._slip(word) if len(word) > 6 else word for word in words]
        text = " ".join(words)
        return text.upper() if self.draw.random() < 0.4 else text

    def _slip(self, word: str) -> str:
        place = self.draw.randrange(1, len(word) - 1)
        return word[:place] + self.draw.choice(string.ascii_lowercase + word[place + 1]) + word[place + 1 :]


def _abbreviated(_: Maker, of: Record) -> Record:
    street = of.street
    for way, short in SHORT.items():
        street = street.replace(f" {way} ", f", {short} ")
    return replace(of, street=street.upper())


def _without_phone(_: Maker, of: Record) -> Record:
    return replace(of, phones=())


def _spaced_phone(_: Maker, of: Record) -> Record:
    return replace(
        of, phones=tuple(" ".join(phone[at : at + 2] for at in range(0, 10, 2)) for phone in of.phones)
    )


def _without_web(_: Maker, of: Record) -> Record:
    return replace(of, websites=(), emails=())


def _displaced(maker: Maker, of: Record) -> Record:
    draw = maker.draw
    return replace(of, lat=(of.lat or 0) + draw.gauss(0, 0.002), lon=(of.lon or 0) + draw.gauss(0, 0.002))


def _without_place(_: Maker, of: Record) -> Record:
    return replace(of, lat=None, lon=None)


def _without_street(_: Maker, of: Record) -> Record:
    return replace(of, street="")


def _other_phone(maker: Maker, of: Record) -> Record:
    return replace(of, phones=(maker._phone(),))


CHANGES: list[Callable[[Maker, Record], Record]] = [
    _abbreviated, _without_phone, _spaced_phone, _without_web, _displaced, _without_place,
    _without_street, _other_phone,
]  # fmt: skip


def directories(known: int, new: int, seed: int) -> tuple[LinkageProblem, set[tuple[str, str]]]:
    """``known`` records and ``new`` ones, a tenth of these doubles of known ones; and the true pairs."""
    maker = Maker(seed, known + new)
    old: list[Record] = []
    for place in range(known):
        awkward = old and maker.draw.random() < 0.1
        key = f"known {place}"
        old.append(maker.neighbour(key, maker.draw.choice(old)) if awkward else maker.record(key))
    fresh: list[Record] = []
    truth: set[tuple[str, str]] = set()
    chosen = iter(maker.draw.sample(old, int(new * SHARE)))
    for place in range(new):
        key = f"new {place}"
        if place % 10 == 0 and (twin := next(chosen, None)) is not None:
            fresh.append(maker.double(key, twin))
            truth.add((key, twin.key))
        else:
            fresh.append(maker.record(key))
    return LinkageProblem(tuple(fresh), tuple(old)), truth

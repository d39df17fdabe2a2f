"""A record as the model sees it: everything in one spelling, what is missing left out."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from maillage.engine.linkage import normalise
from maillage.engine.linkage.names import Name, analyse, kinds_in
from maillage.engine.linkage.problem import Record
from maillage.engine.linkage.words import BODIES

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""

FEWEST_FOR_INITIALS = 3
FIELDS = {
    "kind": ("kind",),
    "where": ("street", "postcode", "city", "commune_code", "lat", "lon"),
    "phone": ("phones",),
    "web": ("emails", "websites"),
    "identity": ("siret", "siren", "rna"),
}
"""What can be withheld → the fields of a record it blanks; ``name`` blanks the names."""

BLANK: dict[str, Any] = {
    field: () if field in ("phones", "emails", "websites") else None if field in ("lat", "lon") else ""
    for fields in FIELDS.values()
    for field in fields
}
_JOINED = re.compile(r"\w+(?:-\w+)+")
_APART = re.compile(r"[()/:;|]| - | – ")


@dataclass(frozen=True, slots=True)
class Profile:
    """The comparable content of a record; empty means unknown.

    ``names`` begin with the usual one; only it says what kind of thing the record is, since a legal name is
    often that of the body behind (a commune has libraries): ``said_kinds``; ``kinds`` adds what the source's
    own field says. ``parts`` are what its brackets, dashes and
    colons set apart (« BGE – La Fabrique », « EVE (Espaces verts) »).
    ``towns`` are its commune code, postcode and town in one list of texts; ``doors`` are « number|last word
    of the way », ``ways`` « last word of the way »; ``xyz`` is its place in kilometres from the centre of the
    Earth, so that a distance is a chord (at 10 km, a millimetre short).
    """

    names: tuple[Name, ...]
    parts: tuple[Name, ...]
    said_kinds: frozenset[str]
    kinds: frozenset[str]
    towns: tuple[str, ...]
    department: str
    doors: tuple[str, ...]
    way: str
    xyz: tuple[float, float, float] | None
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    domains: tuple[str, ...]
    hosts: tuple[str, ...]
    siret: str
    siren: str
    rna: str
    source: str

    @property
    def own(self) -> frozenset[str]:
        """The words that are its own, over all its names."""
        return frozenset(word for name in self.names for word in name.own)

    @property
    def town(self) -> str:
        """The town it is in, by name where it is known."""
        return self.towns[-1] if self.towns else ""

    @property
    def initials(self) -> frozenset[str]:
        """The acronyms its names make."""
        return frozenset(made for name in self.names for made in name.initials)

    @property
    def shorts(self) -> frozenset[str]:
        """Names that may be acronyms: those whose own part is one short word."""
        single = (name.own[0] for name in (*self.names, *self.parts) if len(name.own) == 1)
        return frozenset(word for word in single if FEWEST_FOR_INITIALS <= len(word) <= 8)


def profile(record: Record, withhold: frozenset[str] = frozenset()) -> Profile:
    """Normalise ``record``; what is named in ``withhold`` (keys of ``FIELDS``, ``name``) is not seen."""
    hidden = {field: BLANK[field] for name in withhold for field in FIELDS.get(name, ())}
    seen = replace(record, **hidden) if hidden else record
    city = normalise.town(seen.city)
    texts = () if "name" in withhold else seen.names
    names = _borne([analyse(text, frozenset(city)) for text in texts])
    said = frozenset() if "kind" in withhold else frozenset(kind for name in names[:1] for kind in name.kinds)
    numbers, way, last = normalise.street(seen.street)
    emails, siret = _unique(map(normalise.email, seen.emails)), normalise.siret(seen.siret)
    return Profile(
        names=names,
        parts=tuple(analyse(part, frozenset(city)) for text in texts[:1] for part in _parts(text, city)),
        said_kinds=said,
        kinds=said | kinds_in(seen.kind)[0],
        towns=_towns(seen, city),
        department=_department(seen),
        doors=tuple(f"{number}|{last}" for number in numbers),
        way=f"{way}|{last}" if last else "",
        xyz=xyz(seen.lat, seen.lon),
        phones=_unique(map(normalise.phone, seen.phones)),
        emails=emails,
        domains=_unique(map(normalise.email_domain, emails)),
        hosts=_unique(map(normalise.host, seen.websites)),
        siret=siret,
        siren=siret[:9] or normalise.siren(seen.siren),
        rna=normalise.rna(seen.rna),
        source=seen.source,
    )


def xyz(lat: float | None, lon: float | None) -> tuple[float, float, float] | None:
    """A place of the globe in kilometres from its centre, ``None`` when unknown or at (0, 0)."""
    if lat is None or lon is None or (lat, lon) == (0, 0):
        return None
    north, east = math.radians(lat), math.radians(lon)
    flat = EARTH_KM * math.cos(north)
    return flat * math.cos(east), flat * math.sin(east), EARTH_KM * math.sin(north)


def _borne(names: list[Name]) -> tuple[Name, ...]:
    """The names the record itself bears: « Commune de X » behind a library is that of another body."""
    own = names[0].kinds if names else frozenset()
    kept = (name for name in names[1:] if not (name.kinds & BODIES) - own)
    return tuple(dict.fromkeys([*names[:1], *kept]))


def _department(record: Record) -> str:
    """The first two figures of the postcode, else of the commune's code; Corsica is one, as in postcodes."""
    found = (record.postcode.strip() or record.commune_code.strip())[:2].upper()
    return "20" if found in ("2A", "2B") else found


def _towns(record: Record, city: tuple[str, ...]) -> tuple[str, ...]:
    code, postcode = record.commune_code.strip(), record.postcode.strip()
    found = [f"code {code}" if code else "", f"post {postcode}" if len(postcode) == 5 else ""]
    found.append("town " + " ".join(sorted(city)) if city else "")
    return tuple(town for town in found if town)


def _parts(text: str, city: tuple[str, ...]) -> list[str]:
    found = [part.strip() for part in _APART.split(text)]
    joined = [_JOINED.sub(lambda word: _glued(word.group(), city), part) for part in found]
    changed = [part for part, before in zip(joined, found, strict=True) if part != before]
    return [part for part in found if part] + changed if len(found) > 1 or changed else []


def _glued(word: str, city: tuple[str, ...]) -> str:
    """« Audo-Tri » → « AudoTri », but a town's own hyphens are left."""
    pieces = normalise.words_of(word)
    return word if any(piece in city for piece in pieces) else word.replace("-", "")


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(value for value in dict.fromkeys(values) if value)

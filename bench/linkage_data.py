"""The shared data as records, the silver list, and our own reading of it (used by ``bench/linkage.py``).

Nothing of the data is kept here: ``linkage_reading.json`` names pairs by the sources' own numbers only.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from maillage.engine.linkage import Record

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"
READING = Path(__file__).with_name("linkage_reading.json")
JOBS = {"FT": "pôle emploi", "ML": "mission locale", "CAP_EMPLOI": "cap emploi", "CCAS": "ccas"}
Key = tuple[str, str]


class Silver(NamedTuple):
    """A pair of the silver list; ``strong`` when the telephone is the same and they are near."""

    left: str
    right: str
    source: str
    strong: bool


@dataclass(frozen=True)
class Brand:
    """A structure with the name it uses and the one it is registered under."""

    used: str
    department: str
    record: Record


def folder() -> Path | None:
    """Where the directories are, or ``None``."""
    found = Path(os.environ.get("MAILLAGE_BENCH_DATA", BESIDE)) / "territory" / "actors"
    return found if found.is_dir() else None


def rows(name: str) -> Iterator[dict[str, str]]:
    """The lines of one file."""
    place = folder()
    if place is None:
        raise FileNotFoundError("Set MAILLAGE_BENCH_DATA to the folder that holds territory/actors.")
    raw = (place / name).read_bytes()
    text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8")
    yield from csv.DictReader(io.StringIO(text))


@cache
def mediation() -> tuple[Record, ...]:
    """Places of digital mediation, of six sources."""
    return tuple(
        Record(
            f"m:{row['source']}:{row['id_source']}",
            _some(row["nom"], row["raison_sociale"]),
            kind=row["type"].replace("|", " | "),
            street=row["adresse"],
            postcode=row["code_postal"],
            city=row["commune"],
            lat=_number(row["lat"]),
            lon=_number(row["lon"]),
            phones=_some(row["telephone"]),
            websites=_some(row["site_web"]),
            siren=row["siren"],
            source=row["source"],
        )
        for row in rows("lieux_mediation_numerique.csv")
    )


@cache
def france_services() -> tuple[Record, ...]:
    """The national list of France services."""
    return tuple(
        Record(
            f"f:{row['id_fs']}",
            _some(row["nom"]),
            kind="France services",
            street=row["adresse"],
            postcode=row["code_postal"],
            city=row["commune"],
            commune_code=row["code_insee"],
            lat=_number(row["lat"]),
            lon=_number(row["lon"]),
            phones=_some(row["telephone"]),
            source="france-services",
        )
        for row in rows("france_services_2022-12.csv.gz")
    )


@cache
def insertion() -> tuple[Record, ...]:
    """Structures of insertion by work, under their registered names, each site once."""
    found = {}
    for row in rows("siae_structures_insertion.csv.gz"):
        found.setdefault(_site(row), _structure(row, row["nom"], ""))
    return tuple(found.values())


@cache
def brands() -> tuple[Brand, ...]:
    """The structures that also say the name they use, as records that know that name only."""
    return tuple(
        Brand(row["enseigne"], row["departement"], _structure(row, row["enseigne"], "brand of "))
        for row in rows("siae_structures_insertion.csv.gz")
        if row["enseigne"]
    )


@cache
def registered() -> dict[str, list[Record]]:
    """Département → its structures under their registered names."""
    found: dict[str, list[Record]] = {}
    for row in rows("siae_structures_insertion.csv.gz"):
        found.setdefault(row["departement"], []).append(_structure(row, row["nom"], ""))
    return found


@cache
def job_offices() -> tuple[Record, ...]:
    """Offices of the public employment service."""
    return tuple(
        Record(
            f"p:{place}",
            _some(row["nom"]),
            kind=JOBS.get(row["type"], row["type"]),
            street=row["adresse"],
            postcode=row["code_postal"],
            city=row["commune"],
            lat=_number(row["lat"]),
            lon=_number(row["lon"]),
            source="jobs",
        )
        for place, row in enumerate(rows("services_publics_emploi.csv"))
    )


@cache
def silver() -> tuple[Silver, ...]:
    """The silver list: pairs with the same telephone, or less than 150 m apart."""
    return tuple(
        Silver(
            f"m:{row['source_gauche']}:{row['id_gauche']}",
            f"f:{row['id_fs']}",
            row["source_gauche"],
            row["etiquette_argent"] == "lien",
        )
        for row in rows("liens_mediation_x_france_services.csv")
    )


@cache
def reading() -> dict[Key, str]:
    """Pairs read by hand: ``same``, ``house`` (another service under one roof or of one body), ``other``."""
    data: dict[str, list[str]] = json.loads(READING.read_text("utf-8"))
    return {
        (f"m:{line.split('>')[0]}", f"f:{line.split('>')[1]}"): verdict
        for verdict, lines in data.items()
        for line in lines
    }


def _structure(row: dict[str, str], name: str, before: str) -> Record:
    return Record(
        f"{before}{_site(row)}",
        (name,),
        street=row["adresse"],
        postcode=row["code_postal"],
        city=row["commune"],
        lat=_number(row["lat"]),
        lon=_number(row["lon"]),
        siret=row["siret"],
        source="insertion",
    )


def _site(row: dict[str, str]) -> str:
    return f"s:{row['siret']}:{row['type']}"


def _number(text: str) -> float | None:
    return float(text) if text else None


def _some(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text.strip()))

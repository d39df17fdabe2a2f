"""Opening a territory: its folder of settings becomes its record."""

from __future__ import annotations

import csv
import json
import tomllib
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from maillage.common.scope import territory_scope
from maillage.territory.charter import CharterError, ServiceCharter
from maillage.territory.models import Commune, Territory

REQUIRED = ("slug", "name", "short_name", "country", "languages", "time_zone", "contact_email", "sender")


class TerritoryError(ValueError):
    """A territory's folder cannot be read; says which file, why and what to write."""


def open_territory(*, folder: Path, host: str = "", is_demo: bool = False) -> Territory:
    """Read ``territory.toml`` and ``communes.csv`` of a folder; reading it again updates the settings."""
    data = _settings(folder)
    with transaction.atomic():
        territory, _ = Territory.objects.update_or_create(
            slug=data["slug"],
            defaults={
                "host": host,
                "names": data["name"],
                "of_names": data.get("of_name", {}),
                "short_name": data["short_name"],
                "country": data["country"],
                "languages": data["languages"],
                "time_zone": data["time_zone"],
                "contact_email": data["contact_email"],
                "sender": data["sender"],
                "look": data.get("look", {}),
                "charter_data": data.get("charter", {}),
                "group_list": [[group, kinds] for group, kinds in data.get("groups", {}).items()],
                "group_names": data.get("group_names", {}),
                "map_data": _map_of(data.get("map", {}), folder),
                "is_demo": is_demo,
            },
        )
        with territory_scope(territory.pk):
            _read_communes(territory, folder / "communes.csv")
            _read_outlines(folder / "communes.geojson")
    return territory


def _settings(folder: Path) -> dict[str, Any]:
    file = folder / "territory.toml"
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TerritoryError(
            f"{folder} has no territory.toml: a territory is a folder that holds one."
        ) from None
    except UnicodeDecodeError:
        raise TerritoryError(f"{file} is not UTF-8 text. Save it as UTF-8 and try again.") from None
    except tomllib.TOMLDecodeError as error:
        raise TerritoryError(f"{file} is not valid TOML: {error}. Correct that line and try again.") from None
    if missing := [key for key in REQUIRED if key not in data]:
        raise TerritoryError(f"{file} lacks {', '.join(missing)}: see docs/territory.md for each setting.")
    try:
        zone = ZoneInfo(data["time_zone"])
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):
        raise TerritoryError(
            f"{file}: {data['time_zone']!r} is not a time zone. Example: Europe/Paris."
        ) from None
    try:
        ServiceCharter.of(data.get("charter", {}), country=data["country"], zone=zone)
    except CharterError as error:
        raise TerritoryError(f"{file}: {error}") from None
    return data


def _read_communes(territory: Territory, file: Path) -> None:
    if not file.exists():
        return
    with file.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream)
        for row in rows:
            try:
                commune = _commune(row)
            except (KeyError, ValueError) as error:
                raise TerritoryError(
                    f"{file}, line {rows.line_num} cannot be read ({error}): "
                    "columns are insee_code, name, population, lat, lon."
                ) from None
            Commune.objects.update_or_create(territory=territory, **commune)


def _map_of(said: dict[str, Any], folder: Path) -> dict[str, str]:
    """The tiles of the map and whom they come from; refuses what would show nothing, or nobody's name."""
    kept = {key: str(value).strip() for key, value in said.items()}
    if unknown := sorted(set(kept) - {"tiles", "attribution"}):
        raise TerritoryError(f"{folder}: [map] has {', '.join(unknown)}; it knows tiles and attribution.")
    if tiles := kept.get("tiles", ""):
        if not tiles.startswith("https://") or not all(part in tiles for part in ("{z}", "{x}", "{y}")):
            raise TerritoryError(
                f"{folder}: [map] tiles is {tiles!r}. Write an https address with {{z}}, {{x}}, {{y}}."
            )
        if not kept.get("attribution"):
            raise TerritoryError(f"{folder}: [map] has tiles but no attribution: name who makes the map.")
    return kept


def _read_outlines(file: Path) -> None:
    """The outlines of the communes, where the territory has them: what the map is drawn on."""
    if not file.exists():
        return
    try:
        features = json.loads(file.read_text(encoding="utf-8"))["features"]
        outlines = {feature["properties"]["code"]: feature["geometry"] for feature in features}
    except (ValueError, KeyError, TypeError) as error:
        raise TerritoryError(
            f"{file} cannot be read ({error!r}): it is a GeoJSON FeatureCollection whose features have the "
            "property code."
        ) from None
    for commune in Commune.objects.filter(code__in=outlines):
        commune.outline = outlines[commune.code]
        commune.save(update_fields=["outline"])


def _commune(row: dict[str, str | None]) -> dict[str, Any]:
    return {
        "code": row["insee_code"],
        "defaults": {
            "name": row["name"],
            "population": int(row["population"] or 0),
            "lat": float(row["lat"] or 0) if row.get("lat") else None,
            "lon": float(row["lon"] or 0) if row.get("lon") else None,
        },
    }

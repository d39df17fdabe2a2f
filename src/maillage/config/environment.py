"""What the installation says about itself through environment variables.

Every variable is listed in ``docs/settings.md``; a test keeps that page true.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
    "PRAGMA cache_size=-20000;PRAGMA temp_store=FILE;PRAGMA journal_size_limit=67108864;"
)


def text(name: str, default: str = "") -> str:
    """Value of ``MAILLAGE_<name>``, or the default when it is not set."""
    return os.environ.get(f"MAILLAGE_{name}", default)


def flag(name: str) -> bool:
    """True when ``MAILLAGE_<name>`` says yes (1, true, yes, oui)."""
    return text(name).lower() in {"1", "true", "yes", "oui"}


def data_folder() -> Path:
    """The folder that holds the database file and the secret key; created if missing."""
    folder = Path(text("DATA", "var")).expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """The signing key: from the environment, else made once and kept in the data folder."""
    if given := text("SECRET_KEY"):
        return given
    file = folder / "secret.key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return file.read_text(encoding="ascii").strip()


def database(url: str, folder: Path) -> dict[str, object]:
    """Django's database entry for an address such as ``postgresql://user:pass@host:5432/name``.

    Without an address: the embedded SQLite file ``maillage.sqlite3`` of the data folder.
    """
    if not url or url.startswith("sqlite:"):
        name = url.removeprefix("sqlite:").lstrip("/") if url else ""
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / (name or "maillage.sqlite3"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": SQLITE_PRAGMAS},
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(
            f"MAILLAGE_DATABASE starts with {parts.scheme!r}: only sqlite and postgresql are known. "
            "Write postgresql://user:password@host:5432/name, or leave it empty for SQLite."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def smtp(url: str) -> dict[str, object]:
    """Django's e-mail settings for an address such as ``smtp+starttls://user:pass@host:587``."""
    parts = urlsplit(url or "smtp://localhost:25")
    schemes = {"smtp": (False, False), "smtp+starttls": (True, False), "smtps": (False, True)}
    if parts.scheme not in schemes:
        raise ValueError(
            f"MAILLAGE_SMTP starts with {parts.scheme!r}: write smtp://, smtp+starttls:// or smtps://."
        )
    starttls, tls = schemes[parts.scheme]
    return {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if tls else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": starttls,
        "EMAIL_USE_SSL": tls,
    }

"""The demonstration's doors exist in a demonstration, and nowhere else: asked of two real processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

QUESTION = """
import json, sys
import django
django.setup()
from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation
from tests.visits import routes
from maillage.web.rights import RIGHTS

def opens(path, language="fr"):
    try:
        with translation.override(language):
            return resolve(path).view_name
    except Resolver404:
        return None

print(json.dumps({
    "demo": settings.DEMO,
    "opens": [opens(p) for p in ("/demo/", "/demo/entrer/visiteur/", "/demo/courrier/", "/demo/courrier/x/")],
    "english": opens("/en/demo/", "en"),
    "mail": settings.EMAIL_BACKEND,
    "not_in_table": sorted(set(routes()) - set(RIGHTS)),
    "without_route": sorted(set(RIGHTS) - set(routes())),
}))
"""
NAMES = ["demo:enter", "demo:become", "demo:mailbox", "demo:letter"]


def answers(folder: Path, **environment: str) -> dict[str, object]:
    """What an installation with this environment says of itself."""
    keep = {name: value for name, value in os.environ.items() if not name.startswith("MAILLAGE_")}
    done = subprocess.run(
        [sys.executable, "-c", QUESTION],
        cwd=Path(__file__).parents[2],
        env={
            **keep,
            "DJANGO_SETTINGS_MODULE": "maillage.config.settings",
            "MAILLAGE_DATA": str(folder),
            **environment,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("value", ["", "0", "no"])
def test_a_real_service_has_neither_doors_nor_mailbox(tmp_path: Path, value: str) -> None:
    assert answers(tmp_path, MAILLAGE_DEMO=value) == {
        "demo": False,
        "opens": [None] * 4,
        "english": None,
        "mail": "django.core.mail.backends.smtp.EmailBackend",
        "not_in_table": [],
        "without_route": sorted(NAMES),
    }


def test_a_demonstration_has_both_and_sends_nothing(tmp_path: Path) -> None:
    assert answers(tmp_path, MAILLAGE_DEMO="1") == {
        "demo": True,
        "opens": NAMES,
        "english": "demo:enter",
        "mail": "django.core.mail.backends.dummy.EmailBackend",
        "not_in_table": [],
        "without_route": [],
    }

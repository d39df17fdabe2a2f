"""Roles and preferences have words for the reader."""

from __future__ import annotations

from django.utils import translation

from maillage.people.enums import DigestChoice, PathKind, RoleKind


def test_roles_paths_and_choices_are_said_in_both_languages() -> None:
    for kind in (RoleKind, PathKind, DigestChoice):
        said = {}
        for language in ("fr", "en"):
            with translation.override(language):
                said[language] = [str(member.label) for member in kind]
        assert all(said["fr"]), kind
        assert all(said["en"]), kind
    with translation.override("en"):
        assert RoleKind.HELPER.label == "helper"

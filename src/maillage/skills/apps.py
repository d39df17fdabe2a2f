"""Registers the app with Django."""

from django.apps import AppConfig


class SkillsConfig(AppConfig):
    """The ``skills`` app."""

    name = "maillage.skills"
    label = "skills"

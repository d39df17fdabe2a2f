"""Registers the app with Django."""

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    """The ``territory`` app."""

    name = "maillage.territory"
    label = "territory"

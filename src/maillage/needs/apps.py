"""Registers the app with Django."""

from django.apps import AppConfig


class NeedsConfig(AppConfig):
    """The ``needs`` app."""

    name = "maillage.needs"
    label = "needs"

"""Registers the app with Django."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """The ``imports`` app."""

    name = "maillage.imports"
    label = "imports"

"""Registers the app with Django."""

from django.apps import AppConfig


class ObservatoryConfig(AppConfig):
    """The ``observatory`` app."""

    name = "maillage.observatory"
    label = "observatory"

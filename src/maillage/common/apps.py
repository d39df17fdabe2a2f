"""Registers the app with Django."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """The ``common`` app."""

    name = "maillage.common"
    label = "common"

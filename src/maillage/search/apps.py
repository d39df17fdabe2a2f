"""Registers the app with Django."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The ``search`` app."""

    name = "maillage.search"
    label = "search"

"""Registers the app with Django."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """The ``places`` app."""

    name = "maillage.places"
    label = "places"

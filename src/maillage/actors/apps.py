"""Registers the app with Django."""

from django.apps import AppConfig


class ActorsConfig(AppConfig):
    """The ``actors`` app."""

    name = "maillage.actors"
    label = "actors"

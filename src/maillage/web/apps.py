"""Registers the app with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The ``web`` app."""

    name = "maillage.web"
    label = "web"

"""Registers the app with Django."""

from django.apps import AppConfig


class PledgesConfig(AppConfig):
    """The ``pledges`` app."""

    name = "maillage.pledges"
    label = "pledges"

"""Registers the app with Django."""

from django.apps import AppConfig


class BookingsConfig(AppConfig):
    """The ``bookings`` app."""

    name = "maillage.bookings"
    label = "bookings"

"""Registers the app with Django."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """The ``referrals`` app."""

    name = "maillage.referrals"
    label = "referrals"

"""Addresses of one's own account (entering and leaving are in config/urls.py)."""

from django.urls import path

from maillage.web.account import views

app_name = "account"
urlpatterns = [
    path("entree/", views.entry, name="entry"),
    path("compte/", views.preferences, name="preferences"),
]

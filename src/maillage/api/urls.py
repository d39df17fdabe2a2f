"""Addresses for machines."""

from django.urls import path

from maillage.api import views

app_name = "api"
urlpatterns = [path("health", views.health, name="health")]

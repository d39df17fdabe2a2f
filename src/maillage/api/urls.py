"""Addresses for machines."""

from django.urls import path

from maillage.api import actors, difference, elements, views

app_name = "api"
urlpatterns = [
    path("health", views.health, name="health"),
    path("v1/actors", actors.actors, name="actors"),
    path("v1/actors/<str:ref>", actors.actor, name="actor"),
    path("v1/difference", difference.difference, name="difference"),
    path("elements.json", elements.elements, name="elements"),
]

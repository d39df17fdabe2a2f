"""Addresses of the quarter."""

from django.urls import path

from maillage.web.quarter import facts, ground, home, now, place, presence

app_name = "quarter"
urlpatterns = [
    path("", home.home, name="home"),
    path("carte.json", ground.ground, name="map"),
    path("faits/", facts.facts, name="facts"),
    path("maintenant/", now.now, name="now"),
    path("ici/", presence.presence, name="presence"),
    path("ici/effacer/", presence.presence_end, name="presence_end"),
    path("<str:ref>/", place.place, name="place"),
]

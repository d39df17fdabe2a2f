"""Addresses of the quarter."""

from django.urls import path

from maillage.web.quarter import facts, ground, home, now, place

app_name = "quarter"
urlpatterns = [
    path("", home.home, name="home"),
    path("carte.json", ground.ground, name="map"),
    path("faits/", facts.facts, name="facts"),
    path("maintenant/", now.now, name="now"),
    path("<str:ref>/", place.place, name="place"),
]

"""Addresses for helpers and partners."""

from django.urls import path

from maillage.web.helper import answer, home

app_name = "helper"
urlpatterns = [
    path("r/<str:token>/", answer.answer, name="answer"),
    path("r/<str:token>/oui/", answer.say_yes, name="accept"),
    path("r/<str:token>/non/", answer.say_no, name="decline"),
    path("h/<str:token>/", answer.hours, name="hours"),
    path("mes-heures/", home.home, name="home"),
    path("mes-heures/absence/", home.absence, name="absence"),
    path("mes-heures/absence/<str:ref>/annuler/", home.cancel, name="cancel_absence"),
    path("mes-heures/pause/", home.pause, name="pause"),
    path("engagements/", home.partner, name="partner"),
]
